package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Verb;

/** What holds around every fault, whichever it is: the reaction at its alarm, and the way back. */
final class TherapyAgain {
    private TherapyAgain() {}

    /**
     * Steps until the alarm is raised and checks that it acted in that very cycle (SR-34, SR-84).
     *
     * @return cycles from now to the alarm
     */
    static long raises(TestRun run, Alarm alarm, long mostCycles) {
        long from = run.run().cycle();
        long at = run.until(alarm, mostCycles);
        assertTrue(at > 0, () -> alarm + " within " + mostCycles + ", but " + run.alarms());
        assertEquals(alarm.reaction(), run.reaction());
        if (alarm.reaction() == Reaction.ZERO_FLOW) {
            assertEquals(0, run.controller().loop().command().taken());
        }
        return at - from;
    }

    /** No pulse leaves the controller for {@code cycles}. */
    static void staysStill(TestRun run, long cycles) {
        long pulses = run.pulses();
        run.cycles(cycles);
        assertEquals(pulses, run.pulses());
        assertEquals(Reaction.ZERO_FLOW, run.reaction());
    }

    /**
     * The cause is gone: the alarm stays until it is acknowledged (SR-80), then therapy goes on at
     * the program's rate and catches nothing up (SR-36).
     */
    static void goesOn(TestRun run, Alarm alarm) {
        assertTrue(run.isListed(alarm), () -> alarm + " did not wait for an acknowledgement");
        assertEquals(alarm.reaction(), run.reaction());
        assertEquals(Code.OK, run.order(Verb.ALARM_ACKNOWLEDGE));
        run.cycles(200);
        assertFalse(run.isListed(alarm), () -> alarm + " is acknowledged and its cause is gone");
        followsTheProgram(run);
    }

    /** An hour at the program's rate; and all that was ordered so far is accounted for. */
    static void followsTheProgram(TestRun run) {
        assertEquals(Reaction.KEEP_PROGRAM, run.reaction());
        long program = run.programMicrosteps();
        long delivered = run.delivered();
        long field = run.rig().plant().fieldMicrosteps();
        run.cycles(TestRun.CYCLES_PER_HOUR);
        assertEquals(run.programMicrosteps() - program, run.delivered() - delivered, 1);
        assertEquals(run.delivered() - delivered, run.rig().plant().fieldMicrosteps() - field);
        assertTrue(run.isSilent(), () -> "alarms " + run.alarms());
        accountsForAll(run);
    }

    /** Ordered is delivered and withheld together; each of the two is rounded down once. */
    static void accountsForAll(TestRun run) {
        long ordered = run.controller().loop().planner().orderedMicrosteps();
        long program = run.programMicrosteps();
        assertTrue(
                ordered <= program && ordered >= program - 2,
                () -> "ordered " + ordered + ", the program says " + program);
    }
}
