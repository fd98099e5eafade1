package io.pumprig.controller.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.AlarmTimes;
import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
import org.junit.jupiter.api.Test;

/** How far interlocks say that they are from tripping, and that they say so of themselves. */
class GaugesTest {
    private static final int CYCLES = 1_000;

    private final Scene scene = new Scene();
    private final Gauges gauges = new Gauges();
    private final Interlocks interlocks =
            new Interlocks(
                    Scene.LIMITS,
                    scene.ledger,
                    scene.events,
                    scene.planner(250_000_000L),
                    AlarmTimes.defaults());
    private final SafetyMonitor monitor = new SafetyMonitor(Scene.LIMITS);

    private void look() {
        gauges.clear();
        interlocks.measure(scene.sample, gauges);
        monitor.measure(gauges);
    }

    private void cycle() {
        scene.permit.open();
        interlocks.judge(scene.sample, scene.permit);
        monitor.check(scene.sample, scene.permit);
    }

    private void runHealthy() {
        for (int i = 0; i < CYCLES; i++) {
            scene.cycle().allHealthy();
            cycle();
        }
    }

    private boolean isPast(Gauge gauge) {
        long value = gauges.value(gauge);
        long trip = gauges.trip(gauge);
        return gauge.tripsBelow() ? value <= trip : value >= trip;
    }

    @Test
    void nothingOfAHealthyRigIsPastItsTrip() {
        runHealthy();
        look();
        assertEquals(0, scene.permit.raised());
        int measured = 0;
        for (int i = 0; i < Gauge.count(); i++) {
            if (gauges.has(Gauge.of(i))) {
                measured++;
                assertFalse(isPast(Gauge.of(i)), Gauge.of(i).name());
            }
        }
        // All but the trend, the flow's window and the strokes, which take minutes and a bolus.
        assertEquals(Gauge.count() - 4, measured);
        assertEquals(8_000, gauges.value(Gauge.LINE_PRESSURE));
        assertEquals(69_000, gauges.trip(Gauge.LINE_PRESSURE));
        assertEquals(20_000_000_000L, gauges.value(Gauge.RESERVOIR_EMPTY));
        assertEquals(1_000_000_000L, gauges.trip(Gauge.RESERVOIR_EMPTY));
    }

    @Test
    void thePressureThatStopsIsPastItsTripInTheSameCycle() {
        runHealthy();
        scene.cycle().allHealthy().downstream(69_001);
        cycle();
        look();
        assertTrue(scene.raised(Alarm.OCCLUSION_DOWNSTREAM));
        assertTrue(isPast(Gauge.LINE_PRESSURE));
    }

    @Test
    void aReadingGrowsOldBeforeItIsAFault() {
        runHealthy();
        for (int i = 0; i < 10; i++) {
            scene.cycle();
            cycle();
        }
        look();
        // 100 ms of the 150 that the encoder may be silent.
        assertEquals(666, gauges.value(Gauge.SENSOR_AGE), 1);
        assertFalse(scene.raised(Alarm.SENSOR_FAULT));
        for (int i = 0; i < 6; i++) {
            scene.cycle();
            cycle();
        }
        look();
        assertTrue(scene.raised(Alarm.SENSOR_FAULT));
        assertEquals(1_000, gauges.value(Gauge.SENSOR_AGE));
    }

    @Test
    void aLookForgetsTheOneBefore() {
        runHealthy();
        look();
        assertTrue(gauges.has(Gauge.LINE_PRESSURE));
        gauges.clear();
        assertFalse(gauges.has(Gauge.LINE_PRESSURE));
    }
}
