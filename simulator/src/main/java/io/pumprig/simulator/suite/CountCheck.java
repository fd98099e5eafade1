package io.pumprig.simulator.suite;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** At the end of a run a count, or a volume, has to lie in a range. */
final class CountCheck extends Check {
    private final String what;
    private final ToLongFunction<Watched> count;
    private final LongFunction<String> shown;
    private final long least;
    private final long most;

    CountCheck(String what, ToLongFunction<Watched> count, long least, long most) {
        this(what, count, Long::toString, least, most);
    }

    private CountCheck(
            String what,
            ToLongFunction<Watched> count,
            LongFunction<String> shown,
            long least,
            long most) {
        this.what = what;
        this.count = count;
        this.shown = shown;
        this.least = least;
        this.most = most;
    }

    /**
     * A volume instead of a count.
     *
     * @param picolitres what is found at the end
     */
    static CountCheck volume(
            String what,
            ToLongFunction<Watched> picolitres,
            long leastPicolitres,
            long mostPicolitres) {
        return new CountCheck(
                what,
                picolitres,
                volume -> Quantity.format(Dimension.VOLUME, volume),
                leastPicolitres,
                mostPicolitres);
    }

    @Override
    String asked() {
        if (least == most) {
            return what + " " + shown.apply(least);
        }
        if (most == Long.MAX_VALUE) {
            return what + " at least " + shown.apply(least);
        }
        return what + " " + shown.apply(least) + " to " + shown.apply(most);
    }

    @Override
    void end(Watched run) {
        long found = count.applyAsLong(run);
        if (found < least || found > most) {
            fail(run, "found " + shown.apply(found));
        }
    }
}
