package io.pumprig.hal.chip;

/**
 * Which question a TMC2209 in service is asked next: what is wanted at once, then the position when
 * many pulses went out, then one question every 50 ms in turn, so that the position is asked every
 * 100 ms, GSTAT and DRV_STATUS every 200 ms.
 */
final class Tmc2209Questions {
    static final int NONE = 0;
    static final int GSTAT = 1;
    static final int STATUS = 2;
    static final int POSITION = 4;
    static final int IOIN = 8;

    /** Not a question: writes GSTAT. */
    static final int CLEAR_GSTAT = 16;

    static final int IFCNT = 32;

    private static final long SLOT_NANOS = 50_000_000;

    /** Half an electrical cycle is 32 pulses, and the question may be late. */
    private static final long PULSES_WITHOUT_POSITION = 20;

    private int wanted;
    private int turn;
    private long slotNanos;
    private long sentAtQuestion;

    /** Forgets what was wanted; the next slot is 50 ms from now. */
    void restart(long nowNanos) {
        wanted = NONE;
        slotNanos = nowNanos + SLOT_NANOS;
    }

    /** Has these asked before anything in turn, the lowest bit first. */
    void want(int questions) {
        wanted |= questions;
    }

    void withdraw(int questions) {
        wanted &= ~questions;
    }

    /** True once every 50 ms; takes the slot. */
    boolean takeSlot(long nowNanos) {
        if (nowNanos - slotNanos < 0) {
            return false;
        }
        slotNanos += SLOT_NANOS;
        if (nowNanos - slotNanos >= 0) {
            slotNanos = nowNanos + SLOT_NANOS;
        }
        return true;
    }

    /**
     * The question to put now, or NONE.
     *
     * @param sentMicrosteps pulses sent so far
     * @param recheckEnable whether the level of ENN is to be looked at in turn too
     */
    int next(long nowNanos, long sentMicrosteps, boolean recheckEnable) {
        int question = NONE;
        if (wanted != NONE) {
            question = Integer.lowestOneBit(wanted);
            wanted &= ~question;
        } else if (sentMicrosteps - sentAtQuestion >= PULSES_WITHOUT_POSITION) {
            question = POSITION;
        } else if (takeSlot(nowNanos)) {
            turn = turn + 1 & 3;
            question =
                    switch (turn) {
                        case 1 -> GSTAT;
                        case 2 -> recheckEnable ? IOIN : POSITION;
                        case 3 -> STATUS;
                        default -> POSITION;
                    };
        }
        if (question == POSITION) {
            sentAtQuestion = sentMicrosteps;
        }
        return question;
    }

    /** The register that a question reads. */
    static int register(int question) {
        return switch (question) {
            case GSTAT -> Tmc2209Registers.GSTAT;
            case STATUS -> Tmc2209Registers.DRV_STATUS;
            case POSITION -> Tmc2209Registers.MSCNT;
            case IOIN -> Tmc2209Registers.IOIN;
            default -> Tmc2209Registers.IFCNT;
        };
    }

    /** Pulses that had been sent when the position was last asked for. */
    long sentAtQuestion() {
        return sentAtQuestion;
    }
}
