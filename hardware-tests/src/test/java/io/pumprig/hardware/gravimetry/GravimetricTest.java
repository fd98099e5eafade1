package io.pumprig.hardware.gravimetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.hal.device.PumpHead;
import io.pumprig.hal.gravimetry.Profile;
import io.pumprig.hal.gravimetry.SampledFlow;
import io.pumprig.hal.gravimetry.StartUpCurve;
import io.pumprig.hal.gravimetry.TrumpetCurve;
import io.pumprig.hal.gravimetry.WeightSeries;
import io.pumprig.hardware.RigTest;
import io.pumprig.hardware.RigUnderTest;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two days at 250 mcg/day, weighed: start-up curve and trumpet curve by therapy reference 8, as
 * tables and picture in {@code target/gravimetry}.
 */
@RigTest
@Tag("simulator")
class GravimetricTest {
    private static final long HOUR = 3_600_000_000_000L;

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
    @Tag("SR-24")
    void twoDaysAreExactOverWholeStrokesFromTheFirstOn(RigUnderTest rig) throws IOException {
        PumpHead head = rig.wiring().pump();
        Profile plain = Profile.MICRO_RATE;
        Profile whole =
                plain.overWholeStrokes(
                        Profile.strokeNanos(
                                head.picolitresPerRevolution() / ROLLERS, SET_PICOLITRES_PER_DAY));
        long everyNanos = commonNanos(plain.sampleNanos(), whole.sampleNanos());
        double tipBefore = rig.hands().deliveredMicrolitres();
        try (WeighedDelivery delivery = new WeighedDelivery(rig, THERAPY)) {
            Weighing weighing = new TipWeighing(rig.hands()::deliveredMicrolitres, rig.clock());
            WeightSeries weights = delivery.weigh(weighing, plain.totalNanos(), everyNanos);
            double tip = rig.hands().deliveredMicrolitres() - tipBefore;

            assertEquals(0, delivery.loop().alarms().listed(), "alarms");
            assertEquals(49 * 20_000 / 24, delivery.loop().ledger().delivered(), "microsteps");
            assertEquals(
                    tip,
                    weights.picolitres(weighing.conditions()) / 1e6,
                    0.01,
                    "volume by weight, against the truth");

            Curves curves = new Curves(weights, weighing, plain, whole, everyNanos);
            curves.report(new GravimetryReport(Path.of("target", "gravimetry")));
            judge(curves);
        }
    }

    private static long commonNanos(long one, long other) {
        return BigInteger.valueOf(one).gcd(BigInteger.valueOf(other)).longValueExact();
    }

    /** What the plant's roller head, line and noise allow; a healthy rig is well within. */
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
        // Shorter than a roller pitch, a window shows where the rollers stand.
        assertEquals(
                OptionalLong.empty(),
                curves.plainStartUp.settledNanos(StartUpCurve.USUAL_BAND_PARTS_PER_MILLION));
        TrumpetCurve.Point shortest = curves.plain.points().get(0);
        assertTrue(shortest.maxPartsPerMillion() > 200_000, shortest::toString);
        assertTrue(shortest.minPartsPerMillion() < -200_000, shortest::toString);
        TrumpetCurve.Point longest = curves.plain.points().get(5);
        assertTrue(
                longest.maxPartsPerMillion() - longest.minPartsPerMillion()
                        < (shortest.maxPartsPerMillion() - shortest.minPartsPerMillion()) / 10,
                "the trumpet narrows");
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
