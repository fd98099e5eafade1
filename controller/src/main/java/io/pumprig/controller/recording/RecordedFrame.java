package io.pumprig.controller.recording;

import io.pumprig.hal.device.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One frame of a recording, to be given again. An answer that was not recorded, since it was not
 * asked for then, is the one before. One thread.
 */
public final class RecordedFrame {
    private final long[] fields = new long[FrameLayout.SIZE];
    private final List<RecordedOrder> orders = new ArrayList<>();
    private final int[] asked = new int[Call.count()];
    private long[] more = {};
    private FrameKind kind = FrameKind.START;

    /** Takes another frame's place. */
    void become(FrameKind kind, long[] fields, long[] more, List<RecordedOrder> orders) {
        this.kind = kind;
        System.arraycopy(fields, 0, this.fields, 0, fields.length);
        this.more = more;
        this.orders.clear();
        this.orders.addAll(orders);
        Arrays.fill(asked, 0);
    }

    /** What it is of. */
    public FrameKind kind() {
        return kind;
    }

    /** The orders that it took, in that order. */
    public List<RecordedOrder> orders() {
        return orders;
    }

    /** What was answered; asked again in the same cycle, what was answered then. */
    public long answer(Call call) {
        int times = asked[call.ordinal()]++;
        if (times > 0) {
            for (int i = 0; i < more.length; i += 2) {
                if (more[i] == call.ordinal() && --times == 0) {
                    return more[i + 1];
                }
            }
        }
        return fields[call.field()];
    }

    /** Gives a reading the state that it had. */
    public void restore(Sensor sensor, Reading into) {
        into.restore(fields, sensor.field());
    }

    /** What was decided. */
    public long decided(Decision decision) {
        return fields[decision.field()];
    }
}
