package io.pumprig.controller.check;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.device.MotorCommand;
import io.pumprig.hal.device.PumpDevices;
import io.pumprig.hal.device.PumpHead;
import io.pumprig.hal.rig.Rig;
import io.pumprig.hal.rig.RigWiring;
import java.util.function.IntConsumer;

/**
 * The head, turned slowly by whole revolutions for somebody who weighs what comes out. Coils are on
 * while it turns only: a balance is read in peace, and nobody kicks the enable watchdog meanwhile.
 */
public final class HeadTurns {
    private static final int TOLERANCE_FULL_STEPS = 2;

    private final PumpHead head;
    private final LiveReadings live;
    private final SlowTurn slowTurn;
    private final RigClock clock;
    private boolean turned;
    private long restedAtCounts;

    /**
     * Brings the rig up; it takes a few seconds of its time, and its coils are off afterwards.
     *
     * @param percent is told how much of a run is done, at every tenth
     * @throws BringUpException naming the part that is not what the wiring says
     */
    public HeadTurns(Board board, RigWiring wiring, IntConsumer percent) {
        head = wiring.pump();
        clock = board.clock();
        PumpDevices devices = Rig.bringUp(board, wiring);
        live = new LiveReadings(devices, clock);
        slowTurn = new SlowTurn(live, clock, head, percent);
        release();
    }

    /**
     * Turns forward by whole revolutions, and switches the coils off.
     *
     * @return empty when every pulse turned the rotor; else why the run is worth nothing
     */
    public String turn(int revolutions) {
        try {
            boolean whole = slowTurn.turn((long) revolutions * head.microstepsPerRevolution());
            return whole ? doubt() : slowTurn.stopped();
        } finally {
            restedAtCounts = live.rotor.travelCounts();
            turned = true;
            release();
        }
    }

    private String doubt() {
        long tolerance = slowTurn.countsOfFullSteps(TOLERANCE_FULL_STEPS);
        long slipped = slowTurn.beganAtCounts() - restedAtCounts;
        if (turned && Math.abs(slipped) > tolerance) {
            return "the rotor moved by " + slipped + " counts while the coils were off";
        }
        if (slowTurn.seen() != slowTurn.sent()) {
            return slowTurn.sent() + " pulses were sent, the driver saw " + slowTurn.seen();
        }
        long expected = slowTurn.countsOf(slowTurn.sent());
        if (Math.abs(slowTurn.travelCounts() - expected) > tolerance) {
            return "the rotor went " + slowTurn.travelCounts() + " of " + expected + " counts";
        }
        return "";
    }

    /** Coils off; also called at every end of a run. */
    public void release() {
        live.devices().motor().apply(new MotorCommand().release());
    }
}
