package io.pumprig.simulator.scenario;

import io.pumprig.controller.Controller;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.safety.SafetyLimits;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.device.DoseMotor;
import io.pumprig.hal.device.DriveReading;
import io.pumprig.hal.device.MotionReading;
import io.pumprig.hal.device.MotorCommand;
import io.pumprig.hal.device.PumpDevices;
import io.pumprig.hal.device.PumpHead;
import io.pumprig.hal.device.ShownSignals;
import io.pumprig.simulator.time.VirtualClock;
import java.util.Optional;

/**
 * A controller on devices that answer healthy at once, so that a tick is the controller's alone.
 */
final class CannedController implements AutoCloseable {
    private static final PumpHead HEAD = new PumpHead(3_200, 20_000_000L);

    /** How often a rig reads its encoder, and starts one of its conversions. */
    private static final int FAST_CYCLES = 5;

    private static final int SLOW_CYCLES = 10;

    /** Long enough that no cycle waits for the journal's thread, at any speed. */
    private static final int LEASE_DELAY_CYCLES = 10_000;

    private final VirtualClock clock = new VirtualClock(0);
    private final Controller controller;
    private long cycle;
    private int fastIn = FAST_CYCLES;
    private int slowIn = SLOW_CYCLES;
    private long sent;

    CannedController() {
        PumpDevices devices =
                new PumpDevices(
                        new CannedMotor(),
                        into -> {
                            if (fastIn == FAST_CYCLES) {
                                long counts = HEAD.countsOf(sent);
                                into.took((int) (counts & 4_095), counts, clock.nanos());
                            }
                        },
                        (down, up, sensor, motor) -> {
                            if (slowIn == 1) {
                                down.took(8_000 + (int) (cycle & 63), (int) cycle, clock.nanos());
                                up.took(0, (int) cycle, clock.nanos());
                                sensor.took(5_000, 24_000, clock.nanos());
                                motor.took(12_000, 24_000, clock.nanos());
                            }
                        },
                        into -> {
                            if (slowIn == 3) {
                                into.took(
                                        20_000_000_000L - HEAD.picolitresOf(sent),
                                        (int) cycle,
                                        clock.nanos());
                            }
                        },
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        now -> false,
                        now -> false,
                        new ShownSignals(),
                        () -> Outcome.OK,
                        () -> false,
                        true);
        try {
            controller =
                    new Controller(
                            new Controller.Setup(
                                    clock,
                                    devices,
                                    SafetyLimits.defaults(HEAD, 200_000),
                                    TestRun.USUAL,
                                    TestRun.PERIOD_NANOS,
                                    new MemoryJournal(),
                                    new JournalStore.Session("canned", "sim", "test", 0),
                                    null,
                                    LEASE_DELAY_CYCLES,
                                    null));
        } catch (JournalException e) {
            throw new AssertionError(e);
        }
        controller.beginTested(0, 0);
    }

    /** One tick; the pulses sent so far. */
    long tick() {
        cycle++;
        fastIn = fastIn == 1 ? FAST_CYCLES : fastIn - 1;
        slowIn = slowIn == 1 ? SLOW_CYCLES : slowIn - 1;
        controller.loop().journal().awaitLeaseDueAt(cycle);
        clock.advanceTo(cycle * TestRun.PERIOD_NANOS);
        controller.loop().tick();
        return sent;
    }

    Controller controller() {
        return controller;
    }

    long listedAlarms() {
        return controller.loop().alarms().listed();
    }

    private final class CannedMotor implements DoseMotor {
        @Override
        public Outcome apply(MotorCommand command) {
            sent += command.microsteps();
            return command.took(command.microsteps(), Outcome.OK);
        }

        @Override
        public void poll(MotionReading motion, DriveReading drive) {
            if (slowIn == 5) {
                motion.took(sent, sent, (int) (sent * 16 & 1_023), clock.nanos());
                drive.took(0, false, 0, clock.nanos());
            }
        }

        @Override
        public long sentMicrosteps() {
            return sent;
        }
    }

    @Override
    public void close() {
        controller.close();
    }
}
