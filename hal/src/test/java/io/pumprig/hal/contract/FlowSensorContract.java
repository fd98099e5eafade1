package io.pumprig.hal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.device.FlowReading;
import io.pumprig.hal.device.FlowSensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link FlowSensor} promises; it may still have to be brought up when it is read. */
public interface FlowSensorContract extends SensorContract {

    FlowSensor subject();

    @Override
    FlowReading reading();

    /** The fastest flow that the sensor tells. */
    long maxPicolitresPerMinute();

    /** Puts air into the sensor, or takes it out; false where nobody can: aborts the test. */
    default boolean air(boolean present) {
        return false;
    }

    @Override
    default void read() {
        subject().read(reading());
    }

    @Test
    default void beforeTheFirstValueThereIsNoFlow() {
        assertFalse(reading().isFlow());
        assertEquals(FlowReading.NO_TEMPERATURE, reading().millicelsius());
    }

    @Test
    default void theFlowIsOneThatTheSensorCanTell() {
        cycles(cyclesToAnswer());
        assertTrue(reading().isFlow());
        assertFalse(reading().isAirInLine());
        long flow = Math.abs(reading().picolitresPerMinute());
        assertTrue(flow <= maxPicolitresPerMinute(), () -> flow + " pL/min");
    }

    @Test
    @Tag("SR-60")
    default void airIsAValueWhoseFlowIsWorthNothing() {
        cycles(cyclesToAnswer());
        Needs.hands(air(true), "put air into the line");
        cycles(cyclesToAnswer());
        assertTrue(reading().outcome().isOk(), () -> reading().outcome().toString());
        assertTrue(reading().isAirInLine());
        assertFalse(reading().isFlow());

        air(false);
        cycles(cyclesToAnswer());
        assertTrue(reading().isFlow());
    }
}
