package io.pumprig.simulator.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One axis of time for all sessions of a state directory, from the beginning of the first.
 * Simulated time goes on by itself where a run is taken up; of a bench, whose monotonic clock has
 * another zero after each start of the machine, the calendar tells how far sessions are apart.
 *
 * <p>A simulated world that was killed goes on where its last checkpoint was: what the session
 * before lived through after that is undone, and belongs to no report.
 */
final class RunTime {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final boolean simulated;
    private final Map<Long, Long> offsets = new HashMap<>();
    private final Map<Long, Long> limits = new HashMap<>();

    RunTime(JournalFacts facts) {
        List<JournalFacts.Session> sessions = facts.sessions();
        simulated = !sessions.isEmpty() && sessions.get(0).backend().equals("sim");
        Map<Long, Long> last = new HashMap<>();
        for (JournalFacts.Entry event : facts.events()) {
            last.merge(event.session(), event.nanos(), Math::max);
        }
        long end = 0;
        for (int i = 0; i < sessions.size(); i++) {
            JournalFacts.Session session = sessions.get(i);
            long apart = (session.utcMillis() - sessions.get(0).utcMillis()) * NANOS_PER_MILLI;
            long offset = simulated ? 0 : Math.max(end, apart) - session.nanos();
            offsets.put(session.link(), offset);
            end = offset + last.getOrDefault(session.link(), session.nanos());
            boolean isLast = i == sessions.size() - 1;
            limits.put(
                    session.link(),
                    simulated && !isLast ? sessions.get(i + 1).nanos() : Long.MAX_VALUE);
        }
    }

    boolean isSimulated() {
        return simulated;
    }

    /** Time since the first session began. */
    long of(long session, long nanos) {
        return offsets.getOrDefault(session, 0L) + nanos;
    }

    /** What a session that was killed lived through after its last checkpoint. */
    boolean isUndone(long session, long nanos) {
        return nanos > limits.getOrDefault(session, Long.MAX_VALUE);
    }
}
