package io.pumprig.hal.rig;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.I2cBus;
import io.pumprig.hal.chip.FlowChip;
import io.pumprig.hal.chip.Lg16;
import io.pumprig.hal.chip.Slf3s;
import io.pumprig.hal.device.FlowReading;
import io.pumprig.hal.device.FlowSensor;

/**
 * A flow sensor that is asked at its own period, and brought up again in service when it has lost
 * its measurement.
 *
 * <p>A transfer that fails is repeated once, in the next cycle, before it counts as missed. A frame
 * whose checksum is wrong was transferred, and counts as it comes: three in a row are a lost sensor
 * (F-26).
 */
abstract class PolledFlowSensor implements FlowSensor {
    private final FlowChip polled;
    private final RigClock clock;
    private final Schedule schedule;
    private boolean repeating;

    PolledFlowSensor(FlowChip polled, RigClock clock, long periodNanos) {
        this.polled = polled;
        this.clock = clock;
        this.schedule = new Schedule(periodNanos, clock.nanos());
    }

    /** The sensor that a wiring names. */
    static PolledFlowSensor of(RigWiring.Flow wired, I2cBus bus, RigClock clock) {
        int address = wired.address();
        return switch (wired.chip()) {
            case "slf3s-0600f" ->
                    new Slf3sFlowSensor(
                            new Slf3s(
                                    bus,
                                    address,
                                    clock,
                                    Slf3s.Type.SLF3S_0600F,
                                    Slf3s.Liquid.WATER),
                            clock);
            case "lg16-0430d" -> lg16(bus, address, clock, Lg16.Type.LG16_0430D);
            case "lg16-0150d" -> lg16(bus, address, clock, Lg16.Type.LG16_0150D);
            case "lg16-0025d" -> lg16(bus, address, clock, Lg16.Type.LG16_0025D);
            default -> throw new IllegalArgumentException(wired.chip());
        };
    }

    private static PolledFlowSensor lg16(I2cBus bus, int address, RigClock clock, Lg16.Type type) {
        return new Lg16FlowSensor(new Lg16(bus, address, clock, type), clock);
    }

    /** What a bring-up that ended like this has found, for people. */
    abstract String found(Outcome outcome);

    /** Hands on what the chip's last fetch, which was OK, has brought. */
    abstract void take(FlowReading into, long nowNanos);

    /** Moves the chip's bring-up on. */
    final Outcome advance() {
        return polled.advance();
    }

    @Override
    public final void read(FlowReading into) {
        if (!polled.isConfigured()) {
            bringUpAgain(into);
            return;
        }
        long now = clock.nanos();
        if (!schedule.isDue(now)) {
            return;
        }
        Outcome outcome = polled.fetch();
        repeating = outcome.isFailure() && outcome != Outcome.BAD_CRC && !repeating;
        if (repeating) {
            return;
        }
        schedule.advance(now);
        if (outcome.isOk()) {
            take(into, now);
        } else {
            into.missed(outcome);
        }
    }

    /**
     * Moves the bring-up on in each call, and says so each time that a value would be due. The
     * first value is asked for in a later cycle: it is a mean, and needs time to be one of.
     */
    private void bringUpAgain(FlowReading into) {
        Outcome outcome = polled.advance();
        long now = clock.nanos();
        repeating = false;
        if (!outcome.isOk() && schedule.isDue(now)) {
            schedule.advance(now);
            into.missed(outcome == Outcome.PENDING ? Outcome.RECONFIGURING : outcome);
        }
    }
}
