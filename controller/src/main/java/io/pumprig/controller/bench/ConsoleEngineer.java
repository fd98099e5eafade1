package io.pumprig.controller.bench;

import io.pumprig.controller.check.Engineer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The engineer at the terminal: reads what to do, and types y or n. */
final class ConsoleEngineer implements Engineer {
    private static final int TRIES = 5;

    private final BenchHost host;
    private final BufferedReader in;
    private final PrintStream out;

    ConsoleEngineer(BenchHost host) {
        this(host, host.out());
    }

    /**
     * @param out where questions are put
     */
    ConsoleEngineer(BenchHost host, PrintStream out) {
        this.host = host;
        this.out = out;
        in = new BufferedReader(new InputStreamReader(host.in(), StandardCharsets.UTF_8));
    }

    @Override
    public boolean isPresent() {
        return true;
    }

    @Override
    public void request(String what) {
        out.println(">>>   " + what);
        out.flush();
    }

    /** Whoever types nothing that is yes has not seen it. */
    @Override
    public boolean confirms(String question) {
        for (int i = 0; i < TRIES; i++) {
            String answer = ask(question + " [y/n]");
            if (answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes")) {
                return true;
            }
            if (answer.equalsIgnoreCase("n") || answer.equalsIgnoreCase("no")) {
                return false;
            }
        }
        return false;
    }

    /** The line that is typed; empty at the end of the input. */
    String ask(String question) {
        out.print(">>>   " + question + " ");
        out.flush();
        try {
            String line = in.readLine();
            return line == null ? "" : line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void progress(String what) {
        host.err().println("      " + what);
    }
}
