package io.pumprig.hal.rig;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.chip.BalanceDialect;
import io.pumprig.hal.chip.Ne1000Settings;
import java.util.Optional;

/**
 * What stands beside the rig on serial lines: checks, calibration and tests use it, therapy never.
 */
public final class Instruments {
    /** Any balance that speaks: it is told from others by who looks at the table. */
    private static final String ANY_SERIAL_NUMBER = "";

    /** Two dozen microsteps of the reference head: what a stop may leave running. */
    private static final int BURST_NANOLITRES = 150;

    /** Below the rate ceiling of 1000 uL/h (SR-07). */
    private static final int NANOLITRES_PER_MINUTE = 9_990;

    private Instruments() {}

    /**
     * The balance, identified; empty where none is wired. Waits on the board's clock, at most 10 s.
     *
     * @throws BringUpException when its line cannot be opened or no balance answers
     */
    public static Optional<SerialBalance> balance(Board board, RigWiring wiring) {
        return wiring.balance()
                .map(
                        wired ->
                                SerialBalance.bringUp(
                                        board.serial(wired.port(), wired.baud()),
                                        wired.port(),
                                        dialect(wired.dialect()),
                                        ANY_SERIAL_NUMBER,
                                        board.clock()));
    }

    private static BalanceDialect dialect(String wiredName) {
        for (BalanceDialect dialect : BalanceDialect.values()) {
            if (dialect.wiredName().equals(wiredName)) {
                return dialect;
            }
        }
        throw new IllegalArgumentException("no balance speaks " + wiredName);
    }

    /**
     * The syringe pump, stopped, identified and configured; empty where none is wired. Its
     * microsteps are those of the rig's head, as a unit of volume. Waits on the board's clock, at
     * most 10 s.
     *
     * @throws BringUpException when its line cannot be opened or no such pump answers
     */
    public static Optional<Ne1000DoseMotor> syringePump(Board board, RigWiring wiring) {
        return wiring.syringePump()
                .map(
                        wired ->
                                Ne1000DoseMotor.bringUp(
                                        board.serial(wired.port(), wired.baud()),
                                        wired.port(),
                                        new Ne1000Settings(
                                                wired.address(),
                                                wired.diameterMicrometres(),
                                                NANOLITRES_PER_MINUTE),
                                        wiring.pump(),
                                        BURST_NANOLITRES,
                                        board.clock()));
    }
}
