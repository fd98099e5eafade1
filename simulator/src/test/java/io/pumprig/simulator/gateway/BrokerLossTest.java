package io.pumprig.simulator.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The broker goes and comes back while the program runs: nobody's dose depends on it. */
class BrokerLossTest {
    @TempDir Path folder;

    /** What was published last is how the run ended, for whoever comes after it. */
    @Test
    void theLastStateIsThatOfTheLastCycle() throws Exception {
        try (LiveSession session = new LiveSession(folder, "--speed", "max", "--for", "3h")) {
            assertEquals(0, session.simulator.awaitExit(), session.simulator::err);
            TesterClient late = session.meet();
            JsonNode state = late.hear("state", m -> m.retained()).json();
            assertEquals(1_080_000, state.get("cycle").longValue());
            assertEquals(125, state.get("orderedMcg").doubleValue(), 0.0125);
            late.hear("status", m -> m.json().get("status").stringValue().equals("offline"));
        }
    }

    @Test
    @Tag("SR-98")
    void deliveryGoesOnWithoutTheBrokerAndTheStateComesBackByItself() throws Exception {
        try (RestartedBroker broker = new RestartedBroker();
                LiveSession session =
                        new LiveSession(
                                broker.url(), folder, List.of(), "--speed", "600", "--for", "2h")) {
            JsonNode before = session.tester().hear("state", m -> true).json();
            broker.stop();
            broker.startAgain();

            TesterClient again = session.meet();
            again.hear(
                    "event/alarm",
                    m ->
                            m.payload().contains("LINK_LOST")
                                    && m.json().get("phase").stringValue().equals("released"));
            JsonNode after =
                    again.hear(
                                    "state",
                                    m -> m.json().get("link").get("reconnects").longValue() == 1)
                            .json();
            assertTrue(after.get("cycle").longValue() > before.get("cycle").longValue());
            again.hear("status", m -> m.json().get("status").stringValue().equals("ready"));
            again.hear("meta/limits", m -> true);
            again.hear("meta/faults", m -> true);
            again.hear("fault/active", m -> m.payload().equals("[]"));
            session.ask("sim-speed", "hurry", ",'body':{'speed':'max'}");

            assertEquals(0, session.simulator.awaitExit(), session.simulator::err);
            // 1000 mcg/day for two hours, at once or not at all: 6666 of 6666.67 microsteps.
            assertEquals("6666", session.simulator.summary("microsteps"));
            assertEquals(
                    session.simulator.summary("ordered"), session.simulator.summary("believed"));
            assertTrue(session.simulator.summary("alarm").startsWith("LINK_LOST LOW"));
        }
    }
}
