package io.pumprig.controller.order;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What was prescribed, checked: all of it or nothing (SR-02). The pump moves volume, so a dose
 * means something only together with its concentration; 1 mcg/mL is 1 pg/nL. The limits here are
 * those that no drug library can widen; a drug library may only narrow them.
 *
 * @param drug name of the drug
 * @param picogramsPerNanolitre concentration in the reservoir, 10-4000 mcg/mL
 * @param indication why it is given; sets how far a dose may be changed (SR-09)
 * @param program what is delivered over time
 * @param minimumPicolitresPerDay minimum rate, calibrated (SR-47)
 * @param demandBolus the bolus that may be asked for, or null for none
 * @param timeZone IANA name of the zone of a pattern's times, or null where the program has none
 * @param onRestart what happens after a restart (SR-93)
 */
public record Prescription(
        String drug,
        long picogramsPerNanolitre,
        Indication indication,
        Program program,
        long minimumPicolitresPerDay,
        DemandBolus demandBolus,
        String timeZone,
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
        if (indication == null || program == null || onRestart == null) {
            throw new IllegalArgumentException("a prescription without " + drug + "'s program");
        }
        require(
                program.mostPicogramsInADay() <= MOST_PICOGRAMS_PER_DAY,
                "picogramsPerDay",
                program.mostPicogramsInADay());
        require(
                minimumPicolitresPerDay > 0
                        && minimumPicolitresPerDay <= MOST_PICOLITRES_PER_DAY / 100,
                "minimumPicolitresPerDay",
                minimumPicolitresPerDay);
        long most = program.mostPicogramsPerDay();
        require(
                most * 1_000 <= MOST_PICOLITRES_PER_DAY * picogramsPerNanolitre,
                "picolitresPerDay",
                most * 1_000 / picogramsPerNanolitre);
        if (program instanceof Program.Pattern && timeZone == null) {
            throw new IllegalArgumentException("a pattern without a time zone");
        }
    }

    /**
     * One rate, or none, without a demand bolus.
     *
     * @param mode CONTINUOUS, MINIMUM_RATE or STOPPED
     * @param picogramsPerDay the dose of CONTINUOUS, 0 for the others
     */
    public Prescription(
            String drug,
            long picogramsPerNanolitre,
            Mode mode,
            long picogramsPerDay,
            long minimumPicolitresPerDay,
            OnRestart onRestart) {
        this(
                drug,
                picogramsPerNanolitre,
                Indication.SPINAL,
                plain(mode, picogramsPerDay),
                minimumPicolitresPerDay,
                null,
                null,
                onRestart);
    }

    private static Program plain(Mode mode, long picogramsPerDay) {
        if (mode == Mode.CONTINUOUS) {
            return new Program.Continuous(picogramsPerDay);
        }
        boolean silent = mode == Mode.STOPPED || mode == Mode.MINIMUM_RATE;
        require(silent && picogramsPerDay == 0, "mode", mode.ordinal());
        return mode == Mode.STOPPED ? new Program.Stopped() : new Program.MinimumRate();
    }

    private static void require(boolean condition, String what, long found) {
        if (!condition) {
            throw new IllegalArgumentException(what + " " + found + " is out of its limits");
        }
    }

    /** The mode in which the program runs. */
    public Mode mode() {
        return program.mode();
    }

    /** The dose of a day: of a pattern its total, of a taper where it begins; 0 for none. */
    public long picogramsPerDay() {
        return program.picogramsPerDay();
    }

    /** The programmed dose as volume, rounded down to a picolitre; for display and limits only. */
    public long picolitresPerDay() {
        return picogramsPerDay() * 1_000 / picogramsPerNanolitre;
    }

    /** True when the program follows the time of day, so that the host's clock has to be right. */
    public boolean needsWallClock() {
        return program instanceof Program.Pattern;
    }

    /** SHA-256 over every value, in hexadecimal: two prescriptions are the same if this is. */
    public String identity() {
        String text =
                String.join(
                        "|",
                        drug,
                        Long.toString(picogramsPerNanolitre),
                        indication.name(),
                        program.text(),
                        Long.toString(minimumPicolitresPerDay),
                        demandBolus == null ? "" : demandBolus.text(),
                        timeZone == null ? "" : timeZone,
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
