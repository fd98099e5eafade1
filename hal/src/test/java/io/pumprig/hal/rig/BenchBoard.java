package io.pumprig.hal.rig;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.board.SerialLine;
import io.pumprig.hal.chip.RecordingPin;
import io.pumprig.hal.chip.RegisterTmc2209;
import io.pumprig.hal.chip.SettablePin;
import io.pumprig.hal.device.PumpHead;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A board with the four chips of the rig, healthy until told otherwise, for tests above the chips.
 * A register, pin or address that the rig does not have fails the test.
 */
final class BenchBoard implements Board, I2cBus {
    final ManualClock clock = new ManualClock(-1_500_000_000L);
    final Map<Integer, RecordingPin> outputs = new HashMap<>();
    final Map<Integer, SettablePin> inputs = new HashMap<>();
    final RecordingPin step = new RecordingPin(false);
    final RegisterTmc2209 tmc = new RegisterTmc2209(step);

    /** What each address answers: OK, or a failure. */
    final Map<Integer, Outcome> answers = new HashMap<>();

    int angle = 100;
    int status = 0x20;
    final int[] codes = {4_800, 24_000, 24_000, 12_000};
    int weight = 50_000;

    /** CONF of the encoder, for tests that change it behind the driver's back. */
    int as5600Conf;

    /** Longest time between two edges of the kick, seen whenever time was let pass. */
    long longestSilenceNanos;

    private long lastKicks;
    private long lastKickNanos = clock.nanos();
    private int ads1115Config = 0x8583;
    private final int[] nau7802 = new int[32];

    BenchBoard() {
        nau7802[0x1F] = 0x0F;
        answers.put(0x36, Outcome.OK);
        answers.put(0x48, Outcome.OK);
        answers.put(0x2A, Outcome.OK);
        for (int gpio : new int[] {22, 26, 6}) {
            inputs.put(gpio, new SettablePin(InputPin.Level.LOW));
        }
    }

    static RigWiring wiring() {
        return new RigWiring(
                "bench-1",
                "pi",
                new PumpHead(3_200, 20_000_000),
                new RigWiring.Line(200_000, 140_000_000, 700_000),
                new RigWiring.Motor(17, 27, 5, 22, 18, "/dev/serial0", 0, 10_000_000),
                new RigWiring.Encoder("i2c-1", 0x36),
                new RigWiring.Reservoir("i2c-1", 0x2A, 20_000_000_000L, 50_000, 2_000),
                new RigWiring.Pressure("i2c-1", 0x48, 0, 1, 2, 3),
                Optional.empty(),
                new RigWiring.Inputs(26, 6, OptionalInt.empty(), OptionalInt.empty()),
                new RigWiring.Outputs(12, 13, 19, 21, OptionalInt.empty(), OptionalInt.empty()),
                Optional.empty(),
                Optional.empty(),
                false,
                OptionalLong.empty());
    }

    /** Loses the NAU7802's registers. */
    void brownOutNau7802() {
        Arrays.fill(nau7802, 0);
        nau7802[0x1F] = 0x0F;
    }

    /** Cuts the sensors' supply: an encoder comes up with its watchdog on, as if burned so. */
    void cutSensorPower() {
        as5600Conf = 0x2000;
        ads1115Config = 0x8583;
        brownOutNau7802();
    }

    @Override
    public String backend() {
        return "bench";
    }

    @Override
    public RigClock clock() {
        return new RigClock() {
            @Override
            public long nanos() {
                return clock.nanos();
            }

            @Override
            public long utcMillis() {
                return clock.utcMillis();
            }

            @Override
            public void pause(long nanos) {
                clock.advance(nanos);
                watchKicks();
            }
        };
    }

    private void watchKicks() {
        long kicks = outputs.get(18).calls();
        if (kicks != lastKicks) {
            lastKicks = kicks;
            lastKickNanos = clock.nanos();
        }
        longestSilenceNanos = Math.max(longestSilenceNanos, clock.nanos() - lastKickNanos);
    }

    @Override
    public I2cBus i2c(String name) {
        if (!name.equals("i2c-1")) {
            throw new BringUpException("bus", name, "a bus", "none");
        }
        return this;
    }

    @Override
    public SerialLine serial(String path, int baud) {
        if (!path.equals("/dev/serial0") || baud != 115_200) {
            throw new BringUpException("line", path, "a line", "none");
        }
        return tmc;
    }

    @Override
    public OutputPin output(int gpio, boolean safeHigh) {
        RecordingPin pin = gpio == 17 ? step : new RecordingPin(safeHigh);
        outputs.put(gpio, pin);
        return pin;
    }

    @Override
    public InputPin input(int gpio) {
        SettablePin pin = inputs.get(gpio);
        if (pin == null) {
            throw new AssertionError("not told of an input at GPIO" + gpio);
        }
        return pin;
    }

    @Override
    public void close() {
        throw new AssertionError("the board belongs to whoever opened it");
    }

    @Override
    public Outcome write(int address, byte[] bytes, int length) {
        Outcome outcome = answers.get(address);
        if (outcome.isOk()) {
            int word = length == 3 ? (bytes[1] & 0xFF) << 8 | bytes[2] & 0xFF : bytes[1] & 0xFF;
            switch (address) {
                case 0x36 -> as5600Conf = word;
                case 0x48 -> ads1115Config = word;
                case 0x2A -> nau7802[bytes[0]] = word;
                default -> throw new AssertionError("address " + address);
            }
        }
        return outcome;
    }

    @Override
    public Outcome writeRead(
            int address, byte[] bytes, int writeLength, byte[] into, int readLength) {
        Outcome outcome = answers.get(address);
        if (outcome.isOk()) {
            int value =
                    switch (address) {
                        case 0x36 -> as5600(bytes[0]);
                        case 0x48 -> ads1115(bytes[0]);
                        case 0x2A -> nau7802(bytes[0]);
                        default -> throw new AssertionError("address " + address);
                    };
            for (int i = 0; i < readLength; i++) {
                into[i] = (byte) (value >> 8 * (readLength - 1 - i));
            }
        }
        return outcome;
    }

    private int as5600(int register) {
        return switch (register) {
            case 0x07 -> as5600Conf;
            case 0x0B -> status;
            case 0x0C -> angle;
            default -> throw new AssertionError("AS5600 register " + register);
        };
    }

    private int ads1115(int register) {
        return register == 1 ? ads1115Config : codes[(ads1115Config >> 12 & 7) - 4];
    }

    private int nau7802(int register) {
        int value = nau7802[register];
        return switch (register) {
            case 0x00 -> value | ((value & 2) != 0 ? 8 : 0) | ((value & 0x10) != 0 ? 0x20 : 0);
            case 0x02 -> {
                nau7802[2] &= ~4;
                yield value;
            }
            case 0x12 -> weight;
            default -> value;
        };
    }
}
