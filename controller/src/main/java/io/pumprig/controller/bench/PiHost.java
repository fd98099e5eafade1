package io.pumprig.controller.bench;

import io.pumprig.controller.command.DetachedPrinter;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.pi.BoardFacts;
import io.pumprig.hal.pi.BoardWatchdog;
import io.pumprig.hal.pi.ClockSync;
import io.pumprig.hal.pi.PiBoard;
import io.pumprig.hal.pi.PiClock;
import io.pumprig.hal.pi.PiSerialEvents;
import io.pumprig.hal.pi.RealTime;
import io.pumprig.hal.pi.ServiceNotify;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** A Raspberry Pi, real or emulated, with this process's terminal and signals. */
final class PiHost implements BenchHost {
    private static final Path COMPATIBLE = Path.of("/proc/device-tree/compatible");

    /** Boards that QEMU makes and nobody wires to a rig: its own, and an i.MX 8M Plus. */
    private static final List<String> EMULATED = List.of("linux,dummy-virt", "fsl,imx8mp");

    private PiBoard board;
    private ServiceNotify manager;
    private BoardWatchdog boardWatchdog;

    @Override
    public String backend() {
        return "bench";
    }

    @Override
    public boolean isEmulated() {
        try {
            String compatible = Files.readString(COMPATIBLE, StandardCharsets.ISO_8859_1);
            return isEmulated(compatible);
        } catch (IOException e) {
            // No device tree: whatever it is, it is not known to be emulated.
            return false;
        }
    }

    /** By the names that a device tree gives its board, each ended by a zero byte. */
    static boolean isEmulated(String compatible) {
        return List.of(compatible.split("\0")).stream()
                .anyMatch(name -> EMULATED.stream().anyMatch(name::startsWith));
    }

    @Override
    public long utcMillis() {
        return new PiClock().utcMillis();
    }

    @Override
    public boolean isClockSynchronised() {
        return ClockSync.ofThisHost().synchronised();
    }

    @Override
    public BoardFacts facts() {
        return BoardFacts.ofThisHost();
    }

    @Override
    public synchronized Board open() {
        // The line's own thread tells it, and must not wait for who reads.
        board = PiBoard.open(new SaidSerialEvents(new DetachedPrinter(err()).out()));
        return board;
    }

    /** What the interlocks see as silence has its reason told here. */
    private static final class SaidSerialEvents implements PiSerialEvents {
        private final PrintStream people;

        SaidSerialEvents(PrintStream people) {
            this.people = people;
        }

        @Override
        public void lost(String path) {
            people.println("serial line " + path + " is gone");
        }

        @Override
        public void back(String path) {
            people.println("serial line " + path + " is back");
        }
    }

    @Override
    public synchronized Map<String, LongSupplier> threads() {
        return board.serialPasses();
    }

    @Override
    public String takeControl() {
        String scheduled = RealTime.schedule().reason();
        String timers = RealTime.sharpenTimers().reason();
        return scheduled + "; " + timers + "; " + RealTime.lockMemory().reason();
    }

    @Override
    public Signals onSignals(Runnable stop, Runnable pause) {
        return new ProcessSignals(stop, pause);
    }

    @Override
    public synchronized void starting() {
        manager().starting();
    }

    @Override
    public synchronized void ready() {
        manager().ready();
    }

    private ServiceNotify manager() {
        if (manager == null) {
            manager = ServiceNotify.ofThisProcess();
        }
        return manager;
    }

    @Override
    public synchronized void armBoardWatchdog() {
        boardWatchdog = BoardWatchdog.open(BoardWatchdog.DEVICE);
    }

    @Override
    public synchronized void alive() {
        if (manager != null) {
            manager.watchdog();
        }
        if (boardWatchdog != null) {
            boardWatchdog.feed();
        }
    }

    @Override
    public synchronized void stopping() {
        if (manager != null) {
            manager.stopping();
            manager.close();
            manager = null;
        }
        if (boardWatchdog != null) {
            boardWatchdog.close();
            boardWatchdog = null;
        }
    }

    @Override
    public boolean isTerminal() {
        return System.console() != null;
    }

    @Override
    public InputStream in() {
        return System.in;
    }

    @Override
    public PrintStream out() {
        return System.out;
    }

    @Override
    public PrintStream err() {
        return System.err;
    }
}
