package io.pumprig.simulator.scenario;

import io.pumprig.controller.order.OrderForms;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.TherapyFile;
import io.pumprig.hal.settings.SettingsNode;
import java.util.List;

/**
 * A therapy that a sound rig has to deliver without an alarm, in the words of the files that a user
 * writes.
 *
 * @param name what a report calls it
 * @param therapy a therapy file
 * @param orders a file of orders
 */
record HealthyTherapy(String name, String therapy, String orders) {
    private static final String NO_ORDERS = "orders: []";

    /** For half a year. The day in which a bolus counts begins at its end, hence the minutes. */
    private static final String FOUR_A_DAY =
            "orders: [{at: 3 h, every: 365 min, times: 720, bolus: {demand: true}}]";

    private static final String DEMAND =
            "demandBolus: {dose: 10 mcg, duration: 5 min, lockout: 60 min, perDay: 4}\n";

    private static final String THIRTEEN_STEPS =
            """
            timeZone: Europe/Berlin
            program:
              mode: pattern
              steps:
                - {from: 00:00, rate: 180 mcg/day}
                - {from: 01:30, rate: 150 mcg/day}
                - {from: 03:00, rate: 120 mcg/day}
                - {from: 05:15, rate: 240 mcg/day}
                - {from: 06:00, rate: 400 mcg/day}
                - {from: 08:00, rate: 330 mcg/day}
                - {from: 10:10, rate: 250 mcg/day}
                - {from: 12:00, rate: 290 mcg/day}
                - {from: 14:00, rate: 200 mcg/day}
                - {from: 16:45, rate: 360 mcg/day}
                - {from: 18:00, rate: 310 mcg/day}
                - {from: 20:30, rate: 260 mcg/day}
                - {from: 22:59, rate: 210 mcg/day}
            """;

    /** The first five are those of every build: each kind of program once. */
    static final List<HealthyTherapy> ALL =
            List.of(
                    continuous("250 mcg/day at 2000", "250 mcg/day", 2_000),
                    continuous("50 mcg/day at 500", "50 mcg/day", 500),
                    new HealthyTherapy(
                            "pattern of 13 steps and 4 boluses a day",
                            head(2_000) + THIRTEEN_STEPS + DEMAND,
                            FOUR_A_DAY),
                    new HealthyTherapy(
                            "taper from 500 to 100 mcg/day",
                            head(2_000)
                                    + "program: {mode: taper, from: 500 mcg/day, to: 100 mcg/day,"
                                    + " over: 8 d}\n",
                            NO_ORDERS),
                    new HealthyTherapy(
                            "250 mcg/day, bridged from 500 to 2000",
                            head(500) + "program: {mode: continuous, rate: 250 mcg/day}\n",
                            """
                            orders:
                              - at: 26 h
                                therapy:
                                  drug: baclofen
                                  concentration: 2000 mcg/mL
                                  indication: spinal
                                  program: {mode: continuous, rate: 250 mcg/day}
                                  bridge: {removed: 19.46 mL, filled: 20 mL}
                            """),
                    continuous("800 mcg/day at 2000", "800 mcg/day", 2_000),
                    new HealthyTherapy(
                            "minimum rate",
                            head(2_000) + "program: {mode: minimum-rate}\n",
                            NO_ORDERS),
                    continuous("25 uL/day", "50 mcg/day", 2_000),
                    new HealthyTherapy(
                            "250 mcg/day and 4 boluses a day",
                            head(2_000)
                                    + "program: {mode: continuous, rate: 250 mcg/day}\n"
                                    + DEMAND,
                            FOUR_A_DAY),
                    new HealthyTherapy(
                            "pattern of 13 steps", head(2_000) + THIRTEEN_STEPS, NO_ORDERS));

    private static HealthyTherapy continuous(String name, String rate, int concentration) {
        return new HealthyTherapy(
                name,
                head(concentration) + "program: {mode: continuous, rate: " + rate + "}\n",
                NO_ORDERS);
    }

    private static String head(int concentration) {
        return "drug: baclofen\nconcentration: " + concentration + " mcg/mL\nindication: spinal\n";
    }

    Prescription prescription() {
        return TherapyFile.parse(name, therapy);
    }

    OrderScript script(OrderForms forms) {
        return WrittenOrders.of(SettingsNode.parse(name, orders), forms);
    }

    @Override
    public String toString() {
        return name;
    }
}
