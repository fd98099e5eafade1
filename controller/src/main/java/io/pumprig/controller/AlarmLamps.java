package io.pumprig.controller;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Alarms;
import io.pumprig.controller.alarm.Priority;
import io.pumprig.hal.device.Annunciator;
import io.pumprig.hal.device.SignalPattern;

/**
 * Lamps and sounder by what is listed: the highest priority is red, amber or steady amber, none is
 * green (SR-83); the sound goes by priority and by the field's classes (SR-78, SR-82).
 *
 * <p>The lamp's pattern begins when the highest priority changes. The sound begins again with each
 * alarm that is new in the list, unless the last beginning is less than 10 s ago: alarms that come
 * together, or come and go, make one burst and no continuous tone (SR-85).
 */
final class AlarmLamps {
    private static final long MERGE_NANOS = 10_000_000_000L;

    private final Annunciator annunciator;
    private long seenChanges = -1;
    private long seenListed;
    private Priority highest;
    private SignalPattern lamp = SignalPattern.OFF;
    private long lampSinceNanos;
    private SignalPattern sound = SignalPattern.OFF;
    private long soundSinceNanos;

    AlarmLamps(Annunciator annunciator) {
        this.annunciator = annunciator;
    }

    void show(Alarms alarms, long nanos) {
        if (alarms.changes() != seenChanges) {
            seenChanges = alarms.changes();
            lookAt(alarms, nanos);
        }
        if (highest == null) {
            annunciator.show(false, false, true, false);
            return;
        }
        boolean lit = lamp.isOn(nanos - lampSinceNanos);
        boolean red = highest == Priority.HIGH;
        annunciator.show(lit && red, lit && !red, false, sound.isOn(nanos - soundSinceNanos));
    }

    private void lookAt(Alarms alarms, long nanos) {
        Priority before = highest;
        highest = alarms.highest();
        if (highest != before) {
            lamp = lampOf(highest);
            lampSinceNanos = nanos;
        }
        long listed = alarms.listed();
        SignalPattern wished = soundOf(highest, listed);
        boolean isNew = (listed & ~seenListed) != 0;
        seenListed = listed;
        if (wished != sound || isNew && nanos - soundSinceNanos >= MERGE_NANOS) {
            sound = wished;
            soundSinceNanos = nanos;
        }
    }

    private static SignalPattern lampOf(Priority highest) {
        if (highest == null) {
            return SignalPattern.OFF;
        }
        return switch (highest) {
            case HIGH -> SignalPattern.HIGH_LAMP;
            case MEDIUM -> SignalPattern.MEDIUM_LAMP;
            case LOW -> SignalPattern.STEADY;
        };
    }

    private static SignalPattern soundOf(Priority highest, long listed) {
        if (highest == null) {
            return SignalPattern.OFF;
        }
        if (highest == Priority.HIGH) {
            return SignalPattern.HIGH_SOUND;
        }
        for (long rest = listed; rest != 0; rest &= rest - 1) {
            if (Alarm.of(Long.numberOfTrailingZeros(rest)).isCritical()) {
                return SignalPattern.CRITICAL_SOUND;
            }
        }
        return SignalPattern.ADVISORY_SOUND;
    }
}
