package io.pumprig.hardware.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.check.Engineer;
import io.pumprig.controller.check.Finding;
import io.pumprig.hal.pi.BoardFacts;
import io.pumprig.hal.pi.ClockSync;
import io.pumprig.simulator.chip.As5600Model;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the check says of a rig that is right, and of rigs that are wrong in one place each. */
@Tag("SR-69")
class WiringCheckTest {
    private CheckedRig rig = new CheckedRig();

    @AfterEach
    void theMotorIsReleased() {
        assertTrue(rig.board.isOutputHigh(CheckedRig.ENABLE), "the coils are on");
    }

    private void failsOnly(String part, String found, String remedy) {
        assertEquals(List.of(part), rig.failed(), rig::table);
        Finding finding = rig.of(part);
        assertTrue(finding.found().contains(found), finding.found());
        assertTrue(finding.remedy().contains(remedy), finding.remedy());
    }

    private void isWrong(String wiring, String part, String found, String remedy) {
        assertFalse(rig.check(wiring), rig::table);
        failsOnly(part, found, remedy);
    }

    private void isWrong(String part, String found, String remedy) {
        isWrong(CheckedRig.WIRING, part, found, remedy);
    }

    @Test
    void aRigThatIsWiredWellIsProvedButForWhatOnlyAPersonCanSee() {
        assertTrue(rig.check(CheckedRig.WIRING), rig::table);
        assertEquals(List.of(), rig.failed(), rig::table);
        assertEquals(
                List.of(
                        "e-stop",
                        "door",
                        "bolus button",
                        "lamp red",
                        "lamp amber",
                        "lamp green",
                        "buzzer"),
                rig.parts(Finding.Grade.WARN),
                rig::table);
        assertEquals(Finding.Grade.OK, rig.of("revolution").grade());
        assertEquals(Finding.Grade.OK, rig.of("coils off").grade());
        assertTrue(rig.progress.contains("slow revolution 100 %"), rig.progress::toString);
    }

    @Test
    void withAnEngineerEverythingIsProved() {
        Hands hands = new Hands();
        assertTrue(rig.check(CheckedRig.WIRING, hands), rig::table);
        assertEquals(List.of(), rig.parts(Finding.Grade.WARN), rig::table);
        assertEquals("released, pressed, released", rig.of("e-stop").found());
        assertEquals(Finding.Grade.OK, rig.of("e-stop chain").grade());
        assertEquals(4, hands.asked.size(), hands.asked::toString);
    }

    @Test
    void aSlowBoardIsProvedTheSameWay() {
        rig = new CheckedRig(1_000_000_000L);
        assertTrue(
                rig.check(new SlowBoard(rig.board, 13_000_000L), PiFacts.good(), true), rig::table);
        assertEquals(List.of(), rig.failed(), rig::table);
        assertTrue(rig.board.clock().nanos() < 300_000_000_000L, "took too long");
    }

    @Test
    void anEnableWatchdogThatHoldsTooLongFails() {
        rig = new CheckedRig(80_000_000L);
        isWrong("enable watchdog", "after the last kick, allowed 50 ms", "smaller capacitor");
    }

    @Test
    void aLampThatNobodySawFails() {
        Hands hands = new Hands();
        hands.blindTo = "lamp amber";
        assertFalse(rig.check(CheckedRig.WIRING, hands));
        failsOnly("lamp amber", "not seen", "swap the two pins");
    }

    @Test
    void anEStopThatNobodyMovesIsWaitedForAndThenFails() {
        Hands hands = new Hands();
        hands.idle = true;
        assertFalse(rig.check(CheckedRig.WIRING, hands));
        assertEquals(List.of("e-stop", "door", "bolus button"), rig.failed(), rig::table);
        assertEquals("stays released", rig.of("e-stop").found());
        assertTrue(rig.of("motor").found().contains("nothing turned"), rig::table);
        assertTrue(rig.board.clock().nanos() < 200_000_000_000L, "waited for too long");
    }

    @Test
    void aWrongAddressInTheFileIsNamedWithTheRightOne() {
        isWrong(
                CheckedRig.WIRING.replace("0x48", "0x49"),
                "pressure ads1115",
                "nobody answers here, but at 0x48",
                "write pressure: address: 0x48");
    }

    @Test
    void theAddressOfAnotherPartIsNotTakenForItsOwn() {
        assertFalse(
                rig.check(
                        CheckedRig.WIRING
                                .replace("0x36", "0x77")
                                .replace("0x2A", "0x36")
                                .replace("0x77", "0x2A")));
        assertEquals(List.of("encoder as5600", "reservoir nau7802"), rig.failed(), rig::table);
        assertEquals("the address of the nau7802 answers", rig.of("encoder as5600").found());
    }

