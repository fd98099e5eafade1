package io.pumprig.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

class UpstreamOcclusionTest {
    private static final long READING_NANOS = 300_000_000L;

    private final Scene scene = new Scene();
    private final UpstreamOcclusion interlock = new UpstreamOcclusion(Scene.LIMITS);

    private Scene read(int pascals) {
        scene.after(READING_NANOS);
        scene.sample.upstream().took(pascals, scene.freshRaw(), scene.nanos);
        return scene.judge(interlock);
    }

    @Test
    @Tag("SR-56")
    @Tag("F-03")
    @Tag("OCCLUSION_UPSTREAM:absent")
    @Tag("OCCLUSION_UPSTREAM:early")
    @Tag("OCCLUSION_UPSTREAM:unsafe-action")
    void aSuctionBeyond6900PascalsStopsAndNotAt6900() {
        read(0);
        assertTrue(read(-6_899).isSilent());
        assertTrue(read(-6_900).isSilent());
        assertTrue(read(-6_901).raised(Alarm.OCCLUSION_UPSTREAM, Source.UPSTREAM_PRESSURE));
        assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
    }

    @Test
    @Tag("SR-56")
    @Tag("OCCLUSION_UPSTREAM:too-short")
    void staysUntilTheSuctionIsTwoKilopascalsLess() {
        read(0);
        read(-6_901);
        assertTrue(read(-4_901).raised(Alarm.OCCLUSION_UPSTREAM));
        assertTrue(read(-4_900).isSilent());
        assertTrue(read(-6_900).isSilent());
    }

    @Test
    @Tag("SR-56")
    @Tag("OCCLUSION_UPSTREAM:too-long")
    void leavesWithItsCause() {
        read(0);
        read(-90_000);
        assertTrue(read(0).isSilent());
    }

    @Test
    @Tag("SR-56")
    @Tag("SR-72")
    void staysWhileTheSensorIsSilent() {
        read(0);
        read(-7_000);
        scene.sample.upstream().missed(Outcome.NO_ACKNOWLEDGE);
        assertTrue(scene.cycle().judge(interlock).raised(Alarm.OCCLUSION_UPSTREAM));
    }

    /** The inlet refills in seconds what was pumped before a restart; a closed one does not. */
    @Test
    @Tag("SR-56")
    void aSuctionThatIsThereAtTheStartIsBelievedOnceAHealthyInletWouldHaveRefilled() {
        assertTrue(read(-8_000).isSilent());
        long since = scene.nanos;
        while (!read(-8_000).raised(Alarm.OCCLUSION_UPSTREAM)) {
            assertTrue(scene.nanos - since < 10_000_000_000L, "found late");
        }
    }

    @Test
    @Tag("SR-56")
    void aPressureOnTheReservoirIsNoSuction() {
        assertTrue(read(20_000).isSilent());
    }

    @ParameterizedTest(name = "{0} uL/h")
    @ValueSource(ints = {1, 20, 83, 300, 1_000})
    @Tag("SR-56")
    void whatFlowPullsThroughAHealthyInletIsNoOcclusion(int microlitresPerHour) {
        var random = new SplittableRandom(56);
        double pumped = 0;
        double kilopascals = 0;
        for (int i = 0; i < 20_000; i++) {
            double phase = pumped / 5 * 2 * Math.PI;
            double crest = 1 + 0.6 * Math.cos(phase) + 0.2 * Math.cos(2 * phase);
            double moved = microlitresPerHour / 3_600.0 * 0.3;
            pumped += moved;
            // Inlet of the therapy reference: 0.05 uL/kPa refilled in 3.6 s.
            kilopascals = kilopascals * Math.exp(-0.3 / 3.6) + crest * moved / 0.05;
            scene.sent = (long) (pumped / 0.00625);
            int noise = random.nextInt(-200, 201);
            assertTrue(read((int) (-kilopascals * 1_000) + noise).isSilent(), "reading " + i);
        }
    }

    @ParameterizedTest(name = "{0} uL/h")
    @ValueSource(ints = {1, 20, 83, 300, 1_000})
    @Tag("SR-56")
    @Tag("F-03")
    @Tag("OCCLUSION_UPSTREAM:late")
    void aClosedInletIsFoundWithin10Microlitres(int microlitresPerHour) {
        double pumped = 0;
        read(0);
        while (!scene.raised(Alarm.OCCLUSION_UPSTREAM)) {
            pumped += microlitresPerHour / 3_600.0 * 0.3;
            scene.sent = (long) (pumped / 0.00625);
            read((int) Math.max(-98_000, -pumped / 0.05 * 1_000));
            assertTrue(pumped < 10, "not found within 10 uL");
        }
    }
}
