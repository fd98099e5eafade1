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
import org.junit.jupiter.params.provider.ValueSource;

class DownstreamOcclusionTest {
    private static final long READING_NANOS = 100_000_000L;

    /** A line so stiff that only the plain threshold can trip. */
    private static final SafetyLimits STIFF = SafetyLimits.defaults(Scene.HEAD, 1_000L);

    private final Scene scene = new Scene();

    private DownstreamOcclusion learnt(SafetyLimits limits, int pascals) {
        DownstreamOcclusion interlock = new DownstreamOcclusion(limits);
        for (int i = 0; i < 8; i++) {
            read(interlock, pascals);
        }
        return interlock;
    }

    private Scene read(DownstreamOcclusion interlock, int pascals) {
        scene.after(READING_NANOS).downstream(pascals);
        return scene.judge(interlock);
    }

    @Test
    @Tag("SR-55")
    @Tag("OCCLUSION_DOWNSTREAM:absent")
    @Tag("OCCLUSION_DOWNSTREAM:early")
    @Tag("OCCLUSION_DOWNSTREAM:late")
    @Tag("OCCLUSION_DOWNSTREAM:unsafe-action")
    void stopsAbove69KilopascalsAndNotAt69() {
        DownstreamOcclusion interlock = learnt(STIFF, 8_000);
        assertTrue(read(interlock, 69_000).isSilent());
        assertTrue(read(interlock, 69_001).raised(Alarm.OCCLUSION_DOWNSTREAM));
        assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
    }

    @Test
    @Tag("SR-55")
    @Tag("OCCLUSION_DOWNSTREAM:wrong-order")
    void stopsAboveTheThresholdEvenWhenTheRiseIsNotPlausible() {
        DownstreamOcclusion interlock = learnt(Scene.LIMITS, 8_000);
        read(interlock, 69_001);
        assertTrue(scene.raised(Alarm.OCCLUSION_DOWNSTREAM));
        assertTrue(scene.raised(Alarm.SENSOR_FAULT, Source.DOWNSTREAM_PRESSURE));
    }

    @Test
    @Tag("SR-58")
    @Tag("OCCLUSION_DOWNSTREAM:absent")
    @Tag("OCCLUSION_DOWNSTREAM:early")
    @Tag("OCCLUSION_DOWNSTREAM:late")
    void stopsWhenTheLineHasStored5Microlitres() {
        DownstreamOcclusion interlock = learnt(Scene.LIMITS, 8_000);
        scene.sent += 800; // 5 uL, enough for the pressure to be believed
        assertTrue(read(interlock, 32_999).isSilent());
        assertTrue(read(interlock, 33_000).raised(Alarm.OCCLUSION_DOWNSTREAM));
        assertFalse(scene.raised(Alarm.SENSOR_FAULT));
    }

    @Test
    @Tag("SR-59")
    @Tag("OCCLUSION_DOWNSTREAM:too-short")
    @Tag("OCCLUSION_DOWNSTREAM:too-long")
    void staysUntilTheLineHasDecayedToNearItsBaseline() {
        DownstreamOcclusion interlock = learnt(Scene.LIMITS, 8_000);
        scene.sent += 800;
        assertTrue(read(interlock, 33_000).raised(Alarm.OCCLUSION_DOWNSTREAM));
        assertTrue(read(interlock, 20_000).raised(Alarm.OCCLUSION_DOWNSTREAM));
        assertTrue(read(interlock, 13_000).raised(Alarm.OCCLUSION_DOWNSTREAM));
        assertTrue(read(interlock, 12_999).isSilent());
    }

    @Test
    @Tag("SR-59")
    void staysWhileTheSensorIsSilent() {
        DownstreamOcclusion interlock = learnt(Scene.LIMITS, 8_000);
        scene.sent += 800;
        read(interlock, 33_000);
        scene.sample.downstream().missed(Outcome.NO_ACKNOWLEDGE);
        assertTrue(scene.cycle().judge(interlock).raised(Alarm.OCCLUSION_DOWNSTREAM));
    }

