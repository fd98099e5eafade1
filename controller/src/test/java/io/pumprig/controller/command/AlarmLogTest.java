package io.pumprig.controller.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.HostAlarms;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AlarmLogTest {
    private final EventRing events = new EventRing(64);
    private final HostAlarms hostAlarms = new HostAlarms(() -> 900);

    private void alarm(Alarm alarm, String phase, long cycle) {
        events.add(EventKind.ALARM, cycle, cycle * 10, alarm.name(), phase, 0, null);
    }

    @Test
    void keepsTheFirstAppearanceOfEachAlarmAndCountsTheOthers() {
        AlarmLog log = new AlarmLog(events, hostAlarms);
        alarm(Alarm.OCCLUSION_DOWNSTREAM, "raised", 5);
        alarm(Alarm.OCCLUSION_DOWNSTREAM, "released", 6);
        alarm(Alarm.MISSED_STEPS, "raised", 7);
        alarm(Alarm.OCCLUSION_DOWNSTREAM, "raised", 8);
        events.add(EventKind.FAULT, 9, 90, "occ", "raised", 0, null);
        log.look();
        assertEquals(
                List.of(
                        new AlarmLog.Line(Alarm.OCCLUSION_DOWNSTREAM, 5, 50, 2),
                        new AlarmLog.Line(Alarm.MISSED_STEPS, 7, 70, 1)),
                log.lines());
        assertEquals(0, log.lost());
    }

    @Test
    @Tag("SR-93")
    void knowsOfARestartThatWasBeforeIt() {
        alarm(Alarm.RESTARTED, "raised", 3);
        AlarmLog log = new AlarmLog(events, hostAlarms);
        log.look();
        assertEquals(List.of(new AlarmLog.Line(Alarm.RESTARTED, 3, 30, 1)), log.lines());
    }

    @Test
    @Tag("SR-98")
    void anAlarmOfTheHostHasACycleAndNoTime() {
        AlarmLog log = new AlarmLog(events, hostAlarms);
        hostAlarms.raise(Alarm.LINK_LOST);
        hostAlarms.release(Alarm.LINK_LOST);
        hostAlarms.raise(Alarm.LINK_LOST);
        assertEquals(List.of(new AlarmLog.Line(Alarm.LINK_LOST, 900, -1, 2)), log.lines());
    }

    @Test
    @Tag("SR-44")
    void printsTheHighestPriorityThatAnAlarmHad() {
        AlarmLog log = new AlarmLog(events, hostAlarms);
        alarm(Alarm.PAUSED_TOO_LONG, "raised", 1);
        alarm(Alarm.STOPPED_TOO_LONG, "raised", 2);
        alarm(Alarm.STOPPED_TOO_LONG, "escalated", 3);
        alarm(Alarm.STOPPED_TOO_LONG, "released", 4);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        log.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertTrue(lines.get(0).contains("PAUSED_TOO_LONG MEDIUM"), lines.get(0));
        assertTrue(lines.get(1).contains("STOPPED_TOO_LONG HIGH"), lines.get(1));
    }

    @Test
    void saysHowManyEventsItMissed() {
        AlarmLog log = new AlarmLog(events, hostAlarms);
        for (int i = 0; i < 70; i++) {
            alarm(Alarm.MISSED_STEPS, "raised", i);
        }
        log.look();
        assertEquals(6, log.lost());
    }
}
