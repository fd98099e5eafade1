package io.pumprig.simulator.suite;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.simulator.fault.Limit;

/** An alarm has to come, within a limit counted from a moment of the run. */
final class AlarmCheck extends Check {
    private final Alarm alarm;
    private final Limit within;
    private final String after;
    private Mark found;

    /**
     * @param within null for whenever
     * @param after name of the moment: a fault's key, another alarm, or {@link Watched#START}
     */
    AlarmCheck(Alarm alarm, Limit within, String after) {
        this.alarm = alarm;
        this.within = within;
        this.after = after;
    }

    @Override
    String asked() {
        return "alarm "
                + alarm
                + (within == null ? "" : " within " + within)
                + (after.equals(Watched.START) ? "" : " after " + after);
    }

    @Override
    void alarm(Watched run, Alarm raised) {
        Mark since = run.marked(after);
        if (raised != alarm || found != null || since == null) {
            return;
        }
        found = since;
        if (within != null && run.since(since, within.kind()) > within.amount()) {
            fail(run, "found after " + run.shownSince(since, within.kind()));
        }
    }

    @Override
    void end(Watched run) {
        Mark since = run.marked(after);
        if (since == null) {
            fail(run, after + " never came");
        } else if (found == null && !run.isListed(alarm)) {
            fail(run, "not raised");
        } else if (found == null) {
            fail(run, "raised before " + after);
        }
    }
}
