package io.pumprig.simulator.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A trace as a file: whole, cut off at any byte, and damaged at any. */
class TraceFileTest {
    private static final TraceHead HEAD =
            new TraceHead(
                    "1.0 (abc)",
                    "sim-\"ü\"",
                    Long.MIN_VALUE,
                    10_000_000,
                    10,
                    List.of(
                            new TraceColumn("nanos", "time", "s", 9),
                            new TraceColumn("anyNumber", "any", "", 0)));
    private static final int ROWS = 2_500;

    @TempDir private Path folder;

    private static long[] row(long cycle) {
        long[] row = {cycle * 10_000_000 - 3, new SplittableRandom(cycle).nextLong()};
        if (cycle % 70 == 0) {
            row[1] = cycle % 140 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return row;
    }

    private static byte[] written(int rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            TraceWriter writer = new TraceWriter(out, HEAD);
            for (int i = 0; i < rows; i++) {
                writer.add(10L * i, row(10L * i));
            }
            writer.end("0123456789abcdef", 10L * rows + 7);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    /** Where each block begins, and where the file ends. */
    private static List<Integer> blocks(byte[] bytes) {
        List<Integer> at = new ArrayList<>(List.of(TraceWriter.MAGIC.length));
        int next = at.get(0);
        while (next < bytes.length) {
            int length = java.nio.ByteBuffer.wrap(bytes, next + 5, 4).getInt();
            next += TraceWriter.HEAD + length + TraceWriter.TAIL;
            at.add(next);
        }
        return at;
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("a.trace"), bytes);
    }

    private TraceException refusal(byte[] bytes) throws IOException {
        Path file = file(bytes);
        return assertThrows(
                TraceException.class,
                () -> {
                    try (TraceReader trace = TraceReader.open(file)) {
                        while (trace.next()) {
                            assertArrayEquals(row(trace.cycle()), trace.row());
                        }
                    }
                });
    }

    /** Rows read, each as it was written. */
    private static long readRows(TraceReader trace) throws IOException {
        while (trace.next()) {
            assertEquals(10 * (trace.rows() - 1), trace.cycle());
            assertArrayEquals(row(trace.cycle()), trace.row());
        }
        assertFalse(trace.next());
        return trace.rows();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_023, 1_024, 1_025, ROWS})
    void everyRowComesBackAndItSaysHowItEnded(int rows) throws IOException {
        byte[] bytes = written(rows);
        try (TraceReader trace = TraceReader.open(file(bytes))) {
            assertEquals(HEAD, trace.head());
            assertNull(trace.end());
            assertEquals(rows, readRows(trace));
            assertFalse(trace.isCut());
            assertEquals(new TraceEnd(rows, "0123456789abcdef", 10L * rows + 7), trace.end());
            assertEquals(bytes.length, trace.position());
        }
    }

    @Test
    void theSameRowsMakeTheSameBytes() {
        assertArrayEquals(written(ROWS), written(ROWS));
    }

    @Test
    void aKilledRunLeavesAllBlocksBeforeTheCut() throws IOException {
        byte[] bytes = written(ROWS);
        List<Integer> blocks = blocks(bytes);
        assertEquals(6, blocks.size(), "head, three of rows, an end, and where it ends");
        // Each byte near the bounds of a block, and some in its middle.
        for (int block = 1; block + 1 < blocks.size(); block++) {
            int begins = blocks.get(block);
            int ends = blocks.get(block + 1);
            for (int cut = begins; cut < ends; cut += isNear(cut, begins, ends) ? 1 : 997) {
                try (TraceReader trace = TraceReader.open(file(Arrays.copyOf(bytes, cut)))) {
                    assertEquals(Math.min(ROWS, 1_024 * (block - 1)), readRows(trace), "at " + cut);
                    assertTrue(trace.isCut(), "at " + cut);
                    assertNull(trace.end(), "at " + cut);
                }
            }
        }
    }

    /** Where a mistake by one would be. */
    private static boolean isNear(int at, int begins, int ends) {
        return at < begins + TraceWriter.HEAD + 3 || at > ends - TraceWriter.TAIL - 3;
    }

    @Test
    void aFileThatWasCutOffBeforeItsHeadHoldsNothing() throws IOException {
        byte[] bytes = written(1);
        int head = blocks(bytes).get(1);
        for (int cut = 0; cut < head; cut += isNear(cut, 0, head) ? 1 : 7) {
            String told = refusal(Arrays.copyOf(bytes, cut)).getMessage();
            assertTrue(
                    told.endsWith(
                            cut < TraceWriter.MAGIC.length
                                    ? "a.trace: not a trace; allowed what pumprig-simulator run"
                                            + " --trace wrote"
                                    : "a.trace: it was cut off before it said what it holds"),
                    told);
        }
    }

    @Test
    void damageAtAnyByteIsToldWithTheBlockItIsIn() throws IOException {
        byte[] bytes = written(1_030);
        List<Integer> blocks = blocks(bytes);
        for (int at = 8; at < bytes.length; at += at % 29 < 3 ? 1 : 27) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x10;
            int byteAt = at;
            int begins = blocks.stream().filter(b -> b <= byteAt).mapToInt(b -> b).max().getAsInt();
            String told = refusal(damaged).getMessage();
            assertTrue(told.contains("a.trace: damaged at byte " + begins + ": "), told);
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "1 0, a block is twice there",
        "2 1, blocks change places",
        "0 2, a block is missing",
    })
    void blocksInAnotherOrderAreDamage(String order, String what) throws IOException {
        byte[] bytes = written(ROWS);
        List<Integer> blocks = blocks(bytes);
        ByteArrayOutputStream other = new ByteArrayOutputStream();
        other.write(bytes, 0, blocks.get(1));
        for (String one : ("0 " + order).split(" ")) {
            int block = 1 + Integer.parseInt(one);
            other.write(bytes, blocks.get(block), blocks.get(block + 1) - blocks.get(block));
        }
        String told = refusal(other.toByteArray()).getMessage();
        assertTrue(told.endsWith("it is not the block that belongs here"), told);
    }

    @Test
    void whatFollowsTheEndIsDamage() throws IOException {
        byte[] bytes = written(3);
        String told = refusal(Arrays.copyOf(bytes, bytes.length + 1)).getMessage();
        assertTrue(
                told.endsWith("damaged at byte " + bytes.length + ": something follows its end"),
                told);
    }

    @Test
    void withinAStreamAnotherMayFollow() throws IOException {
        byte[] bytes = written(3);
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.write(bytes);
        twice.write(bytes);
        java.io.InputStream in = new java.io.ByteArrayInputStream(twice.toByteArray());
        assertEquals(3, readRows(TraceReader.within("both", in)));
        assertEquals(3, readRows(TraceReader.within("both", in)));
    }

    @Test
    void anotherVersionOfTheFormIsRefused() throws IOException {
        byte[] bytes = written(3);
        bytes[7] = 3;
        assertTrue(
                refusal(bytes).getMessage().endsWith("a.trace: found format 3; allowed 2"),
                () -> Arrays.toString(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PUMP", "cycle,time\n1,2\n", "SQLite format 3 and more"})
    void aForeignFileIsNoTrace(String content) throws IOException {
        String told = refusal(content.getBytes(StandardCharsets.UTF_8)).getMessage();
        assertTrue(told.contains("a.trace: not a trace; allowed what"), told);
    }
}
