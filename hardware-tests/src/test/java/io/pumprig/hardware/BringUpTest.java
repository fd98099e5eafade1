package io.pumprig.hardware;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.device.PressureReading;
import io.pumprig.hal.device.SupplyReading;
import io.pumprig.hal.rig.RigWiring;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the wiring says is what is there; each mistake is caught by the check that should catch it,
 * and named with part, place, expected and found. The motor is off afterwards.
 */
@RigTest
class BringUpTest {
    private static final int THREE_FULL_STEPS = 48;
    private static final int FOUR_FULL_STEPS = 64;

    private RigUnderTest rig;

    @BeforeEach
    void take(RigUnderTest given) {
        rig = given;
    }

    private String refused(UnaryOperator<RigWiring> mistake) {
        RigWiring asWritten = mistake.apply(rig.wiring());
        return assertThrows(BringUpException.class, () -> rig.bringUp(asWritten)).getMessage();
    }

    private static String at(String bus, int address) {
        return String.format(" at %s 0x%02X: ", bus, address);
    }

    @Test
    @Tag("SR-69")
    void everyPartIsWhatTheWiringSays() {
        assertDoesNotThrow(rig::devices);
        assertDoesNotThrow(() -> new SlowTurn(rig, rig.wiring()).check(2 * FOUR_FULL_STEPS));
        long now = rig.clock().nanos();
        assertFalse(rig.devices().eStop().isDangerous(now));
        assertFalse(rig.devices().door().isDangerous(now));
        assertEquals(0, rig.drive().faults());
    }

    @Test
    @Tag("SR-69")
    void suppliesAreInRange() {
        SupplyReading sensors = new SupplyReading();
        SupplyReading motor = new SupplyReading();
        PressureReading unused = new PressureReading();
        for (int i = 0; i < 100; i++) {
            rig.nextCycle();
            rig.devices().pressure().read(unused, unused, sensors, motor);
        }
        assertEquals(5_000, sensors.millivolts(), 250);
        assertEquals(12_000, motor.millivolts(), 1_200);
    }

    @Test
    void anEncoderAtAnotherAddressIsNamed() {
        assertEquals(
                "encoder as5600"
                        + at(rig.wiring().encoder().bus(), 0x37)
                        + "expected CONF 0x0000 as written, found NO_ACKNOWLEDGE",
                refused(wiring -> Miswired.encoderAt(wiring, 0x37)));
    }

    @Test
    void aPressureConverterAtAnotherAddressIsNamed() {
        assertEquals(
                "pressure ads1115"
                        + at(rig.wiring().pressure().bus(), 0x49)
                        + "expected a conversion within 8.6 ms, found NO_ACKNOWLEDGE",
                refused(wiring -> Miswired.pressureAt(wiring, 0x49)));
    }

    @Test
    void aLoadCellConverterAtAnotherAddressIsNamed() {
        String message = refused(wiring -> Miswired.reservoirAt(wiring, 0x2B));
        assertTrue(
                message.startsWith(
                        "reservoir nau7802"
                                + at(rig.wiring().reservoir().bus(), 0x2B)
                                + "expected power-up, calibration and six conversions, found"
                                + " NO_ACKNOWLEDGE at register 0x00"),
                message);
    }

    @Test
    void aMotorDriverOfAnotherNodeIsNamed() {
        int wrong = 3 - rig.wiring().motor().node();
        assertEquals(
                "motor tmc2209 at "
                        + rig.wiring().motor().uart()
                        + " node "
                        + wrong
                        + ": expected an answer from register 0x06, found NO_ANSWER",
                refused(wiring -> Miswired.motorNode(wiring, wrong)));
    }

    @Test
    void aPartThatIsNotThereIsNamed() {
        int address = rig.wiring().encoder().address();
        rig.hands().absent(address, true);
        String message = refused(UnaryOperator.identity());
        assertEquals(
                "encoder as5600"
                        + at(rig.wiring().encoder().bus(), address)
                        + "expected CONF 0x0000 as written, found NO_ACKNOWLEDGE",
                message);

        rig.hands().absent(address, false);
        assertDoesNotThrow(() -> rig.bringUp(rig.wiring()), "and back again");
    }

    @Test
    void aRefusedRigHasItsMotorOff() {
        refused(wiring -> Miswired.reservoirAt(wiring, 0x2B));
        assertTrue(rig.hands().isEnableHigh());
    }

    @Test
    @Tag("SR-63")
    @Tag("F-16")
    void swappedStepAndDirAreFoundByTheFirstTurn() {
        RigWiring asWritten = Miswired.stepAndDirSwapped(rig.wiring());
        rig.bringUp(asWritten);

        BringUpException found =
                assertThrows(
                        BringUpException.class,
                        () -> new SlowTurn(rig, asWritten).check(THREE_FULL_STEPS));

        String motor =
                "motor tmc2209 at STEP GPIO"
                        + rig.wiring().motor().dirGpio()
                        + ", DIR GPIO"
                        + rig.wiring().motor().stepGpio();
        // None, or 64 when an answer was late: the driver's counter begins anew after 64.
        String counted = motor + ": expected 48 pulses counted, found ";
        assertTrue(found.getMessage().startsWith(counted), found::getMessage);
    }

    @Test
    @Tag("F-29")
    void aMissingMagnetIsFoundBeforeTheFirstTurn() {
        rig.hands().removeMagnet(true);
        long sent = rig.devices().motor().sentMicrosteps();

        BringUpException found =
                assertThrows(
                        BringUpException.class,
                        () -> new SlowTurn(rig, rig.wiring()).check(FOUR_FULL_STEPS));

        assertEquals(
                "encoder as5600"
                        + at(rig.wiring().encoder().bus(), rig.wiring().encoder().address())
                        + "expected the angle of a magnet, found INVALID",
                found.getMessage());
        assertEquals(sent, rig.devices().motor().sentMicrosteps());
    }

    @Test
    @Tag("SR-63")
    @Tag("F-15")
    void aRotorThatIsHeldIsFoundByTheFirstTurn() {
        rig.settle();
        rig.hands().holdRotor(true);

        BringUpException found =
                assertThrows(
                        BringUpException.class,
                        () -> new SlowTurn(rig, rig.wiring()).check(FOUR_FULL_STEPS));

        assertTrue(
                found.getMessage().contains("expected a turn by 81 of 4096 counts, found "),
                found.getMessage());
    }
}
