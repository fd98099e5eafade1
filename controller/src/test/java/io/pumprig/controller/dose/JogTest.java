package io.pumprig.controller.dose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.controller.order.Mode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The self-test's jog of 64 microsteps, which is part of the dose and not beside it. */
@Tag("SR-69")
class JogTest {
    /** 20 000 microsteps a day, one each 4.32 s. */
    private final PlannerRun run = PlannerRun.of(PlannerRun.continuous(2_000, 250_000_000L));

    @Test
    void aDayIsADaysDoseWithoutASelfTest() {
        run.cycles(86_400);
        assertEquals(20_000, run.ledger.delivered());
        assertEquals(0, run.ledger.notSent());
    }

    @Test
    void aDayIsADaysDoseWithASelfTestThatJogsFirst() {
        run.planner.beginSelfTest();
        assertEquals(Mode.SELF_TEST, run.planner.mode());
        run.jog();
        assertEquals(64, run.ledger.delivered());
        run.cycles(59);
        run.planner.endSelfTest();
        assertEquals(Mode.CONTINUOUS, run.planner.mode());
        assertEquals(64, run.ledger.delivered());
        // 13 of them have become due in a minute.
        assertEquals(51, run.planner.aheadMicrosteps());
        assertEquals(13, run.planner.orderedMicrosteps());
        run.cycles(86_340);
        assertEquals(20_000, run.ledger.delivered());
        assertEquals(20_000, run.ledger.delivered(Delivery.BASAL));
        assertEquals(0, run.ledger.withheld(Withheld.SELF_TEST));
        assertEquals(0, run.planner.aheadMicrosteps());
    }

    @Test
    @Tag("SR-36")
    void whatWasDueBeforeTheJogIsTakenFromIt() {
        run.planner.beginSelfTest();
        run.cycles(59);
        assertEquals(0, run.ledger.delivered());
        assertEquals(13, run.planner.orderedMicrosteps());
        run.jog();
        run.planner.endSelfTest();
        run.cycles(86_340);
        assertEquals(20_000, run.ledger.delivered());
        assertEquals(0, run.ledger.withheld(Withheld.SELF_TEST));
        assertEquals(20_000, run.planner.orderedMicrosteps());
    }

    @Test
    @Tag("SR-36")
    void whatBecameDueInALongSelfTestBeyondTheJogIsWithheldAndNotCaughtUp() {
        run.planner.beginSelfTest();
        run.cycles(359);
        run.jog();
        run.planner.endSelfTest();
        // 83 of 6 minutes, of which the jog was 64.
        assertEquals(19, run.ledger.withheld(Withheld.SELF_TEST));
        run.cycles(86_040);
        assertEquals(19_981, run.ledger.delivered());
        assertEquals(20_000, run.planner.orderedMicrosteps());
    }

    @Test
    @Tag("SR-76")
    void nothingGoesOutUntilTheJogIsMadeUpForAndTheProgramFromThenOn() {
        run.planner.beginSelfTest();
        run.jog();
        run.planner.endSelfTest();
        // The 64th is due after 276.48 s, the 65th after 280.8 s.
        run.cycles(279);
        assertEquals(64, run.ledger.delivered());
        run.cycle();
        assertEquals(65, run.ledger.delivered());
    }

    @Test
    void aSelfTestWithoutAJogTakesNothingFromTheProgram() {
        run.planner.beginSelfTest();
        run.planner.endSelfTest();
        run.cycles(86_400);
        assertEquals(20_000, run.ledger.delivered());
    }

    @Test
    @Tag("SR-93")
    void aRestartKnowsWhatWasDeliveredAhead() {
        run.planner.beginSelfTest();
        run.jog();
        run.planner.endSelfTest();
        run.cycles(99);
        run.restart();
        run.cycles(86_300);
        assertEquals(20_000, run.ledger.delivered());
    }
}
