package io.pumprig.controller.check;

import io.pumprig.hal.gravimetry.WeighingConditions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a head delivers in a turn, by weight (therapy reference 8.1): several runs of the same
 * number of whole turns, since only whole turns of a roller head are a volume (device reference
 * 10.4).
 */
public final class Calibration {
    /** A new value further from the old one than that is rather a mistake in weighing. */
    private static final int PLAUSIBLE_PERCENT = 10;

    private static final int PERCENT = 100;

    /** A run's length is the unit of time in which a blank's loss counts. */
    private static final long RUN_NANOS = 3_600_000_000_000L;

    /** What is written: finer than any balance can tell. */
    private static final long PICOLITRES_PER_NANOLITRE = 1_000;

    private final List<Long> runs;

    private Calibration(List<Long> runs) {
        this.runs = runs;
    }

    /**
     * Of what the balance showed, of water at 20 C, buoyancy corrected.
     *
     * @param micrograms before the first run and after each, at least two
     * @param revolutions turns in each run, at least one
     * @param blankLossMicrograms what the vessel lost in as long as a run takes, with nothing
     *     delivered
     */
    public static Calibration of(List<Long> micrograms, int revolutions, long blankLossMicrograms) {
        if (micrograms.size() < 2 || revolutions < 1) {
            throw new IllegalArgumentException(
                    micrograms.size() + " weights, " + revolutions + " revolutions");
        }
        WeighingConditions conditions = WeighingConditions.water().evaporating(blankLossMicrograms);
        List<Long> runs = new ArrayList<>();
        for (int i = 1; i < micrograms.size(); i++) {
            long gain = micrograms.get(i) - micrograms.get(i - 1);
            runs.add(nearest(conditions.picolitres(gain, RUN_NANOS), revolutions));
        }
        return new Calibration(runs);
    }

    /** Rounded to the nearest, halves up. */
    private static long nearest(long amount, long parts) {
        return Math.floorDiv(2 * amount + parts, 2 * parts);
    }

    /** Volume of a turn in each run, to the nearest picolitre. */
    public List<Long> runs() {
        return Collections.unmodifiableList(runs);
    }

    /** Volume of a turn: the mean of the runs, to the nearest nanolitre, in picolitres. */
    public long picolitresPerRevolution() {
        long sum = runs.stream().mapToLong(Long::longValue).sum();
        return nearest(sum, runs.size() * PICOLITRES_PER_NANOLITRE) * PICOLITRES_PER_NANOLITRE;
    }

    /** The greatest less the least of the runs. */
    public long spreadPicolitres() {
        return Collections.max(runs) - Collections.min(runs);
    }

    /** True when the value is within 10 % of the one that was in use. */
    public boolean isPlausibleAfter(long oldPicolitresPerRevolution) {
        long change = Math.abs(picolitresPerRevolution() - oldPicolitresPerRevolution);
        return change * PERCENT <= oldPicolitresPerRevolution * PLAUSIBLE_PERCENT;
    }
}
