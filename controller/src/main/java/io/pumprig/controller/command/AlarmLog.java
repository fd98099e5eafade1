package io.pumprig.controller.command;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.HostAlarms;
import io.pumprig.controller.alarm.Priority;
import io.pumprig.controller.event.Event;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps each first appearance of an alarm in a run, in order, and counts the others. Emptied from
 * the ring now and then by the thread that shows the status line; alarms of the host are told to
 * it.
 */
public final class AlarmLog {
    private EventRing.Reader events;
    private long lostBefore;
    private final List<Line> lines = new ArrayList<>();

    /** Those that became worse with time, as bits. */
    private long escalated;

    /**
     * One alarm of a run.
     *
     * @param cycle in which it was first raised
     * @param nanos the rig's time of that cycle, or -1 for an alarm of the host
     * @param times how often it was raised
     */
    public record Line(Alarm alarm, long cycle, long nanos, long times) {}

    /**
     * A log of what is raised from now on, and of what the ring holds.
     *
     * @param ring the controller's events
     * @param hostAlarms alarms of the host
     */
    public AlarmLog(EventRing ring, HostAlarms hostAlarms) {
        follow(ring, hostAlarms);
    }

    /** Goes on with the next controller, after that of before has told its last. Any thread. */
    public synchronized void follow(EventRing ring, HostAlarms hostAlarms) {
        if (events != null) {
            look();
            lostBefore += events.lost();
        }
        events = ring.readerFromTheFirst();
        hostAlarms.listen(
                (alarm, phase, cycle) -> {
                    if (phase.equals("raised")) {
                        add(alarm, cycle, -1);
                    }
                });
    }

    /** Takes what has happened since the last call. */
    public synchronized void look() {
        Event event;
        while ((event = events.next()) != null) {
            if (event.kind() != EventKind.ALARM) {
                continue;
            }
            Alarm alarm = Alarm.named(event.subject());
            if (event.phase().equals("raised")) {
                add(alarm, event.cycle(), event.nanos());
            } else if (event.phase().equals("escalated")) {
                escalated |= alarm.bit();
            }
        }
    }

    private synchronized void add(Alarm alarm, long cycle, long nanos) {
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.alarm() == alarm) {
                lines.set(i, new Line(alarm, line.cycle(), line.nanos(), line.times() + 1));
                return;
            }
        }
        lines.add(new Line(alarm, cycle, nanos, 1));
    }

    /** The alarms so far, in the order of their first appearance. */
    public synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    /** Events that came faster than they were looked at, so that alarms may be missing. */
    public synchronized long lost() {
        return lostBefore + events.lost();
    }

    /** A document for each alarm so far, for programs; time is null for an alarm of the host. */
    public synchronized List<Object> documents() {
        look();
        List<Object> all = new ArrayList<>();
        for (Line line : lines()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("alarm", line.alarm().name());
            one.put("priority", priority(line).name());
            one.put("reaction", line.alarm().reaction().label());
            one.put("cycle", line.cycle());
            one.put("atNs", line.nanos() < 0 ? null : (Object) line.nanos());
            one.put("times", line.times());
            all.add(one);
        }
        return all;
    }

    private Priority priority(Line line) {
        return line.alarm().priority((escalated & line.alarm().bit()) != 0);
    }

    /** Names of alarms, given as bits, for one line; {@code no alarm} when there is none. */
    public static String names(long listed) {
        if (listed == 0) {
            return "no alarm";
        }
        StringBuilder names = new StringBuilder();
        for (long rest = listed; rest != 0; rest &= rest - 1) {
            names.append(names.length() == 0 ? "" : " ")
                    .append(Alarm.of(Long.numberOfTrailingZeros(rest)));
        }
        return names.toString();
    }

    /**
     * Prints a line for each alarm so far, with the highest priority that it had, or that there was
     * none.
     */
    public synchronized void print(PrintStream out) {
        look();
        List<Line> all = lines();
        if (all.isEmpty()) {
            out.println("alarms        none");
        }
        for (Line line : all) {
            out.println(
                    "alarm         "
                            + line.alarm()
                            + " "
                            + priority(line)
                            + ", "
                            + line.alarm().reaction().label()
                            + ", cycle "
                            + line.cycle()
                            + (line.nanos() < 0 ? ", host" : ", " + ElapsedTime.of(line.nanos()))
                            + (line.times() > 1 ? ", " + line.times() + " times" : ""));
        }
    }
}
