package io.pumprig.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.AlarmTimes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SR-21")
class UnresolvedTimeTest {
    private final Scene scene = new Scene();
    private final UnresolvedTime unresolvedTime = new UnresolvedTime(AlarmTimes.defaults());

    private long escalated(long afterNanos, Alarm... present) {
        scene.after(afterNanos).permit.open();
        for (Alarm alarm : present) {
            scene.permit.raise(alarm);
        }
        unresolvedTime.judge(scene.sample, scene.permit);
        return scene.permit.escalated();
    }

    @Test
    void anUnderDeliveryIsCriticalAfterThirtyMinutes() {
        assertEquals(0, escalated(1, Alarm.UNDER_DELIVERY));
        assertEquals(0, escalated(1_799_999_999_999L, Alarm.UNDER_DELIVERY));
        assertEquals(Alarm.UNDER_DELIVERY.bit(), escalated(1, Alarm.UNDER_DELIVERY));
        assertEquals(Alarm.UNDER_DELIVERY.bit(), escalated(1, Alarm.UNDER_DELIVERY));
    }

    @Test
    void oneThatWasResolvedCountsAnew() {
        escalated(1, Alarm.UNDER_DELIVERY);
        escalated(1_799_000_000_000L, Alarm.UNDER_DELIVERY);
        assertEquals(0, escalated(10_000_000L));
        assertEquals(0, escalated(1, Alarm.UNDER_DELIVERY));
        assertEquals(0, escalated(1_799_999_999_999L, Alarm.UNDER_DELIVERY));
        assertEquals(Alarm.UNDER_DELIVERY.bit(), escalated(1, Alarm.UNDER_DELIVERY));
    }

    @Test
    void anotherAlarmThatLastsStaysAsItIs() {
        escalated(1, Alarm.RESERVOIR_LOW, Alarm.MOTOR_STALL);
        assertEquals(0, escalated(7_200_000_000_000L, Alarm.RESERVOIR_LOW, Alarm.MOTOR_STALL));
        assertTrue(scene.raised(Alarm.RESERVOIR_LOW));
    }
}
