package io.pumprig.hal.rig;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.board.I2cBus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks single addresses of an I2C bus whether anybody is there, past the devices and their retries.
 * For a check of the wiring before bring-up: it waits on the board's clock.
 */
public final class BusProbe {
    private static final int TRIES = 3;
    private static final long REST_NANOS = 2_000_000;

    /**
     * A part that belongs on the bus of a rig (device reference 10.1), and how it is called: parts
     * with registers by their pointer, a flow sensor by a command that is always taken.
     *
     * @param chip its name in {@code rig.yaml}
     * @param firstAddress the least address that its pins can give it
     * @param lastAddress the greatest
     */
    public record KnownPart(String chip, int firstAddress, int lastAddress) {
        /** True when the part can be there. */
        public boolean canBeAt(int address) {
            return address >= firstAddress && address <= lastAddress;
        }
    }

    private static final List<KnownPart> KNOWN =
            List.of(
                    new KnownPart("slf3s-0600f", 0x08, 0x08),
                    new KnownPart("mpr", 0x18, 0x18),
                    new KnownPart("nau7802", 0x2A, 0x2A),
                    new KnownPart("as5600", 0x36, 0x36),
                    new KnownPart("lg16", 0x40, 0x40),
                    new KnownPart("ads1115", 0x48, 0x4B));

    private static final int SLF3S = 0x08;
    private static final int MPR = 0x18;
    private static final int LG16 = 0x40;

    private static final byte[] STOP_MEASUREMENT = {0x3F, (byte) 0xF9};
    private static final byte[] READ_USER_REGISTER = {(byte) 0xE3};
    private static final byte[] FIRST_REGISTER = {0};

    private final Board board;
    private final RigClock clock;
    private final byte[] received = new byte[1];

    public BusProbe(Board board) {
        this.board = board;
        clock = board.clock();
    }

    /**
     * Whether a part at the address acknowledges: OK, or how the last of three tries failed. Takes
     * a few milliseconds of the board's time.
     *
     * @throws BringUpException when the board has no such bus
     */
    public Outcome call(String bus, int address) {
        I2cBus wires = board.i2c(bus);
        Outcome outcome = callOnce(wires, address);
        for (int i = 1; i < TRIES && !outcome.isOk(); i++) {
            clock.pause(REST_NANOS);
            outcome = callOnce(wires, address);
        }
        return outcome;
    }

    private Outcome callOnce(I2cBus wires, int address) {
        return switch (address) {
            case SLF3S -> wires.write(address, STOP_MEASUREMENT, STOP_MEASUREMENT.length);
            case LG16 -> wires.write(address, READ_USER_REGISTER, READ_USER_REGISTER.length);
            case MPR -> wires.writeRead(address, FIRST_REGISTER, 0, received, 1);
            default -> wires.write(address, FIRST_REGISTER, FIRST_REGISTER.length);
        };
    }

    /** The addresses of parts that a rig may have, at which somebody acknowledges. */
    public List<Integer> scan(String bus) {
        List<Integer> found = new ArrayList<>();
        for (KnownPart part : KNOWN) {
            for (int address = part.firstAddress(); address <= part.lastAddress(); address++) {
                if (call(bus, address).isOk()) {
                    found.add(address);
                }
            }
        }
        return found;
    }

    /** The part that has this address; empty when none of a rig can have it. */
    public static Optional<KnownPart> at(int address) {
        return KNOWN.stream().filter(part -> part.canBeAt(address)).findFirst();
    }

    /** What is known of a chip, by its name in {@code rig.yaml}; empty when nothing is. */
    public static Optional<KnownPart> of(String chip) {
        return KNOWN.stream().filter(part -> chip.startsWith(part.chip())).findFirst();
    }
}
