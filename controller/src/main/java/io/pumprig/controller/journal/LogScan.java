package io.pumprig.controller.journal;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Looks through a write-ahead log for commits that SQLite is going to leave out without a word. It
 * reads a log up to the first frame that does not fit its checksum, since there a crash has torn
 * what was no commit yet. Where whole commits follow, it was no tear: they were durable, and the
 * log is damaged (SQLite's file format, 4.1 to 4.4).
 *
 * <p>A damaged frame of the very last commit looks like a tear, and is taken for one.
 */
final class LogScan {
    private static final int HEADER_BYTES = 32;
    private static final int FRAME_HEADER_BYTES = 24;
    private static final int SUMMED_HEADER_BYTES = 24;
    private static final int SUMMED_FRAME_BYTES = 8;

    private final DataInputStream in;
    private final ByteOrder sumOrder;
    private final byte[] frame;
    private final boolean soundHeader;

    /** Of this log, as each of its frames repeats them; what is left of an older one has others. */
    private long salts;

    private int sum0;
    private int sum1;

    private LogScan(DataInputStream in, byte[] header, int pageBytes) {
        this.in = in;
        ByteBuffer words = ByteBuffer.wrap(header);
        sumOrder = (words.getInt(0) & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        frame = new byte[FRAME_HEADER_BYTES + pageBytes];
        sum(header, 0, SUMMED_HEADER_BYTES);
        // The head of a log is on the disk before its frames are, so a crash tears none.
        soundHeader = words.getInt(24) == sum0 && words.getInt(28) == sum1;
        salts = words.getLong(16);
    }

    /**
     * Commits of the journal at {@code file} that are whole and behind damage: one for the commit
     * that is damaged, one for each after it; 0 where the log is as it was written, or torn at its
     * end.
     */
    static int lostCommits(Path file) throws IOException {
        Path log = file.resolveSibling(file.getFileName() + "-wal");
        if (!Files.exists(log)) {
            return 0;
        }
        try (InputStream raw = Files.newInputStream(log);
                DataInputStream in = new DataInputStream(new BufferedInputStream(raw))) {
            byte[] header = in.readNBytes(HEADER_BYTES);
            return header.length < HEADER_BYTES
                    ? 0
                    : new LogScan(in, header, JournalConnection.pageBytes(file)).lost();
        }
    }

    private int lost() throws IOException {
        boolean sound = soundHeader;
        boolean first = true;
        int commits = 0;
        while (in.readNBytes(frame, 0, frame.length) == frame.length) {
            ByteBuffer words = ByteBuffer.wrap(frame);
            if (first && !soundHeader) {
                salts = words.getLong(8);
            }
            first = false;
            boolean ofThisLog = words.getLong(8) == salts;
            if (sound) {
                sum(frame, 0, SUMMED_FRAME_BYTES);
                sum(frame, FRAME_HEADER_BYTES, frame.length - FRAME_HEADER_BYTES);
                sound = ofThisLog && words.getInt(16) == sum0 && words.getInt(20) == sum1;
            }
            boolean commit = words.getInt(4) != 0;
            if (!sound && ofThisLog && commit) {
                commits++;
            }
        }
        return commits > 1 || !soundHeader ? commits : 0;
    }

    private void sum(byte[] bytes, int from, int length) {
        ByteBuffer words = ByteBuffer.wrap(bytes, from, length).order(sumOrder);
        while (words.hasRemaining()) {
            sum0 += words.getInt() + sum1;
            sum1 += words.getInt() + sum0;
        }
    }
}
