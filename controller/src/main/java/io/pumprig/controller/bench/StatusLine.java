package io.pumprig.controller.bench;

import io.pumprig.controller.command.AlarmLog;
import io.pumprig.controller.command.ElapsedTime;
import io.pumprig.controller.link.RigState;
import io.pumprig.controller.link.StateMirror;
import java.io.PrintStream;
import java.util.Locale;

/**
 * One line a second for a terminal: how long it runs, what it delivers, what is wrong. Asks in one
 * call and shows in the next, so that it never waits for the control thread.
 */
final class StatusLine {
    private static final double PICOGRAMS_PER_MICROGRAM = 1e6;
    private static final double PASCALS_PER_KILOPASCAL = 1e3;
    private static final double PICOLITRES_PER_MILLILITRE = 1e9;

    private final StateMirror mirror;
    private boolean asked;

    StatusLine(StateMirror mirror) {
        this.mirror = mirror;
    }

    /** Prints what was asked for the last time, if the loop has answered, and asks again. */
    void show(PrintStream out, long elapsedNanos) {
        if (mirror.isWanted()) {
            return;
        }
        if (asked) {
            out.println(text(mirror.state(), elapsedNanos));
        }
        asked = true;
        mirror.ask();
    }

    static String text(RigState state, long elapsedNanos) {
        return String.format(
                Locale.ROOT,
                "%s  %s  %.1f mcg/day  ordered %.3f  believed %.3f mcg  line %.1f kPa"
                        + "  reservoir %.2f mL  %s",
                ElapsedTime.of(elapsedNanos),
                state.mode.label(),
                state.ratePicogramsPerDay / PICOGRAMS_PER_MICROGRAM,
                state.orderedPicograms / PICOGRAMS_PER_MICROGRAM,
                state.deliveredPicograms / PICOGRAMS_PER_MICROGRAM,
                state.downstreamPascals / PASCALS_PER_KILOPASCAL,
                state.reservoirPicolitres / PICOLITRES_PER_MILLILITRE,
                AlarmLog.names(state.presentAlarms | state.latchedAlarms));
    }
}
