package io.pumprig.hal.pi;

/**
 * Whether the kernel's calendar follows a time server, as the kernel itself says (adjtimex(2)):
 * whatever keeps it, timesyncd, chrony or ntpd, tells it so. A Pi has no clock that outlives it: it
 * starts with the time of its last shutdown, and until then no time of day is to be believed.
 *
 * @param synchronised true when it follows; false also when the kernel does not say
 * @param reason how near it is, or why it is not to be believed, for people
 */
public record ClockSync(boolean synchronised, String reason) {
    /** More than {@code struct timex} has; of its fields in the 64-bit Linux ABI two are read. */
    private static final int TIMEX_BYTES = 256;

    private static final int MAX_ERROR_MICROS_AT = 24;
    private static final int STATUS_AT = 40;
    private static final int STA_UNSYNC = 0x40;

    /** The call's state of a clock that is not synchronised. */
    private static final int TIME_ERROR = 5;

    private static final long MICROS_PER_MILLI = 1_000;

    /** {@link Libc#adjtimex}, or a test that answers in its place. */
    @FunctionalInterface
    interface Kernel {
        int adjtimex(byte[] timex);
    }

    /** As the host says now. Asks the kernel, and no program. */
    public static ClockSync ofThisHost() {
        return of(Libc::adjtimex);
    }

    static ClockSync of(Kernel kernel) {
        // Modes of zero change nothing, and need no permission.
        byte[] timex = new byte[TIMEX_BYTES];
        int state = kernel.adjtimex(timex);
        if (state < 0) {
            return new ClockSync(false, "the kernel does not say: " + Errno.text(Libc.failure()));
        }
        if (state == TIME_ERROR || (timex[STATUS_AT] & STA_UNSYNC) != 0) {
            return new ClockSync(false, "no time server is followed");
        }
        long micros = number(timex, MAX_ERROR_MICROS_AT);
        return new ClockSync(
                true, "synchronised within " + (micros / MICROS_PER_MILLI + 1) + " ms");
    }

    /** A long in the host's order, which is little-endian wherever we run. */
    private static long number(byte[] bytes, int at) {
        long number = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            number = number << Byte.SIZE | bytes[at + i] & 0xFF;
        }
        return number;
    }
}
