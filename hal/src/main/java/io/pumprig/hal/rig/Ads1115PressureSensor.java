package io.pumprig.hal.rig;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.chip.Ads1115;
import io.pumprig.hal.device.PressureReading;
import io.pumprig.hal.device.PressureSensor;
import io.pumprig.hal.device.Reading;
import io.pumprig.hal.device.SupplyReading;

/**
 * Two ratiometric transducers and two supplies on one ADS1115, a conversion every 50 ms: every
 * other one is the downstream pressure, the other three share the rest.
 *
 * <p>A pressure is its voltage divided by the measured supply of the sensors; both come through
 * equal dividers, so the codes are divided and a sagging supply makes no pressure (device
 * reference, section 4).
 *
 * <p>A conversion that failed is repeated once, at once, before it counts as missed. So is one that
 * jumped by more than pumping can do in that time: it counts when the repetition confirms it, so
 * that one garbled transfer is no occlusion and a real jump is seen 20 ms later.
 */
final class Ads1115PressureSensor implements PressureSensor {
    /** 0 to 30 psi. */
    static final int DOWNSTREAM_MAX_PASCALS = 206_843;

    /** -15 to 15 psi. */
    static final int UPSTREAM_MAX_PASCALS = 103_421;

    private static final long PERIOD_NANOS = 50_000_000;

    /** The supply is measured every 300 ms; three misses in a row are too many (SR-72). */
    private static final long SUPPLY_MAX_AGE_NANOS = 1_000_000_000;

    /** Below or above, what is measured is no 5 V supply, and nothing can be divided by it. */
    private static final int SUPPLY_MIN_MILLIVOLTS = 3_000;

    private static final int SUPPLY_MAX_MILLIVOLTS = 6_000;

    /** 5.4 kPa, 0.1 V of the sensors' supply, 0.25 V of the motor's. */
    private static final int PLAUSIBLE_CODES = 500;

    private static final int DOWNSTREAM = 0;
    private static final int SENSOR_SUPPLY = 1;
    private static final int UPSTREAM = 2;
    private static final int MOTOR_SUPPLY = 3;

    /** The supply comes first, since without it there is no pressure. */
    private static final int[] TURNS = {
        SENSOR_SUPPLY, DOWNSTREAM, UPSTREAM, DOWNSTREAM, MOTOR_SUPPLY, DOWNSTREAM
    };

    private final Ads1115 chip;
    private final RigClock clock;
    private final Schedule schedule;
    private final int[] channels;
    private final boolean[] known = new boolean[4];
    private final int[] lastCode = new int[4];
    private final boolean[] doubtful = new boolean[4];
    private final int[] doubtfulCode = new int[4];
    private int turn;
    private boolean repeating;
    private boolean supplyKnown;
    private int supplyCode;
    private long supplyAtNanos;

    Ads1115PressureSensor(Ads1115 chip, RigClock clock, RigWiring.Pressure wiring) {
        this.chip = chip;
        this.clock = clock;
        this.schedule = new Schedule(PERIOD_NANOS, clock.nanos());
        this.channels =
                new int[] {
                    wiring.downstreamChannel(),
                    wiring.sensorSupplyChannel(),
                    wiring.upstreamChannel(),
                    wiring.motorSupplyChannel()
                };
    }

    @Override
    public void read(
            PressureReading downstream,
            PressureReading upstream,
            SupplyReading sensorSupply,
            SupplyReading motorSupply) {
        boolean converting = chip.isConverting();
        if (!converting && !repeating && !schedule.isDue(clock.nanos())) {
            return;
        }
        Outcome outcome = converting ? fetch() : start();
        if (outcome == Outcome.PENDING) {
            return;
        }
        repeating = !outcome.isOk() && !repeating;
        if (repeating) {
            return;
        }
        int measured = TURNS[turn];
        turn = turn + 1 == TURNS.length ? 0 : turn + 1;
        take(measured, outcome, downstream, upstream, sensorSupply, motorSupply);
        if (converting && schedule.isDue(clock.nanos())) {
            // A cycle as long as the period: waiting for the next call would halve the pace.
            repeating = start() != Outcome.PENDING;
        }
    }

    private void take(
            int measured,
            Outcome outcome,
            PressureReading downstream,
            PressureReading upstream,
            SupplyReading sensorSupply,
            SupplyReading motorSupply) {
        switch (measured) {
            case DOWNSTREAM:
                takePressure(downstream, outcome, 0, DOWNSTREAM_MAX_PASCALS);
                break;
            case UPSTREAM:
                takePressure(upstream, outcome, -UPSTREAM_MAX_PASCALS, UPSTREAM_MAX_PASCALS);
                break;
            case SENSOR_SUPPLY:
                takeSensorSupply(sensorSupply, outcome);
                break;
            default:
                takeMotorSupply(motorSupply, outcome);
                break;
        }
    }

