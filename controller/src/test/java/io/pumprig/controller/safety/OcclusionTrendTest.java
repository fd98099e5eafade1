package io.pumprig.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.alarm.Source;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OcclusionTrendTest {
    private static final long READING_NANOS = 500_000_000L;
    private static final int READINGS_PER_HOUR = 7_200;

    private final Scene scene = new Scene();
    private final DownstreamOcclusion line = new DownstreamOcclusion(Scene.LIMITS);
    private final OcclusionTrend interlock = new OcclusionTrend(Scene.LIMITS, line);
    private final SplittableRandom random = new SplittableRandom(57);
    private double microlitres;

    /** What a line of so many kPa for each uL/h holds at the roller's place, over 8 kPa. */
    private int pressed(double microlitresPerHour, double resistance) {
        double phase = microlitres / 5 * 2 * Math.PI;
        double crest = 1 + 0.6 * Math.cos(phase) + 0.2 * Math.cos(2 * phase);
        return (int) (8_000 + 1_000 * resistance * microlitresPerHour * crest);
    }

    private boolean pump(double hours, double microlitresPerHour, double resistance, int offset) {
        for (long i = 0; i < hours * READINGS_PER_HOUR; i++) {
            microlitres += microlitresPerHour / READINGS_PER_HOUR;
            scene.sent = (long) (microlitres / 0.00625);
            scene.after(READING_NANOS).rotor(Scene.HEAD.countsOf(scene.sent));
            scene.downstream(
                    pressed(microlitresPerHour, resistance) + offset + random.nextInt(-86, 87));
            if (scene.judge(interlock).raised(Alarm.OCCLUSION_TREND)) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest(name = "{0} uL/h")
    @ValueSource(doubles = {1, 5.2, 20.8, 83, 1_000})
    @Tag("SR-57")
    void aHealthyWeekIsSilent(double microlitresPerHour) {
        assertTrue(!pump(168, microlitresPerHour, 7.2e-5, 0));
    }

    @Test
    @Tag("SR-57")
    @Tag("F-02")
    void aPartialOcclusionIsATrendWithinADay() {
        assertTrue(!pump(24, 5.2, 7.2e-5, 0));
        assertTrue(pump(24, 5.2, 0.5, 0));
        assertTrue(scene.raised(Alarm.OCCLUSION_TREND, Source.LINE));
        assertEquals(Reaction.KEEP_PROGRAM, scene.permit.reaction());
    }

    @Test
    @Tag("SR-57")
    void aFiltersPulsesAreLearntAndNotATrend() {
        // 1.9 kPa in the mean, 3.4 kPa at the crest, from the start.
        assertTrue(!pump(240, 5.2, 0.36, 0));
    }

    @Test
    @Tag("SR-57")
    void aBolusThroughAFilterIsNotATrend() {
        assertTrue(!pump(24, 5.2, 0.05, 0));
        assertTrue(!pump(5 / 60.0, 300, 0.05, 0));
        assertTrue(!pump(24, 5.2, 0.05, 0));
    }

    @Test
    @Tag("SR-57")
    @Tag("F-23")
    void anOffsetThatRisesFasterThanPumpingIsNotATrend() {
        assertTrue(!pump(24, 5.2, 7.2e-5, 0));
        for (int minute = 1; minute <= 30; minute++) {
            assertTrue(!pump(1 / 60.0, 5.2, 7.2e-5, 1_000 * minute), "minute " + minute);
        }
    }

    @Test
    @Tag("SR-57")
    @Tag("F-23")
    void aDriftOf200PascalsADayIsFollowedForAMonth() {
        for (int day = 0; day < 30; day++) {
            for (int hour = 0; hour < 24; hour++) {
                assertTrue(!pump(1, 5.2, 7.2e-5, 200 * day + 200 * hour / 24), "day " + day);
            }
        }
    }

    @Test
    @Tag("SR-57")
    void leavesWhenThePressureWasHalfWayBackForASecond() {
        pump(24, 5.2, 7.2e-5, 0);
        assertTrue(pump(24, 5.2, 0.5, 0));
        for (int i = 0; i < 9; i++) {
            scene.after(READING_NANOS).downstream(8_000).judge(interlock);
            assertTrue(scene.raised(Alarm.OCCLUSION_TREND));
        }
        assertTrue(scene.after(READING_NANOS).downstream(8_000).judge(interlock).isSilent());
    }

    @Test
    @Tag("SR-57")
    @Tag("SR-58")
    void givesWayToTheOcclusionThatItWarnedOf() {
        for (int i = 0; i < 8; i++) {
            scene.after(READING_NANOS).downstream(8_000).judge(line);
        }
        pump(24, 5.2, 7.2e-5, 0);
        assertTrue(pump(24, 5.2, 0.5, 0));
        scene.sent += 1_600;
        scene.after(READING_NANOS).downstream(34_000).judge(line);
        assertTrue(scene.raised(Alarm.OCCLUSION_DOWNSTREAM));
        assertTrue(scene.judge(interlock).isSilent());
    }
}
