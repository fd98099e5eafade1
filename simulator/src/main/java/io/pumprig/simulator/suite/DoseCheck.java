package io.pumprig.simulator.suite;

import java.util.Locale;

/** What truly left the tip, or what is believed to have, has to lie between two bounds. */
final class DoseCheck extends Check {
    private final boolean truth;
    private final DoseBound atLeast;
    private final DoseBound atMost;
    private final long atNanos;
    private boolean looked;

    /**
     * @param truth the drug that left the tip; otherwise what the ledger believes
     * @param atLeast or null
     * @param atMost or null
     * @param atNanos when to look, {@link Long#MAX_VALUE} for the end
     */
    DoseCheck(boolean truth, DoseBound atLeast, DoseBound atMost, long atNanos) {
        this.truth = truth;
        this.atLeast = atLeast;
        this.atMost = atMost;
        this.atNanos = atNanos;
    }

    @Override
    String asked() {
        return (truth ? "trueDose" : "believedDose")
                + (atLeast == null ? "" : " at least " + atLeast)
                + (atMost == null ? "" : " at most " + atMost);
    }

    @Override
    boolean wantsCycles() {
        return atNanos != Long.MAX_VALUE;
    }

    @Override
    void cycle(Watched run) {
        if (!looked && run.nanos() >= atNanos) {
            compare(run);
        }
    }

    @Override
    void end(Watched run) {
        if (!looked) {
            compare(run);
        }
    }

    private void compare(Watched run) {
        looked = true;
        double micrograms =
                truth
                        ? run.run().rig().plant().tipMicrograms()
                        : run.loop().planner().believedPicograms() / 1e6;
        if (atLeast != null && micrograms < atLeast.micrograms(run)
                || atMost != null && micrograms > atMost.micrograms(run)) {
            fail(
                    run,
                    String.format(
                            Locale.ROOT,
                            "found %.3f mcg, ordered %.3f mcg",
                            micrograms,
                            run.loop().planner().orderedPicograms() / 1e6));
        }
    }
}
