package io.pumprig.controller.bench;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.command.StateDirectory;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.trend.Trend;
import io.pumprig.controller.trend.TrendStart;
import io.pumprig.controller.trend.TrueWorld;
import java.io.IOException;

/**
 * The trend of one session. That none can be made keeps nobody from delivering: it is told in the
 * summary.
 */
final class SessionTrend implements AutoCloseable {
    /** Null where there is none. */
    private final Trend trend;

    /** Why there is none, in words, or null. */
    private final String refusal;

    private SessionTrend(Trend trend, String refusal) {
        this.trend = trend;
        this.refusal = refusal;
    }

    /**
     * Begins it.
     *
     * @param nanos the rig's time
     * @param cycle the cycle before the first
     */
    static SessionTrend begin(
            BenchSettings settings, JournalStore.Session session, long nanos, long cycle) {
        TrendStart start =
                new TrendStart(
                        session,
                        settings.wiring().rig(),
                        TrendStart.hash(settings.rigText()),
                        settings.library().digest(),
                        null,
                        settings.wiring().pump(),
                        settings.periodNanos(),
                        Math.max(TrendStart.USUAL_BIN_NANOS, settings.periodNanos()),
                        nanos,
                        nanos,
                        cycle);
        try {
            return new SessionTrend(
                    Trend.begin(settings.state(), start, TrueWorld.UNKNOWN, false), null);
        } catch (IOException e) {
            return new SessionTrend(null, StateDirectory.reason(e));
        }
    }

    /** A cycle is over. Control thread; allocates nothing and waits for nobody. */
    void saw(ControlLoop loop, long latenessNanos) {
        if (trend != null) {
            trend.saw(loop, latenessNanos);
        }
    }

    /** What became of it, on one line. */
    String summary() {
        if (trend == null) {
            return "none: " + refusal;
        }
        return trend.file() + (trend.trouble() == null ? "" : "; ended: " + trend.trouble());
    }

    /** After the last cycle: what is left of it is written; at most a few seconds. */
    @Override
    public void close() {
        if (trend != null) {
            trend.close();
        }
    }
}
