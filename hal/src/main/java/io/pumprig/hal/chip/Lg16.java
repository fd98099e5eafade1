package io.pumprig.hal.chip;

import io.pumprig.hal.Outcome;
import io.pumprig.hal.RigClock;
import io.pumprig.hal.board.I2cBus;

/**
 * Sensirion SF04 liquid flow sensor LG16 (device reference 5.3; layout of its memory from
 * Sensirion's SF04 example code).
 *
 * <p>Scale factor and unit come from the sensor's own memory at start. Its CRC starts at 0x00, so a
 * bus that is held low reads as a good zero: therefore the part name is checked at start, and in
 * service a value that never changes is no value, since a living sensor shows noise.
 *
 * <p>It does not tell air from liquid. Bring-up takes about 200 ms and never waits. A sensor that
 * lost its power measures nothing and acknowledges no read; it is told to measure again in service.
 */
public final class Lg16 implements FlowChip {
    /** The address of the part as delivered; an AS5600L would have the same. */
    public static final int ADDRESS = 0x40;

    private static final int RESET = 0xFE;
    private static final int MEASURE = 0xF1;
    private static final int READ_USER_REGISTER = 0xE3;
    private static final int READ_MEMORY = 0xFA;

    private static final int PART_NAME_AT = 0x2E8;
    private static final int PART_NAME_WORDS = 10;
    private static final int SCALE_AT = 0x2B6;
    private static final int FIELD_STRIDE = 0x300;
    private static final int LAST_FIELD = 4;

    private static final long RESET_NANOS = 50_000_000;

    /** Longest conversion at 16 bits and the filter's 40 ms (C): a value is there, and settled. */
    private static final long FIRST_VALUE_NANOS = 150_000_000;

    /** Equal values in a row before they are taken for a bus that answers without a sensor. */
    private static final int WITHOUT_NOISE = 20;

    /** Members of the family. */
    public enum Type {
        LG16_0430D("LG16-0430", 80_000_000),
        LG16_0150D("LG16-0150", 7_000_000),
        LG16_0025D("LG16-0025", 1_500_000);

        private final String partName;
        private final long fullScalePicolitresPerMinute;

        Type(String partName, long fullScalePicolitresPerMinute) {
            this.partName = partName;
            this.fullScalePicolitresPerMinute = fullScalePicolitresPerMinute;
        }

        /** How the part name in the sensor's memory has to begin. */
        public String partName() {
            return partName;
        }
    }

    private enum Stage {
        RESET,
        IDENTIFY,
        SCALE,
        START,
        FIRST_VALUE,
        IN_SERVICE,
        /** Told to measure without a reset before, for a sensor that seems to measure nothing. */
        RESTART
    }

    private final SensirionLink link;
    private final Type type;
    private final StagedBringUp<Stage> bringUp;
    private final byte[] sent = new byte[3];
    private int unchanged;
    private int countsPerUnit = 1;
    private FlowUnit unit = FlowUnit.NANOLITRES_PER_MINUTE;
    private int rawFlow;

    public Lg16(I2cBus bus, int address, RigClock clock, Type type) {
        this.link = new SensirionLink(bus, address, SensirionWords.SF04, PART_NAME_WORDS);
        this.type = type;
        this.bringUp = new StagedBringUp<>(clock, Stage.RESET, Stage.IN_SERVICE, this::carryOut);
    }

    @Override
    public boolean isConfigured() {
        return bringUp.isInService();
    }

    /** {@inheritDoc} INVALID also when the scale or unit in the sensor's memory cannot be. */
    @Override
    public Outcome advance() {
        return bringUp.advance();
    }

    private Outcome carryOut(long now) {
        return switch (bringUp.stage()) {
            case RESET -> bringUp.goOnAfter(command(RESET), Stage.IDENTIFY, now + RESET_NANOS);
            case IDENTIFY -> bringUp.goOnAfter(identify(), Stage.SCALE, now);
            case SCALE -> bringUp.goOnAfter(scale(), Stage.START, now);
            case START -> start(now);
            case RESTART -> restart(now);
            default -> takeFirstValue();
        };
    }

