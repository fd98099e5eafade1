package io.pumprig.controller.trend;

import io.pumprig.controller.blocks.BlockException;
import io.pumprig.controller.blocks.BlockFile;
import io.pumprig.controller.blocks.BlockReader;
import io.pumprig.controller.blocks.CutOffException;
import io.pumprig.controller.blocks.Lines;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a trend from its beginning to its end, a row at a time, also while it is being written.
 * What was cut off or is damaged ends it there: the rows before are good. One thread.
 */
public final class TrendReader implements Closeable {
    private static final int MOST_COLUMNS = 1_000;

    private final BlockReader blocks;
    private final TrendStart start;
    private final List<String> modes;
    private final List<String> reactions;
    private final List<String> alarms;
    private final TrendBlock block;

    /**
     * Where each column of this software, and each class of lateness, stands in the file; or -1.
     */
    private final int[] places;

    private final long[] read;
    private final List<Lines> notes = new ArrayList<>();
    private Lines last;
    private String end;

    private TrendReader(BlockReader blocks, Lines head) {
        this.blocks = blocks;
        start = TrendStart.read(head);
        modes = TrendStart.list(head, "modes");
        reactions = TrendStart.list(head, "reactions");
        alarms = TrendStart.list(head, "alarms");
        List<String> columns = TrendStart.list(head, "columns");
        int size = columns.size() + Math.toIntExact(head.number("lateness_classes"));
        if (size > MOST_COLUMNS) {
            throw new IllegalArgumentException("found " + size + " columns");
        }
        places = places(columns, size);
        block = new TrendBlock(rises(columns, size));
        read = new long[size];
    }

    private static int[] places(List<String> columns, int size) {
        int[] places = new int[TrendRow.SIZE];
        for (int i = 0; i < places.length; i++) {
            int late = i - TrendColumn.count();
            int classOf = columns.size() + late;
            places[i] =
                    late < 0
                            ? columns.indexOf(TrendColumn.values()[i].label())
                            : classOf < size ? classOf : -1;
        }
        return places;
    }

    private static boolean[] rises(List<String> columns, int size) {
        boolean[] rises = new boolean[size];
        for (int i = 0; i < size; i++) {
            String name = i < columns.size() ? columns.get(i) : null;
            rises[i] =
                    name == null
                            || Arrays.stream(TrendColumn.values())
                                    .anyMatch(one -> one.rises() && one.label().equals(name));
        }
        return rises;
    }

    /**
     * Opens a trend.
     *
     * @throws CutOffException when it ends before it says what the session began with
     * @throws BlockException when it is none, or its beginning is damaged
     */
    public static TrendReader open(Path file) throws IOException, BlockException {
        BlockReader blocks = new BlockReader(file, TrendWriter.FORMAT);
        try {
            byte[] bytes = blocks.next();
            if (bytes == null) {
                throw new CutOffException(file.toString());
            }
            if (blocks.type() != BlockFile.START) {
                throw blocks.damaged("it is not the start");
            }
            return new TrendReader(blocks, Lines.parse(text(bytes)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            blocks.close();
            throw blocks.damaged(e.getMessage());
        } catch (IOException | BlockException e) {
            blocks.close();
            throw e;
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What the session began with. */
    public TrendStart start() {
        return start;
    }

    /** The names of modes that the column MODE counts. */
    public List<String> modes() {
        return modes;
    }

    /** The names of reactions that the column REACTION counts. */
    public List<String> reactions() {
        return reactions;
    }

    /** The names of alarms that the bits stand for. */
    public List<String> alarms() {
        return alarms;
    }

    /** Room for a row: the columns, then the classes of {@link Lateness}. */
    public static long[] row() {
        return new long[TrendRow.SIZE];
    }

    /** Of a row: cycles so far that were so late. */
    public static long late(long[] row, int lateness) {
        return row[TrendColumn.count() + lateness];
    }

    /**
     * Puts the next row into {@code row}; false at the end, where {@link #end} tells which.
     *
     * @throws IOException when the file cannot be read
     */
    public boolean next(long[] row) throws IOException {
        try {
            while (!block.next(read)) {
                if (end != null || !readBlock()) {
                    return false;
                }
            }
        } catch (BlockException e) {
            end = e.getMessage();
            return false;
        }
        for (int i = 0; i < places.length; i++) {
            row[i] = places[i] < 0 ? TrendColumn.ABSENT : read[places[i]];
        }
        return true;
    }

    private boolean readBlock() throws IOException, BlockException {
        byte[] bytes = blocks.next();
        if (bytes == null) {
            end = blocks.isCut() ? "it was cut off" : "it was not ended";
            return false;
        }
        try {
            switch (blocks.type()) {
                case BlockFile.FRAMES -> block.unpack(bytes);
                case TrendWriter.NOTE -> notes.add(Lines.parse(text(bytes)));
                case BlockFile.END -> {
                    last = Lines.parse(text(bytes));
                    end = last.text("reason");
                }
                default -> throw blocks.damaged("it is of no type that belongs here");
            }
            return end == null;
        } catch (IllegalArgumentException e) {
            throw blocks.damaged(e.getMessage());
        }
    }

    /** What was written beside the rows that were read so far. */
    public List<Lines> notes() {
        return List.copyOf(notes);
    }

    /** The last words about the session, or null before the end, or where there are none. */
    public Lines lastWords() {
        return last;
    }

    /** Why it ended, in words, once {@link #next} said that it has. */
    public String end() {
        return end;
    }

    /** True when the trend tells itself that it goes to the end of the session. */
    public boolean isWhole() {
        return TrendWriter.SESSION_ENDED.equals(end);
    }

    @Override
    public void close() throws IOException {
        blocks.close();
    }
}
