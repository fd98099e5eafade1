package io.pumprig.hal.gravimetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights, flows and curves against the numbers of therapy reference 8. */
class GravimetryTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    /** The check vector of 8.3: r = 20, S = 15 min. */
    private static final SampledFlow VECTOR = new SampledFlow(15 * MINUTE, 18, 22, 20, 24, 16, 20);

    @ParameterizedTest(name = "P = {0} min: {1} / {2}")
    @CsvSource({"15, 200000, -200000", "30, 100000, -100000", "45, 100000, 0"})
    void theTrumpetMeetsTheCheckVectorExactly(long minutes, long max, long min) {
        TrumpetCurve curve = new TrumpetCurve(VECTOR, 20, List.of(minutes * MINUTE));

        assertEquals(List.of(new TrumpetCurve.Point(minutes * MINUTE, max, min)), curve.points());
        assertEquals(0, curve.overallPartsPerMillion());
    }

    @Test
    void aWindowIsAWholeNumberOfSamplesWithinThePeriod() {
        assertThrows(IllegalArgumentException.class, () -> trumpet(20 * MINUTE));
        assertThrows(IllegalArgumentException.class, () -> trumpet(105 * MINUTE));
        assertThrows(IllegalArgumentException.class, () -> trumpet(0));
        assertEquals(0, trumpet(90 * MINUTE).points().get(0).maxPartsPerMillion());
    }

    private static TrumpetCurve trumpet(long windowNanos) {
        return new TrumpetCurve(VECTOR, 20, List.of(windowNanos));
    }

    @Test
    void aPumpThatGivesATenthTooMuchIsATenthOffInEveryWindow() {
        SampledFlow flow = new SampledFlow(MINUTE, 22, 22, 22);
        TrumpetCurve curve = new TrumpetCurve(flow, 20, List.of(MINUTE, 3 * MINUTE));

        assertEquals(new TrumpetCurve.Point(MINUTE, 100_000, 100_000), curve.points().get(0));
        assertEquals(new TrumpetCurve.Point(3 * MINUTE, 100_000, 100_000), curve.points().get(1));
        assertEquals(100_000, curve.overallPartsPerMillion());
    }

    @Test
    void aMicrolitreOfWaterPushesOneAndAThousandthLessOnTheBalance() {
        // 998 ug of water; air carries 1.00105 - 1 of it: 996.95 ug on the scale.
        assertEquals(1_000_000_000, WeighingConditions.water().picolitres(996_950, 0), 10_000);
        // 1.0010536 / 0.998: the buoyancy factor of 8.1 over the density.
        assertEquals(1_003_059_732, WeighingConditions.water().picolitres(1_000_000, 0), 200);
        WeighingConditions vacuum = new WeighingConditions(998_000, 0, 8_000_000, 0);
        assertEquals(1_000_000_000, vacuum.picolitres(998_000, 0));
        assertEquals(-1_000_000_000, vacuum.picolitres(-998_000, 0));
    }

    @Test
    void whatEvaporatedIsAddedAgain() {
        WeighingConditions open = new WeighingConditions(998_000, 0, 8_000_000, 1_000);

        assertEquals(0, open.picolitres(-1_000, HOUR));
        assertEquals(1_000_000_000, open.picolitres(998_000 - 2_000, 2 * HOUR));
    }

    @Test
    void tenBlankCyclesTellWhatEvaporates() {
        long[] losses = {250, 250, 250, 250, 250, 250, 250, 250, 250, 260};

        assertEquals(1_004, WeighingConditions.evaporationMicrogramsPerHour(losses, 15 * MINUTE));
        assertEquals(
                0,
                WeighingConditions.evaporationMicrogramsPerHour(
                        new long[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1}, HOUR));
        assertThrows(
                IllegalArgumentException.class,
                () -> WeighingConditions.evaporationMicrogramsPerHour(new long[9], HOUR));
    }

    @Test
    void airIsLighterThanWhatItCarries() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new WeighingConditions(998_000, 998_000, 8_000_000, 0));
        assertThrows(
                IllegalArgumentException.class, () -> WeighingConditions.water().evaporating(-1));
    }

    @Test
    void twentyMillilitresAnHourAreTwentyMillilitresAnHour() {
        // 60 * 4.99 g / (15 min * 0.998 g/mL) = 20 mL/h = 480 mL/day.
        WeighingConditions vacuum = new WeighingConditions(998_000, 0, 8_000_000, 0);
        WeightSeries weights = new WeightSeries(15 * MINUTE, 1_000, 4_991_000, 9_981_000);

        SampledFlow flow = weights.flow(vacuum);

        assertEquals(2, flow.size());
        assertEquals(480_000_000_000L, flow.picolitresPerDay(0));
        assertEquals(480_000_000_000L, flow.picolitresPerDay(1));
        assertEquals(10_000_000_000L, weights.picolitres(vacuum));
    }

    @Test
    void roundingOfSmallVolumesDoesNotAddUp() {
        long[] micrograms = new long[1_001];
        for (int i = 0; i < micrograms.length; i++) {
            micrograms[i] = i;
        }
        WeightSeries weights = new WeightSeries(SECOND, micrograms);
        SampledFlow flow = weights.flow(WeighingConditions.water());
        long sum = 0;
        for (int i = 0; i < flow.size(); i++) {
            sum += flow.picolitresPerDay(i);
        }

        assertEquals(86_400 * weights.picolitres(WeighingConditions.water()), sum);
    }

    @Test
    void coarserSamplesAreOfTheSameWeights() {
        WeightSeries weights = new WeightSeries(MINUTE, 0, 1, 2, 3, 4, 5, 6);

        assertEquals(3, weights.each(3).size());
        assertEquals(6, weights.each(3).micrograms(2));
        assertEquals(3 * MINUTE, weights.each(3).periodNanos());
    }

    @Test
    void aStartUpIsOverWhenTheFlowHasComeAndStays() {
        SampledFlow flow = new SampledFlow(15 * MINUTE, 0, 19, 25, 22, 18, 20);
        StartUpCurve curve = new StartUpCurve(flow, 20);

        assertEquals(-1_000_000, curve.errorPartsPerMillion(0));
        assertEquals(
                OptionalLong.of(45 * MINUTE),
                curve.settledNanos(StartUpCurve.USUAL_BAND_PARTS_PER_MILLION));
        assertEquals(OptionalLong.of(75 * MINUTE), curve.settledNanos(99_999));
        assertEquals(OptionalLong.of(0), curve.settledNanos(1_000_000));
    }

    @Test
    void aFlowThatLeavesTheBandAtTheEndHasNotSettled() {
        StartUpCurve curve = new StartUpCurve(new SampledFlow(MINUTE, 20, 20, 23), 20);

        assertEquals(OptionalLong.empty(), curve.settledNanos(100_000));
    }

    @Test
    void theProfilesAreThoseOfTheTable() {
        assertEquals(30 * SECOND, Profile.BEDSIDE.sampleNanos());
        assertEquals(2 * HOUR, Profile.BEDSIDE.totalNanos());
        assertEquals(15 * MINUTE, Profile.MICRO_RATE.sampleNanos());
        assertEquals(24 * HOUR, Profile.MICRO_RATE.stabilisationNanos());
        assertEquals(25 * HOUR, Profile.MICRO_RATE.analysisNanos());
        assertEquals(
                List.of(
                        15 * MINUTE,
                        60 * MINUTE,
                        150 * MINUTE,
                        330 * MINUTE,
                        570 * MINUTE,
                        930 * MINUTE),
                Profile.MICRO_RATE.windowsNanos());
    }

    @Test
    void aProfileCutsARunIntoStartUpAndAnalysis() {
        Profile profile =
                new Profile("short", MINUTE, 2 * MINUTE, 3 * MINUTE, List.of(MINUTE, 3 * MINUTE));
        SampledFlow flow = new SampledFlow(MINUTE, 0, 10, 20, 22, 18);

        assertEquals(2, profile.startUp(flow, 20).flow().size());
        assertEquals(
                List.of(
                        new TrumpetCurve.Point(MINUTE, 100_000, -100_000),
                        new TrumpetCurve.Point(3 * MINUTE, 0, 0)),
                profile.trumpet(flow, 20).points());
    }

    /** Strokes of 0.5 uL at 20.8 uL/h, one each 86.5 s: 8.3, cautions. */
    @Test
    void anIdealStrokePumpReadsWronglyInAMinuteAndRightInWholeStrokes() {
        long setPicolitresPerDay = 499_200_000;
        long strokeNanos = Profile.strokeNanos(500_000, setPicolitresPerDay);
        assertEquals(86_538_461_538L, strokeNanos);

        TrumpetCurve minute =
                new TrumpetCurve(
                        strokes(MINUTE, strokeNanos), setPicolitresPerDay, List.of(MINUTE));
        assertEquals(442_308, minute.points().get(0).maxPartsPerMillion());
        assertEquals(-1_000_000, minute.points().get(0).minPartsPerMillion());

        Profile whole = Profile.BEDSIDE.overWholeStrokes(strokeNanos);
        assertEquals(strokeNanos, whole.sampleNanos());
        assertEquals(1, whole.windowsNanos().get(0) / strokeNanos);
        TrumpetCurve curve =
                new TrumpetCurve(
                        strokes(whole.sampleNanos(), strokeNanos),
                        setPicolitresPerDay,
                        whole.windowsNanos());
        for (TrumpetCurve.Point point : curve.points()) {
            assertEquals(0, point.maxPartsPerMillion(), 1, point::toString);
            assertEquals(0, point.minPartsPerMillion(), 1, point::toString);
        }
    }

    /** An hour of 500 nL each stroke, the first after half of one, sampled. */
    private static SampledFlow strokes(long sampleNanos, long strokeNanos) {
        long[] picolitres = new long[(int) (HOUR / sampleNanos)];
        for (long nanos = strokeNanos / 2;
                nanos < picolitres.length * sampleNanos;
                nanos += strokeNanos) {
            picolitres[(int) (nanos / sampleNanos)] += 500_000;
        }
        return SampledFlow.ofVolumes(sampleNanos, picolitres);
    }

    @Test
    void windowsInWholeStrokesAreTheNearestAndKeptOnce() {
        // 5 uL at 125 uL/day: a roller pitch in 57.6 min.
        long strokeNanos = Profile.strokeNanos(5_000_000, 125_000_000);
        Profile whole = Profile.MICRO_RATE.overWholeStrokes(strokeNanos);

        assertEquals(3_456 * SECOND, whole.sampleNanos());
        assertEquals(25 * strokeNanos, whole.stabilisationNanos());
        assertEquals(26 * strokeNanos, whole.analysisNanos());
        assertEquals(
                List.of(
                        strokeNanos,
                        3 * strokeNanos,
                        6 * strokeNanos,
                        10 * strokeNanos,
                        16 * strokeNanos),
                whole.windowsNanos());
        assertTrue(whole.name().startsWith("micro-rate"));
    }

    @Test
    void strokesShorterThanASampleAreCountedInTheLeastNumberThatFillsOne() {
        Profile whole = Profile.BEDSIDE.overWholeStrokes(20 * SECOND);

        assertEquals(40 * SECOND, whole.sampleNanos());
        assertEquals(40 * SECOND, whole.windowsNanos().get(0) / 2, "a minute is nearest to two");
    }
}
