package io.pumprig.simulator.trace;

import io.pumprig.hal.settings.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Writes a trace: a head, blocks of rows, an end. Each block goes to the stream in one piece, so
 * that what is there is whole. One thread.
 */
public final class TraceWriter {
    /** First bytes of the file; the last of them is the version of the form. */
    static final byte[] MAGIC = "PUMPTRC\2".getBytes(StandardCharsets.ISO_8859_1);

    /** Bytes before those of a block: type, number, length, checksum of these. */
    static final int HEAD = 13;

    /** Bytes behind those of a block: their checksum. */
    static final int TAIL = 4;

    static final byte BEGINNING = 'H';
    static final byte ROWS = 'R';
    static final byte END = 'E';

    private final OutputStream out;
    private final TraceRows waiting;
    private final BitWriter bits = new BitWriter();
    private int number;
    private long rows;
    private long size;

    /**
     * Writes the head.
     *
     * @param out is the caller's to close
     * @throws IOException when it takes nothing
     */
    public TraceWriter(OutputStream out, TraceHead head) throws IOException {
        this.out = out;
        waiting = new TraceRows(head.columns().size());
        byte[] text = head.text().getBytes(StandardCharsets.UTF_8);
        ByteBuffer both = ByteBuffer.allocate(MAGIC.length + HEAD + text.length + TAIL);
        both.put(MAGIC).put(block(BEGINNING, text, text.length));
        write(both.array());
    }

    /** Adds the row of a cycle. */
    public void add(long cycle, long[] row) throws IOException {
        waiting.add(cycle, row);
        if (waiting.isFull()) {
            write(waiting);
            waiting.clear();
        }
    }

    /** Writes rows that somebody else has gathered. */
    void write(TraceRows some) throws IOException {
        bits.clear();
        some.write(bits);
        write(block(ROWS, bits.bytes(), bits.size()));
        rows += some.count();
    }

    /**
     * Writes what waits and how it ended; nothing follows.
     *
     * @param traceHash of the run
     * @param lastCycle of the run
     */
    public void end(String traceHash, long lastCycle) throws IOException {
        if (waiting.count() > 0) {
            write(waiting);
            waiting.clear();
        }
        Map<String, Object> end = new LinkedHashMap<>();
        end.put("rows", rows);
        end.put("lastCycle", lastCycle);
        end.put("traceHash", traceHash);
        byte[] text = JsonText.of(end).getBytes(StandardCharsets.UTF_8);
        write(block(END, text, text.length));
    }

    private byte[] block(byte type, byte[] bytes, int length) {
        ByteBuffer block = ByteBuffer.allocate(HEAD + length + TAIL);
        block.put(type).putInt(number++).putInt(length);
        block.putInt(checksum(block.array(), 0, HEAD - 4));
        block.put(bytes, 0, length);
        block.putInt(checksum(block.array(), HEAD, length));
        return block.array();
    }

    private void write(byte[] piece) throws IOException {
        out.write(piece);
        size += piece.length;
    }

    static int checksum(byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    /** Rows written so far, without those that wait for their block. */
    long rows() {
        return rows;
    }

    /** Bytes written so far. */
    long size() {
        return size;
    }
}
