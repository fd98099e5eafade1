package io.pumprig.simulator.trace;

import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads a trace row by row. A file that ends within a block was cut off, as a killed run leaves it:
 * all before is good. Anything else that does not fit is damage, told with its place. One thread.
 */
public final class TraceReader implements AutoCloseable {
    /** More than any block has. */
    private static final int MOST_BYTES = 1 << 26;

    private final String name;
    private final InputStream in;
    private final boolean wholeStream;
    private final TraceHead head;
    private final TraceRows rows;
    private final long[] row;
    private int next;
    private long cycle;
    private long read;
    private long position;
    private int number;
    private TraceEnd end;
    private boolean cut;

    /** Opens a file. */
    public static TraceReader open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            return new TraceReader(file.toString(), in, true);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Reads a trace from a stream that goes on behind it. */
    public static TraceReader within(String name, InputStream in) throws IOException {
        return new TraceReader(name, in, false);
    }

    private TraceReader(String name, InputStream in, boolean wholeStream) throws IOException {
        this.name = name;
        this.in = in;
        this.wholeStream = wholeStream;
        checkMagic();
        byte[] bytes = block(TraceWriter.BEGINNING);
        if (bytes == null) {
            throw new TraceException(name + ": it was cut off before it said what it holds");
        }
        try {
            head = TraceHead.parse(name, new String(bytes, StandardCharsets.UTF_8));
        } catch (SettingsException e) {
            throw new TraceException(e.getMessage());
        }
        rows = new TraceRows(head.columns().size());
        row = new long[head.columns().size()];
    }

    private void checkMagic() throws IOException {
        int version = TraceWriter.MAGIC.length - 1;
        byte[] found = in.readNBytes(TraceWriter.MAGIC.length);
        position = found.length;
        if (found.length < TraceWriter.MAGIC.length
                || !Arrays.equals(found, 0, version, TraceWriter.MAGIC, 0, version)) {
            throw new TraceException(
                    name + ": not a trace; allowed what pumprig-simulator run --trace wrote");
        }
        if (found[version] != TraceWriter.MAGIC[version]) {
            throw new TraceException(
                    name
                            + ": found format "
                            + found[version]
                            + "; allowed "
                            + TraceWriter.MAGIC[version]);
        }
    }

    /**
     * Goes to the next row.
     *
     * @return false at the end, or where the file was cut off
     * @throws TraceException when it is damaged
     */
    public boolean next() throws IOException {
        if (next == rows.count() && (end != null || cut || !nextBlock())) {
            return false;
        }
        cycle = rows.cycle(next);
        rows.copy(next, row);
        next++;
        read++;
        return true;
    }

    private boolean nextBlock() throws IOException {
        byte[] bytes = block(TraceWriter.ROWS);
        if (bytes == null || end != null) {
            return false;
        }
        try {
            rows.read(new BitReader(bytes));
        } catch (IllegalArgumentException e) {
            throw damaged(position - bytes.length, e.getMessage());
        }
        next = 0;
        return true;
    }

    /** The bytes of the next block, which is of that type or the end; null where it is cut off. */
    private byte[] block(byte wanted) throws IOException {
        long at = position;
        byte[] found = in.readNBytes(TraceWriter.HEAD);
        position += found.length;
        if (found.length < TraceWriter.HEAD) {
            cut = true;
            return null;
        }
        ByteBuffer values = ByteBuffer.wrap(found);
        byte type = values.get();
        int foundNumber = values.getInt();
        int length = values.getInt();
        if (values.getInt() != TraceWriter.checksum(found, 0, TraceWriter.HEAD - 4)) {
            throw damaged(at, "the head of a block does not fit its checksum");
        }
        boolean expected = type == wanted || type == TraceWriter.END && wanted == TraceWriter.ROWS;
        if (foundNumber != number || !expected || length < 0 || length > MOST_BYTES) {
            throw damaged(at, "it is not the block that belongs here");
        }
        byte[] body = in.readNBytes(length + TraceWriter.TAIL);
        position += body.length;
        if (body.length < length + TraceWriter.TAIL) {
            cut = true;
            return null;
        }
        int sum = ByteBuffer.wrap(body, length, TraceWriter.TAIL).getInt();
        if (sum != TraceWriter.checksum(body, 0, length)) {
            throw damaged(at, "a block does not fit its checksum");
        }
        number++;
        byte[] bytes = Arrays.copyOf(body, length);
        if (type == TraceWriter.END) {
            end(bytes, at);
        }
        return bytes;
    }

    private void end(byte[] bytes, long at) throws IOException {
        try {
            SettingsNode said = SettingsNode.parse(name, new String(bytes, StandardCharsets.UTF_8));
            end =
                    new TraceEnd(
                            said.integer("rows", 0, Long.MAX_VALUE),
                            said.text("traceHash"),
                            said.integer("lastCycle", 0, Long.MAX_VALUE));
        } catch (SettingsException e) {
            throw damaged(at, "it ends with something else than its end");
        }
        if (end.rows() != read) {
            throw damaged(at, "it held " + read + " rows, and says that it has " + end.rows());
        }
        if (wholeStream && in.read() >= 0) {
            throw damaged(position, "something follows its end");
        }
    }

    private TraceException damaged(long at, String how) {
        return new TraceException(name + ": damaged at byte " + at + ": " + how);
    }

    /** What it says of itself. */
    public TraceHead head() {
        return head;
    }

    /** The cycle of the present row. */
    public long cycle() {
        return cycle;
    }

    /** The present row; it changes with {@link #next}. */
    public long[] row() {
        return row;
    }

    /** Rows so far. */
    public long rows() {
        return read;
    }

    /** Bytes so far. */
    public long position() {
        return position;
    }

    /** How it ended; null before, and where it was cut off. */
    public TraceEnd end() {
        return end;
    }

    /** True when the file ended where a trace does not. */
    public boolean isCut() {
        return cut;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
