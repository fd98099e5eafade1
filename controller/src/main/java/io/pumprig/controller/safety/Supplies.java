package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.Gauges;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.device.SupplyReading;

/**
 * Sensor supply 5 V within 5 %, motor supply 12 V within 10 % (SR-91). A supply that was out of its
 * band counts as back only 1 % inside it, so that noise at the edge cannot make an alarm flicker
 * (SR-85).
 */
final class Supplies implements Interlock {
    private static final int SENSOR_HYSTERESIS_MILLIVOLTS = 50;
    private static final int MOTOR_HYSTERESIS_MILLIVOLTS = 100;

    private final SafetyLimits.Supply band;
    private boolean sensorOut;
    private boolean motorOut;

    Supplies(SafetyLimits limits) {
        band = limits.supply();
    }

    @Override
    public void judge(Sample sample, Permit permit) {
        sensorOut =
                isOutside(
                        sample.sensorSupply(),
                        band.leastSensorMillivolts(),
                        band.mostSensorMillivolts(),
                        sensorOut ? SENSOR_HYSTERESIS_MILLIVOLTS : 0);
        if (sensorOut) {
            permit.raise(Alarm.SUPPLY_OUT_OF_RANGE, Source.SENSOR_SUPPLY);
        }
        motorOut =
                isOutside(
                        sample.motorSupply(),
                        band.leastMotorMillivolts(),
                        band.mostMotorMillivolts(),
                        motorOut ? MOTOR_HYSTERESIS_MILLIVOLTS : 0);
        if (motorOut) {
            permit.raise(Alarm.SUPPLY_OUT_OF_RANGE, Source.MOTOR_SUPPLY);
        }
    }

    /** Tells how far it is from tripping. */
    void measure(Sample sample, Gauges into) {
        measure(
                Gauge.SENSOR_SUPPLY,
                sample.sensorSupply(),
                band.leastSensorMillivolts(),
                band.mostSensorMillivolts(),
                into);
        measure(
                Gauge.MOTOR_SUPPLY,
                sample.motorSupply(),
                band.leastMotorMillivolts(),
                band.mostMotorMillivolts(),
                into);
    }

    private static void measure(
            Gauge gauge, SupplyReading supply, int least, int most, Gauges into) {
        if (supply.wasEverTaken()) {
            int middle = (least + most) / 2;
            into.set(gauge, Math.abs(supply.millivolts() - middle), most - middle);
        }
    }

    private static boolean isOutside(SupplyReading supply, int least, int most, int inside) {
        return supply.wasEverTaken()
                && (supply.millivolts() < least + inside || supply.millivolts() > most - inside);
    }
}
