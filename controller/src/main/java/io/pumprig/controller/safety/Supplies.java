package io.pumprig.controller.safety;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.device.SupplyReading;

/** Sensor supply 5 V within 5 %, motor supply 12 V within 10 % (SR-91). */
final class Supplies implements Interlock {

    @Override
    public void judge(Sample sample, Permit permit) {
        if (isOutside(sample.sensorSupply(), 4_750, 5_250)) {
            permit.raise(Alarm.SUPPLY_OUT_OF_RANGE, Source.SENSOR_SUPPLY);
        }
        if (isOutside(sample.motorSupply(), 10_800, 13_200)) {
            permit.raise(Alarm.SUPPLY_OUT_OF_RANGE, Source.MOTOR_SUPPLY);
        }
    }

    private static boolean isOutside(SupplyReading supply, int least, int most) {
        return supply.wasEverTaken() && (supply.millivolts() < least || supply.millivolts() > most);
    }
}