    @ParameterizedTest(name = "{0} nL/h")
    @ValueSource(ints = {1_000, 5_200, 41_700})
    @Tag("SR-58")
    @Tag("F-01")
    @Tag("OCCLUSION_DOWNSTREAM:late")
    void findsAnOcclusionWithin10MicrolitresAndNeverTakesItForDrift(int nanolitresPerHour) {
        DownstreamOcclusion interlock = learnt(Scene.LIMITS, 8_000);
        var random = new SplittableRandom(58);
        double nanolitres = 0;
        while (!scene.raised(Alarm.OCCLUSION_DOWNSTREAM)) {
            nanolitres += nanolitresPerHour / 36_000.0;
            scene.sent = (long) (nanolitres / 6.25);
            int pascals = 8_000 + (int) (nanolitres * 5) + random.nextInt(-150, 151);
            read(interlock, pascals);
            assertFalse(scene.raised(Alarm.SENSOR_FAULT));
            assertTrue(nanolitres < 10_000, "not found within 10 uL");
        }
        assertTrue(nanolitres > 4_800, "at " + nanolitres + " nL");
    }

    @ParameterizedTest(name = "{0} nL/h")
    @ValueSource(ints = {1_000, 5_200, 41_700, 1_000_000})
    @Tag("SR-58")
    void aHealthyDayOfPumpingIsSilent(int nanolitresPerHour) {
        DownstreamOcclusion interlock = learnt(Scene.LIMITS, 8_000);
        var random = new SplittableRandom(7);
        for (int i = 0; i < 864_000; i++) {
            scene.sent = (long) (i * (nanolitresPerHour / 36_000.0) / 6.25);
            // A roller's pulse of 1 kPa besides the noise.
            int pulse = scene.sent % 800 < 20 ? 1_000 : 0;
            assertTrue(read(interlock, 8_000 + pulse + random.nextInt(-150, 151)).isSilent());
        }
    }

    @ParameterizedTest(name = "{0} Pa a day")
    @ValueSource(ints = {200, -200, -2_000})
    @Tag("SR-57")
    @Tag("F-23")
    void theBaselineFollowsAMonthOfDrift(int pascalsPerDay) {
        DownstreamOcclusion interlock = learnt(Scene.LIMITS, 9_000);
        var random = new SplittableRandom(23);
        int days = pascalsPerDay < -1_000 ? 4 : 30;
        int readings = days * 864_00;
        int drift = 0;
        for (int i = 0; i < readings; i++) {
            drift = (int) ((long) i * pascalsPerDay * days / readings);
            scene.sent++;
            scene.after(900_000_000L).downstream(9_000 + drift + random.nextInt(-150, 151));
            assertTrue(scene.judge(interlock).isSilent());
        }
        assertEquals(9_000 + drift, interlock.baselinePascals(), 200);
    }

    @Test
    @Tag("SR-57")
    void aLineThatIsClosedFromTheStartDoesNotTeachItsPressureAsRest() {
        DownstreamOcclusion interlock = learnt(Scene.LIMITS, 30_000);
        assertEquals(8_000, interlock.baselinePascals());
        assertTrue(read(interlock, 32_999).isSilent());
        assertTrue(read(interlock, 33_000).raised(Alarm.OCCLUSION_DOWNSTREAM));
    }

    @Test
    @Tag("SR-72")
    @Tag("F-23")
    void aRiseThatNobodyPumpedIsTheSensorsFault() {
        DownstreamOcclusion interlock = learnt(Scene.LIMITS, 8_000);
        // 2 kPa near the baseline and 2 uL of slack: 12 kPa over it are still believed.
        assertTrue(read(interlock, 20_000).isSilent());
        read(interlock, 20_005);
        assertTrue(scene.raised(Alarm.SENSOR_FAULT, Source.DOWNSTREAM_PRESSURE));
        assertFalse(scene.raised(Alarm.OCCLUSION_DOWNSTREAM));
        assertEquals(Reaction.MINIMUM_RATE, scene.permit.reaction());
        assertTrue(read(interlock, 8_000).isSilent());
    }

    @Test
    @Tag("SR-72")
    void aPressureBelowMinus3KilopascalsIsTheSensorsFault() {
        DownstreamOcclusion interlock = learnt(Scene.LIMITS, 0);
        assertTrue(read(interlock, -3_000).isSilent());
        assertTrue(read(interlock, -3_001).raised(Alarm.SENSOR_FAULT, Source.DOWNSTREAM_PRESSURE));
    }
}
