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
public final class Slf3s {
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
    private static final long REST_NANOS = 100_000_000;

    /** Reads not acknowledged in a row before the sensor is taken for one that measures nothing. */
    private static final int REFUSALS = 2;

    /** Frames with a wrong CRC in a row before the sensor has to prove its identity again. */
    private static final int BAD_FRAMES = 3;

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
        IN_SERVICE
    }

    private final I2cBus bus;
    private final int address;
    private final RigClock clock;
    private final Type type;
    private final Liquid liquid;
    private final byte[] sent = new byte[2];
    private final byte[] received = new byte[PRODUCT_ID_WORDS * SensirionWords.LENGTH];
    private Stage stage = Stage.STOP;
    private long notBeforeNanos;
    private long startedNanos;
    private int refusals;
    private int badFrames;
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
        this.bus = bus;
        this.address = address;
        this.clock = clock;
        this.type = type;
        this.liquid = liquid;
        this.notBeforeNanos = clock.nanos();
    }

    /** True when {@link #fetch} gives values that may be believed. */
    public boolean isConfigured() {
        return stage == Stage.IN_SERVICE;
    }

    /**
     * Moves the bring-up on as far as it goes now. After a failure the next call starts again, not
     * before 100 ms have passed.
     *
     * @return PENDING; OK when the sensor is in service; INVALID when another product answers;
     *     NOT_READY when no first value comes; BAD_CRC; or how a transfer failed
     */
    public Outcome advance() {
        long now = clock.nanos();
        if (stage == Stage.IN_SERVICE) {
            return Outcome.OK;
        }
        if (now - notBeforeNanos < 0) {
            return Outcome.PENDING;
        }
        Outcome outcome = carryOut(now);
        if (outcome.isFailure()) {
            next(Stage.STOP, now, REST_NANOS);
        }
        return outcome;
    }

    private Outcome carryOut(long now) {
        return switch (stage) {
            case STOP -> stop(now);
            case IDENTIFY -> identify(now);
            case START -> start(now);
            case FIRST_VALUE -> awaitFirstValue(now);
            default -> endWarmUp();
        };
    }

    private Outcome next(Stage next, long sinceNanos, long waitNanos) {
        stage = next;
        notBeforeNanos = sinceNanos + waitNanos;
        return Outcome.PENDING;
    }

    /** A sleeping LD20 does not acknowledge, and wakes of it; who is absent is found out next. */
    private Outcome stop(long now) {
        Outcome outcome = command(STOP);
        if (outcome == Outcome.NO_ACKNOWLEDGE) {
            return next(Stage.IDENTIFY, now, WAKE_NANOS);
        }
        return outcome.isOk() ? next(Stage.IDENTIFY, now, STOP_NANOS) : outcome;
    }

    private Outcome identify(long now) {
        Outcome outcome = command(PRODUCT_ID_FIRST);
        if (outcome.isOk()) {
            outcome = command(PRODUCT_ID_SECOND);
        }
        if (outcome.isOk()) {
            outcome = read(PRODUCT_ID_WORDS);
        }
        if (!outcome.isOk()) {
            return outcome;
        }
        productId = productId(received);
        serial = serial(received);
        return type.isProduct(productId) ? next(Stage.START, now, 0) : Outcome.INVALID;
    }

    private Outcome start(long now) {
        Outcome outcome = command(liquid.start);
        if (!outcome.isOk()) {
            return outcome;
        }
        startedNanos = now;
        return next(Stage.FIRST_VALUE, now, FIRST_VALUE_NANOS);
    }

    /** The first value proves that the measurement runs; it is not believed. */
    private Outcome awaitFirstValue(long now) {
        Outcome outcome = read(FRAME_WORDS);
        if (outcome == Outcome.NO_ACKNOWLEDGE) {
            boolean mayCome = now - startedNanos < FIRST_VALUE_LIMIT_NANOS;
            return mayCome ? Outcome.PENDING : Outcome.NOT_READY;
        }
        if (!outcome.isOk()) {
            return outcome;
        }
        return next(Stage.WARM_UP, startedNanos, type.warmUpNanos);
    }

    /** A value is the mean since the last read: this one takes the warm-up with it, and is lost. */
    private Outcome endWarmUp() {
        Outcome outcome = read(FRAME_WORDS);
        if (outcome.isOk()) {
            stage = Stage.IN_SERVICE;
            refusals = 0;
            badFrames = 0;
        }
        return outcome;
    }

    /**
     * Takes the mean since the last fetch.
     *
     * @return OK; NOT_READY, without touching the bus, while the sensor is not in service; BAD_CRC
     *     when one of the three words is wrong; NO_ACKNOWLEDGE; RECONFIGURING when the sensor
     *     measures nothing any more or sends nothing but wrong words, {@link #advance} then starts
     *     it again; or how the transfer failed
     */
    public Outcome fetch() {
        if (stage != Stage.IN_SERVICE) {
            return Outcome.NOT_READY;
        }
        Outcome outcome = read(FRAME_WORDS);
        refusals = outcome == Outcome.NO_ACKNOWLEDGE ? refusals + 1 : 0;
        badFrames = outcome == Outcome.BAD_CRC ? badFrames + 1 : 0;
        if (refusals == REFUSALS) {
            next(Stage.START, clock.nanos(), 0);
            return Outcome.RECONFIGURING;
        }
        if (badFrames == BAD_FRAMES) {
            next(Stage.STOP, clock.nanos(), 0);
            return Outcome.RECONFIGURING;
        }
        if (outcome.isOk()) {
            rawFlow = (short) SensirionWords.word(received, 0);
            rawTemperature = (short) SensirionWords.word(received, 1);
            flags = SensirionWords.word(received, 2);
        }
        return outcome;
    }

    private Outcome command(int command) {
        sent[0] = (byte) (command >> 8);
        sent[1] = (byte) command;
        return bus.write(address, sent, 2);
    }

    private Outcome read(int words) {
        int length = words * SensirionWords.LENGTH;
        Outcome outcome = bus.writeRead(address, sent, 0, received, length);
        return outcome.isOk() && badWord(received, words) >= 0 ? Outcome.BAD_CRC : outcome;
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

    private static int productId(byte[] bytes) {
        return SensirionWords.word(bytes, 0) << 16 | SensirionWords.word(bytes, 1);
    }

    private static long serial(byte[] bytes) {
        long serial = 0;
        for (int i = 2; i < PRODUCT_ID_WORDS; i++) {
            serial = serial << 16 | SensirionWords.word(bytes, i);
        }
        return serial;
    }
}
