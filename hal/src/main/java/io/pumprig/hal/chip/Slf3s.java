package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.I2cBus;

/**
 * Sensirion SF06 liquid flow sensor: SLF3S, SLF3C and LD20 (device reference 5.1).
 *
 * <p>Bring-up proves the product, starts the measurement and lets it warm up; it takes about 65 ms
 * and never waits: {@link #advance} does what may be done now. A sensor that lost its power
 * measures nothing and acknowledges no read; it is started again in service, and what it says while
 * it warms up is dropped.
 *
 * <p>The soft reset is never used: it is a general call, and resets every listener on the bus.
 */
public final class Slf3s implements FlowChip {
    /** The address of the part as delivered. */
    public static final int ADDRESS = 0x08;

    private static final int STOP = 0x3FF9;
    private static final int PRODUCT_ID_FIRST = 0x367C;
    private static final int PRODUCT_ID_SECOND = 0xE102;
    private static final int PRODUCT_ID_WORDS = 6;
    private static final int FRAME_WORDS = 3;

    /** First two bytes of the product id of every SLF3S. */
    private static final int SLF3S_FAMILY = 0x0703;

    private static final int FLAG_AIR_IN_LINE = 1;
    private static final int FLAG_BEYOND_RANGE = 1 << 1;
    private static final int FLAG_SMOOTHED = 1 << 5;

    private static final int MILLICELSIUS_PER_COUNT = 5;

    private static final long STOP_NANOS = 500_000;

    /** After a wake-up, or for a sensor that is just starting. */
    private static final long WAKE_NANOS = 25_000_000;

    private static final long FIRST_VALUE_NANOS = 12_000_000;
    private static final long FIRST_VALUE_LIMIT_NANOS = 25_000_000;

    /** Members of the family, with scale and identity. */
    public enum Type {
        SLF3S_0600F(0x03, 10, FlowUnit.MICROLITRES_PER_MINUTE, 60_000_000),
        SLF3S_1300F(0x02, 500, FlowUnit.MILLILITRES_PER_MINUTE, 60_000_000),
        SLF3S_4000B(0x05, 32, FlowUnit.MILLILITRES_PER_MINUTE, 60_000_000),

        /** Its product id is not confirmed: any but an SLF3S of this list is taken for it. */
        LD20_2600B(Type.UNCONFIRMED, 20, FlowUnit.MILLILITRES_PER_HOUR, 120_000_000),

        /** Likewise. */
        LD20_0600L(Type.UNCONFIRMED, 1200, FlowUnit.MILLILITRES_PER_HOUR, 120_000_000);

        private static final int UNCONFIRMED = -1;

        private final int product;
        private final int countsPerUnit;
        private final FlowUnit unit;
        private final long warmUpNanos;

        Type(int product, int countsPerUnit, FlowUnit unit, long warmUpNanos) {
            this.product = product;
            this.countsPerUnit = countsPerUnit;
            this.unit = unit;
            this.warmUpNanos = warmUpNanos;
        }

        /** A raw flow in picolitres per minute, rounded towards zero. */
        public long picolitresPerMinute(int rawFlow) {
            return unit.picolitresPerMinute(rawFlow, countsPerUnit);
        }

        /** True when a part with this product id is, or may be, of this type. */
        public boolean isProduct(int productId) {
            boolean slf3s = productId >>> 16 == SLF3S_FAMILY;
            return product == UNCONFIRMED ? !slf3s : slf3s && (productId >> 8 & 0xFF) == product;
        }
    }

    /** What flows, and with it the calibration that the sensor applies. */
    public enum Liquid {
        WATER(0x3608),
        /** Not on LD20. */
        ISOPROPYL_ALCOHOL(0x3615);

        private final int start;

        Liquid(int start) {
            this.start = start;
        }
    }

    private enum Stage {
        STOP,
        IDENTIFY,
        START,
        FIRST_VALUE,
        WARM_UP,
        IN_SERVICE,
        /** Started without a stop before, for a sensor that seems to measure nothing any more. */
        RESTART
    }

    private final SensirionLink link;
    private final Type type;
    private final Liquid liquid;
    private final StagedBringUp<Stage> bringUp;
    private final byte[] sent = new byte[2];
    private long startedNanos;

    private int productId;
    private long serial;
    private int rawFlow;
    private int rawTemperature;
    private int flags;

    /**
     * @throws IllegalArgumentException for a liquid for which the type is not calibrated
     */
    public Slf3s(I2cBus bus, int address, RigClock clock, Type type, Liquid liquid) {
        if (liquid == Liquid.ISOPROPYL_ALCOHOL && type.product == Type.UNCONFIRMED) {
            throw new IllegalArgumentException(type + " is calibrated for water only");
        }
        this.link = new SensirionLink(bus, address, SensirionWords.SF06, PRODUCT_ID_WORDS);
        this.type = type;
        this.liquid = liquid;
        this.bringUp = new StagedBringUp<>(clock, Stage.STOP, Stage.IN_SERVICE, this::carryOut);
    }

    @Override
    public boolean isConfigured() {
        return bringUp.isInService();
    }

    /** {@inheritDoc} NOT_READY when no first value comes. */
    @Override
    public Outcome advance() {
        return bringUp.advance();
    }

