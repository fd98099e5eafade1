package io.pumprig.controller.recording;

import io.pumprig.controller.blocks.Lines;
import io.pumprig.controller.order.DemandBolus;
import io.pumprig.controller.order.Indication;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Program;

/** How a prescription stands among named values: as in the journal, proved by its identity. */
final class RecordedPrescription {
    private RecordedPrescription() {}

    static void write(Prescription from, Lines into) {
        into.put("drug", from.drug())
                .put("concentration_pg_per_nl", from.picogramsPerNanolitre())
                .put("indication", from.indication().name())
                .put("program", from.program().text())
                .put("minimum_pl_per_day", from.minimumPicolitresPerDay())
                .put("on_restart", from.onRestart().name())
                .put("identity", from.identity());
        if (from.demandBolus() != null) {
            into.put("demand_bolus", from.demandBolus().text());
        }
        if (from.timeZone() != null) {
            into.put("time_zone", from.timeZone());
        }
    }

    /**
     * @throws IllegalArgumentException when it is none, or not the one that was written
     */
    static Prescription read(Lines from) {
        Prescription prescription =
                new Prescription(
                        from.text("drug"),
                        from.number("concentration_pg_per_nl"),
                        Indication.valueOf(from.text("indication")),
                        Program.parse(from.text("program")),
                        from.number("minimum_pl_per_day"),
                        from.has("demand_bolus")
                                ? DemandBolus.parse(from.text("demand_bolus"))
                                : null,
                        from.textOrNull("time_zone"),
                        Prescription.OnRestart.valueOf(from.text("on_restart")));
        if (!prescription.identity().equals(from.text("identity"))) {
            throw new IllegalArgumentException(
                    "prescription: found identity "
                            + prescription.identity()
                            + "; allowed "
                            + from.text("identity"));
        }
        return prescription;
    }
}
