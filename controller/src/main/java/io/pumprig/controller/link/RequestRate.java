package io.pumprig.controller.link;

import io.pumprig.controller.order.Verb;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How many requests a rig takes, of each client and over all, so that one client's flood is not
 * everybody's. Token buckets in wall time: nothing here reaches a decision about drug. What lowers
 * flow is counted and never refused. Whoever asks only when the last answer is there does not come
 * near the limits. Any thread.
 */
final class RequestRate {
    /** Requests of one client in a second, as long as it likes. */
    static final int CLIENT_PER_SECOND = 4_000;

    /** Requests of one client at once, after it was quiet. */
    static final int CLIENT_BURST = 1_000;

    /** Requests of all clients together in a second. */
    static final int ALL_PER_SECOND = 6_000;

    /** Requests of all clients together at once. */
    static final int ALL_BURST = 2_000;

    /** Messages that nobody could be answered for are told so often, and counted beyond. */
    static final int OBJECTIONS_PER_SECOND = 100;

    /** And so many at once. */
    static final int OBJECTIONS_BURST = 1_000;

    /** Clients that are known at a time; the one that was silent longest is forgotten first. */
    static final int MOST_CLIENTS = 1_024;

    /** Requests beyond the lasting rate after which a client is answered last. */
    private static final int HASTY = 250;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** They lower flow, whoever asks and however often (SR-99). */
    private static final Set<Verb> NEVER_REFUSED =
            EnumSet.of(Verb.STOP, Verb.PAUSE, Verb.MINIMUM_RATE, Verb.BOLUS_CANCEL);

    private final Map<String, Bucket> clients = new LinkedHashMap<>(64, 0.75f, true);
    private final Bucket all = new Bucket(ALL_PER_SECOND, ALL_BURST);
    private final Bucket objections = new Bucket(OBJECTIONS_PER_SECOND, OBJECTIONS_BURST);
    private long limited;

    /**
     * A bucket of tokens as the one moment at which it is full again: each token taken moves that
     * moment by the time in which one comes back.
     */
    private static final class Bucket {
        private final long tokenNanos;
        private final long emptyNanos;
        private long fullNanos;
        private boolean used;

        Bucket(int perSecond, int burst) {
            tokenNanos = NANOS_PER_SECOND / perSecond;
            emptyNanos = burst * tokenNanos;
        }

        /** How long until it has a token, 0 for now. */
        long waitNanos(long nowNanos) {
            return Math.max(0, missingNanos(nowNanos) + tokenNanos - emptyNanos);
        }

        /** How long until it is full. */
        long missingNanos(long nowNanos) {
            return used ? Math.max(0, fullNanos - nowNanos) : 0;
        }

        void take(long nowNanos) {
            fullNanos = (used && fullNanos - nowNanos > 0 ? fullNanos : nowNanos) + tokenNanos;
            used = true;
        }
    }

    /** True for a verb, as it is written in topics, that is never refused for its rate. */
    static boolean isNeverRefused(String verb) {
        Verb known = Verb.labelled(verb);
        return known != null && NEVER_REFUSED.contains(known);
    }

    /**
     * Counts a request of {@code client}.
     *
     * @return 0 when it is taken; otherwise the time in ns after which another one would be
     */
    synchronized long admit(String client, String verb, long nowNanos) {
        Bucket own = clients.get(client);
        if (own == null) {
            own = new Bucket(CLIENT_PER_SECOND, CLIENT_BURST);
            clients.put(client, own);
            forgetOldest();
        }
        long waitNanos = Math.max(own.waitNanos(nowNanos), all.waitNanos(nowNanos));
        if (waitNanos == 0) {
            own.take(nowNanos);
            all.take(nowNanos);
            return 0;
        }
        if (isNeverRefused(verb)) {
            return 0;
        }
        limited++;
        return waitNanos;
    }

    private void forgetOldest() {
        if (clients.size() > MOST_CLIENTS) {
            Iterator<String> oldest = clients.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /**
     * True while {@code client} has asked for clearly more than a lasting rate allows: others are
     * answered first.
     */
    synchronized boolean isHasty(String client, long nowNanos) {
        Bucket own = clients.get(client);
        return own != null && own.missingNanos(nowNanos) > HASTY * own.tokenNanos;
    }

    /** Whether a message that nobody can be answered for is told; one that is not is counted. */
    synchronized boolean mayObject(long nowNanos) {
        if (objections.waitNanos(nowNanos) > 0) {
            limited++;
            return false;
        }
        objections.take(nowNanos);
        return true;
    }

    /** Requests that were refused for their rate, and messages that were not told of. */
    synchronized long limited() {
        return limited;
    }
}
