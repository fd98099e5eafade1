package io.pumprig.controller.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rigs that a broker knows, by what they say of themselves. For any thread. */
final class KnownRigs {
    /** A broker with more rigs than this shows the first that came. */
    private static final int MOST_RIGS = 64;

    private final Map<String, RigStatus> rigs = new TreeMap<>();

    /**
     * Takes what was heard on a rig's {@code status}; empty, and the rig is known no longer.
     *
     * @return false when it is no status
     */
    synchronized boolean heard(String rig, byte[] payload) {
        if (payload.length == 0) {
            rigs.remove(rig);
            return true;
        }
        RigStatus status = RigStatus.read(payload);
        if (status == null || !LinkSettings.NAME.matcher(rig).matches()) {
            return false;
        }
        if (rigs.containsKey(rig) || rigs.size() < MOST_RIGS) {
            rigs.put(rig, status);
        }
        return true;
    }

    /** Another connection: all of them are told anew. */
    synchronized void forget() {
        rigs.clear();
    }

    /** What that rig says, or null where nothing is known of it. */
    synchronized RigStatus of(String rig) {
        return rig == null ? null : rigs.get(rig);
    }

    synchronized List<String> names() {
        return List.copyOf(rigs.keySet());
    }

    /** The one that there is; of several the one that is ready; null where that is not one. */
    synchronized String only() {
        List<String> ready = new ArrayList<>();
        rigs.forEach(
                (name, status) -> {
                    if (status.isReady()) {
                        ready.add(name);
                    }
                });
        List<String> chosen = ready.isEmpty() ? names() : ready;
        return chosen.size() == 1 ? chosen.get(0) : null;
    }
}