    private Outcome carryOut(long now) {
        return switch (bringUp.stage()) {
            case STOP -> stop(now);
            case IDENTIFY -> identify(now);
            case START -> start(now);
            case RESTART -> restart(now);
            case FIRST_VALUE -> awaitFirstValue(now);
            default -> endWarmUp();
        };
    }

    /** A sleeping LD20 does not acknowledge, and wakes of it; who is absent is found out next. */
    private Outcome stop(long now) {
        Outcome outcome = command(STOP);
        if (outcome == Outcome.NO_ACKNOWLEDGE) {
            return bringUp.goOn(Stage.IDENTIFY, now + WAKE_NANOS);
        }
        return bringUp.goOnAfter(outcome, Stage.IDENTIFY, now + STOP_NANOS);
    }

    private Outcome identify(long now) {
        Outcome outcome = command(PRODUCT_ID_FIRST);
        if (outcome.isOk()) {
            outcome = command(PRODUCT_ID_SECOND);
        }
        if (outcome.isOk()) {
            outcome = link.read(PRODUCT_ID_WORDS);
        }
        if (!outcome.isOk()) {
            return outcome;
        }
        productId = link.word(0) << 16 | link.word(1);
        serial = readSerial();
        return type.isProduct(productId) ? bringUp.goOn(Stage.START, now) : Outcome.INVALID;
    }

    private long readSerial() {
        long read = 0;
        for (int i = 2; i < PRODUCT_ID_WORDS; i++) {
            read = read << 16 | link.word(i);
        }
        return read;
    }

    private Outcome start(long now) {
        Outcome outcome = command(liquid.start);
        if (!outcome.isOk()) {
            return outcome;
        }
        startedNanos = now;
        return bringUp.goOn(Stage.FIRST_VALUE, now + FIRST_VALUE_NANOS);
    }

    /**
     * A sensor that measures takes no command but stop: if it refuses, it may have lost nothing.
     */
    private Outcome restart(long now) {
        Outcome outcome = start(now);
        if (outcome != Outcome.NO_ACKNOWLEDGE) {
            return outcome;
        }
        link.beginDoubtedService();
        return bringUp.enterService();
    }

    /** The first value proves that the measurement runs; it is not believed. */
    private Outcome awaitFirstValue(long now) {
        Outcome outcome = link.read(FRAME_WORDS);
        if (outcome == Outcome.NO_ACKNOWLEDGE) {
            boolean mayCome = now - startedNanos < FIRST_VALUE_LIMIT_NANOS;
            return mayCome ? Outcome.PENDING : Outcome.NOT_READY;
        }
        return bringUp.goOnAfter(outcome, Stage.WARM_UP, startedNanos + type.warmUpNanos);
    }

    /** A value is the mean since the last read: this one takes the warm-up with it, and is lost. */
    private Outcome endWarmUp() {
        Outcome outcome = link.read(FRAME_WORDS);
        if (!outcome.isOk()) {
            return outcome;
        }
        link.beginService();
        return bringUp.enterService();
    }

    /** {@inheritDoc} The value is the mean since the last fetch. */
    @Override
    public Outcome fetch() {
        if (!bringUp.isInService()) {
            return Outcome.NOT_READY;
        }
        Outcome outcome = link.fetch(FRAME_WORDS);
        if (link.isRefused()) {
            return bringUp.lost(Stage.RESTART);
        }
        if (link.isAbsent() || link.isGarbled()) {
            return bringUp.lost(Stage.STOP);
        }
        if (outcome.isOk()) {
            rawFlow = (short) link.word(0);
            rawTemperature = (short) link.word(1);
            flags = link.word(2);
        }
        return outcome;
    }

    private Outcome command(int command) {
        sent[0] = (byte) (command >> 8);
        sent[1] = (byte) command;
        return link.write(sent, 2);
    }

    /** Flow as the sensor counts it, signed, of the last fetch that was OK. */
    public int rawFlow() {
        return rawFlow;
    }

    /** The same in picolitres per minute; not to be used when air is in line. */
    public long picolitresPerMinute() {
        return type.picolitresPerMinute(rawFlow);
    }

    /** Temperature of the liquid at that fetch. */
    public int millicelsius() {
        return rawTemperature * MILLICELSIUS_PER_COUNT;
    }

    /** There was air in the sensor since the fetch before: the flow is worth nothing. */
    public boolean isAirInLine() {
        return (flags & FLAG_AIR_IN_LINE) != 0;
    }

    /** The flow was beyond the range since the fetch before: the value is a lower bound. */
    public boolean isBeyondRange() {
        return (flags & FLAG_BEYOND_RANGE) != 0;
    }

    /** The sensor is read so slowly that it smooths: a rate of late, not the mean of the time. */
    public boolean isSmoothed() {
        return (flags & FLAG_SMOOTHED) != 0;
    }

    /** The product id that answered last, revision in its lowest byte; 0 before any did. */
    public int productId() {
        return productId;
    }

    /** The serial number that answered last, 64 bits without sign; 0 before any did. */
    public long serial() {
        return serial;
    }

    /** CRC of a pair of bytes. */
    static int crc(byte high, byte low) {
        return SensirionWords.crc(high, low, SensirionWords.SF06);
    }

    /** Number of the first of {@code words} with a wrong CRC, -1 when all are right. */
    static int badWord(byte[] bytes, int words) {
        return SensirionWords.badWord(bytes, words, SensirionWords.SF06);
    }
}
