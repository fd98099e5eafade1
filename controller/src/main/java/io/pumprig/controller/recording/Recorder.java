package io.pumprig.controller.recording;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.HostSide;
import io.pumprig.controller.blocks.BlockDisk;
import io.pumprig.controller.blocks.FolderDisk;
import io.pumprig.controller.blocks.SessionFolder;
import io.pumprig.controller.order.Inbox;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.selftest.Examination;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.device.PumpDevices;
import io.pumprig.hal.device.Reading;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Records one session: stands between a controller and what it is given, and hears what it decides.
 * A frame begins where the rig is looked at and ends where the cycle does; what is asked between
 * two cycles is nobody's.
 *
 * <p>Used by the thread that starts the controller and then by the control thread. Once the first
 * cycle has begun it allocates nothing and waits for nobody. {@link #trouble}, {@link #bytes} and
 * {@link #file} are for any thread.
 */
public final class Recorder implements HostSide, AutoCloseable {
    /** Longs of answers that find no place in a frame: each order of a full inbox may ask twice. */
    static final int MOST_MORE = 8 * Inbox.CAPACITY;

    private static final String BEHIND = "its writer fell behind";
    private static final String TOO_MUCH = "a cycle asked more often than a frame can hold";

    private final FrameRing ring = new FrameRing();
    private final RecordingWriter writer;
    private final Path file;
    private final long[] fields = new long[FrameLayout.SIZE];
    private final long[] more = new long[MOST_MORE];
    private final Order[] orders = new Order[Inbox.CAPACITY];
    private int moreLongs;
    private int orderCount;
    private long answered;
    private boolean open = true;
    private boolean looked;
    private boolean begun;
    private boolean recording = true;
    private volatile String trouble;

    private Recorder(BlockDisk disk, Path file, RecordedStart start) throws IOException {
        this.file = file;
        writer = new RecordingWriter(ring, disk, start);
    }

    /**
     * Begins the next recording in the folder. What the controller asks from now on is heard.
     *
     * @throws IOException when there is no room, or it cannot be written; no file is left
     */
    public static Recorder begin(SessionFolder folder, RecordingSpace space, RecordedStart start)
            throws IOException {
        FolderDisk disk =
                new FolderDisk(
                        folder, space.mostBytes(), space.leastFreeBytes(), start.session().id());
        try {
            return new Recorder(disk, disk.file(), start);
        } catch (IOException | RuntimeException e) {
            disk.remove();
            throw e;
        }
    }

    /** The same on a disk of a test's own. */
    static Recorder begin(BlockDisk disk, RecordedStart start) throws IOException {
        return new Recorder(disk, Path.of("nowhere"), start);
    }

    /** The rig's clock, heard. */
    public RigClock clock(RigClock clock) {
        return new HeardClock(clock, this);
    }

    /** The rig's devices, heard. */
    public PumpDevices devices(PumpDevices devices) {
        return HeardDevices.of(devices, this);
    }

    /** The examination of the program's files, heard. */
    public Examination program(Examination program) {
        return new HeardExamination(program, this);
    }

    @Override
    public long lease(long microsteps) {
        return heard(Call.LEASE_MICROSTEPS, microsteps);
    }

    @Override
    public boolean isWritten(boolean written) {
        heard(Call.WRITTEN, written ? 1 : 0);
        return written;
    }

    @Override
    public void takes(Order order) {
        if (open && recording) {
            orders[orderCount++] = order;
        }
    }

    /**
     * Therapy begins.
     *
     * @param stoppedNanos how long no controller had run
     */
    public void begins(long stoppedNanos) {
        heard(Call.STOPPED_NANOS, stoppedNanos);
        begun = true;
    }

    /** Hears an answer and gives it. */
    long heard(Call call, long answer) {
        if (!open || !recording) {
            return answer;
        }
        if ((answered & call.bit()) == 0) {
            answered |= call.bit();
            fields[call.field()] = answer;
        } else if (moreLongs + 2 > MOST_MORE) {
            stop(TOO_MUCH);
        } else {
            more[moreLongs++] = call.ordinal();
            more[moreLongs++] = answer;
        }
        return answer;
    }

    /** Hears what a sensor says. */
    void heard(Sensor sensor, Reading reading) {
        reading.save(fields, sensor.field());
    }

    /** The rig is looked at: another frame begins. */
    void looks() {
        if (open) {
            offer(looked ? FrameKind.LOOK : FrameKind.START);
            looked = true;
        }
        open = true;
        answered = 0;
        moreLongs = 0;
        orderCount = 0;
    }

    /**
     * The cycle has decided.
     *
     * @return in the one cycle in which the recording ends though the session goes on, why, in
     *     words; else null
     */
    public String decided(ControlLoop loop) {
        boolean before = recording;
        if (open && recording) {
            Decision.save(loop, fields);
            offer(FrameKind.CYCLE);
        }
        open = false;
        return before && !recording ? trouble : null;
    }

    /** A cycle ended with an exception, and nothing comes after it. */
    public void failed() {
        if (open && begun && recording) {
            offer(FrameKind.FAILED);
        }
        open = false;
    }

    private void offer(FrameKind kind) {
        String ended = writer.ended();
        if (ended != null) {
            stop(ended);
            return;
        }
        fields[FrameLayout.KIND] = kind.ordinal();
        fields[FrameLayout.ORDERS] = orderCount;
        if (!ring.offer(fields, more, moreLongs, orders, orderCount)) {
            stop(BEHIND);
        }
    }

    private void stop(String why) {
        recording = false;
        trouble = why;
        writer.endWith(why);
    }

    /** Why it ended before the session did, in words; null when it did not. */
    public String trouble() {
        return trouble;
    }

    /** Bytes written so far. */
    public long bytes() {
        return writer.bytes();
    }

    /** Where it is written. */
    public Path file() {
        return file;
    }

    /** After the last cycle: writes what is left, and waits for it, at most five seconds. */
    @Override
    public void close() {
        writer.close();
        if (trouble == null && !RecordingWriter.SESSION_ENDED.equals(writer.ended())) {
            trouble = writer.ended() == null ? "the disk does not answer" : writer.ended();
        }
    }
}
