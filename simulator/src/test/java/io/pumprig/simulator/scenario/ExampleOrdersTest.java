package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.dose.Delivery;
import io.pumprig.controller.journal.JournalException;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.TherapyFile;
import io.pumprig.hal.rig.RigFile;
import io.pumprig.hal.settings.SettingsNode;
import io.pumprig.simulator.time.Pacer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The therapies and orders that are shipped to be tried do what the README says of them: the dose
 * that leaves the catheter's tip, hour by hour. In cycles of 20 ms, since days are long.
 */
class ExampleOrdersTest {
    private static final Path EXAMPLES = Path.of("examples");
    private static final long PERIOD_NANOS = 20_000_000L;
    private static final long CYCLES_PER_HOUR = 180_000L;

    /** What has left the tip at the end of each hour, in mcg; at the beginning nothing. */
    private final List<Double> tip = new ArrayList<>(List.of(0.0));

    private SimulatedSession session;

    private void begin(String therapy, String orders)
            throws IOException, JournalException, StateMismatchException {
        session =
                SimulatedSession.open(
                        new RunSettings(
                                RigFile.simulated(),
                                TherapyFile.read(EXAMPLES.resolve(therapy)),
                                1L,
                                Long.MAX_VALUE,
                                Pacer.UNPACED,
                                null,
                                PERIOD_NANOS,
                                "test"));
        if (orders != null) {
            session.run()
                    .follow(
                            WrittenOrders.of(
                                    SettingsNode.read(EXAMPLES.resolve(orders)),
                                    session.controller().forms()));
        }
    }

    @AfterEach
    void close() throws IOException {
        session.close();
    }

    private void runHours(int hours) {
        for (int hour = 0; hour < hours; hour++) {
            for (long cycle = 0; cycle < CYCLES_PER_HOUR; cycle++) {
                session.run().step();
            }
            tip.add(session.run().rig().plant().tipMicrograms());
        }
        assertEquals(0, loop().alarms().listed());
    }

    private ControlLoop loop() {
        return session.controller().loop();
    }

    /** What has left the tip from the end of one hour to the end of another. */
    private double between(int from, int to) {
        return tip.get(to) - tip.get(from);
    }

    private List<Code> answers() {
        return session.run().script().outcomes().stream().map(o -> o.order().code()).toList();
    }

    @Test
    @Tag("SR-19")
    @Tag("SR-32")
    @Tag("SR-33")
    void thePatternGivesItsTotalEveryDay() throws Exception {
        begin("pattern.yaml", null);
        runHours(48);
        assertEquals(Mode.PATTERN, loop().planner().mode());
        for (int hour = 24; hour <= 48; hour++) {
            assertEquals(270, between(hour - 24, hour), 270 * 0.02, "until hour " + hour);
        }
        assertEquals(540_000_000L, loop().planner().orderedPicograms(), 12_500);
    }

    @Test
    @Tag("SR-26")
    @Tag("SR-39")
    void ofADayOfDemandsFourAreGivenAndTheOthersRefused() throws Exception {
        begin("demand-bolus.yaml", "orders-demand-day.yaml");
        runHours(24);
        List<Code> answers = answers();
        assertEquals(96, answers.size());
        assertEquals(4, answers.stream().filter(code -> code == Code.OK).count());
        assertEquals(92, answers.stream().filter(code -> code == Code.RATE_LIMITED).count());
        // 10 mcg at 2000 mcg/mL are 800 microsteps.
        assertEquals(3_200, loop().ledger().delivered(Delivery.BOLUS));
        assertEquals(20_000, loop().ledger().delivered(Delivery.BASAL), 1);
        assertEquals(290, tip.get(24), 290 * 0.02);
    }

    @Test
    @Tag("SR-09")
    @Tag("SR-19")
    void theTaperGivesEachDayItsDose() throws Exception {
        begin("taper.yaml", null);
        runHours(48);
        // From 500 to 100 mcg in eight steps: each day 0.8178 of the day before.
        assertEquals(500, between(0, 24), 500 * 0.02);
        assertEquals(408.88, between(24, 48), 408.88 * 0.02);
    }

    @Test
    @Tag("SR-11")
    @Tag("SR-12")
    void aBridgeKeepsTheDoseAtTheTipThroughTheChangeOfConcentration() throws Exception {
        begin("concentration-500.yaml", "orders-bridge.yaml");
        runHours(48);
        assertEquals(List.of(Code.OK, Code.OK), answers());
        for (int hour = 24; hour <= 48; hour++) {
            assertEquals(250, between(hour - 24, hour), 25, "until hour " + hour);
        }
        // The bridge is over after 6 h and 15.5 h more; the hours around are the switch.
        for (int hour = 20; hour <= 24; hour++) {
            assertEquals(250 / 24.0, between(hour - 1, hour), 250 / 24.0 * 0.3, "hour " + hour);
        }
        assertEquals(Mode.CONTINUOUS, loop().planner().mode());
        assertEquals(51_520, loop().ledger().delivered(Delivery.BRIDGE), 1);
        assertEquals(125_000_000L, loop().planner().modePicolitresPerDay(), 1_000);
        assertEquals(500_000_000L, loop().planner().orderedPicograms(), 12_500);
    }

    @Test
    @Tag("SR-12")
    void withoutItsBridgeTheChangeIsRefusedAndNothingChanges() throws Exception {
        begin("concentration-500.yaml", "orders-no-bridge.yaml");
        runHours(7);
        assertEquals(List.of(Code.BAD_PARAM, Code.CONFLICT), answers());
        String reason = session.run().script().outcomes().get(0).order().reason();
        assertTrue(reason.startsWith("concentration: found 2000 mcg/mL; allowed 500"), reason);
        assertEquals(500, loop().planner().prescription().picogramsPerNanolitre());
        assertEquals(0, loop().refills());
        assertEquals(250 / 24.0, between(6, 7), 250 / 24.0 * 0.3);
    }
}