    @Test
    void anAbsentChipIsMissedAndTheRestIsCheckedAllTheSame() {
        rig.board.i2cFaults(0x2A).noAcknowledge().occur();
        isWrong("reservoir nau7802", "nobody answers", "look at the part's plug");
        assertEquals(Finding.Grade.OK, rig.of("revolution").grade());
        assertTrue(rig.board.i2cFaults(0x2A).noAcknowledge().effects() > 0);
    }

    @Test
    void aBusThatIsHeldIsSaidAsSuch() {
        rig.board.i2cStuck().occur();
        assertFalse(rig.check(CheckedRig.WIRING));
        assertEquals(
                List.of(
                        "encoder as5600",
                        "pressure ads1115",
                        "reservoir nau7802",
                        "flow slf3s-0600f"),
                rig.failed(),
                rig::table);
        assertEquals("SDA or SCL is held low", rig.of("pressure ads1115").found());
    }

    @Test
    void aPortThatIsNotThereFailsAloneAndItsPartIsLeftOut() {
        isWrong(
                CheckedRig.WIRING.replace("/dev/serial0", "/dev/ttyAMA3"),
                "port",
                "serial line at /dev/ttyAMA3",
                "/dev/serial/by-id");
        assertEquals(Finding.Grade.WARN, rig.of("motor tmc2209").grade());
    }

    @Test
    void aLoadCellThatCannotBeCalibratedIsFoundAtItsIdentity() {
        rig.board.weight().calibrationFails(true);
        isWrong("reservoir nau7802", "expected power-up, calibration", "load cell's four wires");
    }

    @Test
    void aSaggingSensorSupplyFailsAndNoPressureIsJudgedByIt() {
        rig.board.plant().sensorSupplyVolts(4.5);
        isWrong("sensor supply", "allowed 4750 to 5250 mV", "sensors' 5 V");
    }

    @Test
    void aMissingMotorSupplyFailsAndTheDriverIsNotBlamed() {
        rig.board.plant().motorSupplyVolts(0);
        rig.board.motor().mute(true);
        isWrong("motor supply", "allowed 10800 to 13200 mV", "switch the motor's 12 V on");
        assertTrue(rig.of("motor tmc2209").found().contains("without its supply"), rig::table);
    }

    @Test
    void aBrokenPressureWireFails() {
        rig.board.pressure().forcedVolts(0, 0.0);
        isWrong("line pressure", "a wire is open or shorted", "three wires");
    }

    @Test
    void aBrokenEStopWireReadsPressedAndNothingTurns() {
        rig.board.inputHigh(26, true);
        isWrong("e-stop", "reads pressed", "its wire or its ground is broken");
        assertTrue(rig.of("motor").found().contains("nothing turned"), rig::table);
        assertEquals(0, rig.board.plant().rotorMicrosteps());
    }

    @Test
    void anOpenDoorFails() {
        rig.board.doorOpen(true);
        isWrong("door", "reads open", "close the door");
    }

    @Test
    void aMissingMagnetFailsAndNothingTurns() {
        rig.board.encoder().magnet(As5600Model.Magnet.ABSENT);
        isWrong("encoder magnet", "no magnet", "glue a diametric magnet");
        assertEquals(0, rig.board.plant().rotorMicrosteps());
    }

    @Test
    void aMagnetTooFarAwayIsAWarning() {
        rig.board.encoder().magnet(As5600Model.Magnet.WEAK);
        assertTrue(rig.check(CheckedRig.WIRING), rig::table);
        assertEquals("move the sensor nearer to it", rig.of("encoder magnet").remedy());
    }

    @Test
    void aSilentDriverFailsWithItsSupplyGood() {
        rig.board.motor().mute(true);
        isWrong("motor tmc2209", "NO_ANSWER", "MS1 and MS2");
    }

    @Test
    void swappedStepAndDirAreNamed() {
        isWrong(
                CheckedRig.WIRING
                        .replace("step: GPIO17", "step: GPIO27")
                        .replace("dir: GPIO27", "dir: GPIO17"),
                "step and dir",
                "swapped: GPIO27 reaches DIR, GPIO17 reaches STEP",
                "write motor: step: GPIO17, dir: GPIO27");
    }

    @Test
    void aBrokenStepWireFailsAtItsLevel() {
        rig.board.stepWire().lost().occur();
        isWrong("step", "STEP stays low at the driver", "look at both its ends");
    }

    @Test
    void aBrokenEnableWireKeepsTheCoilsOff() {
        rig.board.enableWireOpen(true);
        isWrong("enable", "ENN stays high", "the enable wire (GPIO5)");
    }

    @Test
    void aBrokenKickWireKeepsTheCoilsOff() {
        rig.board.kickWireOpen(true);
        isWrong("enable", "ENN stays high", "the kick wire (GPIO18)");
        assertTrue(rig.board.kickWireEffects() > 0);
    }

