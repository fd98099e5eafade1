package io.pumprig.hardware.bench;

import io.pumprig.controller.bench.BenchHost;
import io.pumprig.controller.bench.ProcessSignals;
import io.pumprig.controller.bench.PumprigController;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.pi.BoardFacts;
import io.pumprig.hardware.check.PiFacts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A host with a simulated board, whose signals a test sends and whose watchdogs it counts. */
final class SimulatedHost implements BenchHost {
    private final Supplier<Board> boards;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Runnable> stop = new CompletableFuture<>();
    private final CompletableFuture<Runnable> pause = new CompletableFuture<>();
    final AtomicInteger alive = new AtomicInteger();
    volatile boolean isReady;

    /** Happens on the control thread while the host gives it what it may have. */
    volatile Runnable beforeControl = () -> {};

    volatile boolean isStopping;
    private volatile int exitCode;
    private InputStream in = InputStream.nullInputStream();
    private boolean terminal;
    private boolean isProcess;

    /** Happens when therapy runs, before its first line is printed. */
    Runnable whenReady = () -> {};

    SimulatedHost(Supplier<Board> boards) {
        this.boards = boards;
    }

    /** Runs a command to its end and gives its exit code. */
    int run(String... arguments) {
        return PumprigController.execute(this, arguments);
    }

    /** Somebody sits at the terminal, and will type this. */
    void types(String lines) {
        terminal = true;
        in = new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
    }

    /** Whoever sits at this process's terminal may type, if somebody does. */
    void listens() {
        terminal = System.console() != null;
        in = System.in;
    }

    /** It is the process that it runs in, with its streams and its signals. */
    void isThisProcess() {
        isProcess = true;
    }

    /** As SIGTERM would. */
    void terminate() {
        exitCode = 143;
        stop.join().run();
    }

    /** As SIGUSR1 would. */
    void pause() {
        pause.join().run();
    }

    List<String> outLines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    String errText() {
        return err.toString(StandardCharsets.UTF_8).strip();
    }

    /** What stands behind the name on a line of the summary. */
    String summary(String name) {
        for (String line : outLines()) {
            if (line.startsWith(name + " ")) {
                return line.substring(name.length()).strip();
            }
        }
        throw new AssertionError(name + " is not in " + outLines() + "; " + errText());
    }

    @Override
    public String backend() {
        return "sim";
    }

    @Override
    public boolean isEmulated() {
        return false;
    }

    @Override
    public long utcMillis() {
        return 1_795_349_106_000L;
    }

    @Override
    public boolean isClockSynchronised() {
        throw new AssertionError("no program by times of day is run");
    }

    @Override
    public void starting() {
        throw new AssertionError("nobody waits here");
    }

    @Override
    public BoardFacts facts() {
        return PiFacts.good();
    }

    @Override
    public Board open() {
        return boards.get();
    }

    @Override
    public Map<String, LongSupplier> threads() {
        return Map.of();
    }

    @Override
    public String takeControl() {
        beforeControl.run();
        return "as the host likes";
    }

    @Override
    public Signals onSignals(Runnable stop, Runnable pause) {
        if (isProcess) {
            return new ProcessSignals(stop, pause);
        }
        this.stop.complete(stop);
        this.pause.complete(pause);
        return new Signals() {
            @Override
            public int exitCode() {
                return exitCode;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void ready() {
        isReady = true;
        whenReady.run();
    }

    @Override
    public void armBoardWatchdog() {
        throw new AssertionError("nobody asked for it");
    }

    @Override
    public void alive() {
        alive.incrementAndGet();
    }

    @Override
    public void stopping() {
        isStopping = true;
    }

    @Override
    public boolean isTerminal() {
        return terminal;
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public PrintStream out() {
        return isProcess ? System.out : new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    @Override
    public PrintStream err() {
        return isProcess ? System.err : new PrintStream(err, true, StandardCharsets.UTF_8);
    }
}
