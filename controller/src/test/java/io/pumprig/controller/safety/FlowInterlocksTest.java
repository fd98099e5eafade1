package io.pumprig.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.alarm.Source;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flow that no step pushed, flow backwards, and flow against command. */
class FlowInterlocksTest {
    private static final long READING_NANOS = 60_000_000L;
    private static final long MICROLITRE = 1_000_000L;

    private final Scene scene = new Scene();
    private final DownstreamOcclusion line = new DownstreamOcclusion(Scene.LIMITS);
    private final FreeFlow freeFlow = new FreeFlow(Scene.LIMITS, line);
    private final ReverseFlow reverseFlow = new ReverseFlow(Scene.LIMITS);
    private final StrokeConfirmation strokes = new StrokeConfirmation(Scene.LIMITS);
    private final FlowAgreement agreement = new FlowAgreement(Scene.LIMITS, strokes);

    private Scene flows(Interlock interlock, long picolitresPerMinute) {
        scene.after(READING_NANOS);
        scene.sample
                .flow()
                .took(
                        picolitresPerMinute,
                        false,
                        false,
                        false,
                        23_500,
                        scene.freshRaw(),
                        scene.nanos);
        return scene.judge(interlock);
    }

    private Scene turned(long travelCounts) {
        return scene.cycle().rotor(travelCounts).judge(reverseFlow);
    }

    @Test
    @Tag("SR-38")
    @Tag("F-09")
    @Tag("FREE_FLOW:absent")
    @Tag("FREE_FLOW:early")
    @Tag("FREE_FLOW:unsafe-action")
    void twoMicrolitresThatNobodyPushedStopAndKeepTheCoilsOn() {
        flows(freeFlow, 0);
        // 2.2 uL, of which 0.2 uL are the noise of what the line may have stored.
        assertTrue(flows(freeFlow, 2_199 * MICROLITRE).isSilent());
        assertTrue(flows(freeFlow, 11 * MICROLITRE).raised(Alarm.FREE_FLOW, Source.FLOW_SENSOR));
        assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
        scene.permit.restDrive();
        assertFalse(scene.permit.isDriveReleased());
    }

    @Test
    @Tag("SR-38")
    @Tag("FREE_FLOW:late")
    void aSiphonOfADecimetreIsFoundWithin3Microlitres() {
        flows(freeFlow, 0);
        long flowed = 0;
        while (!flows(freeFlow, 227 * MICROLITRE).raised(Alarm.FREE_FLOW)) {
            flowed += 227 * MICROLITRE * 60 / 60_000;
            assertTrue(flowed < 3 * MICROLITRE, flowed + " pL");
        }
    }

    @Test
    @Tag("SR-38")
    @Tag("FREE_FLOW:too-short")
    @Tag("FREE_FLOW:too-long")
    void staysForASecondAfterTheLastFlow() {
        flows(freeFlow, 0);
        flows(freeFlow, 5_000 * MICROLITRE);
        for (int i = 0; i < 16; i++) {
            assertTrue(flows(freeFlow, 0).raised(Alarm.FREE_FLOW), "reading " + i);
        }
        assertTrue(flows(freeFlow, 0).isSilent());
    }

    @Test
    @Tag("SR-38")
    void whatTheRollersPushIsNotFreeEvenAtTheCrestOfTheirPulse() {
        var random = new SplittableRandom(38);
        double pumped = 0;
        for (int i = 0; i < 100_000; i++) {
            double phase = pumped / 5 * 2 * Math.PI;
            double crest = 1 + 0.6 * Math.cos(phase) + 0.2 * Math.cos(2 * phase);
            pumped += 1_000 / 3_600.0 * 0.06;
            scene.sent = (long) (pumped / 0.00625);
            long rate =
                    (long) (1_000 / 60.0 * crest * MICROLITRE) + random.nextInt(-600_000, 600_001);
            assertTrue(flows(freeFlow, rate).isSilent(), "reading " + i);
        }
    }

