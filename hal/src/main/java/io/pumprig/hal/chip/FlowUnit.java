package io.pumprig.hal.chip;

/**
 * The units in which Sensirion's flow sensors count, and the codes by which the SF04 generation
 * names them in its memory (Sensirion, SF04 example code).
 */
enum FlowUnit {
    NANOLITRES_PER_MINUTE(2115, 1_000, 1),
    MICROLITRES_PER_MINUTE(2116, 1_000_000, 1),
    MILLILITRES_PER_MINUTE(2117, 1_000_000_000, 1),
    MICROLITRES_PER_SECOND(2100, 60_000_000, 1),
    MILLILITRES_PER_HOUR(2133, 1_000_000_000, 60);

    private static final FlowUnit[] ALL = values();

    private final int code;
    private final long picolitres;
    private final int minutes;

    FlowUnit(int code, long picolitres, int minutes) {
        this.code = code;
        this.picolitres = picolitres;
        this.minutes = minutes;
    }

    /** The unit of a code, or null when the code is none of these. */
    static FlowUnit ofCode(int code) {
        for (int i = 0; i < ALL.length; i++) {
            if (ALL[i].code == code) {
                return ALL[i];
            }
        }
        return null;
    }

    /**
     * A signed 16-bit value in picolitres per minute, rounded towards zero once.
     *
     * @param countsPerUnit scale factor, 1 or more
     */
    long picolitresPerMinute(int raw, int countsPerUnit) {
        return raw * picolitres / ((long) countsPerUnit * minutes);
    }
}
