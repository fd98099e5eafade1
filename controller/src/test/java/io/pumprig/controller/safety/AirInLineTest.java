package io.pumprig.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 6.25 nL a microstep: 10 uL are 1600 of them, 50 uL are 8000. */
@Tag("SR-60")
class AirInLineTest {
    private static final long HOUR_NANOS = 3_600_000_000_000L;

    private final Scene scene = new Scene();
    private final AirInLine interlock = new AirInLine(Scene.LIMITS);

    private Scene look(boolean air) {
        scene.cycle();
        scene.sample.bubble().took(air, air ? 0 : 1, scene.nanos);
        return scene.judge(interlock);
    }

    /** A bubble of so many microsteps, and liquid behind it; true when it tripped. */
    private boolean bubblePasses(int microsteps) {
        boolean tripped = look(true).raised(Alarm.AIR_IN_LINE);
        for (int i = 0; i < microsteps; i++) {
            scene.sent++;
            tripped |= look(true).raised(Alarm.AIR_IN_LINE);
        }
        look(false);
        return tripped;
    }

    @Test
    @Tag("F-05")
    void aBubbleOfTenMicrolitresStopsAndOneMicrostepLessDoesNot() {
        assertFalse(bubblePasses(1_599));
        assertTrue(bubblePasses(1_600));
        assertEquals(0, scene.permit.raised(), "liquid again: the cause is gone");
    }

    @Test
    void stopsWithZeroFlowForAsLongAsTheAirIsSeen() {
        look(true);
        scene.sent += 1_600;
        assertTrue(look(true).raised(Alarm.AIR_IN_LINE));
        assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
        assertTrue(look(true).raised(Alarm.AIR_IN_LINE), "it stands there");
        assertTrue(look(false).isSilent());
    }

    @Test
    @Tag("F-06")
    void smallBubblesAddUpToFiftyMicrolitresInADay() {
        for (int i = 0; i < 7; i++) {
            assertFalse(bubblePasses(1_000), "bubble " + i);
            scene.after(HOUR_NANOS);
        }
        assertTrue(bubblePasses(1_000), "the eighth thousand");
    }

    @Test
    void airOfYesterdayIsForgotten() {
        for (int i = 0; i < 7; i++) {
            assertFalse(bubblePasses(1_000));
        }
        scene.after(25 * HOUR_NANOS);
        assertFalse(bubblePasses(1_000));
    }

    @Test
    void theFlowCellSeesAirWhereThereIsNoDetector() {
        scene.cycle();
        scene.sample.flow().took(0, true, false, false, 23_500, 0, scene.nanos);
        assertTrue(scene.judge(interlock).isSilent());
        scene.sent += 1_600;
        assertTrue(scene.cycle().judge(interlock).raised(Alarm.AIR_IN_LINE));
    }

    @Test
    void liquidIsSilentHoweverMuchFlows() {
        for (int i = 0; i < 100; i++) {
            scene.sent += 1_600;
            assertTrue(look(false).isSilent());
        }
    }

    @Test
    @Tag("F-06")
    void theDaysAirOutlivesARestart() {
        for (int i = 0; i < 7; i++) {
            assertFalse(bubblePasses(1_000));
            scene.after(HOUR_NANOS);
        }
        long[] saved = new long[AirInLine.SAVED_LONGS];
        interlock.save(saved, scene.nanos);
        AirInLine after = new AirInLine(Scene.LIMITS);
        after.restore(saved, 5, HOUR_NANOS);
        long[] again = new long[AirInLine.SAVED_LONGS];
        after.save(again, 5);
        assertEquals(7_000, sum(again));
        after.restore(saved, 5, 20 * HOUR_NANOS);
        after.save(again, 5);
        // Of what passed 21 to 27 hours ago, what is within the day counts.
        assertEquals(4_000, sum(again));
    }

    private static long sum(long[] saved) {
        long sum = 0;
        for (int i = 0; i < 25; i++) {
            sum += saved[i];
        }
        return sum;
    }
}
