package io.pumprig.controller.recording;

import io.pumprig.controller.blocks.BlockException;
import io.pumprig.controller.blocks.BlockFile;
import io.pumprig.controller.blocks.BlockReader;
import io.pumprig.controller.blocks.CutOffException;
import io.pumprig.controller.blocks.Lines;
import io.pumprig.controller.blocks.PackedReader;
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
        try {
            BlockReader blocks = new BlockReader(path, RecordingWriter.FORMAT);
            try {
                return new RecordingReader(blocks, start(path, first(path, blocks), software));
            } catch (IOException | BlockException | RecordingException | RuntimeException e) {
                blocks.close();
                throw e;
            }
        } catch (CutOffException e) {
            throw new NotComparableException(e.getMessage());
        } catch (BlockException e) {
            throw new RecordingException(e.getMessage(), e);
        }
    }

    private static String first(Path path, BlockReader blocks) throws IOException, BlockException {
        byte[] bytes = blocks.next();
        if (bytes == null) {
            throw new CutOffException(path.toString());
        }
        if (blocks.type() != BlockFile.START) {
            throw blocks.damaged("it is not the start");
        }
        return new String(bytes, StandardCharsets.UTF_8);
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
            throw damaged("frame " + next + " is none");
        }
        into.become(kind, fields, more[next], orders.get(next));
        next++;
        read++;
        return true;
    }

    /** Takes the next block; false when there is none with frames. */
    private boolean readBlock() throws IOException, RecordingException {
        byte[] bytes = nextBlock();
        if (bytes == null) {
            end = blocks.isCut() ? "it was cut off" : "it was not ended";
            return false;
        }
        try {
            if (blocks.type() == BlockFile.END) {
                Lines lines = Lines.parse(new String(bytes, StandardCharsets.UTF_8));
                if (lines.number("frames") != read) {
                    throw damaged("found " + read + " frames before the end");
                }
                end = lines.text("reason");
                return false;
            }
            unpack(new PackedReader(bytes));
            return true;
        } catch (IllegalArgumentException e) {
            throw damaged(e.getMessage());
        }
    }

    private byte[] nextBlock() throws IOException, RecordingException {
        try {
            return blocks.next();
        } catch (BlockException e) {
            throw new RecordingException(e.getMessage(), e);
        }
    }

    private RecordingException damaged(String how) {
        return new RecordingException(blocks.damaged(how).getMessage());
    }

    private void unpack(PackedReader bytes) throws RecordingException {
        if (blocks.type() != BlockFile.FRAMES) {
            throw damaged("it is of no type that belongs here");
        }
        frames = bytes.countUpTo(MOST_FRAMES);
        next = 0;
        unpackMore(bytes);
        unpackOrders(bytes);
        if (surprises[0].length < frames) {
            surprises = new long[FrameLayout.SIZE][frames];
        }
        for (long[] column : surprises) {
            bytes.column(column, frames);
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

    /** Bytes of the file so far, of those that blocks take. */
    public long position() {
        return blocks.position();
    }

    @Override
    public void close() throws IOException {
        blocks.close();
    }
}
