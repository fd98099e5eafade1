package io.pumprig.controller.bench;

import io.pumprig.hal.BringUpException;
import io.pumprig.hal.board.Board;
import io.pumprig.hal.pi.BoardFacts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** A host whose terminal is a text and whose board is missing. */
final class TestHost implements BenchHost {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    boolean emulated;
    boolean terminal;
    String typed = "";
    int opened;

    /** What the clock says at each look, the last one for ever; it is not to be asked else. */
    final Deque<Boolean> clock = new ArrayDeque<>();

    int startings;

    /** Runs a command on this host. */
    int run(String... arguments) {
        return PumprigController.execute(this, arguments);
    }

    /** What was printed so far is of no interest any more. */
    void forget() {
        out.reset();
        err.reset();
    }

    List<String> outLines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    List<String> errLines() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public String backend() {
        return "bench";
    }

    @Override
    public boolean isEmulated() {
        return emulated;
    }

    @Override
    public long utcMillis() {
        return 1_795_349_106_000L;
    }

    @Override
    public boolean isClockSynchronised() {
        return clock.size() > 1 ? clock.remove() : clock.element();
    }

    @Override
    public void starting() {
        startings++;
    }

    @Override
    public BoardFacts facts() {
        return BoardFacts.ofThisHost();
    }

    @Override
    public Board open() {
        opened++;
        throw new BringUpException("board", "this test", "a Raspberry Pi", "none");
    }

    @Override
    public Map<String, LongSupplier> threads() {
        throw new AssertionError("no board is open");
    }

    @Override
    public String takeControl() {
        throw new AssertionError("nothing runs here");
    }

    @Override
    public Signals onSignals(Runnable stop, Runnable pause) {
        return new Signals() {
            @Override
            public int exitCode() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void ready() {
        throw new AssertionError("nothing runs here");
    }

    @Override
    public void armBoardWatchdog() {
        throw new AssertionError("nothing runs here");
    }

    @Override
    public void alive() {
        throw new AssertionError("nothing runs here");
    }

    @Override
    public void stopping() {
        throw new AssertionError("nothing runs here");
    }

    @Override
    public boolean isTerminal() {
        return terminal;
    }

    @Override
    public InputStream in() {
        return new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public PrintStream out() {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    @Override
    public PrintStream err() {
        return new PrintStream(err, true, StandardCharsets.UTF_8);
    }
}
