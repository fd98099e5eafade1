package io.pumprig.simulator.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.simulator.suite.Scenario;
import io.pumprig.simulator.suite.ScenarioFile;
import io.pumprig.simulator.suite.ScenarioResult;
import io.pumprig.simulator.suite.ScenarioRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A live session, driven over MQTT, becomes a scenario that replays to the same hash. */
class SessionExportTest {
    @TempDir private Path folder;

    private static ScenarioResult carriedOut(Path file) throws Exception {
        List<Scenario> scenarios = ScenarioFile.read(file);
        assertEquals(1, scenarios.size());
        return new ScenarioRun(scenarios.get(0), scenarios.get(0).seeds().get(0), "test").run();
    }

    private static void ok(JsonNode answer) {
        assertEquals("OK", answer.path("code").asString(""), answer::toString);
    }

    /** Faults of three kinds, a therapy in its two steps, a pause between two cycles. */
    private static void drive(LiveSession live) throws Exception {
        ok(
                live.ask(
                        "fault-inject",
                        "f1",
                        ",'body':{'key':'a','target':{'component':'i2c','instance':'as5600'},"
                                + "'type':'nack','params':{'probability':0.05},'at':{'op':'i2c.read',"
                                + "'target':'as5600','skip':10,'count':500}}"));
        ok(
                live.ask(
                        "fault-inject",
                        "f2",
                        ",'body':{'key':'b','target':{'component':'line','instance':'downstream'},"
                                + "'type':'occlusion','params':{'severity':0.5},'ramp':'1 min'}"));
        ok(
                live.ask(
                        "fault-inject",
                        "f3",
                        ",'body':{'key':'c','target':{'component':'motor','instance':'rotor'},"
                                + "'type':'missed-steps','at':'in 20 s'}"));
        JsonNode staged =
                live.ask(
                        "therapy-stage",
                        "t1",
                        ",'body':{'drug':'water','concentration':'2000 mcg/mL',"
                                + "'program':{'mode':'continuous','rate':'900 mcg/day'}}");
        ok(staged);
        String hash = staged.path("enacted").path("hash").asString("");
        ok(live.ask("therapy-commit", "t2", ",'body':{'hash':'" + hash + "'}"));
        ok(live.ask("fault-clear", "c2", ",'body':{'key':'b'}"));
        ok(live.ask("sim-pause", "p1", ""));
        ok(live.ask("pause", "p2", ""));
        ok(live.ask("sim-run", "p3", ""));
        ok(live.ask("resume", "p4", ""));
        ok(live.ask("alarm-acknowledge", "p5", ",'body':{}"));
        live.tester()
                .hear(
                        "event/fault",
                        m ->
                                m.json().path("subject").asString("").equals("c")
                                        && m.json().path("phase").asString("").equals("active"));
    }

    @Test
    void leavesOutAndNamesAFaultThatWasStillToCome() throws Exception {
        try (LiveSession live = new LiveSession(folder, "--speed", "60")) {
            ok(
                    live.ask(
                            "fault-inject",
                            "f1",
                            ",'body':{'key':'later','target':{'component':'line','instance':"
                                    + "'downstream'},'type':'occlusion','at':'in 900 d'}"));
            JsonNode exported = live.ask("scenario-export", "x", "");
            ok(exported);
            JsonNode enacted = exported.path("enacted");
            assertEquals("[\"later\"]", enacted.path("notBegun").toString());
            Path file = folder.resolve("session.yaml");
            Files.writeString(file, enacted.path("scenario").toString());
            ScenarioResult result = carriedOut(file);
            assertEquals(List.of(), result.failures());
            assertEquals(List.of(), result.scenario().faults());
        }
    }

    @Test
    void replaysToTheSameHash() throws Exception {
        try (LiveSession live = new LiveSession(folder, "--speed", "60")) {
            live.stateAfter(3_000);
            drive(live);
            JsonNode exported = live.ask("scenario-export", "x", "");
            ok(exported);
            JsonNode enacted = exported.path("enacted");
            Path file = folder.resolve("session.yaml");
            Files.writeString(file, enacted.path("scenario").toString());
            ScenarioResult result = carriedOut(file);
            assertEquals(List.of(), result.failures());
            assertEquals(enacted.path("traceHash").asString(""), result.traceHash());
            assertEquals(enacted.path("cycles").longValue(), result.cycles());
            assertEquals(3, result.scenario().faults().size());

            Path other = folder.resolve("other.yaml");
            Files.writeString(other, Files.readString(file).replace("\"seed\":1,", "\"seed\":2,"));
            ScenarioResult differing = carriedOut(other);
            assertTrue(
                    differing.failures().get(0).startsWith("traceHash " + result.traceHash()),
                    differing.failures()::toString);
        }
    }
}
