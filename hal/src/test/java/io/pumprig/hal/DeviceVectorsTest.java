package io.pumprig.hal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class DeviceVectorsTest {

    @Test
    void holdsAllVectorsOfTheDevicesThatTheRigHas() {
        assertEquals(
                130,
                DeviceVectors.ids(
                                "tmc2209.",
                                "tmc2208.",
                                "as5600.",
                                "nau7802.",
                                "ads1115.",
                                "pressure.",
                                "mech.")
                        .count());
    }

    @Test
    void refusesAnIdThatIsNotThere() {
        assertThrows(IllegalArgumentException.class, () -> DeviceVectors.given("tmc2209.nothing"));
    }
}