    @Test
    @Tag("SR-38")
    @Tag("SR-59")
    @Tag("F-04")
    @Tag("FREE_FLOW:wrong-order")
    void whatAnOcclusionLetsGoIsNotFreeFlow() {
        for (int i = 0; i < 8; i++) {
            scene.cycle().downstream(8_000).judge(line);
        }
        flows(freeFlow, 0);
        scene.sent += 800;
        scene.cycle().downstream(33_000).judge(line);
        flows(freeFlow, 0);
        // 5 uL in 120 ms, and the pressure is read only afterwards.
        assertTrue(flows(freeFlow, 4_000 * MICROLITRE).isSilent());
        scene.cycle().downstream(8_000).judge(line);
        assertTrue(flows(freeFlow, 1_000 * MICROLITRE).isSilent());
        assertTrue(flows(freeFlow, 0).isSilent());
        flows(freeFlow, 4_000 * MICROLITRE);
        assertTrue(scene.raised(Alarm.FREE_FLOW), "once let go, nothing is stored");
    }

    @Test
    @Tag("SR-38")
    void flowBelowTheSensorsFloorIsNotCounted() {
        for (int i = 0; i < 10_000; i++) {
            assertTrue(flows(freeFlow, 10 * MICROLITRE).isSilent());
        }
    }

    @Test
    @Tag("SR-37")
    @Tag("F-10")
    @Tag("REVERSE_FLOW:absent")
    @Tag("REVERSE_FLOW:early")
    @Tag("REVERSE_FLOW:unsafe-action")
    void aRotorThatTurnsBack320MicrostepsIsReverseFlow() {
        turned(1_000);
        assertTrue(turned(592).isSilent());
        assertTrue(turned(591).raised(Alarm.REVERSE_FLOW, Source.ENCODER));
        assertEquals(Reaction.ZERO_FLOW, scene.permit.reaction());
    }

    @Test
    @Tag("SR-37")
    @Tag("REVERSE_FLOW:too-short")
    @Tag("REVERSE_FLOW:too-long")
    void whatTurnedBackIsToldOnceAndCountedAnew() {
        turned(1_000);
        turned(591);
        assertTrue(turned(591).isSilent());
        assertTrue(turned(183).isSilent());
        assertTrue(turned(182).raised(Alarm.REVERSE_FLOW));
    }

    @Test
    @Tag("SR-37")
    @Tag("F-17")
    void aRotorThatFallsBackWithEachLostCycleAndGoesOnIsSilent() {
        long travel = 0;
        turned(travel);
        for (int i = 0; i < 1_000; i++) {
            assertTrue(turned(travel - 41).isSilent());
            travel += 82;
            assertTrue(turned(travel).isSilent());
        }
    }

    @Test
    @Tag("SR-37")
    @Tag("F-10")
    @Tag("REVERSE_FLOW:late")
    void twoMicrolitresOfFlowBackwardsAreReverseFlow() {
        flows(reverseFlow, 0);
        // 0.1 uL each.
        for (int i = 0; i < 19; i++) {
            assertTrue(flows(reverseFlow, -100 * MICROLITRE).isSilent(), "reading " + i);
        }
        flows(reverseFlow, -100 * MICROLITRE);
        assertTrue(scene.raised(Alarm.REVERSE_FLOW, Source.FLOW_SENSOR));
    }

    @Test
    @Tag("SR-37")
    void noiseAroundZeroFlowIsNotCounted() {
        for (int i = 0; i < 10_000; i++) {
            assertTrue(
                    flows(reverseFlow, i % 2 == 0 ? -9 * MICROLITRE : 9 * MICROLITRE).isSilent());
        }
    }

    /** Pumps at 900 uL/h while the sensor shows {@code permille} of it; the readings until told. */
    private void bolus(int permille, long microlitres) {
        for (double pumped = 0; pumped < microlitres; pumped += 0.015) {
            scene.sent = (long) (pumped / 0.00625);
            flows(agreement, 15 * MICROLITRE * permille / 1_000);
            if (scene.permit.raised() != 0) {
                return;
            }
        }
    }

