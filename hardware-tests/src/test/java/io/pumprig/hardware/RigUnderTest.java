package io.pumprig.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.device.Balance;
import io.pumprig.hal.device.DriveReading;
import io.pumprig.hal.device.MotionReading;
import io.pumprig.hal.device.MotorCommand;
import io.pumprig.hal.device.PumpDevices;
import io.pumprig.hal.device.RotorReading;
import io.pumprig.hal.rig.Instruments;
import io.pumprig.hal.rig.Rig;
import io.pumprig.hal.rig.RigWiring;
import io.pumprig.simulator.board.SimulatedBoard;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;

/**
 * One rig in the hands of one test: its board, how it is wired, its devices once they are brought
 * up, and the hands outside. Closing it leaves the motor without current, whatever went before.
 */
public final class RigUnderTest implements AutoCloseable {
    private static final int RELEASES = 3;

    private final Supplier<Board> opening;
    private final RigWiring wiring;
    private final Hands hands;
    private final Pace pace;
    private final MotorCommand command = new MotorCommand();
    private MotionReading motion;
    private DriveReading drive;
    private RotorReading rotor;
    private Board board;
    private PumpDevices devices;
    private Balance balance;
    private boolean used;
    private boolean spoiled;

    /**
     * @param opening opens the board, now and each time that a test needs it with all ports free
     */
    RigUnderTest(Supplier<Board> opening, RigWiring wiring, Hands hands, Pace pace) {
        this.opening = opening;
        board = opening.get();
        this.wiring = wiring;
        this.hands = hands;
        this.pace = pace;
        forget();
    }

    /** Begins a test: no reading was ever taken. */
    void forget() {
        motion = new MotionReading();
        drive = new DriveReading();
        rotor = new RotorReading();
    }

    // ---- what it is

    /**
     * The board with all its ports free, for tests of the ports themselves. No device that was
     * brought up before may be used any more.
     */
    public Board board() {
        spoiled = true;
        if (used) {
            close();
            devices = null;
            balance = null;
            board = opening.get();
        }
        used = true;
        return board;
    }

    public RigWiring wiring() {
        return wiring;
    }

    public RigClock clock() {
        return board.clock();
    }

    public Hands hands() {
        return hands;
    }

    public Pace pace() {
        return pace;
    }

    /** The world behind the ports; for tests tagged {@code simulator}. */
    public SimulatedBoard simulated() {
        Assumptions.assumeTrue(board instanceof SimulatedBoard, "needs the simulator");
        return (SimulatedBoard) board;
    }

    // ---- bring-up

    /** The devices, brought up by the first who asks. */
    public PumpDevices devices() {
        if (devices == null) {
            used = true;
            devices = Rig.bringUp(board, wiring);
        }
        return devices;
    }

    /**
     * The balance, brought up by the first who asks. It takes seconds, so who wants both asks for
     * it before the devices. Where none is wired the test is aborted.
     */
    public Balance balance() {
        if (balance == null) {
            Assumptions.assumeTrue(wiring.balance().isPresent(), "no balance is wired");
            used = true;
            balance = Instruments.balance(board, wiring).orElseThrow();
        }
        return balance;
    }

    /**
     * Brings the rig up as another {@code rig.yaml} describes it.
     *
     * @throws io.pumprig.hal.BringUpException when a part is not what that wiring says
     */
    public void bringUp(RigWiring asWritten) {
        devices = Rig.bringUp(board(), asWritten);
    }

    /** Brings the rig up with something between its drivers and its board. */
    public void bringUpOver(UnaryOperator<Board> between) {
        devices = Rig.bringUp(between.apply(board()), wiring);
    }

    // ---- cycles

    /** So many cycles with so many pulses in each, all of which the motor must take. */
    public void cycles(int count, int pulses) {
        for (int i = 0; i < count; i++) {
            nextCycle();
            look();
            assertEquals(Outcome.OK, devices().motor().apply(command.step(pulses)));
        }
    }

    /** So many cycles that only look, and give no order to the motor. */
    public void look(int count) {
        for (int i = 0; i < count; i++) {
            nextCycle();
            look();
        }
    }

    /** Reads motor and rotor now. */
    public void look() {
        devices().motor().poll(motion, drive);
        devices().encoder().read(rotor);
    }

    /** Lets one period pass; the enable watchdog is kicked as in service. */
    public void nextCycle() {
        board.clock().pause(pace.cycleNanos());
        devices().watchdog().kick();
    }

    /** At rest until every reading has its value. */
    public void settle() {
        cycles(40, 0);
    }

    /** Turns the rotor by {@code microsteps} as fast as all parts can follow, then rests. */
    public void turn(int microsteps) {
        cycles(microsteps / pace.pulsesPerCycle(), pace.pulsesPerCycle());
        cycles(1, microsteps % pace.pulsesPerCycle());
        settle();
    }

    /** Sends pulses in this very instant; how many the motor took. */
    public int stepNow(int pulses) {
        devices().motor().apply(command.step(pulses));
        return command.taken();
    }

    public MotionReading motion() {
        return motion;
    }

    public DriveReading drive() {
        return drive;
    }

    public RotorReading rotor() {
        return rotor;
    }

    // ---- end

    /** Whether the next test needs a board that is opened anew. */
    boolean isSpoiled() {
        return spoiled;
    }

    /**
     * Takes the current off the coils.
     *
     * @throws AssertionError when the motor did not take the order; its enable is then left to the
     *     board, which is closed
     */
    void releaseMotor() {
        if (devices == null) {
            return;
        }
        Outcome outcome = devices.motor().apply(command.release());
        for (int i = 1; i < RELEASES && !outcome.isOk(); i++) {
            outcome = devices.motor().apply(command.release());
        }
        if (!outcome.isOk()) {
            spoiled = true;
            throw new AssertionError("the motor was not released: " + outcome);
        }
    }

    /** Releases the motor and closes the board, which drives every output safe. */
    @Override
    public void close() {
        try {
            releaseMotor();
        } finally {
            board.close();
        }
    }
}
