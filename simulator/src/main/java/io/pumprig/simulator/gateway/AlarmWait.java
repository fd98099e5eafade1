package io.pumprig.simulator.gateway;

import io.pumprig.hal.settings.Dimension;
import io.pumprig.hal.settings.Quantity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Follows what a rig publishes until an alarm is raised after a fault became active, or until it is
 * too late for that: by simulated time, or by the volume that was commanded since. Takes messages
 * in any order, on one thread; knows no clock.
 */
public final class AlarmWait {
    /** What has to be heard, beside the answer to the injection. */
    public static final List<String> TOPICS =
            List.of("state", "event/alarm", "event/fault", "alarm/+", "meta/limits");

    private static final long UNKNOWN = -1;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double PICOLITRES_PER_MICROLITRE = 1e6;

    /** States beyond the limit before an alarm that was not heard of counts as not raised. */
    private static final int GRACE_STATES = 2;

    private final String alarm;
    private final Limit limit;
    private final CommandedVolume volume = new CommandedVolume();
    private String key = "";
    private long onsetNanos = UNKNOWN;
    private long raisedNanos = UNKNOWN;
    private long raisedCycle = UNKNOWN;
    private long listedNanos = UNKNOWN;
    private int statesBeyond;

    /** By when the alarm has to be raised. */
    public static final class Limit {
        private static final Limit NONE = new Limit(null, 0);
        private final Dimension dimension;
        private final long most;

        private Limit(Dimension dimension, long most) {
            this.dimension = dimension;
            this.most = most;
        }

        /**
         * A time or a volume above 0, such as {@code 5min} or {@code 10uL}; null is no limit.
         *
         * @throws IllegalArgumentException {@code found …; allowed …}
         */
        public static Limit of(String text) {
            if (text == null) {
                return NONE;
            }
            for (Dimension each : List.of(Dimension.TIME, Dimension.VOLUME)) {
                try {
                    return new Limit(each, Quantity.parse(each, text, 1, Long.MAX_VALUE));
                } catch (IllegalArgumentException e) {
                    // It may be the other.
                }
            }
            throw new IllegalArgumentException(
                    "found " + text + "; allowed a time or a volume such as 5min or 10uL");
        }

        private boolean isPassed(long nanos, double microlitres) {
            if (dimension == null) {
                return false;
            }
            return dimension == Dimension.TIME
                    ? nanos > most
                    : microlitres * PICOLITRES_PER_MICROLITRE > most;
        }

        private String text() {
            return Quantity.format(dimension, most);
        }
    }

    /**
     * A wait that begins now.
     *
     * @param alarm name of the alarm
     */
    public AlarmWait(String alarm, Limit limit) {
        this.alarm = alarm;
        this.limit = limit;
    }

    /** Takes a message; what is none of {@link #TOPICS}, or no JSON, says nothing here. */
    public void hear(String topic, byte[] payload) {
        if (new String(payload, StandardCharsets.UTF_8).isBlank()) {
            return;
        }
        JsonNode message;
        try {
            message = Documents.read(payload);
        } catch (JacksonException e) {
            return;
        }
        switch (topic) {
            case "state" -> state(message);
            case "meta/limits" -> volume.limits(message);
            case "event/fault" -> {
                if (isOf(message, key, "active") && onsetNanos == UNKNOWN) {
                    onsetNanos = message.path("simNs").asLong();
                }
            }
            case "event/alarm" -> {
                if (isOf(message, alarm, "raised")) {
                    listed(message);
                }
            }
            default -> {
                if (topic.equals("alarm/" + alarm)) {
                    listed(message);
                }
            }
        }
    }

    private static boolean isOf(JsonNode event, String subject, String phase) {
        return event.path("subject").asString("").equals(subject)
                && event.path("phase").asString("").equals(phase);
    }

    private void state(JsonNode state) {
        volume.state(state);
        for (JsonNode each : state.path("alarms")) {
            if (each.path("id").asString("").equals(alarm)) {
                listed(each);
            }
        }
        long nanos = volume.newestNanos();
        if (isOver(nanos)) {
            statesBeyond++;
        }
    }

    private void listed(JsonNode said) {
        long nanos = said.path("simNs").asLong();
        listedNanos = Math.max(listedNanos, nanos);
        boolean after = onsetNanos != UNKNOWN && nanos >= onsetNanos;
        if (after && (raisedNanos == UNKNOWN || nanos < raisedNanos)) {
            raisedNanos = nanos;
            raisedCycle = said.path("cycle").asLong();
        }
    }

