package io.pumprig.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.Outcome;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class As5600Test {
    private final ScriptedI2cBus bus = new ScriptedI2cBus().at(0x36);
    private final As5600 chip = new As5600(bus, 0x36);

    @Test
    void bringsUpWithTheWatchdogOff() {
        bus.read("07", "20 00").write("07 00 00").read("07", "00 00");
        assertEquals(Outcome.OK, chip.bringUp());
        bus.assertDone();
    }

    @Test
    void saysUnprovedWhenConfKeepsItsOldContent() {
        bus.read("07", "20 00").write("07 00 00").read("07", "20 00");
        assertEquals(Outcome.UNPROVED, chip.bringUp());
        assertEquals(0x2000, chip.conf());
    }

    @Test
    void saysWhyItDidNotComeUp() {
        bus.fail("07", Outcome.NO_ACKNOWLEDGE);
        assertEquals(Outcome.NO_ACKNOWLEDGE, chip.bringUp());
        bus.read("07", "00 00").fail("07 00 00", Outcome.BUS_STUCK);
        assertEquals(Outcome.BUS_STUCK, chip.bringUp());
    }

    @Test
    void readsStatusBeforeTheAngle() {
        bus.read("0B", "20").read("0C", "0F FF");
        assertEquals(Outcome.OK, chip.fetch());
        assertEquals(4095, chip.angleCounts());
        bus.assertDone();
    }

    @Test
    @Tag("F-29")
    void takesNoAngleWithoutAMagnet() {
        bus.read("0B", "10");
        assertEquals(Outcome.INVALID, chip.fetch());
        bus.assertDone();
    }

    @Test
    @Tag("F-29")
    void tellsItsGainWithAndWithoutAMagnet() {
        bus.read("0B", "20").read("1A", "40");
        assertEquals(Outcome.OK, chip.fetchGain());
        assertEquals(64, chip.gain());
        bus.read("0B", "10").read("1A", "80");
        assertEquals(Outcome.OK, chip.fetchGain());
        assertEquals(128, chip.gain());
        assertEquals(As5600.STATUS_ML, chip.status());
        bus.assertDone();
    }

    @Test
    void keepsItsGainWhenAskingForItFails() {
        bus.read("0B", "20").fail("1A", Outcome.NO_ACKNOWLEDGE);
        assertEquals(Outcome.NO_ACKNOWLEDGE, chip.fetchGain());
        bus.read("0B", "C0");
        assertEquals(Outcome.BAD_FRAME, chip.fetchGain());
        assertEquals(0, chip.gain());
        bus.assertDone();
    }

    @Test
    void takesAnAngleOfAWeakOrStrongMagnetAndSaysSo() {
        bus.read("0B", "30").read("0C", "00 01");
        assertEquals(Outcome.OK, chip.fetch());
        assertEquals(As5600.STATUS_MD | As5600.STATUS_ML, chip.status());
    }

    @ParameterizedTest(name = "STATUS {0}, angle {1}")
    @CsvSource({"FF, ''", "A0, ''", "21, ''", "20, 'FF FF'", "20, '10 00'"})
    void tellsGarbageFromAnAngle(String status, String angle) {
        bus.read("0B", status);
        if (!angle.isEmpty()) {
            bus.read("0C", angle);
        }
        assertEquals(Outcome.BAD_FRAME, chip.fetch());
        assertEquals(0, chip.angleCounts());
        bus.assertDone();
    }

    @Test
    void passesOnThatNobodyAcknowledged() {
        bus.fail("0B", Outcome.NO_ACKNOWLEDGE);
        assertEquals(Outcome.NO_ACKNOWLEDGE, chip.fetch());
        bus.read("07", "00 00").read("0B", "20").fail("0C", Outcome.BUS_ERROR);
        assertEquals(Outcome.BUS_ERROR, chip.fetch());
    }

    @Test
    @Tag("F-29")
    void findsAWatchdogThatWasSwitchedOnAndWritesConfAgain() {
        for (int i = 0; i < 199; i++) {
            bus.read("0B", "20").read("0C", "00 00");
            assertEquals(Outcome.OK, chip.fetch());
        }
        bus.read("07", "20 00").read("07", "20 00").write("07 00 00").read("07", "00 00");
        assertEquals(Outcome.RECONFIGURING, chip.fetch());
        bus.read("07", "00 00").read("0B", "20").read("0C", "00 00");
        assertEquals(Outcome.OK, chip.fetch());
        bus.read("0B", "20").read("0C", "00 00");
        assertEquals(Outcome.OK, chip.fetch());
        bus.assertDone();
    }

    @Test
    @Tag("F-33")
    void looksAtConfAgainAfterATransferThatFailed() {
        bus.fail("0B", Outcome.RECONFIGURING);
        assertEquals(Outcome.RECONFIGURING, chip.fetch());
        bus.read("07", "20 00").read("07", "20 00").write("07 00 00").read("07", "00 00");
        assertEquals(Outcome.RECONFIGURING, chip.fetch());
        bus.read("07", "00 00").read("0B", "20").read("0C", "01 00");
        assertEquals(Outcome.OK, chip.fetch());
        bus.read("0B", "20").read("0C", "01 00");
        assertEquals(Outcome.OK, chip.fetch());
        bus.assertDone();
    }

    @Test
    void offersNoWayToBurn() {
        for (Method method : As5600.class.getDeclaredMethods()) {
            assertTrue(!method.getName().toLowerCase(java.util.Locale.ROOT).contains("burn"));
        }
    }
}
