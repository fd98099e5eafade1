package io.pumprig.simulator.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.simulator.trace.TraceReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A run that begins anew in the same process: nothing of the one before is in it. */
class ResetTest {
    private static final String OCCLUSION =
            ",'body':{'key':'occ','target':{'component':'line','instance':'downstream'},"
                    + "'type':'occlusion'}";

    @TempDir Path folder;

    private String traceOf(String... options) throws Exception {
        try (LiveSession session = new LiveSession(folder, options)) {
            assertEquals(0, session.simulator.awaitExit(), session.simulator::err);
            return session.simulator.summary("trace hash");
        }
    }

    private static String sessionOf(LiveSession session) {
        return session.tester()
                .hear("status", m -> status(m.json()).equals("ready"))
                .json()
                .path("session")
                .asString("");
    }

    private static String status(JsonNode message) {
        return message.path("status").asString("");
    }

    /** Waits for a session that is another one, and meets it anew. */
    private static void awaitNext(LiveSession session, String before) throws Exception {
        session.tester()
                .hear(
                        "status",
                        m ->
                                status(m.json()).equals("ready")
                                        && !m.json().path("session").asString("").equals(before));
        session.meet();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(strings = {"1", "7"})
    void aRunThatIsResetIsTheRunThatItWouldHaveBeen(String seed) throws Exception {
        String expected = traceOf("--speed", "max", "--for", "1h", "--seed", seed);
        try (LiveSession session = new LiveSession(folder, "--speed", "60", "--for", "1h")) {
            String before = sessionOf(session);
            session.ask("fault-inject", "break", OCCLUSION);
            session.tester().hear("fault/active", m -> m.payload().contains("\"active\""));
            String body = seed.equals("1") ? "" : ",'body':{'seed':" + seed + "}";
            JsonNode answer = session.ask("sim-reset", "anew", body);
            assertEquals("OK", answer.path("code").asString(""), answer::toString);
            assertEquals(seed, answer.path("enacted").path("seed").asString(""));

            session.tester().hear("status", m -> status(m.json()).equals("offline"));
            awaitNext(session, before);
            assertEquals("[]", session.tester().hear("fault/active", m -> true).payload());
            JsonNode ready = session.tester().hear("status", m -> true).json();
            assertEquals(seed, ready.path("seed").asString(""));
            session.ask("sim-speed", "hurry", ",'body':{'speed':'max'}");

            assertEquals(0, session.simulator.awaitExit(), session.simulator::err);
            assertEquals(expected, session.simulator.summary("trace hash"));
            assertEquals(seed, session.simulator.summary("seed"));
            assertEquals("none", session.simulator.summary("alarms"));
            assertTrue(
                    session.simulator.summary("reset").matches("after cycle \\d+, .*seed " + seed),
                    () -> session.simulator.out().toString());
        }
    }

    @Test
    void aRunThatIsResetBeginsATraceOfItsOwn() throws Exception {
        Path first = folder.resolve("a.trace");
        Path second = folder.resolve("a.trace.2");
        try (LiveSession session =
                new LiveSession(
                        folder, "--speed", "60", "--for", "1 min", "--trace", first.toString())) {
            String before = sessionOf(session);
            session.ask("sim-pause", "still", "");
            session.ask("sim-reset", "anew", "");
            awaitNext(session, before);
            session.ask("sim-run", "go", "");

            assertEquals(0, session.simulator.awaitExit(), session.simulator::err);
            assertEquals(600, rows(second, session.simulator.summary("trace hash")));
            String reset = session.simulator.summary("reset").replaceAll(".*trace (\\w+);.*", "$1");
            assertTrue(rows(first, reset) < 600);
        }
    }

    private static long rows(Path file, String hash) throws Exception {
        try (TraceReader trace = TraceReader.open(file)) {
            while (trace.next()) {
                assertEquals(10 * trace.rows(), trace.cycle());
            }
            assertEquals(hash, trace.end().traceHash());
            return trace.rows();
        }
    }

    @Test
    void aRunThatStoodStillStandsStillAtItsFirstCycle() throws Exception {
        try (LiveSession session = new LiveSession(folder, "--speed", "60")) {
            String before = sessionOf(session);
            session.ask("sim-pause", "still", "");
            session.ask("sim-reset", "anew", "");
            awaitNext(session, before);

            JsonNode stepped = session.ask("sim-step", "one", ",'body':{'cycles':1}");
            assertEquals("OK", stepped.path("code").asString(""), stepped::toString);
            assertEquals(1, stepped.path("cycle").longValue());
            assertTrue(stepped.path("enacted").path("paused").booleanValue());
        }
    }

    @Test
    void aRunWithAStateDirectoryIsNotBegunAnew() throws Exception {
        String state = folder.resolve("state").toString();
        try (LiveSession session = new LiveSession(folder, "--speed", "60", "--state", state)) {
            JsonNode answer = session.ask("sim-reset", "anew", "");
            assertEquals("UNSUPPORTED", answer.path("code").asString(""));
            assertEquals(
                    "a run with --state goes on where it was; begin anew with an empty directory",
                    answer.path("reason").asString(""));
            assertEquals("OK", session.ask("ping", "alive", "").path("code").asString(""));
        }
    }

    @Test
    void aSeedIsAWholeNumberAndNothingElseIsAllowed() throws Exception {
        try (LiveSession session = new LiveSession(folder, "--speed", "60")) {
            String before = sessionOf(session);
            int number = 0;
            for (String body : new String[] {"{'seed':1.5}", "{'seed':'7'}", "{'cycle':1}"}) {
                JsonNode answer = session.ask("sim-reset", "n" + number++, ",'body':" + body);
                assertEquals("BAD_PARAM", answer.path("code").asString(""), body);
            }
            session.meet();
            assertEquals(before, sessionOf(session));
        }
    }

    @Test
    @Tag("SR-93")
    void aControllerThatIsStartedAgainAfterACrashHasALinkOfItsOwn() throws Exception {
        try (LiveSession session = new LiveSession(folder, "--speed", "60")) {
            String before = sessionOf(session);
            JsonNode answer =
                    session.ask(
                            "fault-inject",
                            "crash",
                            ",'body':{'key':'c','target':{'component':'host','instance':"
                                    + "'controller'},'type':'crash'}");
            assertEquals("OK", answer.path("code").asString(""), answer::toString);

            session.tester().hear("status", m -> status(m.json()).equals("lost"));
            awaitNext(session, before);
            assertNotEquals(before, sessionOf(session));
            session.tester().hear("alarm/RESTARTED", m -> !m.payload().isEmpty());
            assertEquals("OK", session.ask("ping", "alive", "").path("code").asString(""));
            session.simulator.signal("TERM");
            session.simulator.awaitExit();
            assertTrue(
                    session.simulator.out().stream().anyMatch(line -> line.contains("RESTARTED")),
                    () -> session.simulator.out().toString());
        }
    }
}
