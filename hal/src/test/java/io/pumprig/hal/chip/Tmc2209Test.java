package io.pumprig.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.AllocatedBytes;
import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.InputPin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class Tmc2209Test {
    private static final long CYCLE_NANOS = 10_000_000;

    private final ManualClock clock = new ManualClock(0);
    private final RecordingPin step = new RecordingPin(false);
    private final RecordingPin dir = new RecordingPin(false);
    private final RecordingPin enable = new RecordingPin(true);
    private final SettablePin diag = new SettablePin(InputPin.Level.LOW);
    private final RegisterTmc2209 registers = new RegisterTmc2209(step);
    private final Tmc2209 chip =
            new Tmc2209(registers, 0, step, dir, enable, diag, clock, Tmc2209Configuration.RIG);
    private int news;

    /** Polls as the cycle does; remembers what ended. */
    private void cycles(int count) {
        for (int i = 0; i < count; i++) {
            news |= chip.poll();
            clock.advance(CYCLE_NANOS);
        }
    }

    private int newsIn(int cycles) {
        news = 0;
        cycles(cycles);
        return news;
    }

    private void bringUp() {
        chip.beginBringUp();
        chip.enable(true);
        for (int i = 0; i < 100 && !chip.isReady(); i++) {
            cycles(1);
        }
        assertTrue(chip.isReady());
        cycles(10);
    }

    private void stepped(int pulses) {
        assertEquals(pulses, chip.step(pulses));
        assertEquals(Outcome.OK, chip.stepOutcome());
    }

    @Test
    void writesTheRigsRegistersAndKeepsStallGuardOff() {
        bringUp();
        assertEquals(0x1C0, registers.get(Tmc2209Registers.GCONF));
        assertEquals(0x04030053, registers.get(Tmc2209Registers.CHOPCONF));
        assertEquals(0x61004, registers.get(Tmc2209Registers.IHOLD_IRUN));
        assertEquals(0, registers.get(Tmc2209Registers.TCOOLTHRS));
        assertEquals(0, registers.get(Tmc2209Registers.SGTHRS));
        assertEquals(0, registers.get(Tmc2209Registers.GSTAT));
        assertEquals(12, registers.writes());
    }

    @Test
    void refusesPulsesUntilItIsConfiguredAndTheCoilsHaveTuned() {
        chip.beginBringUp();
        chip.enable(true);
        assertEquals(0, chip.step(3));
        assertEquals(Outcome.RECONFIGURING, chip.stepOutcome());
        while (enable.isHigh()) {
            cycles(1);
        }
        long onNanos = clock.nanos();
        while (!chip.isReady()) {
            assertEquals(0, chip.step(3));
            cycles(1);
        }
        assertTrue(clock.nanos() - onNanos > 120_000_000, "130 ms from the enable itself");
        assertEquals(0, step.risingEdges());
        stepped(3);
        assertEquals(3, step.risingEdges());
        assertFalse(step.isHigh());
    }

    @Test
    void doesNotSwitchTheCoilsOnBeforeItIsConfigured() {
        chip.beginBringUp();
        registers.mute(true);
        assertEquals(Outcome.OK, chip.enable(true));
        cycles(500);
        assertTrue(enable.isHigh());
        assertEquals(Outcome.NO_ANSWER, chip.bringUpOutcome());
        assertEquals("an answer from register 0x06", chip.bringUpExpected());
        assertEquals("NO_ANSWER", chip.bringUpFound());
        registers.mute(false);
        cycles(60);
        assertFalse(enable.isHigh(), "tries again by itself");
    }

    @Test
    void namesAnotherVersionThanItsOwn() {
        registers.put(Tmc2209Registers.IOIN, 0x20000041);
        chip.beginBringUp();
        cycles(3);
        assertEquals(Outcome.INVALID, chip.bringUpOutcome());
        assertEquals("version 0x21 in IOIN", chip.bringUpExpected());
        assertEquals("0x20000041", chip.bringUpFound());
    }

    @Test
    void saysUnprovedWhenIfcntDoesNotGrow() {
        registers.put(Tmc2209Registers.GCONF, 0x1C0);
        registers.put(Tmc2209Registers.CHOPCONF, 0x04030053);
        registers.deaf(true);
        chip.beginBringUp();
        cycles(70);
        assertEquals(Outcome.UNPROVED, chip.bringUpOutcome());
        assertEquals("IFCNT grown by 12", chip.bringUpExpected());
        assertTrue(enable.isHigh());
    }

    @Test
    void asksForThePositionEvery100MillisecondsAndForItsHealthEvery200() {
        bringUp();
        int motion = 0;
        int drive = 0;
        for (int i = 0; i < 1_000; i++) {
            int ended = newsIn(1);
            motion += ended & Tmc2209.MOTION;
            drive += (ended & Tmc2209.DRIVE) / Tmc2209.DRIVE;
        }
        assertEquals(100, motion);
        assertEquals(100, drive, "GSTAT and DRV_STATUS, 50 each");
    }

    @Test
    void reportsPulsesSentAndSeenSideBySide() {
        bringUp();
        for (int i = 0; i < 50; i++) {
            stepped(1);
            cycles(3);
        }
        cycles(20);
        assertEquals(50, chip.sentMicrosteps());
        assertEquals(50, chip.positionSentMicrosteps());
        assertEquals(50, chip.seenMicrosteps());
        assertEquals(50 * 16, chip.positionCounts());
    }

    @Test
    void keepsCountAtTwentyPulsesACycle() {
        bringUp();
        for (int i = 0; i < 500; i++) {
            stepped(20);
            cycles(1);
        }
        cycles(20);
        assertEquals(10_000, chip.seenMicrosteps());
    }

    @Test
    @Tag("F-16")
    void showsABrokenStepWire() {
        bringUp();
        registers.countsPerEdge(0);
        for (int i = 0; i < 10; i++) {
            stepped(1);
            cycles(10);
        }
        cycles(20);
        assertEquals(Outcome.OK, chip.motionOutcome());
        assertEquals(10, chip.positionSentMicrosteps());
        assertEquals(0, chip.seenMicrosteps());
    }

    @Test
    @Tag("F-18")
    void showsPulsesThatNobodySent() {
        bringUp();
        registers.put(Tmc2209Registers.MSCNT, 16 * 5);
        cycles(15);
        assertEquals(0, chip.positionSentMicrosteps());
        assertEquals(5, chip.seenMicrosteps());
    }

    @Test
    @Tag("F-33")
    void configuresAChipAgainThatLostItsRegistersAndCallsThatNoMotion() {
        bringUp();
        stepped(9);
        cycles(20);
        registers.powerUp();
        boolean said = false;
        for (int i = 0; i < 25 && !said; i++) {
            int ended = newsIn(1);
            said |= (chip.gstat() & Tmc2209Registers.GSTAT_RESET) != 0;
            if ((ended & Tmc2209.MOTION) != 0) {
                assertEquals(Outcome.RECONFIGURING, chip.motionOutcome(), "not taken for motion");
            }
        }
        assertTrue(said);
        assertTrue(enable.isHigh(), "coils off while it is configured");
        assertEquals(0, chip.step(1));
        assertEquals(Outcome.RECONFIGURING, chip.stepOutcome());
        for (int i = 0; i < 60 && !chip.isReady(); i++) {
            cycles(1);
        }
        assertFalse(enable.isHigh());
        stepped(1);
        cycles(20);
        assertEquals(0x1C0, registers.get(Tmc2209Registers.GCONF));
        assertEquals(10, chip.seenMicrosteps());
        assertEquals(10, chip.positionSentMicrosteps());
    }

    @Test
    @Tag("F-33")
    void saysNoAnswerWhileTheMotorSupplyIsMissing() {
        bringUp();
        registers.mute(true);
        assertEquals(Tmc2209.MOTION | Tmc2209.DRIVE, newsIn(60));
        assertEquals(Outcome.NO_ANSWER, chip.motionOutcome());
        assertEquals(Outcome.NO_ANSWER, chip.driveOutcome());
        registers.powerUp();
        registers.mute(false);
        cycles(100);
        assertEquals(Outcome.OK, chip.motionOutcome());
        assertEquals(Outcome.OK, chip.driveOutcome());
        assertTrue(chip.isReady());
    }

    @Test
    void configuresAgainWhenMicrostepsAreNoLongerThoseThatWereSet() {
        bringUp();
        registers.countsPerEdge(1);
        stepped(1);
        cycles(12);
        assertFalse(chip.isReady());
        registers.countsPerEdge(16);
        cycles(60);
        assertTrue(chip.isReady());
        assertEquals(24, registers.writes());
    }

    @Test
    void configuresAgainWhenNoCurrentFlowsThoughItWasSet() {
        bringUp();
        registers.put(Tmc2209Registers.DRV_STATUS, 0xC0000000);
        cycles(25);
        assertFalse(chip.isReady());
    }

    @Test
    void readsTheStatusAtOnceWhenDiagGoesHigh() {
        bringUp();
        registers.put(Tmc2209Registers.DRV_STATUS, 0x40100004);
        registers.put(Tmc2209Registers.GSTAT, 2);
        diag.set(InputPin.Level.HIGH);
        cycles(4);
        assertTrue(chip.faultOutput());
        assertEquals(2, chip.gstat());
        assertEquals(0x40100004, chip.drvStatus());
    }

    @Test
    void takesAnUnreadableDiagForAFault() {
        bringUp();
        assertFalse(chip.faultOutput());
        diag.set(InputPin.Level.UNKNOWN);
        cycles(1);
        assertTrue(chip.faultOutput());
    }

    @Test
    void clearsADriverErrorOnceItsCauseIsGoneAndNotBefore() {
        bringUp();
        registers.put(Tmc2209Registers.GSTAT, 2);
        registers.put(Tmc2209Registers.DRV_STATUS, 0x40100002);
        cycles(100);
        assertEquals(2, registers.get(Tmc2209Registers.GSTAT));
        assertEquals(12, registers.writes());
        registers.put(Tmc2209Registers.DRV_STATUS, 0x40100000);
        cycles(60);
        assertEquals(0, registers.get(Tmc2209Registers.GSTAT));
        assertEquals(0, chip.gstat());
        assertEquals(13, registers.writes());
        assertEquals(Outcome.OK, chip.driveOutcome());
    }

    @Test
    void saysUnprovedWhenClearingWasNotTaken() {
        bringUp();
        registers.deaf(true);
        registers.put(Tmc2209Registers.GSTAT, 2);
        boolean unproved = false;
        for (int i = 0; i < 60; i++) {
            cycles(1);
            unproved |= chip.driveOutcome() == Outcome.UNPROVED;
        }
        assertTrue(unproved);
        assertTrue(chip.isReady(), "nothing says that registers were lost");
    }

    @Test
    @Tag("F-19")
    void findsAnEnableWireThatDoesNotReachTheChip() {
        registers.put(Tmc2209Registers.IOIN, 0x21000041);
        bringUp();
        cycles(100);
        assertEquals(Outcome.UNPROVED, chip.driveOutcome());
        registers.put(Tmc2209Registers.IOIN, 0x21000040);
        cycles(100);
        assertEquals(Outcome.OK, chip.driveOutcome());
    }

    @Test
    void releasesAndHoldsOnWordWithoutTuningAgain() {
        bringUp();
        assertEquals(Outcome.OK, chip.enable(false));
        assertTrue(enable.isHigh());
        assertEquals(0, chip.step(1));
        assertEquals(Outcome.NOT_READY, chip.stepOutcome());
        assertEquals(Outcome.OK, chip.enable(true));
        assertFalse(enable.isHigh());
        stepped(1);
    }

    @Test
    void saysHowManyPulsesWentOutWhenThePinFails() {
        bringUp();
        step.answers(Outcome.BUS_ERROR);
        assertEquals(0, chip.step(5));
        assertEquals(Outcome.BUS_ERROR, chip.stepOutcome());
        assertEquals(0, chip.sentMicrosteps());
        step.answers(Outcome.OK);
        stepped(5);
    }

    @Test
    void refusesANodeThatTheChipCannotHave() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new Tmc2209(
                                registers,
                                4,
                                step,
                                dir,
                                enable,
                                diag,
                                clock,
                                Tmc2209Configuration.RIG));
    }

    @Test
    void allocatesNothingInService() {
        bringUp();
        assertEquals(
                0,
                AllocatedBytes.in(
                        10_000,
                        () -> {
                            chip.enable(true);
                            chip.step(1);
                            chip.poll();
                            clock.advance(CYCLE_NANOS);
                        }));
        assertTrue(chip.seenMicrosteps() > 9_000);
    }
}
