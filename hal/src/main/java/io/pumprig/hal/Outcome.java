package io.pumprig.hal;

/**
 * What became of something tried on the hardware: a failure that is expected in service travels as
 * one of these, never as an exception and never as a plausible number (device reference, K).
 */
public enum Outcome {
    /** Done, and proved where the part offers a proof. */
    OK,
    /** Under way; ask again in a later cycle. Not a failure. */
    PENDING,
    /** Nobody acknowledged the address: absent, busy or unpowered (errno 121). */
    NO_ACKNOWLEDGE,
    /** SDA or SCL is held, or arbitration was lost: every address fails (errno 110, 11). */
    BUS_STUCK,
    /** Any other failure of the bus or its controller (errno 5). */
    BUS_ERROR,
    /** The serial line does not return what was sent: open, shorted, or a second talker. */
    NO_ECHO,
    /** The echo came, the answer did not, within its time-out and after its retries. */
    NO_ANSWER,
    /** A checksum did not fit. */
    BAD_CRC,
    /** An answer of the wrong shape: sync, register or reserved bits. */
    BAD_FRAME,
    /** A write whose acceptance could not be proved. */
    UNPROVED,
    /** The part did not finish in the time its data sheet allows. */
    NOT_READY,
    /**
     * The part answered, and says that its value is not to be used (no magnet, failed calibration).
     */
    INVALID,
    /** The value lies outside what the sensor can truly report: open or shorted wire, rail. */
    OUT_OF_RANGE,
    /** The part has lost its configuration and is being configured again. */
    RECONFIGURING;

    private static final Outcome[] ALL = values();

    /** True for {@link #OK} alone; {@link #PENDING} is neither good nor a failure. */
    public boolean isOk() {
        return this == OK;
    }

    /** True when something went wrong, that is for all but {@link #OK} and {@link #PENDING}. */
    public boolean isFailure() {
        return this != OK && this != PENDING;
    }

    /** The outcome with the given {@link #ordinal()}, for records that store it as a number. */
    public static Outcome of(int ordinal) {
        return ALL[ordinal];
    }
}
