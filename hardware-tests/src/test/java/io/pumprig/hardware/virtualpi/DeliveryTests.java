package io.pumprig.hardware.virtualpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.journal.SqliteJournal;
import io.pumprig.hardware.virtualpi.Witness.Moment;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What the whole controller did in the guest ({@code deliver-and-kill.sh}), judged by what was true
 * outside: 2 uL delivered, orders obeyed, and what a killed process leaves behind.
 */
final class DeliveryTests {
    private static final double MICROLITRES_PER_MICROSTEP = 0.00625;
    private static final long SECOND = 1_000_000_000L;

    /** What an edge takes from guest to host. */
    private static final long LATE_NANOS = 50_000_000L;

    private final GuestResults results;
    private final Witness witness;

    DeliveryTests(GuestResults results, Witness witness) {
        this.results = results;
        this.witness = witness;
    }

    static GuestJob job() {
        return new GuestJob()
                .rig()
                .with("app/therapy.yaml", GuestJob.resource("therapy.yaml"))
                .controller()
                .script("hands.sh")
                .script("deliver-and-kill.sh");
    }

    Stream<DynamicTest> tests() {
        return Stream.of(
                dynamicTest("aRunWithoutYesShowsItsValuesAndTouchesNothing", this::unconfirmed),
                dynamicTest("twoMicrolitresAreDelivered", this::delivered),
                dynamicTest("theSummaryIsWhatTheRotorMade", this::summary),
                dynamicTest("ordersAreAnsweredOverTheLocalSocket", this::orders),
                dynamicTest("aPausedTherapyKeepsItsMinimumRate", this::paused),
                dynamicTest("anOrderlyEndTakesTheCurrent", this::ended),
                dynamicTest("theTherapyGoesOnAfterARestart", this::goesOn),
                dynamicTest("aKilledControllerLosesTheMotorWithinTheLimit", this::killed),
                dynamicTest("aKilledControllerLetsTheBoardsWatchdogFire", this::watchdog),
                dynamicTest("theJournalSurvivesTheKill", this::journal));
    }

    private void unconfirmed() {
        assertEquals(2, results.code("unconfirmed"));
        String said = String.join("\n", results.lines("unconfirmed.txt"));
        assertTrue(said.contains("rate           864 mcg/day, 8.64 mL/day"), said);
    }

    private void delivered() {
        Moment moment = witness.at("delivered");
        assertEquals(moment.pulses(), moment.rotorMicrosteps(), "the rotor follows");
        assertTrue(moment.pulses() >= 320, () -> moment.pulses() + " microsteps");
        // Within a stroke of 5 uL the rollers run up to 0.53 uL ahead or behind.
        double pumped = moment.rotorMicrosteps() * MICROLITRES_PER_MICROSTEP;
        assertEquals(pumped, moment.tipMicrolitres(), 0.6, "uL at the tip");
    }

    private void summary() {
        long rotor = witness.at("ended").rotorMicrosteps();
        assertTrue(
                results.lines("delivered.txt").contains("microsteps    " + rotor),
                () -> rotor + " in truth, not in " + results.lines("delivered.txt"));
    }

    private void orders() {
        for (String verb : new String[] {"status", "pause", "resume"}) {
            assertEquals(0, results.code(verb), verb);
            assertTrue(
                    results.lines(verb + ".txt").contains("answer         " + verb + " accepted"),
                    () -> verb + ": " + results.lines(verb + ".txt"));
        }
        assertTrue(results.lines("pause.txt").contains("mode           paused"));
    }

    /** 0.048 mL/day is a microstep in 11 s. */
    private void paused() {
        long pulses = witness.at("still paused").pulses() - witness.at("paused").pulses();
        assertTrue(pulses <= 1, () -> pulses + " microsteps in 3 s");
    }

    private void ended() {
        assertEquals(143, results.code("delivered"), "ended by SIGTERM");
        assertTrue(witness.at("ended").ennHigh());
        assertTrue(witness.at("ended").enablePinHigh(), "by its own pin");
        assertEquals(0, witness.at("ended").watchdogs());
    }

    private void goesOn() {
        assertTrue(
                results.lines("killed.txt").stream()
                        .anyMatch(l -> l.startsWith("takes up session")),
                () -> results.lines("killed.txt").toString());
        long more = witness.at("killed").rotorMicrosteps() - witness.at("ended").rotorMicrosteps();
        assertTrue(more >= 16, () -> more + " microsteps");
    }

    private void killed() {
        assertEquals(137, results.code("killed"), "ended by SIGKILL");
        Moment killed = witness.at("killed");
        Moment free = witness.at("free");
        assertFalse(killed.ennHigh(), "the coils were on");
        assertTrue(free.ennHigh(), "and are off");
        assertFalse(free.enablePinHigh(), "although the pin was left as it was");
        assertEquals(SECOND, free.ennSinceNanos() - free.kickedAtNanos(), LATE_NANOS);
        long after = free.ennSinceNanos() - killed.nanos();
        assertTrue(after <= SECOND, () -> after + " ns after the kill");
        assertEquals(killed.pulses(), free.pulses());
    }

    private void watchdog() {
        assertEquals(0, witness.at("free").watchdogs());
        assertEquals(1, witness.at("watchdog").watchdogs());
        long after = witness.at("watchdog").nanos() - witness.at("killed").nanos();
        assertTrue(after <= 12 * SECOND, () -> after + " ns after the kill");
    }

    private void journal() throws JournalException {
        long rotor = witness.at("free").rotorMicrosteps();
        try (SqliteJournal journal =
                SqliteJournal.open(results.folder().resolve("state/journal.sqlite"))) {
            assertEquals(Optional.empty(), journal.verify());
            Checkpoint last = journal.resumable().orElseThrow().last();
            assertTrue(
                    last.deliveredMicrosteps <= rotor && rotor <= last.leaseEndMicrosteps,
                    () ->
                            rotor
                                    + " in truth, "
                                    + last.deliveredMicrosteps
                                    + " recorded, "
                                    + last.leaseEndMicrosteps
                                    + " leased");
        }
    }
}
