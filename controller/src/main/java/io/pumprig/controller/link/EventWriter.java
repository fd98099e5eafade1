package io.pumprig.controller.link;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Alarms;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.event.Event;
import io.pumprig.controller.event.EventKind;
import tools.jackson.core.JsonGenerator;

/** Writes events into the outbox. Used by one thread. */
final class EventWriter {
    private static final int MOST_TEXT_CHARACTERS = 1_000;

    private final LinkSettings settings;
    private final Outbox outbox;
    private final Json json = new Json();
    private final String[] topics = new String[EventKind.values().length];

    EventWriter(LinkSettings settings, Outbox outbox) {
        this.settings = settings;
        this.outbox = outbox;
        for (EventKind kind : EventKind.values()) {
            topics[kind.ordinal()] = settings.topic("event/" + kind.topic());
        }
    }

    /** An event of the controller; its {@code seq} shows a reader what is missing. */
    void write(Event event, RigTime time) {
        JsonGenerator generator = json.begin();
        generator.writeNumberProperty("seq", event.seq());
        head(
                generator,
                event.kind(),
                event.cycle(),
                event.nanos(),
                time.utcMillis(event.nanos()),
                event.subject(),
                event.phase());
        if (event.kind() == EventKind.ALARM) {
            alarm(generator, event.subject(), event.value());
        } else {
            generator.writeNumberProperty("value", event.value());
        }
        text(generator, "detail", event.detail());
        outbox.add(topics[event.kind().ordinal()], json.end(), null);
    }

    /** An event of the host: it has no {@code seq}, since the controller did not count it. */
    void write(HostEvent event, RigTime time) {
        JsonGenerator generator = json.begin();
        generator.writeBooleanProperty("host", true);
        head(
                generator,
                event.kind(),
                event.cycle() < 0 ? time.cycle() : event.cycle(),
                time.nanos(),
                System.currentTimeMillis(),
                event.subject(),
                event.phase());
        if (event.kind() == EventKind.ALARM) {
            alarm(generator, event.subject(), 0);
        } else {
            text(generator, "topic", event.subject());
        }
        text(generator, "reason", event.reason());
        text(generator, "found", event.found());
        outbox.add(topics[event.kind().ordinal()], json.end(), null);
    }

    private void head(
            JsonGenerator generator,
            EventKind kind,
            long cycle,
            long nanos,
            long utcMillis,
            String subject,
            String phase) {
        generator.writeStringProperty("backend", settings.backend());
        generator.writeStringProperty("kind", kind.topic());
        generator.writeNumberProperty("cycle", cycle);
        generator.writeNumberProperty("simNs", nanos);
        generator.writeStringProperty("utc", Json.utc(utcMillis));
        text(generator, "subject", subject);
        text(generator, "phase", phase);
    }

    private static void alarm(JsonGenerator generator, String name, long value) {
        Alarm alarm = Alarm.named(name);
        if (alarm != null) {
            boolean escalated = (value & Alarms.ESCALATED) != 0;
            generator.writeStringProperty("priority", alarm.priority(escalated).name());
            generator.writeBooleanProperty("critical", alarm.isCritical(escalated));
            generator.writeStringProperty("reaction", alarm.reaction().label());
        }
        sources(generator, (int) value);
    }

    /** The parts as an array of their labels. */
    static void sources(JsonGenerator generator, int bits) {
        generator.writeArrayPropertyStart("sources");
        for (Source source : Source.values()) {
            if ((bits & source.bit()) != 0) {
                generator.writeString(source.label());
            }
        }
        generator.writeEndArray();
    }

    private static void text(JsonGenerator generator, String name, String text) {
        if (text != null) {
            generator.writeStringProperty(name, Json.shown(text, MOST_TEXT_CHARACTERS));
        }
    }
}
