package io.pumprig.controller.order;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What was prescribed, checked: all of it or nothing (SR-02). The pump moves volume, so a dose
 * means something only together with its concentration; 1 mcg/mL is 1 pg/nL.
 *
 * @param drug name of the drug
 * @param picogramsPerNanolitre concentration in the reservoir, 10-4000 mcg/mL
 * @param mode mode in which the program begins: CONTINUOUS, MINIMUM_RATE or STOPPED
 * @param picogramsPerDay programmed dose; 0 when the program has no rate of its own
 * @param minimumPicolitresPerDay minimum rate, calibrated (SR-47)
 * @param onRestart what happens after a restart (SR-93)
 */
public record Prescription(
        String drug,
        long picogramsPerNanolitre,
        Mode mode,
        long picogramsPerDay,
        long minimumPicolitresPerDay,
        OnRestart onRestart) {
    /** Lowest concentration that can be prescribed, mcg/mL. */
    public static final long LEAST_PICOGRAMS_PER_NANOLITRE = 10;

    /** Highest concentration that can be prescribed, mcg/mL. */
    public static final long MOST_PICOGRAMS_PER_NANOLITRE = 4_000;

    /** Hard limit of the daily dose: 1000 mcg (SR-08). */
    public static final long MOST_PICOGRAMS_PER_DAY = 1_000_000_000L;

    /** Ceiling on volume rate, below and independent of any library: 1000 uL/h (SR-07). */
    public static final long MOST_PICOLITRES_PER_DAY = 24_000_000_000L;

    /** The default minimum rate: 2 uL/h (SR-47). */
    public static final long DEFAULT_MINIMUM_PICOLITRES_PER_DAY = 48_000_000L;

    /** What a controller does with a therapy that it finds running in its journal (SR-93). */
    public enum OnRestart {
        /** Zero flow under the alarm RESTARTED until the operator confirms. */
        CONFIRM("confirm"),
        /** The alarm RESTARTED is raised and confirmed by this policy; therapy goes on. */
        RESUME("resume");

        private final String label;

        OnRestart(String label) {
            this.label = label;
        }

        /** The name in therapy files. */
        public String label() {
            return label;
        }
    }

    public Prescription {
        if (drug == null || drug.isBlank()) {
            throw new IllegalArgumentException("a prescription without a drug");
        }
        require(
                picogramsPerNanolitre >= LEAST_PICOGRAMS_PER_NANOLITRE
                        && picogramsPerNanolitre <= MOST_PICOGRAMS_PER_NANOLITRE,
                "picogramsPerNanolitre",
                picogramsPerNanolitre);
        require(
                picogramsPerDay >= 0 && picogramsPerDay <= MOST_PICOGRAMS_PER_DAY,
                "picogramsPerDay",
                picogramsPerDay);
        require(
                (mode == Mode.CONTINUOUS) == (picogramsPerDay > 0) && mode != Mode.PAUSED,
                "mode",
                mode.ordinal());
        require(
                minimumPicolitresPerDay > 0
                        && minimumPicolitresPerDay <= MOST_PICOLITRES_PER_DAY / 100,
                "minimumPicolitresPerDay",
                minimumPicolitresPerDay);
        require(
                picogramsPerDay * 1_000 <= MOST_PICOLITRES_PER_DAY * picogramsPerNanolitre,
                "picolitresPerDay",
                picogramsPerDay * 1_000 / picogramsPerNanolitre);
    }

    private static void require(boolean condition, String what, long found) {
        if (!condition) {
            throw new IllegalArgumentException(what + " " + found + " is out of its limits");
        }
    }

    /** The programmed dose as volume, rounded down to a picolitre; for display and limits only. */
    public long picolitresPerDay() {
        return picogramsPerDay * 1_000 / picogramsPerNanolitre;
    }

    /** SHA-256 over every value, in hexadecimal: two prescriptions are the same if this is. */
    public String identity() {
        String text =
                String.join(
                        "|",
                        drug,
                        Long.toString(picogramsPerNanolitre),
                        mode.name(),
                        Long.toString(picogramsPerDay),
                        Long.toString(minimumPicolitresPerDay),
                        onRestart.name());
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
