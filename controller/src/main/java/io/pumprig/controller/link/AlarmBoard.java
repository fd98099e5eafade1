package io.pumprig.controller.link;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.HostAlarms;
import io.pumprig.controller.alarm.Priority;
import java.util.Arrays;
import java.util.Comparator;
import tools.jackson.core.JsonGenerator;

/**
 * Keeps the topics {@code alarm/{id}} level with what is listed: one document for each alarm that
 * is present or latched, none for the others. It also orders the listed alarms for the state. Used
 * by one thread.
 */
final class AlarmBoard {
    private static final byte[] NOTHING = new byte[0];

    /** One listed alarm, whichever side it comes from. */
    private record Listing(
            Alarm alarm,
            boolean present,
            boolean latched,
            boolean acknowledged,
            boolean escalated,
            long cycle,
            long nanos,
            long count,
            int sources) {

        Priority priority() {
            return alarm.priority(escalated);
        }

        boolean isCritical() {
            return alarm.isCritical(escalated);
        }
    }

    /** The highest priority first, the newest first within it (SR-78); what is not listed last. */
    private static final Comparator<Listing> ORDER =
            Comparator.nullsLast(
                    Comparator.comparing(Listing::priority, Comparator.reverseOrder())
                            .thenComparing(Listing::cycle, Comparator.reverseOrder())
                            .thenComparing(Listing::alarm));

    private final LinkSettings settings;
    private final Outbox outbox;
    private final HostAlarms hostAlarms;
    private final Json json = new Json();

    /** What was published last for each alarm, or null. */
    private final Listing[] published = new Listing[Alarm.count()];

    private final Listing[] listed = new Listing[Alarm.count()];

    AlarmBoard(LinkSettings settings, Outbox outbox, HostAlarms hostAlarms) {
        this.settings = settings;
        this.outbox = outbox;
        this.hostAlarms = hostAlarms;
    }

    /** Takes a look at the rig and publishes what changed since the last. */
    void level(RigState state, RigTime time) {
        for (int i = 0; i < listed.length; i++) {
            if (!Alarm.of(i).isOfHost()) {
                listed[i] = ofRig(Alarm.of(i), state);
            }
        }
        publishChanges(time);
        levelHost(time);
    }

    /** The same for the alarms of the host, which need no look at the rig. */
    void levelHost(RigTime time) {
        long present = hostAlarms.present();
        for (int i = 0; i < listed.length; i++) {
            Alarm alarm = Alarm.of(i);
            if (alarm.isOfHost()) {
                listed[i] = (present & alarm.bit()) == 0 ? null : ofHost(alarm, time);
            }
        }
        publishChanges(time);
    }

    private static Listing ofRig(Alarm alarm, RigState state) {
        long bit = alarm.bit();
        if (((state.presentAlarms | state.latchedAlarms) & bit) == 0) {
            return null;
        }
        int index = alarm.ordinal();
        return new Listing(
                alarm,
                (state.presentAlarms & bit) != 0,
                (state.latchedAlarms & bit) != 0,
                (state.acknowledgedAlarms & bit) != 0,
                (state.escalatedAlarms & bit) != 0,
                state.alarmCycle[index],
                state.alarmNanos[index],
                state.alarmOccurrences[index],
                state.alarmSources[index]);
    }

    private Listing ofHost(Alarm alarm, RigTime time) {
        Listing before = listed[alarm.ordinal()];
        long count = hostAlarms.occurrences(alarm);
        if (before != null && before.count == count) {
            return before;
        }
        return new Listing(
                alarm,
                true,
                false,
                false,
                false,
                hostAlarms.raisedCycle(alarm),
                time.nanos(),
                count,
                0);
    }

    private void publishChanges(RigTime time) {
        for (int i = 0; i < listed.length; i++) {
            Listing now = listed[i];
            if (now == null ? published[i] == null : now.equals(published[i])) {
                continue;
            }
            published[i] = now;
            outbox.retain(
                    settings.topic("alarm/" + Alarm.of(i).name()),
                    now == null ? NOTHING : document(now, time));
        }
    }

    private byte[] document(Listing listing, RigTime time) {
        JsonGenerator generator = json.begin();
        properties(generator, listing);
        generator.writeStringProperty("utc", Json.utc(time.utcMillis(listing.nanos)));
        generator.writeStringProperty("backend", settings.backend());
        return json.end();
    }

    /**
     * The listed alarms as the array {@code alarms}, the highest priority first and the newest
     * first within it (SR-78).
     */
    void write(JsonGenerator generator) {
        Listing[] ordered = listed.clone();
        Arrays.sort(ordered, ORDER);
        generator.writeArrayPropertyStart("alarms");
        for (Listing listing : ordered) {
            if (listing != null) {
                generator.writeStartObject();
                properties(generator, listing);
                generator.writeEndObject();
            }
        }
        generator.writeEndArray();
    }

    private static void properties(JsonGenerator generator, Listing listing) {
        generator.writeStringProperty("id", listing.alarm.name());
        generator.writeStringProperty("priority", listing.priority().name());
        generator.writeBooleanProperty("critical", listing.isCritical());
        generator.writeStringProperty("reaction", listing.alarm.reaction().label());
        generator.writeBooleanProperty("host", listing.alarm.isOfHost());
        generator.writeBooleanProperty("present", listing.present);
        generator.writeBooleanProperty("latched", listing.latched);
        generator.writeBooleanProperty("acknowledged", listing.acknowledged);
        generator.writeNumberProperty("cycle", listing.cycle);
        generator.writeNumberProperty("simNs", listing.nanos);
        generator.writeNumberProperty("count", listing.count);
        EventWriter.sources(generator, listing.sources);
    }
}
