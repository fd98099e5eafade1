package io.pumprig.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.alarm.Source;
import io.pumprig.hal.Outcome;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("SR-74")
class SafetyMonitorTest {
    /** 250 mcg/day at 2000 mcg/mL: 125 uL, 20 000 microsteps. */
    private static final long USUAL_PICOLITRES_PER_DAY = 125_000_000L;

    private static final long DAY_NANOS = 86_400_000_000_000L;

    private final Scene scene = new Scene();
    private final SafetyMonitor monitor = new SafetyMonitor(Scene.LIMITS);

    private void cycle() {
        scene.cycle();
        scene.permit.open();
        monitor.check(scene.sample, scene.permit);
    }

    private void counter(long sent, long seen) {
        scene.sample.motion().took(sent, seen, (int) (seen * 16 & 1_023), scene.nanos);
    }

    /** Both witnesses see what was sent, from a reference on. */
    private void referAt(long microsteps) {
        scene.sent = microsteps;
        counter(microsteps, microsteps);
        scene.rotor(Scene.HEAD.countsOf(microsteps));
        cycle();
        assertTrue(scene.isSilent());
    }

    @Test
    @Tag("F-18")
    @Tag("MOTOR_RUNAWAY:absent")
    @Tag("MOTOR_RUNAWAY:early")
    @Tag("MOTOR_RUNAWAY:late")
    void motionThatTheCounterSawWithoutACommandIsARunawayAfter2Microlitres() {
        monitor.allow(24_000_000_000L);
        referAt(1_000);
        counter(1_000, 1_320);
        cycle();
        assertTrue(scene.isSilent());
        counter(1_000, 1_321);
        cycle();
        assertTrue(scene.raised(Alarm.MOTOR_RUNAWAY, Source.STEP_COUNTER));
        assertEquals(Source.STEP_COUNTER.bit(), scene.permit.sources(Alarm.MOTOR_RUNAWAY));
        assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
        assertFalse(monitor.permitsKick());
    }

    @Test
    @Tag("F-18")
    void motionThatTheAngleShowsWithoutACommandIsARunawayAfter2Microlitres() {
        monitor.allow(24_000_000_000L);
        referAt(0);
        for (long counts = 10; counts <= 400; counts += 10) {
            scene.rotor(counts);
            cycle();
            assertTrue(scene.isSilent(), "at " + counts);
        }
        scene.rotor(410); // 320 microsteps
        cycle();
        assertTrue(scene.isSilent());
        scene.rotor(411);
        cycle();
        assertTrue(scene.raised(Alarm.MOTOR_RUNAWAY));
        assertEquals(Source.ENCODER.bit(), scene.permit.sources(Alarm.MOTOR_RUNAWAY));
        assertFalse(monitor.permitsKick());
    }

    @Test
    @Tag("F-18")
    @Tag("MOTOR_RUNAWAY:late")
    void aJumpBeyondAnElectricalCycleAndAHalfIsARunawayAtOnce() {
        referAt(0);
        scene.rotor(123); // 96 microsteps
        cycle();
        assertTrue(scene.isSilent());
        scene.rotor(123 + 125); // 98 more
        cycle();
        assertTrue(scene.raised(Alarm.MOTOR_RUNAWAY));
    }

    @Test
    @Tag("SR-20")
    @Tag("OVER_DELIVERY:absent")
    @Tag("OVER_DELIVERY:unsafe-action")
    @Tag("MOTOR_RUNAWAY:wrong-order")
    void commandedMotionBeyondTheProgramIsOverDelivery() {
        monitor.allow(USUAL_PICOLITRES_PER_DAY);
        referAt(0);
        long sent = 0;
        while (scene.isSilent()) {
            sent++;
            assertTrue(sent < 500, "not seen after 500 microsteps");
            scene.sent = sent;
            counter(sent, sent);
            scene.rotor(Scene.HEAD.countsOf(sent));
            cycle();
        }
        assertTrue(scene.raised(Alarm.OVER_DELIVERY));
        assertFalse(scene.raised(Alarm.MOTOR_RUNAWAY));
        assertFalse(monitor.permitsKick());
        // 2 uL are 320 microsteps, and 5 s at the program's rate are one more.
        assertEquals(322, sent, 1);
    }

    @Test
    @Tag("OVER_DELIVERY:early")
    @Tag("OVER_DELIVERY:late")
    void stoppedThatMeansNothingMayMove() {
        monitor.allow(0);
        referAt(0);
        for (long sent = 1; sent <= 320; sent++) {
            scene.sent = sent;
            counter(sent, sent);
            cycle();
            assertTrue(scene.isSilent());
        }
        counter(321, 321);
        cycle();
        assertTrue(scene.raised(Alarm.OVER_DELIVERY));
    }

