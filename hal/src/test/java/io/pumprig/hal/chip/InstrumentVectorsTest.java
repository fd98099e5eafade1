package io.pumprig.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.DeviceVectors;
import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Lines and packets of balances and syringe pumps against the literal vectors. */
class InstrumentVectorsTest {
    private static final Set<String> EXECUTED = new HashSet<>();

    private static final Map<String, BalanceDialect> DIALECTS =
            Map.of(
                    "mtsics", BalanceDialect.MT_SICS,
                    "and", BalanceDialect.AND,
                    "sbi", BalanceDialect.SBI);

    private static final Map<String, BalanceAnswer.Status> STATUSES =
            Map.of(
                    "STABLE", BalanceAnswer.Status.STABLE,
                    "UNSTABLE", BalanceAnswer.Status.DYNAMIC,
                    "DYNAMIC", BalanceAnswer.Status.DYNAMIC,
                    "OVERLOAD", BalanceAnswer.Status.OVERLOAD,
                    "NOT_EXECUTABLE", BalanceAnswer.Status.NOT_EXECUTABLE,
                    "DONE", BalanceAnswer.Status.DONE,
                    "SYNTAX", BalanceAnswer.Status.SYNTAX_ERROR,
                    "E01", BalanceAnswer.Status.DEVICE_ERROR);

    static Stream<String> ids() {
        return DeviceVectors.ids("mtsics.", "and.", "sbi.", "ne1000.", "legato.");
    }

    @AfterAll
    static void everyVectorWasExecuted() {
        assertEquals(ids().collect(Collectors.toSet()), EXECUTED);
        assertEquals(48, EXECUTED.size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void agreesWithTheVector(String id) {
        JsonNode given = DeviceVectors.given(id);
        JsonNode expect = DeviceVectors.expect(id);
        String device = id.substring(0, id.indexOf('.'));
        if (DIALECTS.containsKey(device)) {
            balanceLine(DIALECTS.get(device).lines(), given, expect);
        } else if (id.startsWith("ne1000.safe.")) {
            safePacket(given, expect);
        } else if (id.startsWith("ne1000.basic.")) {
            basicAnswer(given, expect);
        } else {
            legato(given, expect);
        }
        EXECUTED.add(id);
    }

    /** The request whose command line this is; a command that the driver never sends is none. */
    private static BalanceRequest request(BalanceLines lines, JsonNode given) {
        if (given.has("command")) {
            for (BalanceRequest request : BalanceRequest.values()) {
                byte[] command = lines.request(request);
                if (command != null && text(command).equals(given.get("command").asString())) {
                    return request;
                }
            }
            assertEquals("XYZ\r\n", given.get("command").asString());
        }
        return BalanceRequest.WEIGHT;
    }

    private static void balanceLine(BalanceLines lines, JsonNode given, JsonNode expect) {
        byte[] line = given.get("line").asString().getBytes(StandardCharsets.US_ASCII);
        assertEquals('\n', line[line.length - 1]);
        assertEquals('\r', line[line.length - 2]);
        BalanceAnswer answer = new BalanceAnswer();
        answer.clear();
        lines.read(line, line.length - 2, request(lines, given), answer);
        String status = expect.has("status") ? "status" : "error";
        assertEquals(STATUSES.get(expect.get(status).asString()), answer.status());
        assertTrue(answer.isAnswering());
        assertEquals(expect.has("value"), answer.hasWeight());
        if (expect.has("value")) {
            assertEquals(
                    new BigDecimal(expect.get("value").asString()),
                    BigDecimal.valueOf(answer.mantissa(), answer.decimals()));
            int unit = expect.get("unit").isNull() ? BalanceAnswer.NO_UNIT : 6;
            assertEquals(unit, answer.unitExponent());
        }
        String said = text(answer.text()).substring(0, answer.textLength());
        if (expect.has("text")) {
            assertEquals(expect.get("text").asString(), said);
        } else if (answer.status() == BalanceAnswer.Status.DEVICE_ERROR) {
            assertEquals(expect.get("error").asString(), said);
        }
    }

    private static void safePacket(JsonNode given, JsonNode expect) {
        byte[] text = given.get("text").asString().getBytes(StandardCharsets.US_ASCII);
        byte[] packet = new byte[64];
        int length = Ne1000Packets.safe(packet, text, text.length);
        assertEquals(expect.get("bytes").asString(), DeviceVectors.text(packet, length));
        if (given.get("text").asString().startsWith("00")) {
            Ne1000Answer answer = answer(packet, length);
            boolean isInfusing = given.get("text").asString().endsWith("I");
            assertEquals(
                    isInfusing ? Ne1000Answer.Status.INFUSING : Ne1000Answer.Status.ALARM,
                    answer.status());
        }
    }

    private static Ne1000Answer answer(byte[] bytes, int length) {
        Ne1000Answer answer = new Ne1000Answer();
        for (int i = 0; i < length; i++) {
            assertEquals(i == length - 1, answer.ends(bytes[i]));
        }
        assertEquals(Outcome.OK, answer.judge());
        return answer;
    }

    private static void basicAnswer(JsonNode given, JsonNode expect) {
        byte[] bytes = DeviceVectors.bytes(given.get("bytes"));
        Ne1000Answer answer = answer(bytes, bytes.length);
        assertEquals(expect.get("address").asInt(), answer.address());
        if (expect.has("status")) {
            assertEquals(expect.get("status").asString(), answer.status().toString());
        }
        String refusal = expect.has("error") ? expect.get("error").asString() : "NONE";
        assertEquals(refusal, answer.refusal().toString());
        assertEquals(expect.has("alarm") ? Ne1000Alarm.STALLED : Ne1000Alarm.NONE, answer.alarm());
        if (expect.has("data")) {
            assertEquals(expect.get("data").asString(), answer.data());
        }
        if (expect.has("infused")) {
            assertEquals(125, answer.infusedNanolitres());
            assertEquals("I0.125W0.000UL", answer.data());
        }
    }

    private static void legato(JsonNode given, JsonNode expect) {
        ScriptedSerialLine line = new ScriptedSerialLine();
        String command = given.has("tx") ? given.get("tx").asString() : "@status\r\n";
        line.receives(hex(command), hex(given.get("rx").asString()));
        Legato pump = new Legato(line, new ManualClock(0));
        pump.ask(command.substring(1, command.length() - 2));
        Outcome outcome = pump.poll();
        boolean refused = expect.has("error");
        assertEquals(refused ? Outcome.INVALID : Outcome.OK, outcome);
        assertEquals(refused ? expect.get("error").asString() : "NONE", pump.refusal().toString());
        assertEquals(expect.get("state").asString(), pump.state().toString());
        if (expect.has("lines")) {
            List<String> lines = new ArrayList<>();
            expect.get("lines").forEach(row -> lines.add(row.asString()));
            assertEquals(lines, pump.lines());
        }
        line.assertDone();
    }

    private static String hex(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return DeviceVectors.text(bytes, bytes.length);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
