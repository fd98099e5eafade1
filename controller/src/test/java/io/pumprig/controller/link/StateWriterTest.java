package io.pumprig.controller.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Gauge;
import io.pumprig.controller.alarm.HostAlarms;
import io.pumprig.controller.order.DemandBolus;
import io.pumprig.controller.order.Indication;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StateWriterTest {
    private final LinkSettings settings = Settings.of("bench");
    private final StateWriter writer =
            new StateWriter(
                    settings,
                    new AlarmBoard(settings, new Outbox(() -> {}), new HostAlarms(() -> 0)));

    private JsonNode loopOf(RigState state) {
        byte[] document = writer.write(state, new LinkStatistics(0, 0, 0, 0, 0, 0), 0);
        return Json.MAPPER.readTree(document).path("loop");
    }

    @Test
    @Tag("SR-35")
    void saysHowLateCyclesWereWhereTheyArePaced() {
        RigState state = new RigState();
        state.medianLatenessNanos = 70_000;
        state.p99LatenessNanos = 120_000;
        state.mostLatenessNanos = 150_000;
        assertEquals(
                "{\"p50\":70000,\"p99\":120000,\"max\":150000}",
                loopOf(state).path("latenessNs").toString());
    }

    @Test
    void saysNothingOfItInSimulation() {
        JsonNode loop = loopOf(new RigState());
        assertTrue(loop.path("latenessNs").isMissingNode(), loop.toString());
        assertEquals(0, loop.path("lateCycles").asInt(-1));
    }

    private JsonNode stateOf(RigState state) {
        return Json.MAPPER.readTree(writer.write(state, new LinkStatistics(0, 0, 0, 0, 0, 0), 0));
    }

    @Test
    void tellsHowFarAnInterlockIsFromItsTripAndNothingOfWhatIsNotMeasured() {
        RigState state = new RigState();
        state.gauges.set(Gauge.RESERVOIR_LOW, 19_500_000_000L, 4_000_000_000L);
        state.gauges.set(Gauge.LINE_PRESSURE, 8_125, 69_000);
        assertEquals(
                "[{\"alarm\":\"OCCLUSION_DOWNSTREAM\",\"measure\":\"line pressure\","
                        + "\"value\":8.125,\"trip\":69,\"unit\":\"kPa\",\"trips\":\"above\"},"
                        + "{\"alarm\":\"RESERVOIR_LOW\",\"measure\":\"content\","
                        + "\"value\":19.5,\"trip\":4,\"unit\":\"mL\",\"trips\":\"below\"}]",
                stateOf(state).path("interlocks").toString());
    }

    @Test
    @Tag("SR-39")
    @Tag("SR-101")
    void tellsTheTherapyInForceAndWhatRunsBesideIt() {
        RigState state = new RigState();
        state.prescription =
                new Prescription(
                        "baclofen",
                        500,
                        Indication.SPINAL,
                        new Program.Continuous(250_000_000L),
                        48_000_000L,
                        new DemandBolus(10_000_000L, 300_000_000_000L, 3_600_000_000_000L, 4),
                        null,
                        Prescription.OnRestart.CONFIRM);
        state.hash = "abc";
        state.picogramsPerNanolitre = 2_000;
        state.bridgeLeftMicrosteps = 51_520;
        state.shotRuns = true;
        state.shotKind = Mode.BOLUS_DEMAND;
        state.shotPicograms = 10_000_000L;
        state.shotDeliveredPicograms = 2_500_000L;
        state.lockoutNanos = 90_500_000_000L;
        state.demandsToday = 3;
        state.purposes = new String[] {"basal", "bolus"};
        state.purposeMicrosteps = new long[] {20_000, 800};
        state.stagedHash = "def";
        state.stagedLeftNanos = 60_250_000_000L;
        JsonNode json = stateOf(state);
        assertEquals(
                "{\"program\":\"continuous\",\"mcgPerDay\":250,\"concentrationMcgPerMl\":500,"
                        + "\"tipConcentrationMcgPerMl\":2000,\"bridgeMicrosteps\":51520,"
                        + "\"hash\":\"abc\"}",
                json.path("therapy").toString());
        assertEquals(
                "{\"kind\":\"bolus-demand\",\"deliveredMcg\":2.5,\"ofMcg\":10,"
                        + "\"remainingMcg\":7.5}",
                json.path("bolus").toString());
        assertEquals(
                "{\"lockoutS\":90.5,\"today\":3,\"perDay\":4}",
                json.path("demandBolus").toString());
        assertEquals("{\"basal\":20000,\"bolus\":800}", json.path("deliveredFor").toString());
        assertEquals("{\"hash\":\"def\",\"expiresInS\":60.25}", json.path("staged").toString());
    }

    @Test
    @Tag("SR-54")
    void aReservoirThatNothingEmptiesHasNoForecast() {
        RigState state = new RigState();
        assertEquals(
                "{\"toLowS\":null,\"toEmptyS\":null}", stateOf(state).path("forecast").toString());
        state.secondsToLow = 0;
        state.secondsToEmpty = 86_400;
        assertEquals(
                "{\"toLowS\":0,\"toEmptyS\":86400}", stateOf(state).path("forecast").toString());
        for (String absent : new String[] {"therapy", "bolus", "demandBolus", "staged"}) {
            assertTrue(stateOf(state).path(absent).isMissingNode(), absent);
        }
    }
}
