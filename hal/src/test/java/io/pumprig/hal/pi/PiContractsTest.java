package io.pumprig.hal.pi;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.ManualClock;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.contract.BoardContract;
import io.pumprig.hal.contract.ClockContract;
import io.pumprig.hal.contract.I2cBusContract;
import io.pumprig.hal.contract.PinContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The Pi's ports, over pins and a kernel that are told what to answer, keep their contracts. */
class PiContractsTest {
    private static final int GPIO = 13;
    private static final int FD = 5;
    private static final int EREMOTEIO = 121;

    /** What fakes that write texts may allocate: as much as they like. */
    private static final long TEXTS = 1_000_000;

    private final List<String> record = new ArrayList<>();
    private final ScriptedKernel kernel = new ScriptedKernel();
    private final PiBoard board =
            new PiBoard(
                    new RecordedPins(record::add),
                    (number, clock) -> {
                        if (number != 1) {
                            throw new BringUpException("I2C bus", "i2c-" + number, "it", "none");
                        }
                        return new PiI2cBus(new I2cTransfer(FD, kernel), () -> {}, clock);
                    },
                    (path, baud) -> {
                        throw new BringUpException("serial line", path, "a line", "none");
                    },
                    new ProgramEnd() {
                        @Override
                        public void add(Thread hook) {}

                        @Override
                        public void remove(Thread hook) {}
                    });

    /** The level that was driven last, or claimed with. */
    private boolean isHigh(int gpio) {
        for (int i = record.size() - 1; i >= 0; i--) {
            String deed = record.get(i).replace("claim ", "");
            if (deed.startsWith(gpio + " ")) {
                return deed.endsWith("high");
            }
        }
        throw new AssertionError("GPIO" + gpio + " was never driven: " + record);
    }

    @Nested
    class Ports implements BoardContract {
        @Override
        public Board subject() {
            return board;
        }

        @Override
        public int freeGpio() {
            return GPIO;
        }

        @Override
        public String bus() {
            return "i2c-1";
        }

        @Override
        public boolean isHigh(int gpio) {
            return PiContractsTest.this.isHigh(gpio);
        }
    }

    @Nested
    class Pins implements PinContract {
        @Override
        public OutputPin output(boolean safeHigh) {
            return board.output(GPIO, safeHigh);
        }

        @Override
        public boolean isOutputHigh() {
            return isHigh(GPIO);
        }

        @Override
        public InputPin input() {
            return board.input(GPIO);
        }

        @Override
        public boolean driveInput(boolean high) {
            return false;
        }

        @Override
        public long allowedBytes() {
            return TEXTS;
        }
    }

    @Nested
    class Clock implements ClockContract {
        @Override
        public RigClock subject() {
            return board.clock();
        }
    }

    @Nested
    class Bus implements I2cBusContract {
        private final PiI2cBus bus =
                new PiI2cBus(new I2cTransfer(FD, kernel), () -> {}, new ManualClock(-7));

        @Override
        public I2cBus subject() {
            return bus;
        }

        @Override
        public int presentAddress() {
            return 0x48;
        }

        @Override
        public int absentAddress() {
            return 0x40;
        }

        @Override
        public Register first() {
            return new Register(0x02, 0x8000);
        }

        @Override
        public Register second() {
            return new Register(0x03, 0x7FFF);
        }

        @Override
        public void expectRead(Register register) {
            String content = String.format("%04X", register.content());
            kernel.answers(
                    String.format("W48 %02X | R48 2", register.pointer()),
                    content.substring(0, 2) + " " + content.substring(2),
                    2);
        }

        @Override
        public void expectNobody(int pointer, int readLength) {
            String read = readLength > 0 ? " | R40 " + readLength : "";
            kernel.answers(String.format("W40 %02X", pointer) + read, "", -EREMOTEIO);
        }

        @Override
        public long allowedBytes() {
            return TEXTS;
        }
    }
}
