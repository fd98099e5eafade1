package io.pumprig.hal.pi;

import io.pumprig.hal.board.SerialLine;
import java.util.function.LongSupplier;

/** Opens serial lines: jSerialComm's on a Pi, scripted ones in tests. */
@FunctionalInterface
interface SerialPorts {

    /**
     * Opens the line at {@code path}, 8N1.
     *
     * @throws io.pumprig.hal.BringUpException when it cannot be opened
     */
    Opened open(String path, int baud);

    /**
     * A line that was opened.
     *
     * @param passes a count that grows as long as the line's I/O thread goes round
     * @param close gives it back
     */
    record Opened(SerialLine line, LongSupplier passes, Runnable close) {}
}
