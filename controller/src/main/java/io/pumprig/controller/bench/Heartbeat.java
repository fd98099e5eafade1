package io.pumprig.controller.bench;

import io.pumprig.controller.sample.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What the control thread shows of its life to the supervisor: cycles turned, and how often each
 * sensor was asked with any result. A sensor that fails is the interlocks' affair (SR-72); one that
 * nobody asks any more is the supervisor's.
 */
final class Heartbeat {
    private static final int LOOP = 0;
    private static final int DRIVER = 1;
    private static final int ENCODER = 2;
    private static final int PRESSURE = 3;
    private static final int RESERVOIR = 4;
    private static final int FLOW = 5;

    /**
     * Looks in which a sensor may stay unasked: two seconds. The slowest is asked every 100 ms, and
     * the loop must be able to see it fail, and to react, before the host is restarted.
     */
    private static final int SENSOR_LOOKS = 8;

    private final AtomicLongArray counts = new AtomicLongArray(FLOW + 1);

    /** After each cycle, on the control thread; neither waits nor allocates. */
    void beat(Sample sample) {
        counts.setRelease(LOOP, counts.getPlain(LOOP) + 1);
        counts.setRelease(DRIVER, sample.motion().attempts());
        counts.setRelease(ENCODER, sample.rotor().attempts());
        counts.setRelease(PRESSURE, sample.downstream().attempts());
        counts.setRelease(RESERVOIR, sample.reservoir().attempts());
        counts.setRelease(FLOW, sample.flow().attempts());
    }

    /**
     * The loop and the sensors, for the supervisor.
     *
     * @param flowFitted whether the rig has a flow sensor
     */
    List<Vitals.Part> parts(boolean flowFitted) {
        List<Vitals.Part> parts = new ArrayList<>();
        parts.add(new Vitals.Part("control loop", () -> counts.getAcquire(LOOP), 1));
        parts.add(sensor("motor driver", DRIVER));
        parts.add(sensor("encoder", ENCODER));
        parts.add(sensor("pressure sensors", PRESSURE));
        parts.add(sensor("reservoir scale", RESERVOIR));
        if (flowFitted) {
            parts.add(sensor("flow sensor", FLOW));
        }
        return parts;
    }

    private Vitals.Part sensor(String name, int index) {
        return new Vitals.Part(name, () -> counts.getAcquire(index), SENSOR_LOOKS);
    }
}
