package io.pumprig.controller;

import io.pumprig.controller.alarm.Alarms;
import io.pumprig.controller.alarm.Priority;
import io.pumprig.hal.device.Annunciator;
import io.pumprig.hal.device.SignalPattern;

/**
 * Lamps and sounder by what is listed: the highest priority is red, amber or steady amber, none is
 * green (SR-83); the sound goes by priority and by the field's classes, as they are now (SR-78),
 * and repeats as long as anything is listed (SR-82).
 *
 * <p>The lamp's pattern begins when the highest priority changes. The sound begins again with each
 * alarm that is new in the list, unless the last beginning is less than 10 s ago: alarms that come
 * together, or come and go, make one burst and no continuous tone (SR-85).
 *
 * <p>An audio pause silences the sounder alone; what sounds after it begins anew (SR-81).
 */
final class AlarmLamps {
    private final Annunciator annunciator;
    private final long mergeNanos;
    private long seenChanges = -1;
    private long seenListed;
    private Priority highest;
    private SignalPattern lamp = SignalPattern.OFF;
    private long lampSinceNanos;
    private SignalPattern sound = SignalPattern.OFF;
    private long soundSinceNanos;
    private boolean silenced;

    /**
     * @param mergeNanos time within which alarms make one burst of sound
     */
    AlarmLamps(Annunciator annunciator, long mergeNanos) {
        this.annunciator = annunciator;
        this.mergeNanos = mergeNanos;
    }

    void show(Alarms alarms, long nanos) {
        if (alarms.changes() != seenChanges) {
            seenChanges = alarms.changes();
            lookAt(alarms, nanos);
        }
        silence(alarms.audioPause().isPaused(nanos), nanos);
        if (highest == null) {
            annunciator.show(false, false, true, false);
            return;
        }
        boolean lit = lamp.isOn(nanos - lampSinceNanos);
        boolean red = highest == Priority.HIGH;
        boolean sounds = !silenced && sound.isOn(nanos - soundSinceNanos);
        annunciator.show(lit && red, lit && !red, false, sounds);
    }

    private void silence(boolean now, long nanos) {
        if (silenced && !now) {
            soundSinceNanos = nanos;
        }
        silenced = now;
    }

    private void lookAt(Alarms alarms, long nanos) {
        Priority before = highest;
        highest = alarms.highest();
        if (highest != before) {
            lamp = lampOf(highest);
            lampSinceNanos = nanos;
        }
        long listed = alarms.listed();
        SignalPattern wished = soundOf(alarms);
        boolean isNew = (listed & ~seenListed) != 0;
        seenListed = listed;
        if (wished != sound || isNew && nanos - soundSinceNanos >= mergeNanos) {
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

    private SignalPattern soundOf(Alarms alarms) {
        if (highest == null) {
            return SignalPattern.OFF;
        }
        if (highest == Priority.HIGH) {
            return SignalPattern.HIGH_SOUND;
        }
        return alarms.isSomethingCritical()
                ? SignalPattern.CRITICAL_SOUND
                : SignalPattern.ADVISORY_SOUND;
    }
}
