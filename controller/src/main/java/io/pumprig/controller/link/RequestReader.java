package io.pumprig.controller.link;

import io.pumprig.controller.order.Code;
import io.pumprig.hal.settings.Spelling;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads requests. Whatever bytes come in, something definite comes out, and never an exception: a
 * sender whose id can be found gets an answer, the others become one protocol event (SR-95, SR-96).
 * Without state, for any thread.
 */
final class RequestReader {
    /** Largest payload of a request. */
    static final int MOST_PAYLOAD_BYTES = 64 * 1024;

    /** How old a request may be that tells when it was issued and not how long it is good for. */
    static final long DEFAULT_TTL_MILLIS = 5_000;

    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;]*; ");

    /** How far a client's clock may be ahead of ours. */
    static final long MOST_AHEAD_MILLIS = 5_000;

    private static final long MOST_TTL_MILLIS = 86_400_000;

    /** Largest integer that every JSON reader keeps exactly. */
    private static final long MOST_EXACT = 9_007_199_254_740_991L;

    private static final int MOST_REASON_CHARACTERS = 300;
    private static final int MOST_SHOWN_CHARACTERS = 64;

    private static final List<String> KEYS =
            List.of("id", "client", "issuedAt", "ttlMs", "session", "stateVersion", "body");

    private final String commands;
    private final String answers;
    private final String session;

    RequestReader(LinkSettings settings) {
        this(settings.topic("cmd/"), settings.topic("rsp/"), settings.session());
    }

    /**
     * @param commands what stands before the verb in the topic of a request
     * @param answers what stands before the client in the topic of an answer
     * @param session the session that requests may name
     */
    RequestReader(String commands, String answers, String session) {
        this.commands = commands;
        this.answers = answers;
        this.session = session;
    }

    /**
     * @param nowMillis the wall clock, milliseconds of UTC
     */
    Parsed read(Arrival arrival, long nowMillis) {
        String verb = Json.shown(arrival.topic().substring(commands.length()), 64);
        if (arrival.payload().length > MOST_PAYLOAD_BYTES) {
            return unreadable(
                    arrival,
                    verb,
                    arrival.payload().length + " bytes, allowed at most " + MOST_PAYLOAD_BYTES);
        }
        JsonNode root;
        try {
            root = Json.MAPPER.readTree(arrival.payload());
        } catch (JacksonException e) {
            return unreadable(arrival, verb, "not JSON as it must be: " + said(e));
        } catch (RuntimeException e) {
            return unreadable(arrival, verb, "not JSON as it must be: " + e);
        }
        if (!root.isObject()) {
            return unanswerable(verb, "a request is a JSON object");
        }
        String id = name(root.get("id"));
        String client = name(root.get("client"));
        if (id == null || client == null) {
            return unanswerable(
                    verb,
                    (id == null ? "id" : "client")
                            + " is needed, as a string "
                            + LinkSettings.NAME.pattern());
        }
        return check(arrival, verb, id, client, root, nowMillis);
    }

    /** What the parser objects to; where it stands, without what the parser was reading from. */
    private static String said(JacksonException problem) {
        return SOURCE.matcher(problem.getOriginalMessage()).replaceAll("[");
    }

    private Parsed check(
            Arrival arrival, String verb, String id, String client, JsonNode root, long nowMillis) {
        ReplyTo replyTo = new ReplyTo(answers + client, null);
        if (arrival.responseTopic() != null) {
            String objection = ReplyTo.objection(arrival.responseTopic());
            if (objection != null) {
                return refused(verb, id, client, replyTo, Code.BAD_PARAM, objection);
            }
            replyTo = new ReplyTo(arrival.responseTopic(), arrival.correlation());
        }
        if (arrival.retained()) {
            return refused(
                    verb, id, client, replyTo, Code.STALE, "a retained request is not carried out");
        }
        String wrong = wrong(root);
        if (wrong != null) {
            return refused(verb, id, client, replyTo, Code.BAD_PARAM, wrong);
        }
        JsonNode given = root.get("body");
        JsonNode body = given == null ? JsonNodeFactory.instance.objectNode() : given;
        long stateVersion = number(root, "stateVersion", -1);
        return new Parsed(
                verb,
                id,
                client,
                replyTo,
                null,
                null,
                staleness(root, nowMillis),
                stateVersion,
                body,
                fingerprint(verb, stateVersion, body));
    }

    /** What is wrong with the form of a request, or null. */
    private static String wrong(JsonNode root) {
        for (String key : root.propertyNames()) {
            if (!KEYS.contains(key)) {
                return "unknown key '"
                        + Json.shown(key, MOST_SHOWN_CHARACTERS)
                        + "', allowed "
                        + String.join(", ", KEYS)
                        + Spelling.hint(key, KEYS);
            }
        }
        String wrong = wrongNumber(root, "issuedAt", 0, MOST_EXACT);
        wrong = wrong != null ? wrong : wrongNumber(root, "ttlMs", 1, MOST_TTL_MILLIS);
        wrong = wrong != null ? wrong : wrongNumber(root, "stateVersion", 0, MOST_EXACT);
        if (wrong != null) {
            return wrong;
        }
        if (root.get("ttlMs") != null && root.get("issuedAt") == null) {
            return "ttlMs needs issuedAt";
        }
        if (root.get("session") != null && !root.get("session").isString()) {
            return "session is a string";
        }
        JsonNode body = root.get("body");
        if (body != null && !body.isObject()) {
            return "body is a JSON object";
        }
        return body != null && !isFinite(body) ? "NaN and infinity are not numbers" : null;
    }

    private static String wrongNumber(JsonNode root, String key, long least, long most) {
        JsonNode value = root.get(key);
        if (value == null) {
            return null;
        }
        boolean whole = value.isIntegralNumber() && value.canConvertToLong();
        if (whole && value.longValue() >= least && value.longValue() <= most) {
            return null;
        }
        return key
                + " is "
                + Json.shown(value.toString(), MOST_SHOWN_CHARACTERS)
                + ", allowed whole numbers "
                + least
                + "-"
                + most;
    }

    /** A number too large for a double is read as an infinity, and refused like one. */
    private static boolean isFinite(JsonNode node) {
        if (node.isFloatingPointNumber()) {
            return Double.isFinite(node.doubleValue());
        }
        for (JsonNode child : node) {
            if (!isFinite(child)) {
                return false;
            }
        }
        return true;
    }

    private String staleness(JsonNode root, long nowMillis) {
        JsonNode meant = root.get("session");
        if (meant != null && !session.equals(meant.stringValue())) {
            return "meant for session "
                    + Json.shown(meant.stringValue(), MOST_SHOWN_CHARACTERS)
                    + ", this is "
                    + session;
        }
        if (root.get("issuedAt") == null) {
            return null;
        }
        long age = nowMillis - root.get("issuedAt").longValue();
        if (age < -MOST_AHEAD_MILLIS) {
            return "clock: issuedAt is " + -age + " ms in the future";
        }
        long ttl = number(root, "ttlMs", DEFAULT_TTL_MILLIS);
        return age > ttl ? "expired: issued " + age + " ms ago, good for " + ttl + " ms" : null;
    }

    private static long number(JsonNode root, String key, long missing) {
        JsonNode value = root.get(key);
        return value == null ? missing : value.longValue();
    }

    /** Two requests ask for the same when verb, state version and body are the same. */
    private static String fingerprint(String verb, long stateVersion, JsonNode body) {
        String text = verb + '\n' + stateVersion + '\n' + Json.MAPPER.writeValueAsString(body);
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String name(JsonNode node) {
        boolean fits = node != null && node.isString();
        return fits && LinkSettings.NAME.matcher(node.stringValue()).matches()
                ? node.stringValue()
                : null;
    }

    /** A message that cannot be read whole: answered when its first tokens tell who asked. */
    private Parsed unreadable(Arrival arrival, String verb, String reason) {
        String shown = Json.shown(reason, MOST_REASON_CHARACTERS);
        Parsed asker = asker(arrival);
        return asker == null
                ? unanswerable(verb, shown)
                : refused(verb, asker.id(), asker.client(), asker.replyTo(), Code.BAD_PARAM, shown);
    }

    /**
     * Who asks, by the first tokens of a message: id, client and where the answer goes; null when
     * they are not there. Costs little, however long the message is.
     */
    Parsed asker(Arrival arrival) {
        String verb = Json.shown(arrival.topic().substring(commands.length()), 64);
        String id = null;
        String client = null;
        try (JsonParser tokens =
                Json.TOKENS.createParser(
                        ObjectReadContext.empty(),
                        arrival.payload(),
                        0,
                        Math.min(arrival.payload().length, MOST_PAYLOAD_BYTES))) {
            if (tokens.nextToken() == JsonToken.START_OBJECT) {
                for (String key = tokens.nextName();
                        key != null && (id == null || client == null);
                        key = tokens.nextName()) {
                    boolean text = tokens.nextToken() == JsonToken.VALUE_STRING;
                    if (text && id == null && key.equals("id")) {
                        id = tokens.getString();
                    } else if (text && client == null && key.equals("client")) {
                        client = tokens.getString();
                    } else {
                        tokens.skipChildren();
                    }
                }
            }
        } catch (RuntimeException e) {
            // As far as it went.
        }
        boolean named = id != null && LinkSettings.NAME.matcher(id).matches();
        if (!named || client == null || !LinkSettings.NAME.matcher(client).matches()) {
            return null;
        }
        ReplyTo replyTo = new ReplyTo(answers + client, null);
        if (arrival.responseTopic() != null && ReplyTo.objection(arrival.responseTopic()) == null) {
            replyTo = new ReplyTo(arrival.responseTopic(), arrival.correlation());
        }
        return new Parsed(verb, id, client, replyTo, null, null, null, -1, null, null);
    }

    private static Parsed unanswerable(String verb, String objection) {
        return new Parsed(verb, null, null, null, null, objection, null, -1, null, null);
    }

    private static Parsed refused(
            String verb, String id, String client, ReplyTo replyTo, Code code, String reason) {
        Answer answer = Answer.rejected(code, reason);
        return new Parsed(verb, id, client, replyTo, answer, null, null, -1, null, null);
    }
}
