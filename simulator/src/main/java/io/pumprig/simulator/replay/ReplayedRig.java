package io.pumprig.simulator.replay;

import io.pumprig.controller.HostSide;
import io.pumprig.controller.order.Order;
import io.pumprig.controller.recording.Call;
import io.pumprig.controller.recording.FrameKind;
import io.pumprig.controller.recording.RecordedFrame;
import io.pumprig.controller.recording.RecordedRig;
import io.pumprig.controller.recording.RecordingException;
import io.pumprig.controller.recording.RecordingReader;
import io.pumprig.controller.recording.Sensor;
import io.pumprig.controller.selftest.Examination;
import io.pumprig.controller.selftest.Verdict;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.device.Annunciator;
import io.pumprig.hal.device.DoseMotor;
import io.pumprig.hal.device.DriveReading;
import io.pumprig.hal.device.MotionReading;
import io.pumprig.hal.device.MotorCommand;
import io.pumprig.hal.device.PumpDevices;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A rig that is a recording: clock, devices, files and host answer what they answered then. It goes
 * on to the next frame whenever the motor is polled, with which every look at a rig begins. One
 * thread.
 */
final class ReplayedRig implements RigClock, HostSide {
    private static final Verdict[] VERDICTS = Verdict.values();

    private final RecordingReader reader;

    /** What was asked before the first cycle and is not yet asked again. */
    private final Deque<RecordedFrame> start = new ArrayDeque<>();

    private RecordedFrame now;

    /** The cycle that comes next, once it was read; null before and at the end. */
    private RecordedFrame next;

    private RecordedFrame spare = new RecordedFrame();
    private boolean begun;

    /**
     * Reads what was asked before the first cycle.
     *
     * @throws RecordingException when the recording is damaged
     */
    ReplayedRig(RecordingReader reader) throws IOException, RecordingException {
        this.reader = reader;
        RecordedFrame frame = new RecordedFrame();
        while (next == null && reader.next(frame)) {
            if (isOfStart(frame)) {
                start.add(frame);
                frame = new RecordedFrame();
            } else {
                next = frame;
            }
        }
        now = start.poll();
    }

    private static boolean isOfStart(RecordedFrame frame) {
        return frame.kind() == FrameKind.START || frame.kind() == FrameKind.LOOK;
    }

    /** True when nothing was recorded but what the session began with. */
    boolean isEmpty() {
        return now == null;
    }

    /**
     * Therapy begins.
     *
     * @return how long no controller had run
     */
    long begin() {
        begun = true;
        return now.answer(Call.STOPPED_NANOS);
    }

    /** True when the recorded controller had looked at the rig more often before it began. */
    boolean hasMoreOfStart() {
        return !start.isEmpty();
    }

    /**
     * The cycle that comes next, or null where the recording ends.
     *
     * @throws RecordingException when it is damaged
     */
    RecordedFrame upcoming() throws IOException, RecordingException {
        if (next == null && reader.next(spare)) {
            next = spare;
            spare = null;
        }
        return next;
    }

    /** The rig is looked at: before the first cycle only as often as it was then. */
    private void look() {
        RecordedFrame following = begun ? next : start.poll();
        if (following == null) {
            throw new UnforeseenLookException();
        }
        spare = now;
        now = following;
        next = begun ? null : next;
    }

    @Override
    public long nanos() {
        return now.answer(Call.NANOS);
    }

    @Override
    public long utcMillis() {
        return now.answer(Call.UTC_MILLIS);
    }

    /** It has passed already. */
    @Override
    public void pause(long nanos) {}

    @Override
    public long lease(long microsteps) {
        return now.answer(Call.LEASE_MICROSTEPS);
    }

    @Override
    public boolean isWritten(boolean written) {
        return is(Call.WRITTEN);
    }

    @Override
    public void takes(Order order) {}

    /** The examination of the program's files of then. */
    Examination program() {
        return new Examination() {
            @Override
            public void begin() {}

            @Override
            public Verdict verdict() {
                return VERDICTS[(int) now.answer(Call.PROGRAM)];
            }
        };
    }

    private boolean is(Call call) {
        return now.answer(call) != 0;
    }

    private Outcome outcome(Call call) {
        return Outcome.of((int) now.answer(call));
    }

    /** Its devices, those that were fitted then. */
    PumpDevices devices(RecordedRig.Parts parts) {
        return new PumpDevices(
                new Motor(),
                into -> now.restore(Sensor.ROTOR, into),
                (downstream, upstream, sensorSupply, motorSupply) -> {
                    now.restore(Sensor.DOWNSTREAM, downstream);
                    now.restore(Sensor.UPSTREAM, upstream);
                    now.restore(Sensor.SENSOR_SUPPLY, sensorSupply);
                    now.restore(Sensor.MOTOR_SUPPLY, motorSupply);
                },
                into -> now.restore(Sensor.RESERVOIR, into),
                parts.flow()
                        ? Optional.of(into -> now.restore(Sensor.FLOW, into))
                        : Optional.empty(),
                parts.bubble()
                        ? Optional.of(into -> now.restore(Sensor.BUBBLE, into))
                        : Optional.empty(),
                parts.bolusButton()
                        ? Optional.of(into -> now.restore(Sensor.BUTTON, into))
                        : Optional.empty(),
                ignored -> is(Call.E_STOP),
                ignored -> is(Call.DOOR),
                new Lamps(),
                () -> outcome(Call.KICKED),
                () -> is(Call.BUS_RECOVERY),
                parts.driveKeptPower());
    }

    private final class Motor implements DoseMotor {
        @Override
        public Outcome apply(MotorCommand command) {
            return command.took((int) now.answer(Call.TAKEN_MICROSTEPS), outcome(Call.APPLIED));
        }

        @Override
        public void poll(MotionReading motion, DriveReading drive) {
            look();
            now.restore(Sensor.MOTION, motion);
            now.restore(Sensor.DRIVE, drive);
        }

        @Override
        public long sentMicrosteps() {
            return now.answer(Call.SENT_MICROSTEPS);
        }
    }

    private final class Lamps implements Annunciator {
        @Override
        public int show(boolean red, boolean amber, boolean green, boolean sound) {
            return (int) now.answer(Call.SHOWN);
        }

        @Override
        public int repeat() {
            return (int) now.answer(Call.REPEATED);
        }
    }
}
