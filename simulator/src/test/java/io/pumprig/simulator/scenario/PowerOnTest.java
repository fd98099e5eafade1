package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Alarms;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.alarm.Source;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.sample.Sample;
import io.pumprig.controller.sample.Sampler;
import io.pumprig.controller.selftest.Examination;
import io.pumprig.controller.selftest.SelfTest;
import io.pumprig.controller.selftest.SelfTestLimits;
import io.pumprig.hal.device.MotorCommand;
import io.pumprig.hal.device.PumpDevices;
import io.pumprig.hal.rig.RigFile;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FaultRefused;
import io.pumprig.simulator.fault.FaultTable;
import io.pumprig.simulator.fault.WrittenFault;
import io.pumprig.simulator.rig.SimulatedRig;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The self-test through the real drivers, on a rig whose parts may be broken from the start. */
@Tag("SR-69")
class PowerOnTest {
    private static final long PERIOD_NANOS = 10_000_000L;

    /** Three steps that end at their limit of 10 s would be seen. */
    private static final int MOST_CYCLES = 3_000;

    /** A rig just brought up, and nothing of the controller but what tests it. */
    private static final class Start {
        private final SimulatedRig rig;
        private final FaultTable faults;
        private final PumpDevices devices;
        private final Sampler sampler;
        private final Sample sample = new Sample(0, PERIOD_NANOS, 0);
        private final Permit permit = new Permit();
        private final MotorCommand command = new MotorCommand();
        private final EventRing events = new EventRing(64);
        private final Alarms alarms = new Alarms(events);
        private final SelfTest selfTest;
        private long cycle;

        Start(long seed) {
            rig = new SimulatedRig(RigFile.simulated(), TestRun.USUAL, seed, -3_000_000_000L);
            faults = new FaultTable(rig.places(), 1);
            devices = rig.bringUp();
            rig.clock().advanceTo(0);
            sampler = new Sampler(rig.clock(), devices);
            selfTest =
                    new SelfTest(
                            SelfTestLimits.defaults(rig.wiring().pump()),
                            new SelfTest.Parts(
                                    rig.wiring().pump(),
                                    rig.clock(),
                                    devices.annunciator(),
                                    Examination.known(() -> true),
                                    Examination.known(() -> true)),
                            alarms,
                            events);
        }

        void cycle() {
            cycle++;
            rig.clock().advanceTo(cycle * PERIOD_NANOS);
            faults.step(cycle, cycle * PERIOD_NANOS);
            rig.stir(cycle * PERIOD_NANOS);
            sampler.fill(sample);
            alarms.hold(permit.open());
            permit.lease(160);
            selfTest.kicked(devices.watchdog().kick());
            selfTest.judge(sample, permit);
            boolean mayMove = permit.reaction() != Reaction.ZERO_FLOW;
            int wished = permit.cap(selfTest.wantsMicrosteps(mayMove));
            devices.motor().apply(command.step(wished));
            selfTest.moved(command.taken());
            alarms.latch(permit, sample.cycle(), sample.nanos());
        }

        /** Until it has passed or failed. */
        Start settle() {
            while (selfTest.isRunning() && alarms.listed() == 0) {
                assertTrue(cycle < MOST_CYCLES, "the test does not end");
                cycle();
            }
            return this;
        }

        Start inject(String component, String instance, String type) {
            try {
                WrittenFault written =
                        new WrittenFault(
                                "f", component, instance, type, Map.of(), "now", null, null, null);
                faults.inject(Fault.check(written, 0), 1, 0);
                return this;
            } catch (FaultRefused e) {
                throw new AssertionError(e);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 42, 0xD05E, 7, 8, 9, 10, 11})
    void aHealthyRigPassesWithinFiveSecondsHavingGivenItsJog(long seed) {
        Start start = new Start(seed).settle();
        assertFalse(start.selfTest.isRunning());
        assertEquals(0, start.alarms.changes());
        assertEquals(64, start.rig.board().stepWire().pulses());
        assertTrue(start.cycle <= 500, () -> start.cycle + " cycles");
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "motor, rotor, stall, ENCODER",
        "encoder, rotor, frozen, ENCODER",
        "i2c, as5600, nack, ENCODER",
        "i2c, nau7802, nack, RESERVOIR_SENSOR",
        "serial, tmc2209, crc-error, STEP_COUNTER",
        "wire, step, extra-steps, STEP_OUTPUT",
    })
    @Tag("SELF_TEST_FAILED:absent")
    @Tag("SELF_TEST_FAILED:unsafe-action")
    void aBrokenPartIsFoundAndNamed(String component, String instance, String type, Source part) {
        Start start = new Start(1).inject(component, instance, type).settle();
        assertTrue(start.alarms.isListed(Alarm.SELF_TEST_FAILED));
        int sources = start.alarms.sources(Alarm.SELF_TEST_FAILED);
        assertTrue((sources & part.bit()) != 0, () -> Source.labels(sources));
        long pulses = start.rig.board().stepWire().pulses();
        assertTrue(pulses <= 64, () -> pulses + " pulses");
        assertTrue(start.faults.faults().get(0).effects() > 0);
    }

    @Test
    @Tag("SR-70")
    void aHealthyRigIsTestedEveryFifteenMinutesAndNothingIsFound() {
        Start start = new Start(1).settle();
        for (int cycle = 0; cycle < 3 * 90_000; cycle++) {
            start.cycle();
            assertFalse(start.selfTest.isRunning());
        }
        assertEquals(0, start.alarms.changes());
        assertEquals(64, start.rig.board().stepWire().pulses());
        assertEquals(2 + 2, start.events.raised());
    }
}
