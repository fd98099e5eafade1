package io.pumprig.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.link.RigState;
import io.pumprig.controller.link.StateMirror;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Verb;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a look at the rig shows of therapy, boluses and reservoir. */
class StateReportTest {
    private static final String HEAD =
            """
            drug: baclofen
            concentration: 2000 mcg/mL
            indication: spinal
            """;
    private static final String PLAIN = HEAD + "program: {mode: continuous, rate: 250 mcg/day}\n";
    private static final String DEMAND =
            PLAIN + "demandBolus: {dose: 10 mcg, duration: 5 min, lockout: 55 min, perDay: 24}\n";

    /** The state in the next cycle. */
    private static RigState look(OrderedRig rig) {
        StateMirror mirror = rig.rig.controller().mirror();
        mirror.ask();
        rig.rig.run(1);
        assertFalse(mirror.isWanted());
        return mirror.state();
    }

    @Test
    @Tag("SR-54")
    void theForecastIsFromTheWeightAndTheProgram() throws JournalException {
        try (OrderedRig rig = new OrderedRig(PLAIN)) {
            RigState state = look(rig);
            // 20 mL down to 4 and to 1 mL at 0.125 mL/day: 128 and 152 days.
            assertEquals(128 * 86_400, state.secondsToLow, 5);
            assertEquals(152 * 86_400, state.secondsToEmpty, 5);
            rig.rig.reservoirPicolitres = 3_000_000_000L;
            rig.runSeconds(1);
            assertEquals(0, look(rig).secondsToLow);
        }
    }

    @Test
    @Tag("SR-54")
    void theForecastCountsEveryBolusThatMayBeTaken() throws JournalException {
        try (OrderedRig rig = new OrderedRig(DEMAND)) {
            // 24 of 10 mcg beside 250: 490 mcg, 0.245 mL a day, and 19 mL to empty.
            assertEquals(19 / 0.245 * 86_400, look(rig).secondsToEmpty, 5);
        }
        String lockedOut = DEMAND.replace("lockout: 55 min", "lockout: 235 min");
        try (OrderedRig rig = new OrderedRig(lockedOut)) {
            // Four hours apart only six of them fit into a day: 310 mcg.
            assertEquals(19 / 0.155 * 86_400, look(rig).secondsToEmpty, 5);
        }
        String limited =
                DEMAND.replace("250 mcg/day", "800 mcg/day").replace("dose: 10", "dose: 40");
        try (OrderedRig rig = new OrderedRig(limited)) {
            // 960 mcg of boluses are asked for, and the limit of a day leaves 200.
            assertEquals(19 / 0.5 * 86_400, look(rig).secondsToEmpty, 5);
        }
    }

    @Test
    @Tag("SR-54")
    void atTheMinimumRateItIsTheMinimumRateAndStoppedItIsForEver() throws JournalException {
        try (OrderedRig rig = new OrderedRig(HEAD + "program: {mode: minimum-rate}\n")) {
            assertEquals(19 / 0.048 * 86_400, look(rig).secondsToEmpty, 5);
        }
        try (OrderedRig rig = new OrderedRig(HEAD + "program: {mode: stopped}\n")) {
            assertEquals(-1, look(rig).secondsToEmpty);
            assertEquals(-1, look(rig).secondsToLow);
        }
    }

    @Test
    @Tag("SR-26")
    @Tag("SR-39")
    void aBolusIsShownWhileItRunsAndItsLockoutAfterIt() throws JournalException {
        try (OrderedRig rig = new OrderedRig(DEMAND)) {
            rig.confirmed(Verb.BOLUS, "{'demand': true}");
            rig.runSeconds(150);
            RigState state = look(rig);
            assertTrue(state.shotRuns);
            assertEquals(Mode.BOLUS_DEMAND, state.shotKind);
            assertEquals(10_000_000L, state.shotPicograms);
            assertEquals(5_000_000L, state.shotDeliveredPicograms, 25_000);
            assertEquals(0, state.demandsToday);
            rig.runSeconds(150);
            state = look(rig);
            assertFalse(state.shotRuns);
            assertEquals(1, state.demandsToday);
            assertEquals(55 * 60 * OrderedRig.SECOND_NANOS, state.lockoutNanos, 100_000_000L);
            assertEquals("bolus", state.purposes[1]);
            assertEquals(800, state.purposeMicrosteps[1]);
        }
    }

    @Test
    @Tag("SR-13")
    @Tag("SR-14")
    void whatIsStagedIsShownBesideWhatIsInForce() throws JournalException {
        try (OrderedRig rig = new OrderedRig(PLAIN)) {
            assertNull(look(rig).stagedHash);
            String hash =
                    rig.stage(
                            "{'drug': 'baclofen', 'concentration': '2000 mcg/mL', 'indication':"
                                    + " 'spinal', 'program': {'mode': 'continuous', 'rate': '240"
                                    + " mcg/day'}}");
            RigState state = look(rig);
            assertEquals(hash, state.stagedHash);
            assertEquals(120 * OrderedRig.SECOND_NANOS, state.stagedLeftNanos, 20_000_000L);
            assertEquals(rig.prescription().identity(), state.hash);
            rig.commit(hash);
            state = look(rig);
            assertEquals(hash, state.hash);
            assertEquals(rig.prescription(), state.prescription);
            assertNull(state.stagedHash);
        }
    }
}
