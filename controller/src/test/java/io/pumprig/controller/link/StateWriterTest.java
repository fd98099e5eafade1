package io.pumprig.controller.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.HostAlarms;
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
        byte[] document = writer.write(state, new LinkStatistics(0, 0, 0, 0, 0), 0);
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
}