    @Test
    @Tag("MOTOR_RUNAWAY:unsafe-action")
    @Tag("MOTOR_RUNAWAY:too-short")
    @Tag("MOTOR_RUNAWAY:too-long")
    void theKickStaysWithheldUntilItIsRearmedAfterTheMotionEnded() {
        referAt(0);
        counter(0, 400);
        cycle();
        assertTrue(scene.raised(Alarm.MOTOR_RUNAWAY));
        monitor.rearm();
        assertFalse(monitor.permitsKick(), "rearmed while it ran");
        for (int i = 0; i < 100; i++) {
            cycle();
            assertTrue(scene.raised(Alarm.MOTOR_RUNAWAY));
        }
        cycle();
        assertTrue(scene.isSilent());
        assertFalse(monitor.permitsKick());
        monitor.rearm();
        assertTrue(monitor.permitsKick());
        // Motion is measured from here on.
        counter(0, 800);
        cycle();
        assertTrue(scene.isSilent());
    }

    @Test
    void aRotorThatSnapsBack32MicrostepsIsSilent() {
        monitor.allow(USUAL_PICOLITRES_PER_DAY);
        referAt(0);
        for (int i = 0; i < 100; i++) {
            scene.rotor(-41);
            cycle();
            scene.rotor(0);
            cycle();
            assertTrue(scene.isSilent(), "snap " + i);
        }
        assertTrue(monitor.permitsKick());
    }

    @Test
    void aCounterThatBeginsAnewIsNoMotion() {
        referAt(1_000);
        scene.sample.motion().missed(Outcome.RECONFIGURING);
        cycle();
        counter(1_000, 5_000);
        cycle();
        assertTrue(scene.isSilent());
    }

    @Test
    void missedReadingsHideNothing() {
        referAt(0);
        scene.sample.motion().missed(Outcome.NO_ANSWER);
        cycle();
        counter(0, 400);
        cycle();
        assertTrue(scene.raised(Alarm.MOTOR_RUNAWAY));
    }

    @ParameterizedTest(name = "{0} pL/day, readings every {1} ms, cycle of {2} ms, seed {3}")
    @CsvSource({
        "125000000, 50, 10, 1",
        "125000000, 100, 10, 2",
        "24000000000, 50, 10, 3",
        "24000000000, 100, 20, 4",
        "2400000, 100, 20, 5",
    })
    @Tag("SR-76")
    void aHealthyWeekIsSilent(
            long picolitresPerDay, int readingMillis, int cycleMillis, long seed) {
        monitor.allow(picolitresPerDay);
        var random = new SplittableRandom(seed);
        long period = cycleMillis * 1_000_000L;
        long every = readingMillis / cycleMillis;
        long cycles = 7 * DAY_NANOS / period;
        long askedSent = 0;
        for (long i = 0; i < cycles; i++) {
            scene.after(period);
            if (i % every == 0) {
                // The answer to the question before, beside an angle that is true to a count.
                counter(askedSent, askedSent);
                askedSent = scene.sent;
                scene.rotor(Scene.HEAD.countsOf(scene.sent) + random.nextInt(-1, 2));
            }
            scene.permit.open();
            monitor.check(scene.sample, scene.permit);
            if (scene.permit.raised() != 0) {
                assertEquals(0, scene.permit.raised(), "seed " + seed + ", cycle " + i);
            }
            scene.sent = microstepsDue(i + 1, period, picolitresPerDay);
        }
        assertTrue(monitor.permitsKick());
    }

    /** Whole microsteps of 6250 pL due after so many cycles of whole milliseconds. */
    private static long microstepsDue(long cycles, long periodNanos, long picolitresPerDay) {
        long millis = cycles * (periodNanos / 1_000_000L);
        return Math.multiplyExact(millis, picolitresPerDay / 50) / (86_400_000L * 125);
    }

    @Test
    void aLongPauseThenResumeIsSilent() {
        monitor.allow(USUAL_PICOLITRES_PER_DAY);
        long started = 0;
        for (int round = 0; round < 3; round++) {
            for (long i = 1; i <= 360_000; i++) {
                scene.sent = started + i * 20_000 / 8_640_000;
                if (i % 10 == 0) {
                    counter(scene.sent, scene.sent);
                    scene.rotor(Scene.HEAD.countsOf(scene.sent));
                }
                cycle();
                assertTrue(scene.isSilent(), "round " + round + ", cycle " + i);
            }
            started = scene.sent;
            monitor.allow(0);
            for (int i = 0; i < 360_000; i++) {
                cycle();
                assertTrue(scene.isSilent());
            }
            monitor.allow(USUAL_PICOLITRES_PER_DAY);
        }
        assertTrue(monitor.permitsKick());
    }

    @Test
    @Tag("SR-36")
    void volumeThatWasWithheldForAnHourCannotBeDeliveredLaterUnseen() {
        monitor.allow(USUAL_PICOLITRES_PER_DAY);
        referAt(0);
        for (int i = 0; i < 360_000; i++) {
            cycle();
        }
        // 833 microsteps were due in that hour; a catch-up of them all is seen in the first half.
        long sent = 0;
        while (scene.isSilent() && sent < 833) {
            sent++;
            scene.sent = sent;
            counter(sent, sent);
            cycle();
        }
        assertTrue(scene.raised(Alarm.OVER_DELIVERY));
        assertTrue(sent <= 400, "only after " + sent);
    }
}
