package io.pumprig.simulator.suite;

import io.pumprig.simulator.fault.Limit;
import java.util.function.Function;

/**
 * Something of the pump's state has to be that: within a limit counted from a moment, at a time, or
 * at the end.
 */
final class StateCheck extends Check {
    private final String what;
    private final String wanted;
    private final Function<Watched, String> look;
    private final Limit within;
    private final String after;
    private final long atNanos;
    private boolean met;

    /**
     * @param what is looked at, for people
     * @param within null where it is looked at once, at {@code atNanos}
     * @param atNanos a time, or {@link Long#MAX_VALUE} for the end
     */
    StateCheck(
            String what,
            String wanted,
            Function<Watched, String> look,
            Limit within,
            String after,
            long atNanos) {
        this.what = what;
        this.wanted = wanted;
        this.look = look;
        this.within = within;
        this.after = after;
        this.atNanos = atNanos;
    }

    @Override
    String asked() {
        String asked = what + " " + wanted;
        if (within != null) {
            return asked + " within " + within + " after " + after;
        }
        return asked + (atNanos == Long.MAX_VALUE ? "" : " at cycle time " + atNanos + " ns");
    }

    @Override
    boolean wantsCycles() {
        return within != null || atNanos != Long.MAX_VALUE;
    }

    @Override
    void cycle(Watched run) {
        if (met) {
            return;
        }
        if (within == null) {
            if (run.nanos() >= atNanos) {
                met = true;
                compare(run);
            }
            return;
        }
        Mark since = run.marked(after);
        if (since == null) {
            return;
        }
        if (look.apply(run).equals(wanted)) {
            met = true;
        } else if (run.since(since, within.kind()) > within.amount()) {
            met = true;
            fail(run, "found " + look.apply(run));
        }
    }

    private void compare(Watched run) {
        String found = look.apply(run);
        if (!found.equals(wanted)) {
            fail(run, "found " + found);
        }
    }

    @Override
    void end(Watched run) {
        if (met) {
            return;
        }
        if (within == null) {
            compare(run);
        } else {
            fail(
                    run,
                    run.marked(after) == null ? after + " never came" : "found " + look.apply(run));
        }
    }
}
