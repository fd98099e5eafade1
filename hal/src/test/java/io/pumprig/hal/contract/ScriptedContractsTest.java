package io.pumprig.hal.contract;

import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.board.InputPin;
import io.pumprig.hal.board.OutputPin;
import io.pumprig.hal.board.SerialLine;
import io.pumprig.hal.chip.RecordingPin;
import io.pumprig.hal.chip.ScriptedI2cBus;
import io.pumprig.hal.chip.ScriptedSerialLine;
import io.pumprig.hal.chip.SettablePin;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The fakes that driver tests stand on keep the contracts of what they stand for. */
class ScriptedContractsTest {
    /** What a fake that speaks in texts may allocate: as much as it likes. */
    private static final long TEXTS = 1_000_000;

    private static final HexFormat BYTES = HexFormat.ofDelimiter(" ");

    @Nested
    class Bus implements I2cBusContract {
        private final ScriptedI2cBus bus = new ScriptedI2cBus();

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
            return 0x29;
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
            bus.at(0x48)
                    .read(
                            String.format("%02X", register.pointer()),
                            content.substring(0, 2) + " " + content.substring(2));
        }

        @Override
        public void expectNobody(int pointer, int readLength) {
            bus.at(0x29).fail(String.format("%02X", pointer), Outcome.NO_ACKNOWLEDGE);
        }

        @Override
        public long allowedBytes() {
            return TEXTS;
        }

        @AfterEach
        void everythingExpectedCame() {
            bus.assertDone();
        }
    }

    @Nested
    class Line implements SerialLineContract {
        private static final String QUESTION = "05 00 06 6F";
        private static final String ANSWER = "05 FF 06 21 00 00 40 F9";

        private final ScriptedSerialLine line = new ScriptedSerialLine();
        private final ManualClock clock = new ManualClock(-3);

        @Override
        public SerialLine subject() {
            return line;
        }

        @Override
        public RigClock clock() {
            return clock;
        }

        @Override
        public byte[] question() {
            return BYTES.parseHex(QUESTION);
        }

        @Override
        public byte[] answer() {
            return BYTES.parseHex(QUESTION + " " + ANSWER);
        }

        @Override
        public void expectQuestion() {
            line.exchange(QUESTION, ANSWER);
        }

        @Override
        public boolean cut() {
            line.vanish();
            return true;
        }

        @AfterEach
        void everythingExpectedCame() {
            line.assertDone();
        }
    }

    @Nested
    class Pins implements PinContract {
        private final SettablePin input = new SettablePin(InputPin.Level.LOW);
        private RecordingPin output;

        @Override
        public OutputPin output(boolean safeHigh) {
            output = new RecordingPin(safeHigh);
            return output;
        }

        @Override
        public boolean isOutputHigh() {
            return output.isHigh();
        }

        @Override
        public InputPin input() {
            return input;
        }

        @Override
        public boolean driveInput(boolean high) {
            input.set(high ? InputPin.Level.HIGH : InputPin.Level.LOW);
            return true;
        }
    }

    @Nested
    class Clock implements ClockContract {
        private final ManualClock clock = new ManualClock(-3);

        @Override
        public RigClock subject() {
            return clock;
        }

        @Override
        public boolean hasCalendar() {
            return false;
        }
    }
}
