package io.pumprig.simulator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.gravimetry.Profile;
import io.pumprig.hal.gravimetry.TrumpetCurve;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryCurvesTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final long QUARTER = 15 * MINUTE;
    private static final long STROKE_PICOLITRES = 5_000_000;
    private static final long BIN = 30_000_000_000L;

    /** Flows in uL/h, one for each quarter of an hour, of 20 uL/h ordered. */
    private static Volumes quarters(double... flows) {
        Volumes volumes = new Volumes();
        double delivered = 0;
        for (int i = 0; i < flows.length; i++) {
            delivered += flows[i] / 4;
            volumes.add((i + 1) * QUARTER, (i + 1) * 5_000_000L, Math.round(delivered * 1e6));
        }
        return volumes;
    }

    private static Profile profile(long analysisNanos, Long... windows) {
        return new Profile("test", QUARTER, QUARTER, analysisNanos, List.of(windows));
    }

    private static TrumpetCurve.Point point(long minutes, long max, long min) {
        return new TrumpetCurve.Point(minutes * MINUTE, max, min);
    }

    /**
     * The check vector of the therapy reference 8.3: r = 20, S = 15, Q = 18, 22, 20, 24, 16, 20.
     */
    @Test
    void theCheckVectorGivesItsErrors() {
        DeliveryCurves curves =
                DeliveryCurves.of(
                        profile(6 * QUARTER, QUARTER, 2 * QUARTER, 3 * QUARTER),
                        quarters(20, 18, 22, 20, 24, 16, 20),
                        STROKE_PICOLITRES,
                        BIN);
        assertEquals(QUARTER, curves.strokeNanos());
        assertEquals(
                List.of(
                        point(15, 200_000, -200_000),
                        point(30, 100_000, -100_000),
                        point(45, 100_000, 0)),
                curves.trumpet().points());
        assertEquals(0, curves.trumpet().overallPartsPerMillion());
        assertEquals(List.of(), curves.notes());
    }

    /** An ideal pump of 5 uL strokes is ideal in each window, wherever its strokes lie. */
    @Test
    void anIdealPumpOfStrokesHasNoErrorInWholeStrokes() {
        Volumes volumes = new Volumes();
        for (int i = 1; i <= 2_000; i++) {
            long nanos = i * MINUTE;
            // A stroke each 15 min at once, in the midst of it.
            long strokes = (nanos + QUARTER / 2) / QUARTER;
            volumes.add(nanos, i * STROKE_PICOLITRES / 15, strokes * STROKE_PICOLITRES);
        }
        DeliveryCurves curves =
                DeliveryCurves.of(
                        new Profile("test", MINUTE, 60 * MINUTE, 600 * MINUTE, List.of(MINUTE)),
                        volumes,
                        STROKE_PICOLITRES,
                        BIN);
        assertEquals(QUARTER, curves.profile().sampleNanos());
        assertEquals(List.of(point(15, 0, 0)), curves.trumpet().points());
        assertEquals(0, curves.settledNanos().getAsLong());
        assertEquals(List.of(point(60, 0, 0)), curves.hours().points());
    }

    @Test
    void startUpSettlesWhereEverySampleStaysInTheBand() {
        Profile profile = new Profile("test", QUARTER, 4 * QUARTER, 3 * QUARTER, List.of(QUARTER));
        DeliveryCurves curves =
                DeliveryCurves.of(
                        profile, quarters(4, 30, 21, 19, 20, 20, 20), STROKE_PICOLITRES, BIN);
        assertEquals(2 * QUARTER, curves.settledNanos().getAsLong());
        assertEquals(-800_000, curves.startUp().errorPartsPerMillion(0));
    }

    @Test
    void aRunThatIsTooShortForTheProfileIsSaidToBe() {
        DeliveryCurves curves =
                DeliveryCurves.of(
                        Profile.MICRO_RATE,
                        quarters(20, 20, 20, 20, 20, 20, 20, 20),
                        STROKE_PICOLITRES,
                        BIN);
        assertEquals(
                "The run is shorter than stabilisation and analysis of this profile (49 h):"
                        + " analysed are the last 1 h after a stabilisation of 1 h.",
                curves.notes().get(0));
        assertEquals(4 * QUARTER, curves.profile().analysisNanos());
        assertEquals(List.of(point(15, 0, 0), point(60, 0, 0)), curves.trumpet().points());
        assertEquals(8, curves.startUp().flow().size(), "all that there is");
    }

    @Test
    void aRunOfAFewStrokesHasNoCurves() {
        DeliveryCurves curves =
                DeliveryCurves.of(Profile.MICRO_RATE, quarters(20, 20, 20), STROKE_PICOLITRES, BIN);
        assertNull(curves.trumpet());
        assertTrue(curves.notes().get(0).startsWith("The run is too short"), curves.notes().get(0));
    }

    @Test
    void rowsThatDoNotResolveAStrokeAreTold() {
        DeliveryCurves curves =
                DeliveryCurves.of(
                        profile(6 * QUARTER, QUARTER),
                        quarters(20, 18, 22, 20, 24, 16, 20),
                        STROKE_PICOLITRES,
                        QUARTER);
        assertTrue(curves.notes().get(0).contains("shorter than four rows"), curves.notes().get(0));
    }
}