    @ParameterizedTest(name = "{0} thousandths: {1}")
    @CsvSource({
        "1000, NONE",
        "1140, NONE",
        "1150, OVER_DELIVERY",
        "860, NONE",
        "850, UNDER_DELIVERY",
        "300, UNDER_DELIVERY"
    })
    @Tag("SR-20")
    @Tag("SR-21")
    @Tag("F-22")
    @Tag("OVER_DELIVERY:absent")
    @Tag("OVER_DELIVERY:early")
    @Tag("OVER_DELIVERY:late")
    void fourteenAndAHalfPercentOf50MicrolitresAreToldAndLessIsNot(int permille, String expected) {
        bolus(permille, 200);
        if (expected.equals("NONE")) {
            assertTrue(scene.isSilent());
        } else {
            assertTrue(scene.raised(Alarm.valueOf(expected), Source.FLOW_SENSOR));
            assertEquals(Alarm.valueOf(expected).reaction(), scene.permit.reaction());
            assertEquals(50, scene.sent * 0.00625, 1.1);
        }
    }

    @Test
    @Tag("SR-20")
    @Tag("OVER_DELIVERY:wrong-order")
    void flowBelowTheFloorIsInNoWindow() {
        for (double pumped = 0; pumped < 300; pumped += 0.009) {
            scene.sent = (long) (pumped / 0.00625);
            assertTrue(flows(agreement, 90 * MICROLITRE).isSilent());
        }
    }

    @Test
    @Tag("SR-21")
    void underDeliveryLeavesWithAWindowThatIsRight() {
        bolus(700, 200);
        assertTrue(scene.raised(Alarm.UNDER_DELIVERY));
        long before = scene.sent;
        for (double pumped = 0; pumped < 55; pumped += 0.015) {
            scene.sent = before + (long) (pumped / 0.00625);
            flows(agreement, 15 * MICROLITRE);
        }
        assertTrue(scene.isSilent());
    }

    @Test
    @Tag("SR-37")
    @Tag("REVERSE_FLOW:wrong-order")
    void flowForwardInBetweenBreaksTheSum() {
        flows(reverseFlow, 0);
        for (int i = 0; i < 100; i++) {
            assertTrue(flows(reverseFlow, -1_000 * MICROLITRE).isSilent());
            assertTrue(flows(reverseFlow, 1_000 * MICROLITRE).isSilent());
        }
    }

    @Test
    @Tag("SR-20")
    @Tag("OVER_DELIVERY:too-short")
    @Tag("OVER_DELIVERY:too-long")
    void overDeliveryIsToldWithEachWindowThatShowsItAndLatches() {
        int told = 0;
        for (double pumped = 0; pumped < 300; pumped += 0.015) {
            scene.sent = (long) (pumped / 0.00625);
            flows(agreement, (pumped < 160 ? 18 : 15) * MICROLITRE);
            told += scene.raised(Alarm.OVER_DELIVERY) ? 1 : 0;
        }
        assertEquals(3, told);
        assertTrue(Alarm.OVER_DELIVERY.latches());
    }

    /** Steps a second apart whose pulses of 31 Pa are seen at once, over more than two windows. */
    private void strokesLeaveTheirPulse() {
        for (int step = 0; step < 5_000; step++) {
            scene.sent++;
            for (int reading = 0; reading < 4; reading++) {
                long elapsedNanos = reading == 0 ? 10_000_000L : 330_000_000L;
                scene.after(elapsedNanos).downstream(reading == 0 ? 8_031 : 8_000);
                scene.judge(strokes);
            }
        }
        assertTrue(strokes.areConfirmed());
    }

    @ParameterizedTest(name = "{0} thousandths: {1}")
    @CsvSource({"499, SENSOR_FAULT", "501, UNDER_DELIVERY"})
    @Tag("SR-72")
    @Tag("F-25")
    void aSensorThatShowsLessThanHalfOfStrokesThatArriveIsAtFaultItself(
            int permille, Alarm expected) {
        strokesLeaveTheirPulse();
        long before = scene.sent;
        flows(agreement, 0);
        for (double pumped = 0; pumped < 60 && scene.isSilent(); pumped += 0.015) {
            scene.sent = before + (long) (pumped / 0.00625);
            flows(agreement, 15 * MICROLITRE * permille / 1_000);
        }
        assertTrue(scene.raised(expected, Source.FLOW_SENSOR));
        assertEquals(expected.bit(), scene.permit.raised());
    }
}
