package io.pumprig.hal.chip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.pumprig.hal.DeviceVectors;
import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import io.pumprig.hal.board.InputPin;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The TMC2209's frames, fields and figures against the literal vectors. */
class Tmc2209VectorsTest {
    private static final Set<String> EXECUTED = new HashSet<>();

    private static final Map<String, IntUnaryOperator> FIELDS =
            Map.ofEntries(
                    Map.entry("version", Tmc2209Registers::version),
                    Map.entry("pdnUart", bit(Tmc2209Registers.IOIN_PDN_UART)),
                    Map.entry("enn", bit(Tmc2209Registers.IOIN_ENN)),
                    Map.entry("diag", bit(Tmc2209Registers.IOIN_DIAG)),
                    Map.entry("step", bit(Tmc2209Registers.IOIN_STEP)),
                    Map.entry("dir", bit(Tmc2209Registers.IOIN_DIR)),
                    Map.entry("reset", bit(Tmc2209Registers.GSTAT_RESET)),
                    Map.entry("drvErr", bit(Tmc2209Registers.GSTAT_DRV_ERR)),
                    Map.entry("uvCp", bit(Tmc2209Registers.GSTAT_UV_CP)),
                    Map.entry("ifcnt", value -> value & 0xFF),
                    Map.entry("iScaleAnalog", bit(Tmc2209Registers.GCONF_I_SCALE_ANALOG)),
                    Map.entry("multistepFilt", bit(Tmc2209Registers.GCONF_MULTISTEP_FILT)),
                    Map.entry("pdnDisable", bit(Tmc2209Registers.GCONF_PDN_DISABLE)),
                    Map.entry("tstep", value -> value & 0xFFFFF),
                    Map.entry("stst", bit(Tmc2209Registers.STATUS_STST)),
                    Map.entry("stealth", bit(Tmc2209Registers.STATUS_STEALTH)),
                    Map.entry("csActual", Tmc2209Registers::currentScale),
                    Map.entry("s2ga", bit(Tmc2209Registers.STATUS_S2GA)),
                    Map.entry("s2vsb", bit(Tmc2209Registers.STATUS_S2VSB)),
                    Map.entry("ola", bit(Tmc2209Registers.STATUS_OLA)),
                    Map.entry("olb", bit(Tmc2209Registers.STATUS_OLB)),
                    Map.entry("sgResult", value -> value & 0x3FF),
                    Map.entry("toff", value -> value & 0xF),
                    Map.entry("hstrt", value -> value >> 4 & 7),
                    Map.entry("hend", value -> value >> 7 & 0xF),
                    Map.entry("tbl", value -> value >> 15 & 3),
                    Map.entry("vsense", bit(1 << 17)),
                    Map.entry("mres", Tmc2209Registers::microstepResolution),
                    Map.entry("intpol", bit(1 << 28)));

    private static IntUnaryOperator bit(int mask) {
        return value -> (value & mask) != 0 ? 1 : 0;
    }

    static Stream<String> ids() {
        return DeviceVectors.ids("tmc2209.", "tmc2208.");
    }

