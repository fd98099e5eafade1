package io.pumprig.hal.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.device.DoseMotor;
import io.pumprig.hal.device.DriveReading;
import io.pumprig.hal.device.MotionReading;
import io.pumprig.hal.device.MotorCommand;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link DoseMotor} promises, from bring-up on. */
public interface DoseMotorContract {

    /** A motor that was brought up. */
    DoseMotor subject();

    /** Lets the rest of one cycle pass, and gives the kick that the enable watchdog is owed. */
    void nextCycle();

    /** Pulses that one cycle may ask for at this target's period, 1 or more. */
    default int pulsesPerCycle() {
        return 1;
    }

    /** Whether the drive itself counts the pulses that reach it. */
    default boolean countsPulses() {
        return true;
    }

    /** After so many cycles at rest the drive has told how it is. */
    default int cyclesToAnswer() {
        return 60;
    }

    /** After so many cycles a motor that was released takes orders again. */
    default int cyclesToComeBack() {
        return 20;
    }

    /**
     * What has truly moved, in microsteps, seen from outside; empty where nobody can tell: aborts
     * the test.
     */
    default OptionalLong movedMicrosteps() {
        return OptionalLong.empty();
    }

    /** Bytes that a cycle may allocate, where the library below cannot do without. */
    default long allowedBytes() {
        return 0;
    }

    /** By how much fewer cycles will do, where one takes long. */
    default int slowness() {
        return 1;
    }

    @AfterEach
    default void releaseTheMotor() {
        subject().apply(new MotorCommand().release());
    }

    @Test
    @Tag("SR-37")
    default void countsExactlyWhatItTookAndTakesNoMoreThanAsked() {
        Cycle cycle = new Cycle(subject());
        rest(cycle, 20);
        long before = subject().sentMicrosteps();
        long takenInAll = 0;
        for (int i = 0; i < 200 / slowness() + 10; i++) {
            int asked = i % (pulsesPerCycle() + 1);
            cycle.step(asked);
            assertTrue(cycle.command.taken() >= 0 && cycle.command.taken() <= asked);
            takenInAll += cycle.command.taken();
            assertEquals(before + takenInAll, subject().sentMicrosteps());
            nextCycle();
        }
        assertTrue(takenInAll > 0, "a sound motor takes pulses");
    }

    @Test
    default void aSoundMotorTakesAllThatItIsAskedForAndSaysOk() {
        Cycle cycle = new Cycle(subject());
        rest(cycle, 20);
        for (int i = 0; i < 20; i++) {
            assertEquals(Outcome.OK, cycle.step(pulsesPerCycle()));
            assertEquals(pulsesPerCycle(), cycle.command.taken());
            nextCycle();
        }
    }

    @Test
    @Tag("SR-18")
    @Tag("SR-43")
    default void aReleasedMotorTakesNothing() {
        Cycle cycle = new Cycle(subject());
        rest(cycle, 20);
        long before = subject().sentMicrosteps();
        for (int i = 0; i < 20; i++) {
            cycle.poll();
            assertEquals(Outcome.OK, subject().apply(cycle.command.release()));
            assertEquals(0, cycle.command.taken());
            nextCycle();
        }
        assertEquals(before, subject().sentMicrosteps());
    }

    @Test
    default void aReleasedMotorComesBackWithTheNextOrder() {
        Cycle cycle = new Cycle(subject());
        rest(cycle, 20);
        subject().apply(cycle.command.release());
        nextCycle();
        rest(cycle, cyclesToComeBack());
        long before = subject().sentMicrosteps();

        assertEquals(Outcome.OK, cycle.step(1));

        assertEquals(before + 1, subject().sentMicrosteps());
    }

