package io.pumprig.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.board.SerialLine;
import io.pumprig.hal.contract.BoardContract;
import io.pumprig.hal.contract.ClockContract;
import io.pumprig.hal.contract.DoseMotorContract;
import io.pumprig.hal.contract.FlowSensorContract;
import io.pumprig.hal.contract.I2cBusContract;
import io.pumprig.hal.contract.PinContract;
import io.pumprig.hal.contract.PressureSensorContract;
import io.pumprig.hal.contract.ReservoirSensorContract;
import io.pumprig.hal.contract.RotorEncoderContract;
import io.pumprig.hal.contract.SensorContract;
import io.pumprig.hal.contract.SerialLineContract;
import io.pumprig.hal.device.DoseMotor;
import io.pumprig.hal.device.FlowReading;
import io.pumprig.hal.device.FlowSensor;
import io.pumprig.hal.device.PressureSensor;
import io.pumprig.hal.device.ReservoirReading;
import io.pumprig.hal.device.ReservoirSensor;
import io.pumprig.hal.device.RotorEncoder;
import io.pumprig.hal.device.RotorReading;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** The contracts of the hardware layer, against the board and the devices of the rig. */
@RigTest
class ContractsTest {
    private RigUnderTest rig;

    @BeforeEach
    void take(RigUnderTest given) {
        rig = given;
    }

    /** What all sensors of the rig have in common. */
    private abstract class OfTheRig implements SensorContract {
        /** Where the sensor's part is on its bus. */
        abstract int address();

        @Override
        public RigClock clock() {
            return rig.clock();
        }

        @Override
        public void nextCycle() {
            rig.nextCycle();
        }

        @Override
        public boolean absent(boolean absent) {
            rig.hands().absent(address(), absent);
            return true;
        }

        @Override
        public int cyclesToAnswer() {
            return rig.pace().cyclesToAnswer();
        }

        @Override
        public int slowness() {
            return rig.pace().slowness();
        }

        @Override
        public long allowedBytes() {
            return rig.pace().allowedBytes();
        }
    }

    @Nested
    class Ports implements BoardContract {
        private Board board;

        @BeforeEach
        void open() {
            board = rig.board();
        }

        @Override
        public Board subject() {
            return board;
        }

        @Override
        public int freeGpio() {
            return rig.wiring().outputs().redGpio();
        }

        @Override
        public String bus() {
            return rig.wiring().encoder().bus();
        }

        @Override
        public boolean isHigh(int gpio) {
            return rig.hands().isOutputHigh(gpio);
        }

        @Override
        public void settle() {
            rig.clock().pause(rig.pace().cycleNanos());
        }
    }

    @Nested
    class Bus implements I2cBusContract {
        private I2cBus bus;

        @BeforeEach
        void open() {
            bus = rig.board().i2c(rig.wiring().pressure().bus());
        }

        @Override
        public I2cBus subject() {
            return bus;
        }

        @Override
        public int presentAddress() {
            return rig.wiring().pressure().address();
        }

        /** Address of the AS5600L, which is not fitted. */
        @Override
        public int absentAddress() {
            return 0x40;
        }

        /** ADS1115, Lo_thresh after power-up; no driver writes it. */
        @Override
        public Register first() {
            return new Register(0x02, 0x8000);
        }

        /** ADS1115, Hi_thresh after power-up. */
        @Override
        public Register second() {
            return new Register(0x03, 0x7FFF);
        }

        @Override
        public long allowedBytes() {
            return rig.pace().allowedBytes();
        }

        @Override
        public int slowness() {
            return rig.pace().slowness();
        }
    }

    /** The motor driver's wire, asked for the chip's inputs and version (IOIN). */
    @Nested
    class MotorLine implements SerialLineContract {
        private static final int ECHO = 4;
        private static final int ANSWER = 12;

        private SerialLine line;
        private byte[] question;
        private byte[] answer;

        @BeforeEach
        void askOnce() {
            line = rig.board().serial(rig.wiring().motor().uart(), 115_200);
            question = question(rig.wiring().motor().node());
            assertEquals(Outcome.OK, line.write(question, question.length));
            byte[] into = new byte[64];
            int taken = 0;
            for (int i = 0; i < 10; i++) {
                rig.clock().pause(answerNanos());
                taken += line.read(into, taken);
            }
            answer = Arrays.copyOf(into, taken);
            // What the pins say differs from rig to rig; the rest is the data sheet's.
            assertEquals(ANSWER, taken);
            assertEquals(
                    HexFormat.of().formatHex(question) + "05ff0621",
                    HexFormat.of().formatHex(answer, 0, ECHO + 4));
        }

        /** The four datagrams that read IOIN, one for each node (device reference 1.4). */
        private static byte[] question(int node) {
            return HexFormat.of()
                    .parseHex(new String[] {"0500066f", "050106d9", "05020634", "05030682"}[node]);
        }

        @Override
        public SerialLine subject() {
            return line;
        }

        @Override
        public RigClock clock() {
            return rig.clock();
        }

