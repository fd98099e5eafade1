package io.pumprig.simulator.report;

import io.pumprig.hal.gravimetry.Profile;
import io.pumprig.hal.gravimetry.SampledFlow;
import io.pumprig.hal.gravimetry.StartUpCurve;
import io.pumprig.hal.gravimetry.TrumpetCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Start-up curve and trumpet curve of a run by one profile (therapy reference 8.2, 8.3), over whole
 * strokes of the head: any other window would report where the samples happened to begin.
 *
 * @param profile as it was used: over whole strokes, and shortened where the run was too short
 * @param strokeNanos how far apart strokes were, at the mean rate
 * @param startUp of the first T1, or null
 * @param settledNanos after which every sample lies within 10 %, where there is such a time
 * @param trumpet of what follows, or null
 * @param hours windows of an hour over all of it, the stabilisation included, or null
 * @param notes what a reader has to know about it
 */
record DeliveryCurves(
        Profile profile,
        long strokeNanos,
        StartUpCurve startUp,
        OptionalLong settledNanos,
        TrumpetCurve trumpet,
        TrumpetCurve hours,
        List<String> notes) {
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;
    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private static final int LEAST_SAMPLES = 4;

    /** A change of the ordered rate of more than one part in that many is told. */
    private static final int STEADY = 100;

    /**
     * Computes them.
     *
     * @param strokePicolitres nominal volume of a stroke
     * @param binNanos distance of the sums
     */
    static DeliveryCurves of(Profile asked, Volumes volumes, long strokePicolitres, long binNanos) {
        List<String> notes = new ArrayList<>();
        long total = volumes.endNanos();
        long rate = rate(volumes, 0, total);
        if (rate <= 0) {
            notes.add("Nothing was ordered, so that there is no rate to hold delivery against.");
            return none(asked, 0, notes);
        }
        long stroke = Profile.strokeNanos(strokePicolitres, rate);
        if (stroke <= 0 || total / Math.max(stroke, asked.sampleNanos()) < LEAST_SAMPLES) {
            notes.add(
                    "The run is too short: it has less than "
                            + LEAST_SAMPLES
                            + " samples of "
                            + Numbers.time(Math.max(stroke, asked.sampleNanos()))
                            + ".");
            return none(asked, stroke, notes);
        }
        Profile whole = asked.overWholeStrokes(stroke);
        if (total / whole.sampleNanos() < LEAST_SAMPLES) {
            notes.add("The run is too short for samples of whole strokes.");
            return none(asked, stroke, notes);
        }
        if (stroke < 4 * binNanos) {
            notes.add(
                    "Strokes, one each "
                            + Numbers.time(stroke)
                            + ", are shorter than four rows of the trend ("
                            + Numbers.time(binNanos)
                            + "): errors hold the phase of sampling too. A shorter --trend-bin"
                            + " resolves them.");
        }
        long stabilising = Math.min(whole.stabilisationNanos(), total);
        return computed(
                fitted(whole, total, notes),
                stabilising / whole.sampleNanos() * whole.sampleNanos(),
                stroke,
                volumes,
                notes);
    }

    private static DeliveryCurves none(Profile profile, long stroke, List<String> notes) {
        return new DeliveryCurves(
                profile, stroke, null, OptionalLong.empty(), null, null, List.copyOf(notes));
    }

    /** Half of a run that is too short is stabilisation, and windows that do not fit are gone. */
    private static Profile fitted(Profile whole, long total, List<String> notes) {
        if (whole.totalNanos() <= total) {
            return whole;
        }
        long sample = whole.sampleNanos();
        long samples = total / sample;
        long stabilisation = Math.min(whole.stabilisationNanos() / sample, samples / 2) * sample;
        long analysis = samples * sample - stabilisation;
        notes.add(
                "The run is shorter than stabilisation and analysis of this profile ("
                        + Numbers.time(whole.totalNanos())
                        + "): analysed are the last "
                        + Numbers.time(analysis)
                        + " after a stabilisation of "
                        + Numbers.time(stabilisation)
                        + ".");
        return new Profile(
                whole.name() + ", shortened",
                sample,
                stabilisation,
                analysis,
                whole.windowsNanos().stream().filter(window -> window <= analysis).toList());
    }

    private static DeliveryCurves computed(
            Profile profile, long startUpNanos, long stroke, Volumes volumes, List<String> notes) {
        SampledFlow flow = flow(profile.totalNanos(), profile.sampleNanos(), volumes);
        long stabilised = profile.stabilisationNanos();
        tellUnsteady(profile, volumes, notes);
        long firstRate = rate(volumes, 0, startUpNanos);
        StartUpCurve startUp =
                firstRate > 0
                        ? new StartUpCurve(
                                flow(startUpNanos, profile.sampleNanos(), volumes), firstRate)
                        : null;
        long laterRate = rate(volumes, stabilised, profile.totalNanos());
        long sample = profile.sampleNanos();
        long hour = Math.max(1, (HOUR_NANOS + sample / 2) / sample) * sample;
        long wholeRate = rate(volumes, 0, profile.totalNanos());
        return new DeliveryCurves(
                profile,
                stroke,
                startUp,
                startUp == null
                        ? OptionalLong.empty()
                        : startUp.settledNanos(StartUpCurve.USUAL_BAND_PARTS_PER_MILLION),
                laterRate > 0 ? profile.trumpet(flow, laterRate) : null,
                wholeRate > 0 && hour <= profile.totalNanos()
                        ? new TrumpetCurve(flow, wholeRate, List.of(hour))
                        : null,
                List.copyOf(notes));
    }

    private static SampledFlow flow(long nanos, long sample, Volumes volumes) {
        long[] picolitres = new long[Math.toIntExact(nanos / sample)];
        for (int i = 0; i < picolitres.length; i++) {
            picolitres[i] = volumes.deliveredAt((i + 1) * sample) - volumes.deliveredAt(i * sample);
        }
        return SampledFlow.ofVolumes(sample, picolitres);
    }

    private static void tellUnsteady(Profile profile, Volumes volumes, List<String> notes) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        long sample = profile.sampleNanos();
        for (long at = 0; at + sample <= profile.totalNanos(); at += sample) {
            long rate = rate(volumes, at, at + sample);
            least = Math.min(least, rate);
            most = Math.max(most, rate);
        }
        if (most - least > most / STEADY) {
            notes.add(
                    "The ordered rate is not the same all the time, "
                            + Numbers.text(least / 24e6)
                            + " to "
                            + Numbers.text(most / 24e6)
                            + " uL/h: errors are against its mean.");
        }
    }

    /** The mean ordered rate, to the nearest picolitre a day. */
    private static long rate(Volumes volumes, long fromNanos, long toNanos) {
        long picolitres = volumes.orderedAt(toNanos) - volumes.orderedAt(fromNanos);
        return toNanos <= fromNanos
                ? 0
                : Math.round((double) picolitres * NANOS_PER_DAY / (toNanos - fromNanos));
    }
}
