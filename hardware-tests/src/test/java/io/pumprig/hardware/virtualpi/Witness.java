package io.pumprig.hardware.virtualpi;

import io.pumprig.simulator.board.SimulatedBoard;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was true outside, whatever the guest says of itself: the state of the world at each instant
 * that somebody asked to be noted. Used under the world's lock.
 */
final class Witness {
    private static final long NEVER = Long.MIN_VALUE;

    /**
     * One noted instant of the world.
     *
     * @param nanos of the world's clock
     * @param pulses STEP pulses that the motor driver has seen
     * @param rotorMicrosteps where the rotor is
     * @param tipMicrolitres what has left the catheter
     * @param ennHigh whether the coils are off
     * @param ennSinceNanos since when ENN has this level
     * @param enablePinHigh level of the guest's own enable output
     * @param kickedAtNanos last edge of the kick wire
     * @param watchdogs how often the guest's watchdog has fired
     */
    record Moment(
            long nanos,
            long pulses,
            long rotorMicrosteps,
            double tipMicrolitres,
            boolean ennHigh,
            long ennSinceNanos,
            boolean enablePinHigh,
            long kickedAtNanos,
            int watchdogs) {}

    private final Map<String, Moment> moments = new LinkedHashMap<>();
    private boolean ennHigh = true;
    private long ennSinceNanos = NEVER;
    private long kickedAtNanos = NEVER;

    /** Looks at the board at the present instant; to be called often. */
    void look(SimulatedBoard board) {
        if (board.isEnnHigh() != ennHigh) {
            ennHigh = !ennHigh;
            ennSinceNanos = board.clock().nanos();
        }
    }

    /** An edge of the kick wire. */
    void kicked(long nanos) {
        kickedAtNanos = nanos;
    }

    /** Notes the present instant under that name. */
    void note(String name, SimulatedBoard board, int watchdogs) {
        look(board);
        moments.put(
                name,
                new Moment(
                        board.clock().nanos(),
                        board.stepWire().pulses(),
                        board.plant().rotorMicrosteps(),
                        board.plant().tipMicrolitres(),
                        ennHigh,
                        ennSinceNanos,
                        board.isOutputHigh(board.layout().motor().enableGpio()),
                        kickedAtNanos,
                        watchdogs));
    }

    /**
     * The instant that was noted under that name.
     *
     * @throws IllegalStateException when the guest did not get there
     */
    Moment at(String name) {
        Moment moment = moments.get(name);
        if (moment == null) {
            throw new IllegalStateException(
                    "nothing was noted of '" + name + "', only of " + moments.keySet());
        }
        return moment;
    }
}
