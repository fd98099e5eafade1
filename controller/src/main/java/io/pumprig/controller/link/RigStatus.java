package io.pumprig.controller.link;

import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a rig says of itself in its topic {@code status}, read by somebody at the far end.
 *
 * @param status {@code ready}, {@code stopping}, {@code offline} or {@code lost}
 * @param backend {@code sim} or {@code bench}
 * @param statePeriodMillis as often the rig says its state
 */
record RigStatus(String status, String backend, long statePeriodMillis) {
    private static final Set<String> STATUSES = Set.of("ready", "stopping", "offline", "lost");
    private static final Set<String> BACKENDS = Set.of("sim", "bench");
    private static final int MOST_BYTES = 4_096;
    private static final long LONGEST_PERIOD_MILLIS = 60_000;

    /** Reads it; null when it is none. */
    static RigStatus read(byte[] payload) {
        if (payload.length > MOST_BYTES) {
            return null;
        }
        try {
            JsonNode said = Json.MAPPER.readTree(payload);
            String status = said.path("status").asString("");
            String backend = said.path("backend").asString("");
            long period =
                    said.path("statePeriodMs").asLong(LinkSettings.DEFAULT_STATE_PERIOD_MILLIS);
            return STATUSES.contains(status) && BACKENDS.contains(backend)
                    ? new RigStatus(
                            status, backend, Math.max(1, Math.min(LONGEST_PERIOD_MILLIS, period)))
                    : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    boolean isReady() {
        return status.equals("ready");
    }
}
