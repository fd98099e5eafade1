package io.pumprig.simulator.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.dose.Delivery;
import io.pumprig.controller.dose.DeliveryLedger;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.simulator.disk.MemoryJournal;
import io.pumprig.simulator.scenario.RunSettings;
import io.pumprig.simulator.scenario.RunWatcher;
import io.pumprig.simulator.scenario.SimulatedSession;
import io.pumprig.simulator.time.Pacer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each invariant holds in a healthy run, and says so when it is broken on purpose. */
class InvariantsTest {
    private final Invariants invariants = new Invariants(List.of());
    private SimulatedSession session;
    private Watched watched;

    @BeforeEach
    void aHealthyMinute() throws Exception {
        Scenario scenario = SuiteFixture.scenario("1 min", "");
        session =
                SimulatedSession.inMemory(
                        new RunSettings(
                                scenario.wiring(),
                                scenario.prescription(),
                                scenario.library(),
                                null,
                                1L,
                                scenario.runNanos(),
                                Pacer.UNPACED,
                                null,
                                RunSettings.DEFAULT_PERIOD_NANOS,
                                "test"),
                        new MemoryJournal());
        Checks checks = new Checks(List.of(), invariants);
        checks.watch(session.run());
        session.run().run();
        checks.end();
        watched = checks.watched();
        assertNull(invariants.failure());
    }

    @AfterEach
    void close() throws Exception {
        session.close();
    }

    private void assertFails(String found) {
        assertTrue(invariants.failure() != null, "it holds");
        assertTrue(invariants.failure().contains(found), invariants.failure());
        assertEquals(6_000, invariants.failedCycle());
    }

    @Test
    @Tag("SR-34")
    void anAlarmNeedsItsReactionInTheCycleThatRaisedIt() {
        Permit permit = new Permit().open();
        permit.raise(Alarm.HEAD_OPEN);
        invariants.reactions(watched, permit, Alarm.HEAD_OPEN.bit());
        assertNull(invariants.failure());
        invariants.reactions(watched, new Permit().open(), Alarm.HEAD_OPEN.bit());
        assertFails("HEAD_OPEN was raised and the reaction was keep-program, not zero-flow");
    }

    @Test
    @Tag("SR-18")
    void nothingMovesUnderZeroFlow() {
        invariants.pulses(watched, new Permit().open(), 1);
        assertNull(invariants.failure());
        Permit permit = new Permit().open();
        permit.raise(Alarm.HEAD_OPEN);
        invariants.pulses(watched, permit, 3);
        assertFails("3 pulses while nothing may move");
    }

    @Test
    @Tag("SR-18")
    void nothingMovesWhileTheDriveIsReleased() {
        Permit permit = new Permit().open();
        permit.releaseDrive();
        invariants.pulses(watched, permit, 1);
        assertFails("1 pulses while nothing may move");
    }

    @Test
    @Tag("SR-39")
    void theAccountNeverFalls() {
        DeliveryLedger ledger = watched.loop().ledger();
        assertTrue(ledger.delivered(Delivery.BASAL) > 0);
        ledger.restore(new long[Delivery.values().length], 0, new long[Withheld.values().length]);
        invariants.truth(watched);
        assertFails("BASAL fell from");
    }

    @Test
    @Tag("SR-39")
    void theSumNeverFallsAcrossARestart() {
        invariants.restarted(watched);
        invariants.truth(watched);
        assertNull(invariants.failure());
        invariants.restarted(watched);
        watched.loop()
                .ledger()
                .restore(new long[Delivery.values().length], 0, new long[Withheld.values().length]);
        invariants.truth(watched);
        assertFails("the account fell from");
    }

    @Test
    @Tag("SR-19")
    void nothingIsDeliveredBeyondTheOrder() {
        watched.loop().ledger().settle(1_000_000);
        invariants.truth(watched);
        assertFails("microsteps delivered, at most ");
    }

    @Test
    void noMoreLeavesTheTipThanIsExplained() throws Exception {
        RunWatcher siphon =
                run -> {
                    if (run.cycle() == 500) {
                        run.rig().plant().siphonMicrolitresPerHour(20_000);
                    }
                };
        Scenario scenario = SuiteFixture.scenario("1 min", "");
        ScenarioResult result = new ScenarioRun(scenario, 1, "test").seenBy(siphon).run();
        assertEquals(1, result.failures().size(), result.failures()::toString);
        assertTrue(result.failures().get(0).contains("left the tip"), result.failures()::toString);
    }

    @Test
    void aFaultThatAlteredNothingProvesNothing() throws Exception {
        String fault =
                "faults:\n  - {key: lamp, target: {component: output, instance: red}, type:"
                        + " refused, at: 30 s, duration: 1 s}\n";
        assertEquals(
                List.of("invariant: fault lamp was active and altered nothing"),
                SuiteFixture.failures("1 min", fault));
        assertEquals(
                List.of(),
                SuiteFixture.failures(
                        "1 min", fault.replace("1 s}", "1 s, params: {severity: 0}}")));
    }

    @Test
    void aFaultWhoseTriggerNeverFiredProvesNothing() throws Exception {
        String fault =
                "faults:\n  - {key: never, target: {component: input, instance: door}, type:"
                        + " active, at: {mode: priming}}\n";
        assertEquals(
                List.of("invariant: fault never was never active"),
                SuiteFixture.failures("1 min", fault));
        assertEquals(
                List.of(),
                SuiteFixture.failures(
                        "1 min", fault + "expect:\n  - {effects: {of: never, atMost: 0}}\n"));
    }
}