    @Test
    @Tag("SR-37")
    @Tag("SR-43")
    default void movesNoMoreThanItTookAndNothingOnceItIsReleased() {
        Needs.hands(movedMicrosteps().isPresent(), "tell what has moved");
        Cycle cycle = new Cycle(subject());
        rest(cycle, 20);
        long sentBefore = subject().sentMicrosteps();
        long movedBefore = movedMicrosteps().getAsLong();
        for (int i = 0; i < 200 / slowness() + 10; i++) {
            cycle.step(pulsesPerCycle());
            nextCycle();
            long sent = subject().sentMicrosteps() - sentBefore;
            long moved = movedMicrosteps().getAsLong() - movedBefore;
            assertTrue(moved <= sent, () -> "moved " + moved + ", sent " + sent);
        }
        assertTrue(movedMicrosteps().getAsLong() > movedBefore, "a sound motor moves");

        subject().apply(cycle.command.release());
        stayReleased(cycle, 20);
        long movedAtRelease = movedMicrosteps().getAsLong();
        stayReleased(cycle, cyclesToComeBack());
        rest(cycle, cyclesToComeBack());
        assertEquals(movedAtRelease, movedMicrosteps().getAsLong());
    }

    private void stayReleased(Cycle cycle, int cycles) {
        for (int i = 0; i < cycles; i++) {
            cycle.poll();
            subject().apply(cycle.command.release());
            nextCycle();
        }
    }

    @Test
    @Tag("SR-18")
    default void pollingMovesNoMotorThatOwesNothing() {
        Cycle cycle = new Cycle(subject());
        rest(cycle, 40);
        long sent = subject().sentMicrosteps();
        long seen = cycle.motion.seenMicrosteps();
        for (int i = 0; i < 100 / slowness() + 20; i++) {
            cycle.poll();
            nextCycle();
        }
        assertEquals(sent, subject().sentMicrosteps());
        assertEquals(seen, cycle.motion.seenMicrosteps());
    }

    @Test
    @Tag("SR-63")
    default void theDriveSeesThePulsesThatWereSent() {
        assumeTrue(countsPulses(), "this drive counts no pulses");
        Cycle cycle = new Cycle(subject());
        rest(cycle, 40);
        long seenBefore = cycle.motion.seenMicrosteps();
        long sentBefore = subject().sentMicrosteps();
        for (int i = 0; i < 128 / pulsesPerCycle(); i++) {
            cycle.step(pulsesPerCycle());
            nextCycle();
        }
        rest(cycle, 40);

        long sent = subject().sentMicrosteps() - sentBefore;
        assertEquals(128 / pulsesPerCycle() * pulsesPerCycle(), sent);
        assertEquals(sent, cycle.motion.seenMicrosteps() - seenBefore);
        assertEquals(subject().sentMicrosteps(), cycle.motion.sentMicrosteps());
        assertTrue(cycle.motion.outcome().isOk(), () -> cycle.motion.outcome().toString());
    }

    @Test
    default void aSoundDriveReportsNoFault() {
        Cycle cycle = new Cycle(subject());
        rest(cycle, cyclesToAnswer());
        assertTrue(cycle.drive.wasEverTaken(), "the drive was asked");
        assertEquals(0, cycle.drive.faults());
        assertEquals(false, cycle.drive.faultOutput());
    }

    @Test
    default void aCycleOfTheMotorAllocatesNothing() {
        Cycle cycle = new Cycle(subject());
        rest(cycle, 20);
        Warm.allocates(
                allowedBytes(),
                slowness(),
                () -> {
                    cycle.step(1);
                    nextCycle();
                });
    }

    private void rest(Cycle cycle, int cycles) {
        for (int i = 0; i < cycles; i++) {
            cycle.step(0);
            nextCycle();
        }
    }

    /** One motor and the holders that its cycle fills. */
    final class Cycle {
        final DoseMotor motor;
        final MotorCommand command = new MotorCommand();
        final MotionReading motion = new MotionReading();
        final DriveReading drive = new DriveReading();

        Cycle(DoseMotor motor) {
            this.motor = motor;
        }

        void poll() {
            motor.poll(motion, drive);
        }

        Outcome step(int microsteps) {
            poll();
            return motor.apply(command.step(microsteps));
        }
    }
}