    /** PENDING once the conversion is under way. */
    private Outcome start() {
        if (!repeating) {
            schedule.advance(clock.nanos());
            if (supplyKnown && isSupplyOld(clock.nanos())) {
                turn = 0;
            }
        }
        Outcome outcome = chip.start(channels[TURNS[turn]]);
        return outcome.isOk() ? Outcome.PENDING : outcome;
    }

    /** INVALID for a jump that nothing has confirmed yet. */
    private Outcome fetch() {
        Outcome outcome = chip.fetch();
        return outcome.isOk() && !isBelieved(TURNS[turn], chip.code()) ? Outcome.INVALID : outcome;
    }

    private boolean isBelieved(int measured, int code) {
        boolean near = !known[measured] || Math.abs(code - lastCode[measured]) <= PLAUSIBLE_CODES;
        boolean confirmed =
                doubtful[measured] && Math.abs(code - doubtfulCode[measured]) <= PLAUSIBLE_CODES;
        doubtful[measured] = !near && !confirmed;
        doubtfulCode[measured] = code;
        if (near || confirmed) {
            known[measured] = true;
            lastCode[measured] = code;
        }
        return near || confirmed;
    }

    private void takePressure(PressureReading into, Outcome outcome, int min, int max) {
        if (!outcome.isOk()) {
            into.missed(outcome);
            return;
        }
        long now = clock.nanos();
        int code = chip.code();
        if (!supplyKnown || isSupplyOld(now)) {
            into.missed(Outcome.NOT_READY);
        } else if (isInBand(code, supplyCode)) {
            into.took(pascals(code, supplyCode, min, max), code, now);
        } else {
            into.missed(Outcome.OUT_OF_RANGE);
        }
    }

    /** After a pause the supply is measured first again: pressures would be refused until then. */
    private boolean isSupplyOld(long now) {
        return now - supplyAtNanos > SUPPLY_MAX_AGE_NANOS;
    }

    private void takeSensorSupply(SupplyReading into, Outcome outcome) {
        if (missed(into, outcome)) {
            // The last one stays until it is too old: one lost transfer would otherwise cost three
            // pressures, and three missed in a row are a fault.
            return;
        }
        int code = chip.code();
        int millivolts = sensorSupplyMillivolts(code);
        supplyKnown = millivolts >= SUPPLY_MIN_MILLIVOLTS && millivolts <= SUPPLY_MAX_MILLIVOLTS;
        supplyCode = code;
        supplyAtNanos = clock.nanos();
        into.took(millivolts, code, supplyAtNanos);
    }

    private void takeMotorSupply(SupplyReading into, Outcome outcome) {
        if (!missed(into, outcome)) {
            into.took(motorSupplyMillivolts(chip.code()), chip.code(), clock.nanos());
        }
    }

    private static boolean missed(Reading into, Outcome outcome) {
        if (outcome.isOk()) {
            return false;
        }
        into.missed(outcome);
        return true;
    }

    /**
     * True when the ratio lies above 0.05 and below 0.95: outside, a wire is open or shorted. Both
     * codes come through the same divider.
     */
    static boolean isInBand(int code, int supplyCode) {
        return 20L * code > supplyCode && 20L * code < 19L * supplyCode;
    }

    /** {@code min + (ratio - 0.1) / 0.8 * (max - min)}, rounded to the nearest pascal. */
    static int pascals(int code, int supplyCode, int minPascals, int maxPascals) {
        long scaled = (10L * code - supplyCode) * (maxPascals - minPascals);
        long scale = 8L * supplyCode;
        return (int) (minPascals + Math.floorDiv(scaled + scale / 2, scale));
    }

    /** The sensors' supply behind its divider of 10k over 15k, to the nearest millivolt. */
    static int sensorSupplyMillivolts(int code) {
        return Math.floorDiv(code * Ads1115.MICROVOLTS_PER_COUNT * 5 + 1_500, 3_000);
    }

    /** The motor's supply behind its divider of 30k over 10k, rounded down to a millivolt. */
    static int motorSupplyMillivolts(int code) {
        return Math.floorDiv(code * Ads1115.MICROVOLTS_PER_COUNT * 4, 1_000);
    }
}