    private Outcome identify() {
        Outcome outcome = readMemory(PART_NAME_AT, PART_NAME_WORDS);
        if (!outcome.isOk()) {
            return outcome;
        }
        for (int i = 0; i < type.partName.length(); i++) {
            int letter = link.word(i / 2) >> 8 * (1 - i % 2) & 0xFF;
            if (letter != type.partName.charAt(i)) {
                return Outcome.INVALID;
            }
        }
        return Outcome.OK;
    }

    private Outcome scale() {
        Outcome outcome = command(READ_USER_REGISTER);
        if (outcome.isOk()) {
            outcome = link.read(1);
        }
        if (!outcome.isOk()) {
            return outcome;
        }
        int field = link.word(0) >> 4 & 7;
        if (field > LAST_FIELD) {
            return Outcome.INVALID;
        }
        outcome = readMemory(SCALE_AT + field * FIELD_STRIDE, 2);
        if (!outcome.isOk()) {
            return outcome;
        }
        int scale = link.word(0);
        FlowUnit named = FlowUnit.ofCode(link.word(1));
        if (scale == 0 || named == null) {
            return Outcome.INVALID;
        }
        countsPerUnit = scale;
        unit = named;
        return Outcome.OK;
    }

    private Outcome start(long now) {
        return bringUp.goOnAfter(command(MEASURE), Stage.FIRST_VALUE, now + FIRST_VALUE_NANOS);
    }

    /**
     * What it was asked at start it still knows: the reset and its questions would lose a value
     * more, and that is one more than the interlocks bear.
     */
    private Outcome restart(long now) {
        Outcome outcome = start(now);
        if (outcome != Outcome.NO_ACKNOWLEDGE) {
            return outcome;
        }
        link.beginDoubtedService();
        return bringUp.enterService();
    }

    private Outcome takeFirstValue() {
        Outcome outcome = link.read(1);
        if (!outcome.isOk()) {
            return outcome;
        }
        link.beginService();
        unchanged = 0;
        rawFlow = (short) link.word(0);
        return bringUp.enterService();
    }

    /** {@inheritDoc} INVALID when twenty values in a row were the same. */
    @Override
    public Outcome fetch() {
        if (!bringUp.isInService()) {
            return Outcome.NOT_READY;
        }
        Outcome outcome = link.fetch(1);
        if (link.isRefused()) {
            return bringUp.lost(Stage.RESTART);
        }
        if (link.isAbsent() || link.isGarbled()) {
            return bringUp.lost(Stage.RESET);
        }
        if (!outcome.isOk()) {
            return outcome;
        }
        int found = (short) link.word(0);
        unchanged = found == rawFlow ? Math.min(unchanged + 1, WITHOUT_NOISE) : 0;
        rawFlow = found;
        return unchanged == WITHOUT_NOISE ? Outcome.INVALID : Outcome.OK;
    }

    private Outcome command(int command) {
        sent[0] = (byte) command;
        return link.write(sent, 1);
    }

    /** The 12-bit address of the memory is sent left-aligned in two bytes. */
    private Outcome readMemory(int at, int words) {
        sent[0] = (byte) READ_MEMORY;
        sent[1] = (byte) (at >> 4);
        sent[2] = (byte) (at << 4);
        Outcome outcome = link.write(sent, 3);
        return outcome.isOk() ? link.read(words) : outcome;
    }

    /** Flow as the sensor counts it, signed, of the last fetch that was OK or INVALID. */
    public int rawFlow() {
        return rawFlow;
    }

    /** The same in picolitres per minute, rounded towards zero, by the sensor's own scale. */
    public long picolitresPerMinute() {
        return unit.picolitresPerMinute(rawFlow, countsPerUnit);
    }

    /** Beyond the full scale of the type, where the output saturates: a lower bound. */
    public boolean isBeyondRange() {
        return Math.abs(picolitresPerMinute()) > type.fullScalePicolitresPerMinute;
    }

    /** CRC of a pair of bytes. */
    static int crc(byte high, byte low) {
        return SensirionWords.crc(high, low, SensirionWords.SF04);
    }
}
