package io.pumprig.hardware.gravimetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.hal.chip.BalanceDialect;
import io.pumprig.hal.device.Balance;
import io.pumprig.hal.device.PumpHead;
import io.pumprig.hal.gravimetry.Profile;
import io.pumprig.hal.gravimetry.SampledFlow;
import io.pumprig.hal.gravimetry.StartUpCurve;
import io.pumprig.hal.gravimetry.TrumpetCurve;
import io.pumprig.hal.gravimetry.WeighingConditions;
import io.pumprig.hal.gravimetry.WeightSeries;
import io.pumprig.hal.rig.SerialBalance;
import io.pumprig.hardware.RigTest;
import io.pumprig.hardware.RigUnderTest;
import io.pumprig.simulator.board.SimulatedSerialLine;
import io.pumprig.simulator.chip.MtSicsModel;
import io.pumprig.simulator.chip.MtSicsSettings;
import io.pumprig.simulator.time.VirtualClock;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A delivery at 250 mcg/day on the balance of the rig: start-up curve and trumpet curve by therapy
 * reference 8, as tables and picture in {@code target/gravimetry}.
 */
@RigTest
class GravimetricTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    /** How long to deliver where two days do not pass at once: 2-49. */
    private static final String HOURS = "gravimetry.hours";

    /** How long ten blank cycles before that last together; 0 for a vessel with a lid. */
    private static final String BLANK_HOURS = "gravimetry.blankHours";

    private static final int TWO_DAYS = 49;

    /** 250 mcg/day at 2000 mcg/mL. */
    private static final Prescription THERAPY =
            new Prescription(
                    "baclofen",
                    2_000,
                    Mode.CONTINUOUS,
                    250_000_000L,
                    Prescription.DEFAULT_MINIMUM_PICOLITRES_PER_DAY,
                    Prescription.OnRestart.CONFIRM);

    private static final long SET_PICOLITRES_PER_DAY = 125_000_000L;
    private static final int ROLLERS = 4;

    @Test
    @Tag("hours")
    void wholeStrokesAreExactFromTheFirstOn(RigUnderTest rig) throws IOException {
        PumpHead head = rig.wiring().pump();
        Profile plain = profile(hours(rig));
        Profile whole = plain.overWholeStrokes(strokeNanos(head));
        long everyNanos = commonNanos(plain.sampleNanos(), whole.sampleNanos());
        long nanos = Math.max(plain.totalNanos(), whole.totalNanos());
        Weighing weighing = weighing(rig, rig.balance());
        int blankHours = Integer.getInteger(BLANK_HOURS, 0);
        if (blankHours > 0) {
            weighing.blanks(blankHours * HOUR / WeighingConditions.MIN_BLANKS);
        }
        try (WeighedDelivery delivery = new WeighedDelivery(rig, THERAPY)) {
            WeightSeries weights = delivery.weigh(weighing, nanos, everyNanos);

            assertEquals(0, delivery.loop().alarms().listed(), "alarms");
            assertEquals(
                    head.microstepsWithin(SET_PICOLITRES_PER_DAY * (nanos / SECOND) / 86_400),
                    delivery.loop().ledger().delivered(),
                    "microsteps");
            Curves curves = new Curves(weights, weighing, plain, whole, everyNanos);
            curves.report(new GravimetryReport(Path.of("target", "gravimetry")));
            judge(curves);
        }
    }

    /** What any roller head allows over whole strokes; a healthy rig is well within. */
    private static void judge(Curves curves) {
        assertEquals(
                OptionalLong.of(0),
                curves.wholeStartUp.settledNanos(StartUpCurve.USUAL_BAND_PARTS_PER_MILLION),
                "a primed line gives the set rate from its first whole stroke on");
        within(curves.whole.overallPartsPerMillion(), 20_000);
        for (TrumpetCurve.Point point : curves.whole.points()) {
            within(point.maxPartsPerMillion(), 20_000);
            within(point.minPartsPerMillion(), 20_000);
        }
    }

    @Test
    @Tag("simulator")
    void theWeightIsWhatLeftTheTipAndTheTrumpetNarrows(RigUnderTest rig) {
        Profile profile = profile(12);
        Weighing weighing = weighing(rig, rig.balance());
        double tipBefore = rig.hands().deliveredMicrolitres();
        try (WeighedDelivery delivery = new WeighedDelivery(rig, THERAPY)) {
            WeightSeries weights =
                    delivery.weigh(weighing, profile.totalNanos(), profile.sampleNanos());

            double tip = rig.hands().deliveredMicrolitres() - tipBefore;
            assertEquals(62.5, tip, 1.5, "half a day's volume");
            assertEquals(tip, weights.picolitres(weighing.conditions()) / 1e6, 0.1);
            SampledFlow flow = weights.flow(weighing.conditions());
            // Shorter than a roller pitch, a window shows where the rollers stand.
            assertEquals(
                    OptionalLong.empty(),
                    profile.startUp(flow, SET_PICOLITRES_PER_DAY)
                            .settledNanos(StartUpCurve.USUAL_BAND_PARTS_PER_MILLION));
            List<TrumpetCurve.Point> points =
                    profile.trumpet(flow, SET_PICOLITRES_PER_DAY).points();
            TrumpetCurve.Point shortest = points.get(0);
            TrumpetCurve.Point longest = points.get(3);
            assertEquals(330 * MINUTE, longest.windowNanos());
            assertTrue(shortest.maxPartsPerMillion() > 200_000, shortest::toString);
            assertTrue(shortest.minPartsPerMillion() < -200_000, shortest::toString);
            assertTrue(spread(longest) < spread(shortest) / 5, longest::toString);
        }
    }

    private static long spread(TrumpetCurve.Point point) {
        return point.maxPartsPerMillion() - point.minPartsPerMillion();
    }

    @Test
    @Tag("simulator")
    void whatEvaporatesIsToldByBlankCyclesAndPutBack(RigUnderTest rig) {
        Weighing weighing = weighing(rig, evaporating(rig));
        weighing.blanks(30 * MINUTE);
        assertEquals(1_000, weighing.conditions().evaporationMicrogramsPerHour(), 20);

        double tipBefore = rig.hands().deliveredMicrolitres();
        try (WeighedDelivery delivery = new WeighedDelivery(rig, THERAPY)) {
            WeightSeries weights = delivery.weigh(weighing, 6 * HOUR, 15 * MINUTE);

            double tip = rig.hands().deliveredMicrolitres() - tipBefore;
            assertEquals(31.25, tip, 1.5, "a quarter of a day's volume");
            assertEquals(tip, weights.picolitres(weighing.conditions()) / 1e6, 0.2);
            assertEquals(
                    tip - 6,
                    weights.picolitres(weighing.conditions().evaporating(0)) / 1e6,
                    0.2,
                    "6 mg of water are missed by who forgets the air");
        }
    }

    /** Another balance under the tip, whose open vessel loses a milligram an hour. */
    private static Balance evaporating(RigUnderTest rig) {
        MtSicsSettings settings = MtSicsSettings.semiMicro().evaporating(1);
        VirtualClock clock = (VirtualClock) rig.clock();
        SimulatedSerialLine line =
                new SimulatedSerialLine(
                        "open vessel",
                        clock,
                        new MtSicsModel(rig.simulated().plant(), settings, "SIM-0002", 1),
                        false,
                        1);
        line.open(settings.baud());
        return SerialBalance.bringUp(line, "open vessel", BalanceDialect.MT_SICS, "", clock);
    }

    private static Weighing weighing(RigUnderTest rig, Balance balance) {
        WeighingConditions water = WeighingConditions.water();
        return new Weighing(
                balance,
                rig.clock(),
                rig.pace().cycleNanos(),
                new WeighingConditions(
                        water.liquidMicrogramsPerMillilitre(),
                        rig.hands().airMicrogramsPerMillilitre(),
                        water.weightsMicrogramsPerMillilitre(),
                        0));
    }

    /** Two days pass at once on the simulator alone; elsewhere somebody says how long. */
    private static int hours(RigUnderTest rig) {
        Integer given = Integer.getInteger(HOURS);
        if (given == null) {
            rig.simulated();
            return TWO_DAYS;
        }
        if (given < 2 || given > TWO_DAYS) {
            throw new IllegalArgumentException("-D" + HOURS + "=" + given + ", allowed 2-49");
        }
        return given;
    }

    /** The rig's own profile, or what of it fits into fewer hours: half to settle, half judged. */
    private static Profile profile(int hours) {
        Profile whole = Profile.MICRO_RATE;
        long half = hours * HOUR / 2;
        return hours == TWO_DAYS
                ? whole
                : new Profile(
                        whole.name() + " in " + hours + " h",
                        whole.sampleNanos(),
                        half,
                        half,
                        whole.windowsNanos().stream().filter(window -> window <= half).toList());
    }

    /** To the second, so that one series of weights has both profiles' samples. */
    private static long strokeNanos(PumpHead head) {
        long nanos =
                Profile.strokeNanos(
                        head.picolitresPerRevolution() / ROLLERS, SET_PICOLITRES_PER_DAY);
        return (nanos + SECOND / 2) / SECOND * SECOND;
    }

    private static long commonNanos(long one, long other) {
        return BigInteger.valueOf(one).gcd(BigInteger.valueOf(other)).longValueExact();
    }

    private static void within(long partsPerMillion, long limit) {
        assertTrue(Math.abs(partsPerMillion) <= limit, () -> partsPerMillion + " ppm");
    }

    /** Everything that two days of weights tell. */
    private static final class Curves {
        private final WeightSeries weights;
        private final SampledFlow plainFlow;
        private final TrumpetCurve plain;
        private final TrumpetCurve whole;
        private final TrumpetCurve hoursWithStart;
        private final StartUpCurve plainStartUp;
        private final StartUpCurve wholeStartUp;

        Curves(
                WeightSeries weights,
                Weighing weighing,
                Profile plainProfile,
                Profile wholeProfile,
                long everyNanos) {
            this.weights = weights;
            plainFlow = sampled(weights, weighing, plainProfile, everyNanos);
            SampledFlow wholeFlow = sampled(weights, weighing, wholeProfile, everyNanos);
            plain = plainProfile.trumpet(plainFlow, SET_PICOLITRES_PER_DAY);
            whole = wholeProfile.trumpet(wholeFlow, SET_PICOLITRES_PER_DAY);
            hoursWithStart = new TrumpetCurve(plainFlow, SET_PICOLITRES_PER_DAY, List.of(HOUR));
            plainStartUp = plainProfile.startUp(plainFlow, SET_PICOLITRES_PER_DAY);
            wholeStartUp = wholeProfile.startUp(wholeFlow, SET_PICOLITRES_PER_DAY);
        }

        private static SampledFlow sampled(
                WeightSeries weights, Weighing weighing, Profile profile, long everyNanos) {
            return weights.each(Math.toIntExact(profile.sampleNanos() / everyNanos))
                    .flow(weighing.conditions());
        }

        void report(GravimetryReport report) throws IOException {
            List<GravimetryReport.Trumpet> trumpets =
                    List.of(
                            new GravimetryReport.Trumpet("micro-rate", plain),
                            new GravimetryReport.Trumpet("whole strokes", whole),
                            new GravimetryReport.Trumpet("hours from the start", hoursWithStart));
            report.weights(weights);
            report.flow(plainFlow, SET_PICOLITRES_PER_DAY);
            report.trumpets(trumpets);
            report.picture(List.of(plainStartUp, wholeStartUp), trumpets);
        }
    }
}
