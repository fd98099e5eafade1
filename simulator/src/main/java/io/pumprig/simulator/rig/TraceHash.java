package io.pumprig.simulator.rig;

import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.sample.Sample;
import io.pumprig.hal.device.MotorCommand;
import java.util.Locale;

/**
 * Sixty-four bits that stand for a whole run: each cycle folds in its sample, its permit and its
 * command, so that one differing bit anywhere gives another hash. Integers only; the same on every
 * machine. It tells runs apart and is no protection against forgery.
 */
public final class TraceHash {
    private static final long FOLD = 0x9E37_79B9_7F4A_7C15L;
    private static final long A = 0xBF58_476D_1CE4_E5B9L;
    private static final long B = 0x94D0_49BB_1331_11EBL;
    private static final long C = 0xD6E8_FEB8_6659_FD93L;
    private static final long D = 0xA076_1D64_78BD_642FL;

    private long value;

    /** A hash that has seen nothing. */
    public TraceHash() {
        this(0);
    }

    /** Goes on from an earlier value. */
    public TraceHash(long value) {
        this.value = value;
    }

    /**
     * Folds one cycle. The products are independent of each other, so they overlap in the
     * processor.
     */
    public void fold(Sample sample, Permit permit, MotorCommand command) {
        long inputs =
                (sample.isEStopped() ? 1 : 0)
                        | (sample.isDoorOpen() ? 2 : 0)
                        | (sample.drive().faultOutput() ? 4 : 0)
                        | (command.isEnergised() ? 8 : 0)
                        | (sample.bubble().airInLine() ? 16 : 0)
                        | (sample.flow().isAirInLine() ? 32 : 0)
                        | (sample.bolusButton().isStuck() ? 64 : 0)
                        | (long) permit.reaction().ordinal() << 8
                        | (long) command.taken() << 12;
        long readings =
                sample.downstream().pascals() * A
                        + sample.upstream().pascals() * B
                        + (sample.sensorSupply().millivolts()
                                        | (long) sample.motorSupply().millivolts() << 32)
                                * C
                        + sample.rotor().travelCounts() * D;
        long slow =
                sample.reservoir().picolitres() * B
                        + sample.motion().seenMicrosteps() * C
                        + (sample.drive().faults() | sample.outcomes() << 8) * D
                        + sample.sentMicrosteps() * A
                        + (sample.flow().raw() | sample.bolusButton().presses() << 32) * FOLD;
        long decided = permit.raised() * A + inputs * D + sample.cycle() * B;
        long mixed = readings ^ Long.rotateLeft(slow, 21) ^ Long.rotateLeft(decided, 42);
        value = (Long.rotateLeft(value, 5) ^ mixed) * FOLD;
    }

    public long value() {
        return value;
    }

    /** Sixteen lower-case hexadecimal digits. */
    public String text() {
        return String.format(Locale.ROOT, "%016x", value);
    }
}