    private boolean isOver(long nanos) {
        return onsetNanos != UNKNOWN
                && limit.isPassed(nanos - onsetNanos, volume.between(onsetNanos, nanos));
    }

    /**
     * True once a state and the limits were heard: volumes are known then, and whether the alarm is
     * listed already.
     */
    public boolean isReady() {
        return volume.isKnown();
    }

    /** From now on a fault of that key is the one that is meant. */
    public void expect(String faultKey) {
        key = faultKey;
    }

    /** True when the alarm was listed before the fault: it cannot be seen to be raised by it. */
    public boolean isListedBefore() {
        return listedNanos != UNKNOWN && raisedNanos == UNKNOWN && onsetNanos == UNKNOWN;
    }

    /** Takes the answer to the injection; a fault that is active already counts from its moment. */
    public void answered(FaultAnswer answer) {
        JsonNode fault = answer.fault();
        boolean active = fault.path("phase").asString("").equals("active");
        if (active && onsetNanos == UNKNOWN && fault.path("atSimNs").canConvertToLong()) {
            onsetNanos = fault.path("atSimNs").asLong();
        }
    }

    /** True when there is nothing more to wait for. */
    public boolean isDecided() {
        return raisedNanos != UNKNOWN && volume.reaches(raisedNanos)
                || statesBeyond >= GRACE_STATES;
    }

    /** Whether the alarm was raised, and in time. */
    public boolean isInTime() {
        return raisedNanos != UNKNOWN && !isOver(raisedNanos);
    }

    /** How far it is towards the limit, in thousandths; 0 without a limit or an onset. */
    public long permille() {
        if (limit.dimension == null || onsetNanos == UNKNOWN) {
            return 0;
        }
        long nanos = volume.newestNanos();
        double gone =
                limit.dimension == Dimension.TIME
                        ? nanos - onsetNanos
                        : volume.between(onsetNanos, nanos) * PICOLITRES_PER_MICROLITRE;
        return (long) Math.max(0, Math.min(1_000, 1_000 * gone / limit.most));
    }

    /** True when there is a limit to be reached. */
    public boolean isLimited() {
        return limit.dimension != null;
    }

    /** Where it is, in a few words. */
    public String brief() {
        if (onsetNanos == UNKNOWN) {
            return "the fault is to come";
        }
        long nanos = volume.newestNanos();
        return "no "
                + alarm
                + " for "
                + seconds(nanos - onsetNanos)
                + " s, "
                + microlitres(nanos)
                + " uL";
    }

    /** How it ended, for people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (raisedNanos != UNKNOWN) {
            lines.add("detected " + alarm + ", cycle " + raisedCycle);
            lines.add("after    " + seconds(raisedNanos - onsetNanos) + " s simulated");
            lines.add("volume   " + microlitres(raisedNanos) + " uL commanded");
        } else {
            lines.add("detected nothing: " + alarm + " was not raised");
            if (onsetNanos == UNKNOWN) {
                lines.add("after    the fault did not become active");
            } else {
                long nanos = volume.newestNanos();
                lines.add("after    " + seconds(nanos - onsetNanos) + " s simulated");
                lines.add("volume   " + microlitres(nanos) + " uL commanded");
            }
        }
        if (limit.dimension != null) {
            lines.add("within   " + limit.text() + (isInTime() ? ": in time" : ": missed"));
        }
        return lines;
    }

    /** The answer, and beside it how it ended, on one line. */
    public String json(FaultAnswer answer) {
        ObjectNode envelope = answer.enveloped();
        ObjectNode detection = envelope.putObject("detection");
        detection.put("alarm", alarm);
        detection.put("raised", raisedNanos != UNKNOWN);
        detection.put("inTime", isInTime());
        if (raisedNanos != UNKNOWN) {
            detection.put("cycle", raisedCycle);
            detection.put("afterS", (raisedNanos - onsetNanos) / NANOS_PER_SECOND);
            detection.put("commandedUl", volume.between(onsetNanos, raisedNanos));
        }
        if (limit.dimension != null) {
            detection.put("within", limit.text());
        }
        return envelope.toString();
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f", nanos / NANOS_PER_SECOND);
    }

    private String microlitres(long nanos) {
        return String.format(Locale.ROOT, "%.3f", volume.between(onsetNanos, nanos));
    }
}