        @Override
        public byte[] question() {
            return question;
        }

        @Override
        public byte[] answer() {
            return answer;
        }

        @Override
        public long answerNanos() {
            return rig.pace().answerNanos();
        }

        @Override
        public long callNanos() {
            return rig.pace().callNanos();
        }

        @Override
        public long allowedBytes() {
            return rig.pace().allowedBytes();
        }
    }

    /** A lamp as output, the door's contact as input. */
    @Nested
    class Pins implements PinContract {
        private Board board;

        @BeforeEach
        void open() {
            board = rig.board();
        }

        @Override
        public OutputPin output(boolean safeHigh) {
            return board.output(rig.wiring().outputs().redGpio(), safeHigh);
        }

        @Override
        public boolean isOutputHigh() {
            return rig.hands().isOutputHigh(rig.wiring().outputs().redGpio());
        }

        @Override
        public InputPin input() {
            return board.input(rig.wiring().inputs().doorGpio());
        }

        @Override
        public boolean driveInput(boolean high) {
            if (high) {
                rig.hands().openDoor();
            } else {
                rig.hands().closeDoor();
            }
            return true;
        }

        @Override
        public void settle() {
            rig.clock().pause(rig.pace().cycleNanos());
        }

        @Override
        public long allowedBytes() {
            return rig.pace().allowedBytes();
        }

        @Override
        public int slowness() {
            return rig.pace().slowness();
        }
    }

    @Nested
    class Clock implements ClockContract {
        @Override
        public RigClock subject() {
            return rig.clock();
        }
    }

    @Nested
    class Motor implements DoseMotorContract {
        @Override
        public DoseMotor subject() {
            return rig.devices().motor();
        }

        @Override
        public void nextCycle() {
            rig.nextCycle();
        }

        @Override
        public OptionalLong movedMicrosteps() {
            return OptionalLong.of(rig.hands().rotorMicrosteps());
        }

        @Override
        public int pulsesPerCycle() {
            return rig.pace().pulsesPerCycle();
        }

        @Override
        public long allowedBytes() {
            return rig.pace().allowedBytes();
        }

        @Override
        public int slowness() {
            return rig.pace().slowness();
        }
    }

    @Nested
    class Encoder extends OfTheRig implements RotorEncoderContract {
        @Override
        int address() {
            return rig.wiring().encoder().address();
        }

        @Override
        public RotorEncoder subject() {
            return rig.devices().encoder();
        }

        @Override
        public RotorReading reading() {
            return rig.rotor();
        }

        @Override
        public void turn(int partsOf4096) {
            rig.turn(
                    partsOf4096
                            * rig.wiring().pump().microstepsPerRevolution()
                            / RotorReading.COUNTS_PER_TURN);
        }
    }

    @Nested
    class Pressure extends OfTheRig implements PressureSensorContract {
        private final Readings readings = new Readings();

        @Override
        int address() {
            return rig.wiring().pressure().address();
        }

        @Override
        public PressureSensor subject() {
            return rig.devices().pressure();
        }

        @Override
        public Readings readings() {
            return readings;
        }
    }

    /** Where a flow sensor is fitted. */
    @Nested
    class Flow extends OfTheRig implements FlowSensorContract {
        private static final int AIR_MICROLITRES = 25;

        /** More than there is between head and sensor, less than that and the air. */
        private static final int BEFORE_MICROLITRES = 20;

        private final FlowReading reading = new FlowReading();

        @BeforeEach
        void isFitted() {
            Assumptions.assumeTrue(rig.wiring().flow().isPresent(), "no flow sensor is fitted");
        }

        @Override
        int address() {
            return rig.wiring().flow().orElseThrow().address();
        }

        @Override
        public FlowSensor subject() {
            return rig.devices().flow().orElseThrow();
        }

        @Override
        public FlowReading reading() {
            return reading;
        }

        /** The head draws it, and the rotor moves it to the sensor and past it. */
        @Override
        public boolean air(boolean present) {
            if (present) {
                rig.hands().injectAir(AIR_MICROLITRES);
            }
            rig.turn(microsteps(present ? BEFORE_MICROLITRES : AIR_MICROLITRES));
            return true;
        }

        private int microsteps(int microlitres) {
            return Math.toIntExact(rig.wiring().pump().microstepsWithin(microlitres * 1_000_000L));
        }

        /** 2 mL/min, SLF3S-0600F: the fastest of those that may be fitted. */
        @Override
        public long maxPicolitresPerMinute() {
            return 2_000_000_000L;
        }
    }

    @Nested
    class Reservoir extends OfTheRig implements ReservoirSensorContract {
        private final ReservoirReading reading = new ReservoirReading();

        @Override
        int address() {
            return rig.wiring().reservoir().address();
        }

        @Override
        public ReservoirSensor subject() {
            return rig.devices().reservoir();
        }

        @Override
        public ReservoirReading reading() {
            return reading;
        }

        @Override
        public long capacityPicolitres() {
            return rig.wiring().reservoir().capacityPicolitres();
        }
    }
}
