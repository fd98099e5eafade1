package io.pumprig.simulator.report;

import java.util.List;
import java.util.Map;

/**
 * All that a report tells of a run.
 *
 * @param identity who ran what, as name and value, in order
 * @param backend {@code sim} or {@code bench}
 * @param totals what it came to, or null without a trend
 * @param account microsteps by purpose and cause, by the newest checkpoint
 * @param alarms in the order in which they were raised
 * @param faults in the order of their injection; none on a bench
 * @param happenings orders, therapies, boluses, modes and what else the journal tells, in order
 * @param page bins for plots
 * @param table bins for CSV
 * @param names of modes, reactions and alarms, as the trend counts them
 * @param curves by the name of the profile
 * @param reservoir ledger against scale, or null
 * @param lateness cycles by class of lateness; empty without a trend
 * @param endNanos when it ended
 * @param missing what cannot be told, in words
 */
record RunRecord(
        Map<String, String> identity,
        String backend,
        Totals totals,
        Map<String, String> account,
        List<AlarmSpell> alarms,
        List<FaultSpell> faults,
        List<Happening> happenings,
        Series page,
        Series table,
        Names names,
        Map<String, DeliveryCurves> curves,
        ReservoirBalance reservoir,
        long[] lateness,
        long endNanos,
        List<String> missing) {

    /**
     * Sums at the end; the truth is NaN on a bench.
     *
     * @param microlitresPerMicrostep of the head
     */
    record Totals(
            double orderedMicrograms,
            double believedMicrograms,
            double trueMicrograms,
            double orderedMicrolitres,
            double believedMicrolitres,
            double trueMicrolitres,
            double uncertainMicrolitres,
            double microlitresPerMicrostep) {}

    /** Something that happened, with its outcome. */
    record Happening(long nanos, String kind, String subject, String phase, String detail) {}

    /** What the numbers of a trend stand for. */
    record Names(List<String> modes, List<String> reactions, List<String> alarms) {
        static final Names NONE = new Names(List.of(), List.of(), List.of());

        String mode(int number) {
            return name(modes, number);
        }

        String reaction(int number) {
            return name(reactions, number);
        }

        private static String name(List<String> names, int number) {
            return number >= 0 && number < names.size() ? names.get(number) : "";
        }

        /** Names of the set bits, separated by blanks. */
        String alarms(long bits) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < alarms.size(); i++) {
                if ((bits & 1L << i) != 0) {
                    text.append(text.length() == 0 ? "" : " ").append(alarms.get(i));
                }
            }
            return text.toString();
        }
    }

    boolean isSimulated() {
        return backend.equals("sim");
    }
}
