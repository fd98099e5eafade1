package io.pumprig.simulator.suite;

import java.util.function.ToLongFunction;

/** At the end of a run a count has to lie in a range. */
final class CountCheck extends Check {
    private final String what;
    private final ToLongFunction<Watched> count;
    private final long least;
    private final long most;

    CountCheck(String what, ToLongFunction<Watched> count, long least, long most) {
        this.what = what;
        this.count = count;
        this.least = least;
        this.most = most;
    }

    @Override
    String asked() {
        if (least == most) {
            return what + " " + least;
        }
        return what + (most == Long.MAX_VALUE ? " at least " + least : " " + least + " to " + most);
    }

    @Override
    void end(Watched run) {
        long found = count.applyAsLong(run);
        if (found < least || found > most) {
            fail(run, "found " + found);
        }
    }
}
