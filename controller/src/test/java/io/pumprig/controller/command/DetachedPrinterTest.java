package io.pumprig.controller.command;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DetachedPrinterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final CountDownLatch reads = new CountDownLatch(1);

    /** A pipe that is full until somebody reads. */
    private final class FullPipe extends OutputStream {
        @Override
        public void write(int each) {
            write(new byte[] {(byte) each}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            try {
                reads.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            read.write(bytes, from, length);
        }
    }

    private PrintStream latin(OutputStream behind) {
        return new PrintStream(behind, false, StandardCharsets.ISO_8859_1);
    }

    private String text() {
        return read.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void printsLineByLineInTheEncodingOfTheStreamBehind() {
        try (DetachedPrinter printer = new DetachedPrinter(latin(read))) {
            printer.out().print("250 \u00b5");
            printer.out().print("g\n");
            printer.out().flush();
            await().atMost(PATIENCE).until(() -> text().equals("250 \u00b5g\n"));
            await().atMost(PATIENCE).until(printer::isIdle);
            printer.out().print("no end of line");
        }
        assertEquals("250 \u00b5g\nno end of line", text());
    }

    @Test
    void aReaderThatStoppedHoldsUpNeitherThePrinterNorItsEnd() {
        try (DetachedPrinter printer = new DetachedPrinter(latin(new FullPipe()), 100)) {
            printer.out().println("one");
            printer.out().flush();
            printer.out().println("two");
            printer.out().flush();
            assertFalse(printer.isIdle());
        }
        assertEquals("", text());
        reads.countDown();
    }

    @Test
    void aReaderThatGoesOnGetsWhatWaited() {
        try (DetachedPrinter printer = new DetachedPrinter(latin(new FullPipe()))) {
            for (int i = 0; i < 1_000; i++) {
                printer.out().println("line " + i);
            }
            printer.out().flush();
            reads.countDown();
        }
        assertTrue(text().startsWith("line 0" + System.lineSeparator()));
        assertTrue(text().endsWith("line 999" + System.lineSeparator()));
    }

    @Test
    void whatDoesNotFitIsLostAndNotTheMemory() {
        byte[] much = new byte[100_000];
        try (DetachedPrinter printer = new DetachedPrinter(latin(new FullPipe()))) {
            for (int i = 0; i < 100; i++) {
                printer.out().write(much, 0, much.length);
            }
            printer.out().flush();
            reads.countDown();
        }
        assertEquals(200_000, text().length());
    }
}
