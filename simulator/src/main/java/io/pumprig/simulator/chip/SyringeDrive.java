package io.pumprig.simulator.chip;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The plunger drive of a syringe pump: it runs at one rate to its target, and counts. */
final class SyringeDrive {
    private static final double NANOS_PER_MINUTE = 6e10;
    private static final double PICOLITRES_PER_NANOLITRE = 1_000;

    /** At and below this diameter volumes come in microlitres by default, above in millilitres. */
    private static final long MICROLITRES_UP_TO_MICROMETRES = 14_000;

    private enum State {
        STOPPED,
        PAUSED,
        RUNNING
    }

    private long diameterMicrometres = 4_699;
    private boolean inMillilitres;
    private long nanolitresPerMinute;
    private long targetNanolitres;

    private State state = State.STOPPED;
    private boolean blocked;
    private long runningSinceNanos;
    private long standsSinceNanos;

    /** Of the target that a pause interrupted. */
    private long donePicolitres;

    private long displacedPicolitres;
    private long clearedAtPicolitres;

    // ---- settings

    void syringe(long newDiameterMicrometres) {
        diameterMicrometres = newDiameterMicrometres;
        inMillilitres = newDiameterMicrometres > MICROLITRES_UP_TO_MICROMETRES;
    }

    long diameterMicrometres() {
        return diameterMicrometres;
    }

    void inMillilitres(boolean millilitres) {
        inMillilitres = millilitres;
    }

    boolean isInMillilitres() {
        return inMillilitres;
    }

    void rate(long newNanolitresPerMinute) {
        nanolitresPerMinute = newNanolitresPerMinute;
    }

    long nanolitresPerMinute() {
        return nanolitresPerMinute;
    }

    /** 0 runs for ever. */
    void target(long nanolitres) {
        targetNanolitres = nanolitres;
    }

    long targetNanolitres() {
        return targetNanolitres;
    }

    // ---- motion

    /** Lets time pass; true when the plunger was found blocked, and stands now. */
    boolean advance(long nanos) {
        if (state != State.RUNNING) {
            return false;
        }
        if (blocked) {
            abort(nanos);
            return true;
        }
        long end = endNanos();
        if (nanos >= end) {
            displacedPicolitres += wantedPicolitres() - donePicolitres;
            donePicolitres = 0;
            state = State.STOPPED;
            standsSinceNanos = end;
        }
        return false;
    }

    private long wantedPicolitres() {
        return (long) (targetNanolitres * PICOLITRES_PER_NANOLITRE);
    }

    private long endNanos() {
        if (targetNanolitres == 0) {
            return Long.MAX_VALUE;
        }
        double minutes =
                (wantedPicolitres() - donePicolitres)
                        / (nanolitresPerMinute * PICOLITRES_PER_NANOLITRE);
        return runningSinceNanos + (long) StrictMath.ceil(minutes * NANOS_PER_MINUTE);
    }

    private long runPicolitres(long nanos) {
        if (state != State.RUNNING || blocked) {
            return 0;
        }
        double minutes = (nanos - runningSinceNanos) / NANOS_PER_MINUTE;
        return (long) (minutes * nanolitresPerMinute * PICOLITRES_PER_NANOLITRE);
    }

    private void halt(long nanos, State next) {
        long run = runPicolitres(nanos);
        displacedPicolitres += run;
        donePicolitres += run;
        state = next;
        standsSinceNanos = nanos;
    }

    /** Runs, or goes on after a pause; false when it runs already, or has no rate. */
    boolean run(long nanos) {
        if (state == State.RUNNING || nanolitresPerMinute == 0) {
            return false;
        }
        state = State.RUNNING;
        runningSinceNanos = nanos;
        return true;
    }

    /** Pauses; stops when it is paused; false when it stands. */
    boolean stop(long nanos) {
        switch (state) {
            case RUNNING -> halt(nanos, State.PAUSED);
            case PAUSED -> {
                state = State.STOPPED;
                donePicolitres = 0;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }

    long standsSinceNanos() {
        return standsSinceNanos;
    }

    /** Stands at once, and has forgotten what it was about. */
    void abort(long nanos) {
        if (state == State.RUNNING) {
            halt(nanos, State.STOPPED);
        }
        state = State.STOPPED;
        donePicolitres = 0;
    }

    void block(boolean on, long nanos) {
        if (state == State.RUNNING) {
            halt(nanos, State.RUNNING);
            runningSinceNanos = nanos;
        }
        blocked = on;
    }

    /** As the status of an answer. */
    char letter() {
        return switch (state) {
            case STOPPED -> 'S';
            case PAUSED -> 'P';
            case RUNNING -> 'I';
        };
    }

    // ---- counter

    long displacedPicolitres(long nanos) {
        return displacedPicolitres + runPicolitres(nanos);
    }

    long countedPicolitres(long nanos) {
        return displacedPicolitres(nanos) - clearedAtPicolitres;
    }

    void clear(long nanos) {
        clearedAtPicolitres = displacedPicolitres(nanos);
    }

    // ---- snapshot

    void save(DataOutput out) throws IOException {
        out.writeLong(diameterMicrometres);
        out.writeBoolean(inMillilitres);
        out.writeLong(nanolitresPerMinute);
        out.writeLong(targetNanolitres);
        out.writeInt(state.ordinal());
        out.writeBoolean(blocked);
        out.writeLong(runningSinceNanos);
        out.writeLong(standsSinceNanos);
        out.writeLong(donePicolitres);
        out.writeLong(displacedPicolitres);
        out.writeLong(clearedAtPicolitres);
    }

    void load(DataInput in) throws IOException {
        diameterMicrometres = in.readLong();
        inMillilitres = in.readBoolean();
        nanolitresPerMinute = in.readLong();
        targetNanolitres = in.readLong();
        state = State.values()[in.readInt()];
        blocked = in.readBoolean();
        runningSinceNanos = in.readLong();
        standsSinceNanos = in.readLong();
        donePicolitres = in.readLong();
        displacedPicolitres = in.readLong();
        clearedAtPicolitres = in.readLong();
    }
}
