package io.pumprig.controller.recording;

import io.pumprig.controller.blocks.PackedWriter;
import io.pumprig.controller.order.Order;

/**
 * Frames on their way into a recording: of each field what was not foreseen, in a column of its
 * own, since what stands in a column is alike and compresses well. One thread.
 */
final class FrameBlock {
    private final Foresight foresight;
    private final int capacity;
    private final long[][] surprises;
    private final PackedWriter more = new PackedWriter();
    private final PackedWriter orders = new PackedWriter();
    private final PackedWriter packed = new PackedWriter();
    private int frames;
    private int moreCount;
    private int orderCount;

    /**
     * @param capacity frames of a block
     */
    FrameBlock(Foresight foresight, int capacity) {
        this.foresight = foresight;
        this.capacity = capacity;
        surprises = new long[FrameLayout.SIZE][capacity];
    }

    /**
     * Adds a frame.
     *
     * @param answers pairs of call and answer that found no place in the frame
     * @param longs how many longs of them there are
     */
    void add(long[] fields, long[] answers, int longs) {
        for (int field = 0; field < FrameLayout.SIZE; field++) {
            surprises[field][frames] = fields[field] - foresight.of(field, fields);
        }
        foresight.saw(fields);
        for (int i = 0; i < longs; i += 2) {
            more.count(frames).count(answers[i]).number(answers[i + 1]);
            moreCount++;
        }
        frames++;
    }

    /** Adds an order that the last frame took. */
    void add(Order order) {
        orders.count(frames - 1).text(RecordedOrder.text(order));
        orderCount++;
    }

    boolean isFull() {
        return frames == capacity;
    }

    boolean isEmpty() {
        return frames == 0;
    }

    /** How many frames it holds. */
    int frames() {
        return frames;
    }

    /** All frames as bytes; the block is empty then. What is given is valid until the next call. */
    PackedWriter pack() {
        packed.clear();
        packed.count(frames);
        packed.count(moreCount).append(more);
        packed.count(orderCount).append(orders);
        for (int field = 0; field < FrameLayout.SIZE; field++) {
            packed.column(surprises[field], frames);
        }
        frames = 0;
        moreCount = 0;
        orderCount = 0;
        more.clear();
        orders.clear();
        return packed;
    }
}
