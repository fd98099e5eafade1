package io.pumprig.simulator.suite;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A trace of every cycle: in each row the fields that changed, as differences to the row before,
 * all of it compressed. The names of the fields stand at its head.
 */
final class TraceFile {
    private static final int MAGIC = 0x7072_7431;

    private TraceFile() {}

    /** Writes rows; one thread. */
    static final class Writer implements AutoCloseable {
        private final DataOutputStream out;
        private final long[] before = new long[TraceFields.NAMES.size()];
        private long cycleBefore;

        Writer(Path file) throws IOException {
            this(
                    new DataOutputStream(
                            new BufferedOutputStream(
                                    new GZIPOutputStream(Files.newOutputStream(file), 1 << 16),
                                    1 << 16)));
        }

        /** The same on a stream of one's own. */
        Writer(DataOutputStream out) throws IOException {
            this.out = out;
            out.writeInt(MAGIC);
            out.writeInt(before.length);
            for (String name : TraceFields.NAMES) {
                out.writeUTF(name);
            }
        }

        /** Says that no row follows, where the stream goes on behind it. */
        void end() throws IOException {
            number(0);
        }

        /** Adds the row of a cycle. */
        void add(long cycle, long[] row) throws IOException {
            int changed = 0;
            for (int i = 0; i < row.length; i++) {
                changed |= row[i] != before[i] ? 1 << i : 0;
            }
            number(cycle - cycleBefore);
            cycleBefore = cycle;
            number(changed);
            for (int i = 0; i < row.length; i++) {
                if (row[i] != before[i]) {
                    long difference = row[i] - before[i];
                    number(difference << 1 ^ difference >> 63);
                    before[i] = row[i];
                }
            }
        }

        /** Seven bits in a byte, the lowest first; the eighth says that more follow. */
        private void number(long value) throws IOException {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                out.write((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** Reads rows in their order; one thread. */
    static final class Reader implements AutoCloseable {
        private final DataInputStream in;
        private final long[] row;
        private long cycle;

        /**
         * @throws IOException when it is no trace of this version
         */
        Reader(Path file) throws IOException {
            this(
                    file.toString(),
                    new DataInputStream(
                            new BufferedInputStream(
                                    new GZIPInputStream(Files.newInputStream(file)), 1 << 16)));
        }

        /** The same from a stream of one's own. */
        Reader(String name, DataInputStream in) throws IOException {
            this.in = in;
            if (in.readInt() != MAGIC) {
                throw new IOException(name + " is no trace");
            }
            String[] names = new String[in.readInt()];
            for (int i = 0; i < names.length; i++) {
                names[i] = in.readUTF();
            }
            if (!List.of(names).equals(TraceFields.NAMES)) {
                throw new IOException(name + " is the trace of another version");
            }
            row = new long[names.length];
        }

        /** Goes to the next row; false at the end. */
        boolean next() throws IOException {
            int first = in.read();
            if (first < 0) {
                return false;
            }
            long ahead = number(first);
            if (ahead == 0) {
                return false;
            }
            cycle += ahead;
            long changed = number(byteOf(in.read()));
            for (int i = 0; i < row.length; i++) {
                if ((changed & 1L << i) != 0) {
                    long coded = number(byteOf(in.read()));
                    row[i] += coded >>> 1 ^ -(coded & 1);
                }
            }
            return true;
        }

        private static int byteOf(int read) throws EOFException {
            if (read < 0) {
                throw new EOFException("the trace ends in the midst of a row");
            }
            return read;
        }

        private long number(int firstByte) throws IOException {
            long value = firstByte & 0x7F;
            int shift = 7;
            int next = firstByte;
            while ((next & 0x80) != 0) {
                next = byteOf(in.read());
                value |= (long) (next & 0x7F) << shift;
                shift += 7;
            }
            return value;
        }

        long cycle() {
            return cycle;
        }

        /** The present row; it changes with {@link #next}. */
        long[] row() {
            return row;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
