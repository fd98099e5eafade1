package io.pumprig.controller.selftest;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Alarms;
import io.pumprig.controller.alarm.Permit;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.event.Event;
import io.pumprig.controller.event.EventKind;
import io.pumprig.controller.event.EventRing;
import io.pumprig.controller.sample.Sample;
import io.pumprig.controller.sample.SampleStamp;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.device.PumpHead;
import io.pumprig.hal.device.ShownSignals;
import java.util.ArrayList;
import java.util.List;

/**
 * A pump that tests itself, without a rig: sensors, clock and examinations say what they were told,
 * and a cycle has the order of the control loop. Healthy until told otherwise.
 */
final class TestedPump {
    static final PumpHead HEAD = new PumpHead(3_200, 20_000_000L);

    /** An examination that answers what it was told, and counts how often it was asked. */
    static final class ToldExamination implements Examination {
        Verdict verdict = Verdict.PASSED;
        int begun;

        @Override
        public void begin() {
            begun++;
        }

        @Override
        public Verdict verdict() {
            return verdict;
        }
    }

    final ToldExamination program = new ToldExamination();
    final ToldExamination storage = new ToldExamination();
    final ShownSignals lamps = new ShownSignals();
    final EventRing ring = new EventRing(1_024);
    final EventRing.Reader reader = ring.reader();
    final Alarms alarms = new Alarms(ring);
    final Permit permit = new Permit();
    final Sample sample;
    final SelfTest selfTest;
    final long periodNanos;

    long nanos = -3_000_000_000L;
    long utcOffsetMillis = 1_767_225_600_000L;
    Outcome kick = Outcome.OK;
    boolean flowFitted;
    boolean bubbleFitted;
    boolean mayMove = true;
    int pascals = 8_000;
    int upstreamPascals = -500;
    long picolitres = 20_000_000_000L;
    int sensorMillivolts = 5_000;
    int motorMillivolts = 12_000;
    Outcome encoder = Outcome.OK;
    Outcome counter = Outcome.OK;
    Outcome drive = Outcome.OK;

    /** Of 64 microsteps so many are not seen by the counter, or do not turn the rotor. */
    long unseen;

    long notTurned;

    /** Pulses sent by the jog so far. */
    long moved;

    /** The most in one cycle. */
    int mostMoved;

    private int raw;

    TestedPump() {
        this(10_000_000L);
    }

    TestedPump(long periodNanos) {
        this.periodNanos = periodNanos;
        sample = new Sample(nanos, periodNanos, 0);
        RigClock clock =
                new RigClock() {
                    @Override
                    public long nanos() {
                        return nanos;
                    }

                    @Override
                    public long utcMillis() {
                        return utcOffsetMillis + Math.floorDiv(nanos, 1_000_000L);
                    }

                    @Override
                    public void pause(long pauseNanos) {
                        throw new AssertionError("the cycle waits");
                    }
                };
        selfTest =
                new SelfTest(
                        SelfTestLimits.defaults(HEAD),
                        new SelfTest.Parts(HEAD, clock, lamps, program, storage),
                        alarms,
                        ring);
    }

    /** One cycle, a period later. */
    TestedPump cycle() {
        return cycle(periodNanos);
    }

    /** One cycle, in the order of the loop. */
    TestedPump cycle(long elapsedNanos) {
        nanos += elapsedNanos;
        read();
        SampleStamp.fitted(sample, flowFitted, bubbleFitted);
        SampleStamp.next(sample, nanos, moved);
        alarms.hold(permit.open());
        permit.lease(160);
        if (kick != null) {
            selfTest.kicked(kick);
        }
        selfTest.judge(sample, permit);
        alarms.judge(permit, nanos);
        boolean allowed = mayMove && permit.reaction() != Reaction.ZERO_FLOW;
        int taken = permit.cap(selfTest.wantsMicrosteps(allowed));
        selfTest.moved(taken);
        moved += taken;
        mostMoved = Math.max(mostMoved, taken);
        alarms.latch(permit, sample.cycle(), nanos);
        return this;
    }

    private void read() {
        raw++;
        sample.downstream().took(pascals, raw, nanos);
        sample.upstream().took(upstreamPascals, raw, nanos);
        sample.reservoir().took(picolitres, raw, nanos);
        sample.sensorSupply().took(sensorMillivolts, raw, nanos);
        sample.motorSupply().took(motorMillivolts, raw, nanos);
        if (encoder.isOk()) {
            long counts = HEAD.countsOf(moved - (moved > 0 ? notTurned : 0));
            sample.rotor().took((int) Math.floorMod(counts, 4_096L), counts, nanos);
        } else {
            sample.rotor().missed(encoder);
        }
        if (counter.isOk()) {
            sample.motion().took(moved, moved - (moved > 0 ? unseen : 0), raw & 1_023, nanos);
        } else {
            sample.motion().missed(counter);
        }
        if (drive.isOk()) {
            sample.drive().took(0, false, 0, nanos);
        } else {
            sample.drive().missed(drive);
        }
    }

    TestedPump cycles(int count) {
        for (int i = 0; i < count; i++) {
            cycle();
        }
        return this;
    }

    /** Turns cycles until it no longer runs or has failed; how many that took. */
    int settle() {
        for (int cycles = 1; cycles <= 20_000; cycles++) {
            cycle();
            if (!selfTest.isRunning() || hasFailed()) {
                return cycles;
            }
        }
        throw new AssertionError("the test does not end");
    }

    boolean hasFailed() {
        return alarms.isListed(Alarm.SELF_TEST_FAILED) || alarms.isListed(Alarm.CONFIG_CORRUPT);
    }

    void acknowledge() {
        alarms.acknowledge(Alarm.SELF_TEST_FAILED, sample.cycle(), nanos);
        alarms.acknowledge(Alarm.CONFIG_CORRUPT, sample.cycle(), nanos);
    }

    /** What it told of itself, alarms apart. */
    List<String> told() {
        List<String> told = new ArrayList<>();
        for (Event event = reader.next(); event != null; event = reader.next()) {
            if (event.kind() == EventKind.SESSION) {
                told.add(event.phase() + (event.detail() == null ? "" : " " + event.detail()));
            }
        }
        return told;
    }
}
