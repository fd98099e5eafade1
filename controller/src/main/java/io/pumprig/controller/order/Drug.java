package io.pumprig.controller.order;

import java.util.List;

/**
 * A drug as the library knows it.
 *
 * @param name as therapies write it
 * @param concentrations those that exist, ascending; empty when any will do
 * @param picogramsPerDay limits of the daily dose (SR-08)
 * @param bolusPicograms limits of a single bolus (SR-10)
 * @param titration how fast a dose may change (SR-09)
 * @param rollingLimits what windows of time may bring (SR-25)
 */
public record Drug(
        String name,
        List<Concentration> concentrations,
        Limits picogramsPerDay,
        Limits bolusPicograms,
        Titration titration,
        List<RollingDoseLimit> rollingLimits) {
    public Drug {
        concentrations = List.copyOf(concentrations);
        rollingLimits = List.copyOf(rollingLimits);
    }

    /** What a concentration is made for. */
    public enum Purpose {
        /** It may be pumped. */
        MAINTENANCE,
        /** It is for single test boluses, and in no pump for longer. */
        SCREENING
    }

    /** A concentration that exists. */
    public record Concentration(long picogramsPerNanolitre, Purpose purpose) {}

    /** Up to {@code soft} nobody is asked; up to {@code hard} an override is needed (SR-04). */
    public record Limits(long soft, long hard) {
        public Limits {
            if (soft <= 0 || hard < soft) {
                throw new IllegalArgumentException("soft " + soft + ", hard " + hard);
            }
        }
    }

    /**
     * Largest changes within 24 hours, in parts per million of the dose before.
     *
     * @param spinalIncrease for an adult's spinal indication
     * @param cerebralIncrease for an adult's cerebral indication
     * @param childIncrease for a child
     * @param increaseWarning above which an increase needs an override, if it is allowed at all
     * @param decrease a taper's largest step down
     */
    public record Titration(
            long spinalIncrease,
            long cerebralIncrease,
            long childIncrease,
            long increaseWarning,
            long decrease) {
        /** Largest increase for that indication. */
        public long increase(Indication indication) {
            return switch (indication) {
                case SPINAL -> spinalIncrease;
                case CEREBRAL -> cerebralIncrease;
                case CHILD -> childIncrease;
            };
        }
    }

    /** The concentration of the library that has this value; null for none. */
    Concentration concentration(long picogramsPerNanolitre) {
        for (Concentration concentration : concentrations) {
            if (concentration.picogramsPerNanolitre() == picogramsPerNanolitre) {
                return concentration;
            }
        }
        return null;
    }
}
