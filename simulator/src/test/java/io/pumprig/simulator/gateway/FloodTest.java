package io.pumprig.simulator.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.link.BrokerLogin;
import io.pumprig.controller.link.RemoteRig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * One client that sends far more than a rig takes: nobody's dose depends on it, it is told so, and
 * others are still answered. The build floods for 4 s; {@code -Dflood.seconds=60} as long as a
 * release is asked for. The program has 96 MB of heap, so what is kept of a flood shows.
 */
@Isolated("leaves no time for others, and theirs would count against it")
class FloodTest {
    private static final int SECONDS = Integer.getInteger("flood.seconds", 4);
    private static final int PER_SECOND = Integer.getInteger("flood.perSecond", 10_000);
    private static final int SPEED = 60;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int MOST_ASKED = 10_000;
    private static final int MOST_HEARD = 5_000;
    private static final int MOST_SILENCES = 10;

    @TempDir Path folder;

    @ParameterizedTest(name = "{0} on cmd/{1}")
    @Tag("SR-98")
    @CsvSource({"requests, ping", "rubbish, ping", "requests, bolus-cancel"})
    void aFloodChangesNoDoseIsRefusedAndLeavesOthersTheirAnswers(String kind, String verb)
            throws Exception {
        String quiet = run(session -> {});
        String flooded = run(session -> flood(session, kind, verb));

        assertEquals(quiet, flooded);
    }

    /** What is done to a session that runs. */
    private interface Attack {
        void on(LiveSession session) throws Exception;
    }

    /** Runs longer than the flood; the trace hash. */
    private String run(Attack attack) throws Exception {
        String until = SPEED * (SECONDS + 30) + " s";
        try (LiveSession session =
                new LiveSession(
                        folder, List.of("-Xmx96m"), "--speed", "" + SPEED, "--for", until)) {
            session.leave();
            attack.on(session);
            session.meet();
            session.ask("sim-speed", "hurry", ",'body':{'speed':'max'}");
            assertEquals(0, session.simulator.awaitExit(), session.simulator::err);
            return session.simulator.summary("trace hash");
        }
    }

    private static RemoteRig client(LiveSession session, String name, String topic)
            throws Exception {
        return RemoteRig.open(
                SharedBroker.get().url(), session.rig, BrokerLogin.ANONYMOUS, name, List.of(topic));
    }

    /**
     * The first answer to the flood that says so, among as many as a client of its own likes to
     * hear; null for none.
     */
    private static JsonNode rateLimited(RemoteRig flooded, CompletableFuture<Long> flood)
            throws Exception {
        int heardSoFar = 0;
        int silences = 0;
        while (heardSoFar < MOST_HEARD && silences < MOST_SILENCES && !flood.isDone()) {
            RemoteRig.Heard heard = flooded.next(LOOK);
            if (heard == null) {
                silences++;
            } else {
                heardSoFar++;
                JsonNode answer = Documents.read(heard.payload());
                if (answer.path("code").asString("").equals("RATE_LIMITED")) {
                    return answer;
                }
            }
        }
        return null;
    }

    private void flood(LiveSession session, String kind, String verb) throws Exception {
        String topic = session.prefix() + "cmd/" + verb;
        LongFunction<String> payloads =
                kind.equals("rubbish")
                        ? i -> "{\"id\":" + i + ",rubbish"
                        : i -> "{\"id\":\"f" + i + "\",\"client\":\"flood\"}";
        List<Double> millis = new ArrayList<>();
        JsonNode limited;
        long limitedSeen = 0;
        try (Flooder flooder = new Flooder(SharedBroker.get().url());
                RemoteRig other = client(session, "tester", "state")) {
            CompletableFuture<Long> flood;
            try (RemoteRig flooded = client(session, "flooded", "rsp/flood")) {
                flood =
                        CompletableFuture.supplyAsync(
                                () -> flooder.flood(topic, PER_SECOND, SECONDS, payloads));
                limited = rateLimited(flooded, flood);
            }
            while (!flood.isDone() && millis.size() < MOST_ASKED) {
                long begin = System.nanoTime();
                JsonNode answer =
                        Documents.read(
                                other.ask("fault-list", "{}".getBytes(StandardCharsets.UTF_8)));
                assertEquals("OK", answer.path("code").asString(""), answer::toString);
                millis.add((System.nanoTime() - begin) / 1e6);
                for (RemoteRig.Heard heard = other.next(LOOK);
                        heard != null;
                        heard = other.next(Duration.ZERO)) {
                    JsonNode message = Documents.read(heard.payload());
                    limitedSeen = message.path("link").path("limited").longValue(0);
                }
            }
            long sent = flood.get(60, TimeUnit.SECONDS);
            assertEquals((long) PER_SECOND * SECONDS, sent);
        }
        Collections.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%s on cmd/%s, %d a second: %d limited; another client, %d requests: p50 %.1f ms,"
                        + " most %.1f ms%n",
                kind,
                verb,
                PER_SECOND,
                limitedSeen,
                millis.size(),
                millis.get(millis.size() / 2),
                millis.get(millis.size() - 1));
        assertTrue(millis.size() > 2, "others are served while the flood lasts");
        if (verb.equals("bolus-cancel")) {
            assertEquals(null, limited, "what lowers flow is never refused for its rate");
        } else if (kind.equals("requests")) {
            assertTrue(limited != null, "it is told that it asks too often");
            assertTrue(limited.path("enacted").path("retryAfterMs").longValue(0) > 0);
            assertTrue(limited.path("reason").asString("").startsWith("too many requests"));
        }
        assertTrue(verb.equals("bolus-cancel") || limitedSeen > 0, "it is counted");
    }
}
