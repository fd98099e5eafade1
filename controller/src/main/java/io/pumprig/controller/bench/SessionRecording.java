package io.pumprig.controller.bench;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.HostSide;
import io.pumprig.controller.command.StateDirectory;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.journal.Resumable;
import io.pumprig.controller.recording.RecordedRig;
import io.pumprig.controller.recording.RecordedStart;
import io.pumprig.controller.recording.Recorder;
import io.pumprig.controller.recording.RecordingFolder;
import io.pumprig.controller.recording.RecordingSpace;
import io.pumprig.controller.selftest.Examination;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.device.PumpDevices;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The recording of one session, where there is one. That none can be made keeps nobody from
 * delivering: it is told, in the summary too.
 */
final class SessionRecording implements AutoCloseable {
    private static final int MIB_SHIFT = 20;

    /** Null where nothing is recorded. */
    private final Recorder recorder;

    /** Why nothing is recorded, in words, or null. */
    private final String refusal;

    private final AtomicBoolean told = new AtomicBoolean();

    private SessionRecording(Recorder recorder, String refusal) {
        this.recorder = recorder;
        this.refusal = refusal;
    }

    /**
     * Begins it, if the settings ask for one.
     *
     * @param devices as they were brought up
     * @param kept what an earlier run left
     */
    static SessionRecording begin(
            BenchSettings settings,
            JournalStore.Session session,
            PumpDevices devices,
            Optional<Resumable> kept) {
        if (settings.recordingBytes() == 0) {
            return new SessionRecording(null, null);
        }
        try {
            return new SessionRecording(
                    Recorder.begin(
                            RecordingFolder.in(settings.state()),
                            RecordingSpace.of(settings.recordingBytes()),
                            start(settings, session, devices, kept)),
                    null);
        } catch (IOException e) {
            return new SessionRecording(null, StateDirectory.reason(e));
        }
    }

    private static RecordedStart start(
            BenchSettings settings,
            JournalStore.Session session,
            PumpDevices devices,
            Optional<Resumable> kept) {
        return new RecordedStart(
                session,
                new RecordedRig(
                        settings.wiring().rig(),
                        settings.rigText(),
                        settings.wiring().pump(),
                        settings.wiring().line().compliancePicolitresPerKilopascal(),
                        settings.path(),
                        settings.wiring().endOfServiceUtcMillis().orElse(Long.MAX_VALUE),
                        settings.periodNanos(),
                        settings.emulated(),
                        RecordedRig.Parts.of(devices)),
                settings.library(),
                settings.prescription(),
                settings.therapy().override(),
                kept.map(Resumable::last).orElse(null),
                kept.map(Resumable::fallback).orElse(null));
    }

    /** The clock as the controller is to have it. */
    RigClock clock(RigClock clock) {
        return recorder == null ? clock : recorder.clock(clock);
    }

    /** The devices as the controller is to have them. */
    PumpDevices devices(PumpDevices devices) {
        return recorder == null ? devices : recorder.devices(devices);
    }

    /** The examination of the program as the controller is to have it. */
    Examination program(Examination program) {
        return recorder == null ? program : recorder.program(program);
    }

    /** The host as the controller is to see it. */
    HostSide host() {
        return recorder == null ? HostSide.UNHEARD : recorder;
    }

    /** Therapy begins. Control thread. */
    void begins(long stoppedNanos) {
        if (recorder != null) {
            recorder.begins(stoppedNanos);
        }
    }

    /**
     * A cycle has decided. Control thread; allocates nothing. An end before the session's is an
     * event too.
     */
    void decided(ControlLoop loop, EventRing events) {
        if (recorder == null) {
            return;
        }
        String why = recorder.decided(loop);
        if (why != null) {
            events.add(
                    EventKind.SESSION,
                    loop.sample().cycle(),
                    loop.sample().nanos(),
                    "recording",
                    "ended",
                    recorder.bytes(),
                    why);
        }
    }

    /** A cycle ended with an exception. Control thread. */
    void failed() {
        if (recorder != null) {
            recorder.failed();
        }
    }

    /** That nothing is recorded any more, though it should be: said once, else null. Any thread. */
    String news() {
        String why = trouble();
        return why != null && told.compareAndSet(false, true)
                ? "recording ended: " + why + "; therapy does not depend on it"
                : null;
    }

    private String trouble() {
        return recorder == null ? refusal : recorder.trouble();
    }

    /** What became of it, on one line. */
    String summary() {
        if (recorder == null) {
            return refusal == null ? "none" : "none: " + refusal;
        }
        long bytes = recorder.bytes();
        return recorder.file()
                + ", "
                + (bytes >> MIB_SHIFT > 0 ? (bytes >> MIB_SHIFT) + " MiB" : bytes + " bytes")
                + (trouble() == null ? "" : "; ended: " + trouble());
    }

    /** After the last cycle: what is left of it is written; at most a few seconds. */
    @Override
    public void close() {
        if (recorder != null) {
            recorder.close();
        }
    }
}