    @AfterAll
    static void everyVectorWasExecuted() {
        assertEquals(ids().collect(Collectors.toSet()), EXECUTED);
        assertEquals(63, EXECUTED.size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void agreesWithTheVector(String id) {
        JsonNode given = DeviceVectors.given(id);
        JsonNode expect = DeviceVectors.expect(id);
        switch (id.split("\\.")[1]) {
            case "read" -> read(given, expect);
            case "write" -> write(given, expect);
            case "reply" -> reply(given, expect);
            case "exchange" -> exchange(given, expect);
            case "bad" -> bad(given, expect);
            case "vactual" ->
                    assertEquals(
                            expect.get("microstepsPerSecond").asDouble(),
                            Tmc2209Conversions.microhertzOfVactual(
                                            given.get("vactual").asInt(),
                                            given.get("fclkHz").asInt())
                                    / 1e6,
                            0.00005);
            case "tstep" ->
                    assertEquals(
                            expect.get("tstep").asInt(),
                            Tmc2209Conversions.tstep(
                                    given.get("microstepsPerSecond").asInt(),
                                    given.get("microstepsPerFullStep").asInt(),
                                    given.get("fclkHz").asInt()));
            case "current" -> current(given, expect);
            case "mscnt" -> mscnt(given, expect);
            case "timing" ->
                    assertEquals(
                            expect.get("microseconds").asDouble(),
                            Tmc2209Frames.readNanos(
                                            given.get("baud").asInt(),
                                            given.get("senddelay").asInt())
                                    / 1e3,
                            0.05);
            case "sequence" -> bringUp(id);
            default -> fail("no test for " + id);
        }
        EXECUTED.add(id);
    }

    private static void read(JsonNode given, JsonNode expect) {
        byte[] frame = new byte[4];
        int register = DeviceVectors.number(given.get("register"));
        int length = Tmc2209Frames.readRequest(frame, given.get("node").asInt(), register);
        assertEquals(4, length);
        if (given.has("sync")) {
            // The driver sends 05 alone; the upper nibble is part of the CRC all the same.
            frame[0] = (byte) DeviceVectors.number(given.get("sync"));
            frame[3] = (byte) Tmc2209Frames.crc(frame, 0, 3);
        }
        assertArrayEquals(DeviceVectors.bytes(expect.get("bytes")), frame);
    }

    private static void write(JsonNode given, JsonNode expect) {
        byte[] frame = new byte[8];
        int register = DeviceVectors.number(given.get("register"));
        int value = DeviceVectors.number(given.get("value"));
        assertEquals(8, Tmc2209Frames.write(frame, given.get("node").asInt(), register, value));
        assertArrayEquals(DeviceVectors.bytes(expect.get("bytes")), frame);
    }

    private static void reply(JsonNode given, JsonNode expect) {
        byte[] frame = DeviceVectors.bytes(given.get("bytes"));
        int register = given.has("register") ? DeviceVectors.number(given.get("register")) : 0x06;
        assertEquals(Outcome.OK, Tmc2209Frames.checkReply(frame, 0, register));
        int value = Tmc2209Frames.value(frame, 0);
        assertEquals(DeviceVectors.number(expect.get("value")), value);
        if (expect.has("fields")) {
            for (Map.Entry<String, JsonNode> field : expect.get("fields").properties()) {
                IntUnaryOperator decoder = FIELDS.get(field.getKey());
                assertTrue(decoder != null, field::getKey);
                assertEquals(field.getValue().asInt(), decoder.applyAsInt(value), field.getKey());
            }
        }
    }

    private static void exchange(JsonNode given, JsonNode expect) {
        byte[] sent = DeviceVectors.bytes(given.get("tx"));
        byte[] received = DeviceVectors.bytes(expect.get("rx"));
        assertTrue(Tmc2209Frames.isEcho(sent, received, sent.length));
        if (expect.has("replyBytes")) {
            assertEquals(Tmc2209Frames.REQUEST_LENGTH, expect.get("echoBytes").asInt());
            assertEquals(Tmc2209Frames.FRAME_LENGTH, expect.get("replyBytes").asInt());
            assertEquals(Outcome.OK, Tmc2209Frames.checkReply(received, sent.length, 0x06));
            return;
        }
        // A write ends with its own echo; only IFCNT, asked next, proves it.
        assertEquals(Tmc2209Frames.FRAME_LENGTH, received.length);
        ManualClock clock = new ManualClock(0);
        ScriptedSerialLine line = new ScriptedSerialLine();
        line.exchange(given.get("tx").asString(), "");
        line.exchange("05 00 02 8F", reply("05 FF 02 00 00 00 08"));
        Tmc2209Uart uart = new Tmc2209Uart(line, 0, clock.nanos(), 10_000_000);
        uart.tell(Tmc2209Registers.SGTHRS, 50, clock.nanos());
        assertEquals(Outcome.OK, uart.poll(clock.nanos()));
        clock.advance(2_000_000);
        uart.ask(Tmc2209Registers.IFCNT, clock.nanos());
        assertEquals(Outcome.OK, uart.poll(clock.nanos()));
        assertEquals(expect.get("ifcntAfter").asInt(), uart.value());
    }

    private static void bad(JsonNode given, JsonNode expect) {
        String reply = given.get("bytes").asString();
        int register =
                given.has("askedRegister")
                        ? DeviceVectors.number(given.get("askedRegister"))
                        : 0x06;
        String request = register == 0x06 ? "05 00 06 6F" : "05 00 6F 84";
        ManualClock clock = new ManualClock(0);
        ScriptedSerialLine line = new ScriptedSerialLine();
        line.exchange(request, reply).exchange(request, reply).exchange(request, reply);
        Tmc2209Uart uart = new Tmc2209Uart(line, 0, clock.nanos(), 10_000_000);
        uart.ask(register, clock.nanos());
        Outcome outcome = uart.poll(clock.nanos());
        for (int i = 0; i < 10 && outcome == Outcome.PENDING; i++) {
            clock.advance(10_000_000);
            outcome = uart.poll(clock.nanos());
        }
        Outcome expected =
                switch (expect.get("reason").asString()) {
                    case "crc" -> Outcome.BAD_CRC;
                    case "register", "sync" -> Outcome.BAD_FRAME;
                    case "timeout" -> Outcome.NO_ANSWER;
                    default -> fail(expect.toString());
                };
        assertEquals(expected, outcome);
        line.assertDone();
    }

    private static void current(JsonNode given, JsonNode expect) {
        int senseMilliohms = (int) Math.round(given.get("rsenseOhm").asDouble() * 1000);
        boolean vsense = given.get("vsense").asInt() == 1;
        int milliamps =
                Tmc2209Conversions.coilMilliamps(given.get("cs").asInt(), vsense, senseMilliohms);
        assertEquals(expect.get("rmsAmp").asDouble() * 1000, milliamps, 0.55);
    }

    private static void mscnt(JsonNode given, JsonNode expect) {
        int before = given.get("before").asInt();
        int after = given.get("after").asInt();
        int countsPerPulse = 256 / given.get("microstepsPerFullStep").asInt();
        assertEquals(
                expect.get("microsteps").asInt(),
                Tmc2209Conversions.pulsesBetween(before, after, countsPerPulse));
        assertEquals(
                expect.get("ambiguous").asBoolean(), Tmc2209Conversions.isAmbiguous(before, after));
    }

    /** Word for word what the driver sends, with the vector's values for StallGuard. */
    private static void bringUp(String id) {
        ScriptedSerialLine line = new ScriptedSerialLine();
        Map<String, String> answers =
                Map.of(
                        "05 00 06 6F", "05 FF 06 21 00 00 41 C6",
                        "05 00 00 48", "05 FF 00 00 00 01 C0 " + crc("05 FF 00 00 00 01 C0"),
                        "05 00 6C CA", "05 FF 6C 04 03 00 53 " + crc("05 FF 6C 04 03 00 53"));
        int ifcntReads = 0;
        int gstatReads = 0;
        for (JsonNode step : DeviceVectors.steps(id)) {
            if (step.has("write")) {
                line.exchange(step.get("write").asString(), "");
                continue;
            }
            String request = step.get("exchange").asString();
            String answer = answers.get(request);
            if (request.equals("05 00 02 8F")) {
                // 250 and twelve writes: the counter wraps.
                answer = reply(ifcntReads++ == 0 ? "05 FF 02 00 00 00 FA" : "05 FF 02 00 00 00 06");
            } else if (request.equals("05 00 01 C1")) {
                answer = reply(gstatReads++ == 0 ? "05 FF 01 00 00 00 01" : "05 FF 01 00 00 00 00");
            }
            line.exchange(request, answer);
        }
        ManualClock clock = new ManualClock(0);
        RecordingPin enable = new RecordingPin(true);
        Tmc2209 chip =
                new Tmc2209(
                        line,
                        0,
                        new RecordingPin(false),
                        new RecordingPin(false),
                        enable,
                        new SettablePin(InputPin.Level.LOW),
                        clock,
                        new Tmc2209Configuration(
                                0x1C0,
                                0x200,
                                0x04030053,
                                0x61004,
                                20,
                                0xC80D0E24,
                                0,
                                0x190,
                                50,
                                0,
                                10_000_000));
        chip.beginBringUp();
        chip.enable(true);
        for (int i = 0; i < 100 && chip.bringUpOutcome() == Outcome.PENDING; i++) {
            assertTrue(enable.isHigh(), "outputs stay off until configured");
            chip.poll();
            clock.advance(2_000_000);
        }
        assertEquals(Outcome.OK, chip.bringUpOutcome());
        assertTrue(!enable.isHigh(), "and are switched on afterwards");
        line.assertDone();
    }

    private static String crc(String bytes) {
        byte[] frame = DeviceVectors.bytes(bytes);
        return String.format("%02X", Tmc2209Frames.crc(frame, 0, frame.length));
    }

    private static String reply(String bytes) {
        return bytes + " " + crc(bytes);
    }
}
