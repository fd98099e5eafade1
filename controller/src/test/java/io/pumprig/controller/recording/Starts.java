package io.pumprig.controller.recording;

import io.pumprig.controller.FakeRig;
import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.JournalStore;
import io.pumprig.controller.journal.Resumable;
import io.pumprig.controller.order.DrugLibrary;
import io.pumprig.controller.order.FluidPath;
import io.pumprig.controller.order.LimitOverride;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.TherapyFile;

/** What sessions of tests begin with. */
final class Starts {
    private Starts() {}

    static Prescription therapy() {
        return TherapyFile.parse(
                "therapy",
                "drug: baclofen\nconcentration: 2000 mcg/mL\n"
                        + "program: {mode: continuous, rate: 250 mcg/day}\n");
    }

    /** A pattern with all that a therapy may have. */
    static Prescription pattern() {
        return TherapyFile.parse(
                "therapy",
                "drug: baclofen\nconcentration: 2000 mcg/mL\ntimeZone: Europe/Berlin\n"
                        + "program: {mode: pattern, steps: [{from: 00:00, rate: 200 mcg/day},"
                        + " {from: 07:00, rate: 300 mcg/day}]}\n"
                        + "demandBolus: {dose: 10 mcg, duration: 5 min, perDay: 4}\n"
                        + "onRestart: resume\n");
    }

    /** A new therapy. */
    static RecordedStart fresh() {
        return of(therapy(), null, null, null);
    }

    static RecordedStart of(
            Prescription prescription,
            LimitOverride override,
            Checkpoint last,
            Resumable.Fallback fallback) {
        return new RecordedStart(
                new JournalStore.Session("bench-1", "bench", "1.0", 1_795_349_106_000L),
                new RecordedRig(
                        "rig-1",
                        "rig: rig-1\nboard: pi\n",
                        FakeRig.HEAD,
                        200_000,
                        FluidPath.REFERENCE,
                        Long.MAX_VALUE,
                        FakeRig.PERIOD_NANOS,
                        false,
                        new RecordedRig.Parts(false, false, false, true)),
                DrugLibrary.shipped(),
                prescription,
                override,
                last,
                fallback);
    }
}