    @Test
    void aStalledRotorFailsAtTheRevolutionAndIsNotGroundOn() {
        rig.board.plant().rotorHeld(true);
        isWrong("revolution", "the rotor did not follow", "the rotor stands still");
        assertTrue(rig.of("revolution").found().startsWith("the rotor did not follow; "));
    }

    @Test
    void aRotorThatTurnsBackwardsFailsAndIsStoppedAtOnce() {
        assertFalse(rig.check(new MirroredEncoder(rig.board), PiFacts.good(), false));
        failsOnly("revolution", "the rotor did not follow", "swap the two wires of one motor coil");
        assertTrue(rig.board.plant().rotorMicrosteps() < 300, "ground on");
    }

    @Test
    void aRotorThatLosesOneCycleFailsAtTheRevolution() {
        rig.board.plant().loseElectricalCycles(1);
        isWrong("revolution", "3200 pulses, 3200 seen by the driver", "the rotor lost steps");
    }

    @Test
    void aSilentBalanceFailsAlone() {
        rig.board.balance().orElseThrow().silent(true);
        isWrong("balance mt-sics", "expected a serial number", "switch the balance on");
    }

    @Test
    void aSilentSyringePumpFailsAlone() {
        rig.board.syringePump().orElseThrow().silent(true);
        isWrong("syringe pump", "expected an NE1000", "switch the pump on");
    }

    @Test
    void anInstrumentsPortThatIsNotThereFailsAlone() {
        isWrong(
                CheckedRig.WIRING.replace("/dev/ttyUSB0", "/dev/ttyUSB7"),
                "balance mt-sics",
                "/dev/ttyUSB7",
                "plug the adapter in");
    }

    @Test
    void aHostThatMayNotUseItsPortsIsToldWhatToSwitchOn() {
        BoardFacts good = PiFacts.good();
        BoardFacts bad =
                new BoardFacts(
                        "",
                        good.kernel(),
                        "11.0.2",
                        List.of(new BoardFacts.GpioChip("gpiochip0", "", 0, "EACCES")),
                        List.of(new BoardFacts.I2cDevice("i2c-1", "bcm2835", false)),
                        List.of("pump", "gpio"),
                        false,
                        BoardFacts.OutputsAfterExit.STAY_DRIVEN,
                        List.of("ttyAMA0"),
                        false,
                        true,
                        false,
                        new ClockSync(false, "no time server is followed"));
        assertFalse(rig.check(rig.board, bad, false));
        assertEquals(List.of("host", "host", "host"), rig.failed(), rig::table);
        assertRemedy("java", "Java 17");
        assertRemedy("board", "Raspberry Pi 4 or 5");
        assertRemedy("gpio", "group gpio");
        assertRemedy("i2c-1", "group i2c");
        assertRemedy("groups", "usermod -aG i2c,dialout");
        assertRemedy("gpio at exit", "strict_gpiod");
        assertRemedy("/dev/serial0", "raspi-config");
        assertRemedy("scheduling", "rtprio");
        assertRemedy("watchdog", "dtparam=watchdog=on");
        assertRemedy("clock", "timedatectl set-ntp true");
    }

    private void assertRemedy(String place, String remedy) {
        assertTrue(
                rig.findings.stream()
                        .filter(finding -> finding.part().equals("host"))
                        .filter(finding -> finding.place().equals(place))
                        .anyMatch(finding -> finding.remedy().contains(remedy)),
                () -> place + " in\n" + rig.table());
    }

    /** Does at once what it is asked for; sees and hears all but one thing. */
    private final class Hands implements Engineer {
        private final List<String> asked = new ArrayList<>();
        private String blindTo = "nothing";
        private boolean idle;
        private boolean pressed;

        @Override
        public boolean isPresent() {
            return true;
        }

        @Override
        public void request(String what) {
            if (what.startsWith("Look") || what.startsWith("Listen") || idle) {
                return;
            }
            String deed = what.substring(0, what.indexOf(" ("));
            switch (deed) {
                case "Press the e-stop", "Press the e-stop once more, coils are on" ->
                        rig.board.eStopPressed(true);
                case "Release the e-stop" -> rig.board.eStopPressed(false);
                case "Open the door" -> rig.board.doorOpen(true);
                case "Close the door" -> rig.board.doorOpen(false);
                case "Press the bolus button, and let go" -> {
                    rig.board.bolusButtonPressed(true);
                    pressed = true;
                }
                default -> throw new AssertionError(what);
            }
        }

        @Override
        public boolean confirms(String question) {
            asked.add(question);
            return !question.contains(blindTo);
        }

        @Override
        public void progress(String what) {
            if (pressed) {
                rig.board.bolusButtonPressed(false);
                pressed = false;
            }
        }
    }
}
