package io.pumprig.controller.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a recording from its beginning to its end, a frame at a time. One thread. */
public final class RecordingReader implements Closeable {
    private static final int MOST_FRAMES = 1 << 16;
    private static final int MOST_MORE = 1 << 24;

    private final BlockReader blocks;
    private final RecordedStart start;
    private final Foresight foresight;
    private final long[] fields = new long[FrameLayout.SIZE];
    private long[][] surprises = new long[FrameLayout.SIZE][0];
    private long[][] more = {};
    private List<List<RecordedOrder>> orders = List.of();
    private int frames;
    private int next;
    private long read;
    private String end;

    private RecordingReader(BlockReader blocks, RecordedStart start) {
        this.blocks = blocks;
        this.start = start;
        foresight = new Foresight(start.rig().periodNanos());
    }

    /**
     * Opens a recording.
     *
     * @param software version of the software that is going to do the same again
     * @throws NotComparableException when it was made by other software, or has no beginning
     * @throws RecordingException when it is none, or is damaged
     */
    public static RecordingReader open(Path path, String software)
            throws IOException, RecordingException {
        BlockReader blocks = new BlockReader(path);
        try {
            byte[] bytes = blocks.next();
            if (bytes == null) {
                throw BlockReader.withoutStart(path.toString());
            }
            if (blocks.type() != BlockFile.START) {
                throw blocks.damaged("it is not the start");
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            return new RecordingReader(blocks, start(path, text, software));
        } catch (IOException | RecordingException | RuntimeException e) {
            blocks.close();
            throw e;
        }
    }

    private static RecordedStart start(Path path, String text, String software)
            throws RecordingException {
        try {
            String found = Lines.parse(text).text("software");
            if (!found.equals(software)) {
                throw new NotComparableException(
                        path
                                + ": recorded by version "
                                + found
                                + "; allowed "
                                + software
                                + ": only the same software decides the same");
            }
            return RecordedStart.parse(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new RecordingException(path + ": its start: " + e.getMessage(), e);
        }
    }

    /** What the session began with. */
    public RecordedStart start() {
        return start;
    }

    /**
     * Puts the next frame into {@code into}; false at the end, where {@link #end} tells which.
     *
     * @throws RecordingException when the file is damaged
     */
    public boolean next(RecordedFrame into) throws IOException, RecordingException {
        while (next == frames) {
            if (end != null || !readBlock()) {
                return false;
            }
        }
        for (int field = 0; field < FrameLayout.SIZE; field++) {
            fields[field] = foresight.of(field, fields) + surprises[field][next];
        }
        foresight.saw(fields);
        FrameKind kind = FrameKind.of(fields[FrameLayout.KIND]);
        if (kind == null || orders.get(next).size() != fields[FrameLayout.ORDERS]) {
            throw blocks.damaged("frame " + next + " is none");
        }
        into.become(kind, fields, more[next], orders.get(next));
        next++;
        read++;
        return true;
    }

    /** Takes the next block; false when there is none with frames. */
    private boolean readBlock() throws IOException, RecordingException {
        byte[] bytes = blocks.next();
        if (bytes == null) {
            end = blocks.isCut() ? "it was cut off" : "it was not ended";
            return false;
        }
        try {
            if (blocks.type() == BlockFile.END) {
                Lines lines = Lines.parse(new String(bytes, StandardCharsets.UTF_8));
                if (lines.number("frames") != read) {
                    throw blocks.damaged("found " + read + " frames before the end");
                }
                end = lines.text("reason");
                return false;
            }
            unpack(new PackedReader(bytes));
            return true;
        } catch (IllegalArgumentException e) {
            throw blocks.damaged(e.getMessage());
        }
    }

    private void unpack(PackedReader bytes) throws RecordingException {
        if (blocks.type() != BlockFile.FRAMES) {
            throw blocks.damaged("it is of no type that belongs here");
        }
        frames = bytes.countUpTo(MOST_FRAMES);
        next = 0;
        unpackMore(bytes);
        unpackOrders(bytes);
        if (surprises[0].length < frames) {
            surprises = new long[FrameLayout.SIZE][frames];
        }
        for (long[] column : surprises) {
            unpackColumn(bytes, column);
        }
    }

    private void unpackMore(PackedReader bytes) {
        long[] none = {};
        more = new long[frames][];
        Arrays.fill(more, none);
        int count = bytes.countUpTo(MOST_MORE);
        for (int i = 0; i < count; i++) {
            int frame = bytes.countUpTo(frames - 1);
            int length = more[frame].length;
            more[frame] = Arrays.copyOf(more[frame], length + 2);
            more[frame][length] = bytes.countUpTo(Call.count() - 1);
            more[frame][length + 1] = bytes.number();
        }
    }

    private void unpackOrders(PackedReader bytes) {
        orders = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            orders.add(List.of());
        }
        int count = bytes.countUpTo(MOST_MORE);
        for (int i = 0; i < count; i++) {
            int frame = bytes.countUpTo(frames - 1);
            if (orders.get(frame).isEmpty()) {
                orders.set(frame, new ArrayList<>());
            }
            orders.get(frame).add(RecordedOrder.parse(bytes.text()));
        }
    }

    private void unpackColumn(PackedReader bytes, long[] column) {
        Arrays.fill(column, 0);
        int count = bytes.countUpTo(frames);
        int[] at = new int[count];
        int last = -1;
        for (int i = 0; i < count; i++) {
            // A later frame than the last: none is named twice.
            last += 1 + bytes.countUpTo(frames - 2 - last);
            at[i] = last;
        }
        for (int i = 0; i < count; i++) {
            column[at[i]] = bytes.number();
        }
    }

    /**
     * Why it ended, in words, once {@link #next} said that it has: {@code the session ended}, or
     * what ended the recording before.
     */
    public String end() {
        return end;
    }

    /** True when the recording tells itself that, and why, it ended. */
    public boolean isWhole() {
        return end != null && end.equals(RecordingWriter.SESSION_ENDED);
    }

    @Override
    public void close() throws IOException {
        blocks.close();
    }
}
