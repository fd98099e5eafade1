package io.pumprig.hal.rig;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.chip.Slf3s;
import io.pumprig.hal.contract.DoseMotorContract;
import io.pumprig.hal.contract.FlowSensorContract;
import io.pumprig.hal.contract.I2cBusContract;
import io.pumprig.hal.contract.PressureSensorContract;
import io.pumprig.hal.contract.ReservoirSensorContract;
import io.pumprig.hal.contract.RotorEncoderContract;
import io.pumprig.hal.device.DoseMotor;
import io.pumprig.hal.device.FlowReading;
import io.pumprig.hal.device.FlowSensor;
import io.pumprig.hal.device.PressureSensor;
import io.pumprig.hal.device.PumpDevices;
import io.pumprig.hal.device.ReservoirReading;
import io.pumprig.hal.device.ReservoirSensor;
import io.pumprig.hal.device.RotorEncoder;
import io.pumprig.hal.device.RotorReading;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** The rig's devices, over the board of the tests in this package, keep their contracts. */
class BenchContractsTest {
    private static final long CYCLE_NANOS = 10_000_000;

    private final BenchBoard board = new BenchBoard();
    private PumpDevices devices;

    @BeforeEach
    void bringUp() {
        board.answers.put(0x29, Outcome.NO_ACKNOWLEDGE);
        devices = Rig.bringUp(board, BenchBoard.wiring());
    }

    private void cycle() {
        devices.watchdog().kick();
        board.clock.advance(CYCLE_NANOS);
    }

    private boolean answers(int address, boolean absent) {
        board.answers.put(address, absent ? Outcome.NO_ACKNOWLEDGE : Outcome.OK);
        return true;
    }

    @Nested
    class Bus implements I2cBusContract {
        @Override
        public I2cBus subject() {
            return board;
        }

        @Override
        public int presentAddress() {
            return 0x36;
        }

        @Override
        public int absentAddress() {
            return 0x29;
        }

        @Override
        public Register first() {
            return new Register(0x07, 0);
        }

        @Override
        public Register second() {
            return new Register(0x0C, 100);
        }
    }

    @Nested
    class Flow implements FlowSensorContract {
        private final LiteralSlf3s part = new LiteralSlf3s();
        private final FlowReading reading = new FlowReading();
        private final FlowSensor sensor =
                new Slf3sFlowSensor(
                        new Slf3s(
                                part,
                                0x08,
                                board.clock,
                                Slf3s.Type.SLF3S_0600F,
                                Slf3s.Liquid.WATER),
                        board.clock);

        @Override
        public FlowSensor subject() {
            return sensor;
        }

        @Override
        public FlowReading reading() {
            return reading;
        }

        /** 2 mL/min, device reference 5.1. */
        @Override
        public long maxPicolitresPerMinute() {
            return 2_000_000_000L;
        }

        @Override
        public boolean air(boolean present) {
            part.air(present);
            return true;
        }

        @Override
        public RigClock clock() {
            return board.clock;
        }

        @Override
        public void nextCycle() {
            cycle();
        }

        @Override
        public boolean absent(boolean absent) {
            part.absent(absent);
            return true;
        }
    }

    @Nested
    class Motor implements DoseMotorContract {
        @Override
        public DoseMotor subject() {
            return devices.motor();
        }

        /** Each pulse is two edges. */
        @Override
        public OptionalLong movedMicrosteps() {
            return OptionalLong.of(board.step.calls() / 2);
        }

        @Override
        public void nextCycle() {
            cycle();
        }
    }

    @Nested
    class Encoder implements RotorEncoderContract {
        private final RotorReading reading = new RotorReading();

        @Override
        public RotorEncoder subject() {
            return devices.encoder();
        }

        @Override
        public RotorReading reading() {
            return reading;
        }

        @Override
        public RigClock clock() {
            return board.clock;
        }

        @Override
        public void nextCycle() {
            cycle();
        }

        @Override
        public void turn(int partsOf4096) {
            for (int i = 0; i < partsOf4096; i++) {
                board.angle = board.angle + 1 & 4095;
                cycles(1);
            }
            cycles(20);
        }

        @Override
        public boolean absent(boolean absent) {
            return answers(0x36, absent);
        }
    }

    @Nested
    class Pressure implements PressureSensorContract {
        private final Readings readings = new Readings();

        @Override
        public PressureSensor subject() {
            return devices.pressure();
        }

        @Override
        public Readings readings() {
            return readings;
        }

        @Override
        public RigClock clock() {
            return board.clock;
        }

        @Override
        public void nextCycle() {
            cycle();
        }

        @Override
        public boolean absent(boolean absent) {
            return answers(0x48, absent);
        }
    }

    @Nested
    class Reservoir implements ReservoirSensorContract {
        private final ReservoirReading reading = new ReservoirReading();

        @Override
        public ReservoirSensor subject() {
            return devices.reservoir();
        }

        @Override
        public ReservoirReading reading() {
            return reading;
        }

        @Override
        public long capacityPicolitres() {
            return 20_000_000_000L;
        }

        @Override
        public RigClock clock() {
            return board.clock;
        }

        @Override
        public void nextCycle() {
            cycle();
        }

        @Override
        public boolean absent(boolean absent) {
            return answers(0x2A, absent);
        }
    }
}
