package io.pumprig.hardware;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.device.RotorReading;
import io.pumprig.hal.rig.RigWiring;

/**
 * The first motion after bring-up: pulses sent, pulses that the driver counted and the angle of the
 * rotor agree. It finds what no identity of a part can tell: wires that were swapped, a magnet that
 * is missing, a rotor that does not turn.
 */
final class SlowTurn {
    /** Noise of the angle, and the ends of two microsteps. */
    private static final int TOLERANCE_COUNTS = 3;

    private final RigUnderTest rig;
    private final RigWiring asWritten;

    /**
     * @param asWritten the wiring by which the rig was brought up
     */
    SlowTurn(RigUnderTest rig, RigWiring asWritten) {
        this.rig = rig;
        this.asWritten = asWritten;
    }

    /**
     * Turns by {@code microsteps}.
     *
     * @throws BringUpException naming the part, its place, what was expected and what was found
     */
    void check(int microsteps) {
        rig.settle();
        expectAngle();
        long seenBefore = rig.motion().seenMicrosteps();
        long travelBefore = rig.rotor().travelCounts();
        rig.turn(microsteps);
        long seen = rig.motion().seenMicrosteps() - seenBefore;
        if (seen != microsteps) {
            RigWiring.Motor motor = asWritten.motor();
            throw new BringUpException(
                    "motor tmc2209",
                    "STEP GPIO" + motor.stepGpio() + ", DIR GPIO" + motor.dirGpio(),
                    microsteps + " pulses counted",
                    Long.toString(seen));
        }
        expectAngle();
        long counts = asWritten.pump().countsOf(microsteps);
        long travel = rig.rotor().travelCounts() - travelBefore;
        if (Math.abs(travel - counts) > TOLERANCE_COUNTS) {
            throw encoder(
                    "a turn by " + counts + " of " + RotorReading.COUNTS_PER_TURN + " counts",
                    Long.toString(travel));
        }
    }

    private void expectAngle() {
        if (!rig.rotor().outcome().isOk()) {
            throw encoder("the angle of a magnet", rig.rotor().outcome().toString());
        }
    }

    private BringUpException encoder(String expected, String found) {
        RigWiring.Encoder encoder = asWritten.encoder();
        String place = String.format("%s 0x%02X", encoder.bus(), encoder.address());
        return new BringUpException("encoder as5600", place, expected, found);
    }
}
