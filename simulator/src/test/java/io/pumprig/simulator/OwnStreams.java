package io.pumprig.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Hears what a command says that a test carries out in this process. Only what the calling thread
 * prints, and threads that are made on its behalf, is led there: tests on other threads print where
 * they always do.
 */
final class OwnStreams {
    private static final Divided OUT = new Divided(System.out);
    private static final Divided ERR = new Divided(System.err);

    static {
        System.setOut(new PrintStream(OUT, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(ERR, true, StandardCharsets.UTF_8));
    }

    private OwnStreams() {}

    /** From now on this thread prints there. */
    static void lead(ByteArrayOutputStream out, ByteArrayOutputStream err) {
        OUT.own.set(out);
        ERR.own.set(err);
    }

    /** From now on this thread prints where all others do. */
    static void release() {
        OUT.own.remove();
        ERR.own.remove();
    }

    /** A stream with a branch for each thread that wants one. */
    private static final class Divided extends OutputStream {
        private final InheritableThreadLocal<ByteArrayOutputStream> own =
                new InheritableThreadLocal<>();
        private final OutputStream common;

        Divided(OutputStream common) {
            this.common = common;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            ByteArrayOutputStream mine = own.get();
            OutputStream taken = mine == null ? common : mine;
            taken.write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            common.flush();
        }
    }
}
