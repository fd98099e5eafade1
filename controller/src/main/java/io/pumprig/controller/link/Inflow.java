package io.pumprig.controller.link;

import io.pumprig.controller.alarm.Alarm;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a watched rig said and nobody has read yet, within bounds whoever writes to the broker: of a
 * document the newest waits, of events the newest {@value #MOST_EVENTS}, and what is larger than
 * any rig writes does not come in.
 */
final class Inflow {
    private static final String ALARM = "alarm/";

    static final int MOST_EVENTS = 1_024;
    static final int MOST_EVENT_BYTES = 16_384;

    private static final int MOST_DOCUMENT_BYTES = 1 << 20;
    private static final int MOST_STRANGERS = 64;

    private final Map<String, RigWatch.Heard> documents = new LinkedHashMap<>();
    private final ArrayDeque<RigWatch.Heard> events = new ArrayDeque<>();
    private int strangers;
    private boolean eventNext;
    private String trouble;

    /** Takes a message; never waits. */
    synchronized void offer(RigWatch.Heard heard) {
        String topic = heard.topic();
        boolean event = topic.startsWith("event/");
        boolean alarm = topic.startsWith(ALARM);
        boolean stranger = isStranger(topic);
        int most = event || alarm ? MOST_EVENT_BYTES : MOST_DOCUMENT_BYTES;
        if (heard.payload().length > most) {
            complain("a message of " + heard.payload().length + " bytes on " + topic);
        } else if (event) {
            add(heard);
        } else if (stranger && !documents.containsKey(topic) && strangers == MOST_STRANGERS) {
            complain("more alarms than there are, the last on " + topic);
        } else {
            strangers += stranger && !documents.containsKey(topic) ? 1 : 0;
            documents.put(topic, heard);
        }
        notifyAll();
    }

    /** An alarm that this version does not know: a later one's, or made up. */
    private static boolean isStranger(String topic) {
        return topic.startsWith(ALARM) && Alarm.named(topic.substring(ALARM.length())) == null;
    }

    private void add(RigWatch.Heard event) {
        if (events.size() == MOST_EVENTS) {
            events.poll();
            trouble = "events come faster than they can be read; the oldest are dropped";
        }
        events.add(event);
    }

    /** Says that something was left out. */
    synchronized void complain(String what) {
        trouble = Json.shown(what, 200) + " was not taken: no rig writes that";
    }

    /** What was left out since the last call, the newest in a sentence; null for nothing. */
    synchronized String takeTrouble() {
        String told = trouble;
        trouble = null;
        return told;
    }

    /** The next, documents and events in turn; null when there was none in time. */
    synchronized RigWatch.Heard poll(long millis) throws InterruptedException {
        long begin = System.nanoTime();
        while (documents.isEmpty() && events.isEmpty()) {
            long left = millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            if (left <= 0) {
                return null;
            }
            wait(left);
        }
        eventNext = !events.isEmpty() && (eventNext || documents.isEmpty());
        RigWatch.Heard next = eventNext ? events.poll() : firstDocument();
        eventNext = !eventNext;
        return next;
    }

    private RigWatch.Heard firstDocument() {
        Iterator<RigWatch.Heard> oldest = documents.values().iterator();
        RigWatch.Heard document = oldest.next();
        oldest.remove();
        strangers -= isStranger(document.topic()) ? 1 : 0;
        return document;
    }
}
