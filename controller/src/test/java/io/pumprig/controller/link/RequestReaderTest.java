package io.pumprig.controller.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.order.Code;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
    private static final long NOW = 1_700_000_000_000L;

    private final RequestReader reader = new RequestReader(Settings.of("sim"));

    private Parsed read(String payload) {
        return read(payload.getBytes(StandardCharsets.UTF_8));
    }

    private Parsed read(byte[] payload) {
        return reader.read(new Arrival("pumprig/v1/r1/cmd/pause", payload, false, null, null), NOW);
    }

    @Test
    void readsTheSmallestRequest() {
        Parsed parsed = read("{\"id\":\"a-1\",\"client\":\"t_2\"}");

        assertEquals("pause", parsed.verb());
        assertEquals("a-1", parsed.id());
        assertEquals("t_2", parsed.client());
        assertEquals("pumprig/v1/r1/rsp/t_2", parsed.replyTo().topic());
        assertEquals(-1, parsed.stateVersion());
        assertEquals("{}", parsed.body().toString());
        assertNull(parsed.refusal());
        assertNull(parsed.staleness());
    }

    @Test
    void readsTheLargestForm() {
        Parsed parsed =
                read(
                        "{\"id\":\"a\",\"client\":\"c\",\"issuedAt\":1700000000000,\"ttlMs\":1,"
                                + "\"session\":\"s1\",\"stateVersion\":9,\"body\":{\"x\":[1,2.5]}}");

        assertNull(parsed.refusal());
        assertNull(parsed.staleness());
        assertEquals(9, parsed.stateVersion());
        assertEquals(2.5, parsed.body().get("x").get(1).doubleValue());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "misspelt key | {'id':'a','client':'c','sesion':'s'} | unknown key 'sesion', allowed id,"
                        + " client, issuedAt, ttlMs, session, stateVersion, body (did you mean"
                        + " \"session\"?)",
                "unknown key | {'id':'a','client':'c','x':1} | unknown key 'x', allowed id, client,"
                        + " issuedAt, ttlMs, session, stateVersion, body",
                "ttl alone | {'id':'a','client':'c','ttlMs':5} | ttlMs needs issuedAt",
                "ttl zero | {'id':'a','client':'c','issuedAt':1,'ttlMs':0} |"
                        + " ttlMs is 0, allowed whole numbers 1-86400000",
                "text as time | {'id':'a','client':'c','issuedAt':'now'} |"
                        + " issuedAt is \"now\", allowed whole numbers 0-9007199254740991",
                "fraction as time | {'id':'a','client':'c','issuedAt':1.5} |"
                        + " issuedAt is 1.5, allowed whole numbers 0-9007199254740991",
                "huge time | {'id':'a','client':'c','issuedAt':99999999999999999999} |"
                        + " issuedAt is 99999999999999999999, allowed whole numbers"
                        + " 0-9007199254740991",
                "negative version | {'id':'a','client':'c','stateVersion':-1} |"
                        + " stateVersion is -1, allowed whole numbers 0-9007199254740991",
                "number as session | {'id':'a','client':'c','session':1} | session is a string",
                "array as body | {'id':'a','client':'c','body':[]} | body is a JSON object",
                "null as body | {'id':'a','client':'c','body':null} | body is a JSON object",
                "NaN | {'id':'a','client':'c','body':{'x':NaN}} |"
                        + " NaN and infinity are not numbers",
                "infinity | {'id':'a','client':'c','body':{'x':[-Infinity]}} |"
                        + " NaN and infinity are not numbers",
                "too large | {'id':'a','client':'c','body':{'x':1e999}} |"
                        + " NaN and infinity are not numbers",
            })
    void refusesWhatIsNotAllowedAndSaysWhatIs(String name, String payload, String reason) {
        Parsed parsed = read(payload.replace('\'', '"'));

        assertEquals("a", parsed.id());
        assertEquals(Code.BAD_PARAM, parsed.refusal().code());
        assertEquals(reason, parsed.refusal().reason());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "key twice | {'id':'a','client':'c','body':{'x':1,'x':2}}",
                "id twice | {'id':'a','client':'c','id':'b'}",
                "cut off | {'id':'a','client':'c','body':{",
                "more behind | {'id':'a','client':'c'} {}",
                "comma | {'id':'a','client':'c',}",
                "bare word | {'id':'a','client':'c','body':{x:1}}",
            })
    void answersBrokenJsonWhenItsFirstTokensTellWhoAsked(String name, String payload) {
        Parsed parsed = read(payload.replace('\'', '"'));

        assertEquals("a", parsed.id());
        assertEquals("c", parsed.client());
        assertEquals(Code.BAD_PARAM, parsed.refusal().code());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no JSON | hello",
                "array | ['id','client']",
                "number | 1",
                "null | null",
                "no id | {'client':'c'}",
                "no client | {'id':'a'}",
                "number as id | {'id':1,'client':'c'}",
                "blank in id | {'id':'a b','client':'c'}",
                "slash in client | {'id':'a','client':'c/#'}",
                "empty id | {'id':'','client':'c'}",
                "65 characters"
                        + " | {'id':'a','client':'ccccccccccccccccccccccccccccccccccccccccccccccccc"
                        + "cccccccccccccccc'}",
            })
    void hasNobodyToAnswerWithoutIdAndClient(String name, String payload) {
        Parsed parsed = read(payload.replace('\'', '"'));

        assertTrue(parsed.isUnanswerable());
        assertNotNull(parsed.objection());
    }

    @Test
    void emptyPayloadIsNoRequest() {
        assertTrue(read("").isUnanswerable());
    }

    @Test
    void refusesTooDeepANest() {
        String nest = "[".repeat(200) + "]".repeat(200);
        Parsed parsed = read("{\"id\":\"a\",\"client\":\"c\",\"body\":{\"x\":" + nest + "}}");

        assertEquals(Code.BAD_PARAM, parsed.refusal().code());
    }

    @Test
    void survivesANestThatNeverEnds() {
        assertTrue(read("[".repeat(60_000)).isUnanswerable());
        Parsed parsed = read("{\"id\":\"a\",\"client\":\"c\",\"body\":" + "[".repeat(60_000));
        assertEquals(Code.BAD_PARAM, parsed.refusal().code());
    }

    @Test
    void takes64KibibytesAndNotOneMore() {
        String head = "{\"id\":\"a\",\"client\":\"c\",\"body\":{\"x\":\"";
        String tail = "\"}}";
        String fits = head + "x".repeat(65_536 - head.length() - tail.length()) + tail;

        assertNull(read(fits).refusal());
        Parsed tooMuch = read(fits + " ");
        assertEquals("65537 bytes, allowed at most 65536", tooMuch.refusal().reason());
        assertEquals(Code.BAD_PARAM, tooMuch.refusal().code());
        assertTrue(read("x".repeat(65_537)).isUnanswerable());
    }

    @ParameterizedTest(name = "issued {0} ms ago, good for {1} ms: {2}")
    @CsvSource({
        "0, 100, ",
        "100, 100, ",
        "101, 100, 'expired: issued 101 ms ago, good for 100 ms'",
        "5000, , ",
        "5001, , 'expired: issued 5001 ms ago, good for 5000 ms'",
        "-5000, , ",
        "-5001, , clock: issuedAt is 5001 ms in the future",
        "-60000, 86400000, clock: issuedAt is 60000 ms in the future"
    })
    @Tag("SR-96")
    void judgesAgeByTheWallClock(long ageMillis, Long ttlMillis, String staleness) {
        String ttl = ttlMillis == null ? "" : ",\"ttlMs\":" + ttlMillis;
        Parsed parsed =
                read(
                        "{\"id\":\"a\",\"client\":\"c\",\"issuedAt\":"
                                + (NOW - ageMillis)
                                + ttl
                                + "}");

        assertEquals(staleness, parsed.staleness());
        assertNull(parsed.refusal());
    }

    @Test
    @Tag("SR-96")
    void isStaleInAnotherSession() {
        assertEquals(
                "meant for session s0, this is s1",
                read("{\"id\":\"a\",\"client\":\"c\",\"session\":\"s0\"}").staleness());
    }

    @Test
    @Tag("SR-95")
    void refusesWhatTheBrokerKept() {
        byte[] payload = "{\"id\":\"a\",\"client\":\"c\"}".getBytes(StandardCharsets.UTF_8);
        Parsed parsed =
                reader.read(new Arrival("pumprig/v1/r1/cmd/stop", payload, true, null, null), NOW);

        assertEquals(Code.STALE, parsed.refusal().code());
    }

    @Test
    void answersWhereTheRequestSays() {
        byte[] payload = "{\"id\":\"a\",\"client\":\"c\"}".getBytes(StandardCharsets.UTF_8);
        Parsed parsed =
                reader.read(
                        new Arrival(
                                "pumprig/v1/r1/cmd/stop",
                                payload,
                                false,
                                "my/answers",
                                new byte[] {1, 2}),
                        NOW);

        assertEquals("my/answers", parsed.replyTo().topic());
        assertArrayEquals(new byte[] {1, 2}, parsed.replyTo().correlation());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/#",
                "+/b",
                "",
                "$SYS/x",
                "pumprig/v1/r1/cmd/stop",
                "pumprig/v1/other/cmd/stop",
                "pumprig/v1/r1/status"
            })
    void refusesAResponseTopicThatCouldForgeOrReachEverybody(String topic) {
        byte[] payload = "{\"id\":\"a\",\"client\":\"c\"}".getBytes(StandardCharsets.UTF_8);
        Parsed parsed =
                reader.read(
                        new Arrival("pumprig/v1/r1/cmd/stop", payload, false, topic, null), NOW);

        assertEquals(Code.BAD_PARAM, parsed.refusal().code());
        assertEquals("pumprig/v1/r1/rsp/c", parsed.replyTo().topic());
    }

    @Test
    void twoRequestsAskForTheSameWhateverTheOrderOfTheirKeys() {
        String one =
                read("{\"id\":\"a\",\"client\":\"c\",\"body\":{\"x\":1,\"y\":2}}").fingerprint();

        assertEquals(
                one,
                read("{\"client\":\"c\",\"body\":{\"y\":2,\"x\":1},\"id\":\"a\"}").fingerprint());
        assertNotEquals(
                one,
                read("{\"id\":\"a\",\"client\":\"c\",\"body\":{\"x\":1,\"y\":3}}").fingerprint());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 42, 0xD05E})
    void saysSomethingDefiniteOfWhateverBytesComeIn(long seed) {
        var random = new SplittableRandom(seed);
        byte[] whole =
                ("{\"id\":\"a\",\"client\":\"c\",\"issuedAt\":1700000000000,\"ttlMs\":1000,"
                                + "\"session\":\"s1\",\"stateVersion\":9,"
                                + "\"body\":{\"x\":[1,2.5e3,null,true],\"\u00b5\":\"\\ud83d\\ude00\"}}")
                        .getBytes(StandardCharsets.UTF_8);
        assertNull(read(whole).refusal());
        for (int i = 0; i < 20_000; i++) {
            byte[] payload = mutate(whole, random);
            Parsed parsed = read(payload);
            if (parsed.isUnanswerable()) {
                assertNotNull(parsed.objection(), () -> "seed " + seed);
            } else {
                assertTrue(LinkSettings.NAME.matcher(parsed.id()).matches(), () -> "seed " + seed);
                assertTrue(parsed.refusal() != null || parsed.body().isObject());
                assertFalse(parsed.replyTo().topic().contains("#"), () -> "seed " + seed);
            }
        }
    }

    private static byte[] mutate(byte[] whole, SplittableRandom random) {
        byte[] payload = whole.clone();
        for (int edits = random.nextInt(1, 5); edits > 0; edits--) {
            int at = random.nextInt(payload.length);
            switch (random.nextInt(4)) {
                case 0 -> payload[at] = (byte) random.nextInt(256);
                case 1 -> payload[at] = (byte) "{}[]\",:0\\".charAt(random.nextInt(9));
                case 2 -> payload = java.util.Arrays.copyOf(payload, Math.max(1, at));
                default -> {
                    int from = random.nextInt(payload.length);
                    int length = Math.min(payload.length - at, payload.length - from);
                    System.arraycopy(whole, from, payload, at, length);
                }
            }
        }
        return payload;
    }
}
