package io.pumprig.simulator.suite;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.simulator.fault.Limit;

/** An alarm has to be gone, within a limit counted from a moment of the run. */
final class GoneCheck extends Check {
    private final Alarm alarm;
    private final Limit within;
    private final String after;
    private boolean met;

    GoneCheck(Alarm alarm, Limit within, String after) {
        this.alarm = alarm;
        this.within = within;
        this.after = after;
    }

    @Override
    String asked() {
        return "gone "
                + alarm
                + (within == null ? "" : " within " + within)
                + (after.equals(Watched.START) ? "" : " after " + after);
    }

    @Override
    boolean wantsCycles() {
        return true;
    }

    @Override
    void cycle(Watched run) {
        Mark since = met ? null : run.marked(after);
        if (since != null && run.marked(alarm.name()) != null && !run.isListed(alarm)) {
            met = true;
            if (within != null && run.since(since, within.kind()) > within.amount()) {
                fail(run, "gone after " + run.shownSince(since, within.kind()));
            }
        }
    }

    @Override
    void end(Watched run) {
        if (!met) {
            fail(run, run.marked(alarm.name()) == null ? "never raised" : "still listed");
        }
    }
}
