package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.order.Verb;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Same seed and same inputs at the same cycles: the same run, to the last bit. */
class DeterminismTest {
    private static final long HOUR = TestRun.CYCLES_PER_HOUR;

    /** Some of everything: faults, orders, alarms, an acknowledgement. */
    private static String eventful(long seed, Consumer<TestRun> first) {
        try (TestRun run = new TestRun(seed, TestRun.prescription(800))) {
            first.accept(run);
            run.cycles(1_000);
            run.inject("i2c", "as5600", "nack", "probability", "0.05", "duration", "10 min");
            run.cycles(100_000).clear().cycles(100);
            run.order(Verb.ALARM_ACKNOWLEDGE);
            run.inject("line", "downstream", "occlusion", "ramp", "1 min").cycles(150_000);
            run.clear().cycles(500);
            run.order(Verb.ALARM_ACKNOWLEDGE);
            run.order(Verb.PAUSE);
            run.cycles(20_000);
            run.order(Verb.RESUME);
            run.cycles(20_000);
            assertTrue(run.alarms().contains("OCCLUSION_DOWNSTREAM"));
            return run.hash() + " " + run.delivered();
        }
    }

    @Test
    void theSameSeedAndInputsGiveTheSameHashAndAnotherSeedAnother() {
        String once = eventful(7, run -> {});
        assertEquals(once, eventful(7, run -> {}));
        assertNotEquals(once, eventful(8, run -> {}));
    }

    @Test
    void anInputOneCycleLaterIsAnotherRun() {
        assertNotEquals(paused(1_000), paused(1_001));
        assertEquals(paused(1_000), paused(1_000));
    }

    private static String paused(long at) {
        try (TestRun run = new TestRun(1)) {
            run.cycles(at);
            run.order(Verb.PAUSE);
            run.cycles(2_000 - at);
            return run.hash();
        }
    }

    @Test
    @Tag("SR-90")
    void aSlowDiskChangesNothing() throws InterruptedException {
        String quick = eventful(7, run -> {});
        Semaphore mayCommit = new Semaphore(0);
        Thread disk =
                new Thread(
                        () -> {
                            while (!Thread.interrupted()) {
                                mayCommit.release();
                                Thread.yield();
                            }
                        });
        disk.start();
        try {
            String slow =
                    eventful(
                            7,
                            run -> {
                                mayCommit.drainPermits();
                                run.journal().beforeCommit(mayCommit::acquireUninterruptibly);
                            });
            assertEquals(quick, slow);
        } finally {
            disk.interrupt();
            disk.join();
        }
    }

    @Test
    @Tag("SR-90")
    @Tag("F-40")
    void aDiskThatFailsRaisesLogFailureAndChangesNeitherHashNorDelivery() {
        List<String> host = Collections.synchronizedList(new ArrayList<>());
        String healthy = eventful(7, run -> {});
        String failing =
                eventful(
                        7,
                        run -> {
                            run.controller()
                                    .hostAlarms()
                                    .listen((alarm, phase, cycle) -> host.add(alarm + " " + phase));
                            run.journal().failing(true);
                        });
        assertEquals(healthy, failing);
        assertEquals("LOG_FAILURE raised", host.get(0));
    }

    @Test
    @Tag("SR-90")
    void logFailureIsReleasedWhenTheDiskWritesAgain() {
        try (TestRun run = new TestRun(1, TestRun.prescription(800))) {
            run.journal().failing(true);
            run.cycles(HOUR);
            assertEquals(Alarm.LOG_FAILURE.bit(), run.controller().hostAlarms().present());
            assertEquals(2_666, run.delivered(), "delivery goes on beyond the lease");
            assertTrue(run.isSilent(), "of the host, never in the permit");
            run.journal().failing(false);
            run.cycles(HOUR);
            assertEquals(0, run.controller().hostAlarms().present());
            assertEquals(1, run.controller().hostAlarms().occurrences(Alarm.LOG_FAILURE));
            assertEquals(5_333, run.delivered());
        }
    }

    @ParameterizedTest(name = "{2} of {0} {1}")
    @CsvSource({
        "line, downstream, occlusion",
        "reservoir, main, leak",
        "motor, rotor, stall",
        "motor, rotor, missed-steps",
        "encoder, rotor, frozen",
        "pressure, downstream, stuck",
        "pressure, downstream, drift",
        "i2c, as5600, nack",
        "i2c, ads1115, nack",
        "i2c, nau7802, nack",
        "i2c, as5600, garbage",
        "i2c, ads1115, garbage",
        "i2c, nau7802, garbage",
        "driver, tmc2209, reset",
        "driver, tmc2209, over-temperature",
        "serial, tmc2209, crc-error",
        "wire, step, extra-steps",
        "line, upstream, occlusion",
        "line, downstream, disconnect",
        "line, head, siphon",
        "line, head, back-flow",
        "motor, coupling, slip",
        "wire, step, lost-steps",
        "driver, tmc2209, hot",
        "host, calendar, clock-step"
    })
    void aFaultOfSeverityZeroIsNoFault(String component, String instance, String type) {
        try (TestRun healthy = new TestRun(3, TestRun.prescription(800));
                TestRun run = new TestRun(3, TestRun.prescription(800))) {
            healthy.cycles(30_500);
            run.cycles(500).inject(component, instance, type, "severity", "0");
            run.cycles(20_000).clear().cycles(10_000);
            assertEquals(healthy.hash(), run.hash());
            assertEquals(List.of(), run.alarms());
        }
    }
}
