package io.pumprig.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.pumprig.hal.DeviceVectors;
import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** AS5600, NAU7802 and ADS1115 against the literal vectors. */
class SensorVectorsTest {
    private static final Set<String> EXECUTED = new HashSet<>();

    private static final Map<String, Integer> PU_CTRL_BITS =
            Map.of(
                    "RR", Nau7802.PU_RR,
                    "PUD", Nau7802.PU_PUD,
                    "PUA", Nau7802.PU_PUA,
                    "PUR", Nau7802.PU_PUR,
                    "CS", Nau7802.PU_CS,
                    "CR", Nau7802.PU_CR,
                    "OSCS", Nau7802.PU_OSCS,
                    "AVDDS", Nau7802.PU_AVDDS);

    static Stream<String> ids() {
        return DeviceVectors.ids("as5600.", "nau7802.", "ads1115.");
    }

    @AfterAll
    static void everyVectorWasExecuted() {
        assertEquals(ids().collect(Collectors.toSet()), EXECUTED);
        assertEquals(52, EXECUTED.size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void agreesWithTheVector(String id) {
        JsonNode given = DeviceVectors.given(id);
        JsonNode expect = DeviceVectors.expect(id);
        String[] parts = id.split("\\.");
        switch (parts[0] + "." + parts[1]) {
            case "as5600.raw" -> angle(given, expect);
            case "as5600.status" -> status(given, expect);
            case "as5600.delta" ->
                    assertEquals(
                            expect.get("delta").asInt(),
                            As5600.delta(
                                    given.get("previous").asInt(), given.get("current").asInt()));
            case "as5600.conf" -> conf(given, expect);
            case "as5600.sequence" -> angleSequence(id);
            case "nau7802.adco" -> adco(given, expect);
            case "nau7802.puctrl" -> puCtrl(given, expect);
            case "nau7802.ctrl1" ->
                    assertEquals(
                            DeviceVectors.number(expect.get("value")),
                            Nau7802.ctrl1(
                                    (int) Math.round(given.get("ldoVolt").asDouble() * 1000),
                                    given.get("gain").asInt()));
            case "nau7802.ctrl2" -> ctrl2(given, expect);
            case "nau7802.mass" ->
                    assertEquals(
                            expect.get("grams").asDouble(),
                            Nau7802.micrograms(
                                            given.get("counts").asInt(),
                                            given.get("zeroCounts").asInt(),
                                            given.get("countsPerGram").asInt())
                                    / 1e6,
                            0.0000005);
            case "nau7802.sequence" -> weightSequence(id);
            case "ads1115.config" -> config(given, expect);
            case "ads1115.conv" -> conversion(given, expect);
            case "ads1115.sequence" -> conversionSequence(id);
            default -> fail("no test for " + id);
        }
        EXECUTED.add(id);
    }

    private static void angle(JsonNode given, JsonNode expect) {
        byte[] bytes = DeviceVectors.bytes(given.get("bytes"));
        int raw = As5600.rawAngle(bytes[0], bytes[1]);
        assertEquals(expect.get("raw").asInt(), raw);
        assertEquals(expect.get("degrees").asDouble(), As5600.microdegrees(raw) / 1e6, 0.00005);
    }

    private static void status(JsonNode given, JsonNode expect) {
        int status = DeviceVectors.number(given.get("status"));
        assertEquals(expect.get("MD").asBoolean(), (status & As5600.STATUS_MD) != 0);
        assertEquals(expect.get("ML").asBoolean(), (status & As5600.STATUS_ML) != 0);
        assertEquals(expect.get("MH").asBoolean(), (status & As5600.STATUS_MH) != 0);
        assertEquals(expect.get("angleUsable").asBoolean(), As5600.isAngleUsable(status));
    }

    private static void conf(JsonNode given, JsonNode expect) {
        byte[] bytes = DeviceVectors.bytes(given.get("write"));
        As5600.Conf conf = As5600.Conf.of((bytes[1] & 0xFF) << 8 | bytes[2] & 0xFF);
        assertEquals(
                new As5600.Conf(
                        expect.get("PM").asInt(),
                        expect.get("HYST").asInt(),
                        expect.get("OUTS").asInt(),
                        expect.get("PWMF").asInt(),
                        expect.get("SF").asInt(),
                        expect.get("FTH").asInt(),
                        expect.get("WD").asInt() == 1),
                conf);
    }

    private static void angleSequence(String id) {
        ScriptedI2cBus bus = new ScriptedI2cBus().at(0x36);
        String[] answers = {"20", "08 00"};
        int i = 0;
        for (JsonNode step : DeviceVectors.steps(id)) {
            bus.read(step.get("readBlock").asString(), answers[i++]);
        }
        As5600 chip = new As5600(bus, 0x36);
        assertEquals(Outcome.OK, chip.fetch());
        assertEquals(2048, chip.angleCounts());
        bus.assertDone();
    }

    private static void adco(JsonNode given, JsonNode expect) {
        byte[] bytes = DeviceVectors.bytes(given.get("bytes"));
        int counts = Nau7802.counts(bytes[0], bytes[1], bytes[2]);
        assertEquals(expect.get("counts").asInt(), counts);
        assertEquals(expect.get("saturated").asBoolean(), Nau7802.isSaturated(counts));
    }

    private static void puCtrl(JsonNode given, JsonNode expect) {
        int value = DeviceVectors.number(given.get("value"));
        assertEquals(8, expect.size());
        for (Map.Entry<String, JsonNode> bit : expect.properties()) {
            int mask = PU_CTRL_BITS.get(bit.getKey());
            assertEquals(bit.getValue().asInt() == 1, (value & mask) != 0, bit.getKey());
        }
    }

    private static void ctrl2(JsonNode given, JsonNode expect) {
        if (given.has("sps")) {
            assertEquals(
                    DeviceVectors.number(expect.get("value")),
                    Nau7802.ctrl2(given.get("sps").asInt()));
            return;
        }
        int value = DeviceVectors.number(given.get("value"));
        assertEquals(expect.get("CALS").asInt() == 1, (value & Nau7802.CTRL2_CALS) != 0);
        assertEquals(expect.get("CAL_ERR").asInt() == 1, (value & Nau7802.CTRL2_CAL_ERR) != 0);
        assertEquals(expect.get("CRS").asInt(), value >> 4 & 7);
        assertEquals(expect.get("CRS").asInt(), Nau7802.ctrl2(80) >> 4);
    }

    /** Word for word what the driver puts on the bus, no sooner than each wait allows. */
    private static void weightSequence(String id) {
        ManualClock clock = new ManualClock(0);
        ScriptedI2cBus bus = new ScriptedI2cBus().at(0x2A);
        Nau7802 chip = new Nau7802(bus, 0x2A, clock);
        long waitNanos = 0;
        for (JsonNode step : DeviceVectors.steps(id)) {
            if (step.has("waitMillis") || step.has("waitMicros")) {
                assertEquals(Outcome.PENDING, chip.advance());
                bus.assertDone();
                waitNanos =
                        step.has("waitMillis")
                                ? step.get("waitMillis").asInt() * 1_000_000L
                                : step.get("waitMicros").asInt() * 1_000L;
                clock.advance(waitNanos - 1);
                assertEquals(Outcome.PENDING, chip.advance(), "waits " + waitNanos);
                clock.advance(1);
            } else if (step.has("write")) {
                bus.write(step.get("write").asString());
            } else if (step.has("poll")) {
                String until = step.get("until").asString().substring(2);
                bus.read(step.get("poll").asString(), until);
            } else if (step.has("discardConversions")) {
                for (int i = 0; i < step.get("discardConversions").asInt(); i++) {
                    bus.read("00", "BE").read("12", "11 22 33");
                }
                finishBringUp(chip, clock);
                // The last poll of the vector is the first fetch of the service.
                bus.read("00", "BE").read("12", "00 27 10");
                assertEquals(Outcome.OK, chip.fetch());
                assertEquals(10_000, chip.counts());
                bus.assertDone();
                return;
            } else if (step.get("read").asString().equals("1B")) {
                bus.read("1B", "58").write("1B 18");
            } else if (step.get("read").asString().equals("1C")) {
                bus.read("1C", "01").write("1C 81");
            } else if (step.get("read").asString().equals("1F")) {
                bus.read("1F", "0F");
            } else {
                // CAL_ERR is judged in the same read that shows CALS clear.
                assertEquals("02", step.get("read").asString());
            }
        }
        fail("no conversions to discard");
    }

    private static void finishBringUp(Nau7802 chip, ManualClock clock) {
        Outcome outcome = chip.advance();
        for (int i = 0; i < 20 && outcome == Outcome.PENDING; i++) {
            clock.advance(12_500_000);
            outcome = chip.advance();
        }
        assertEquals(Outcome.OK, outcome);
    }

    private static void config(JsonNode given, JsonNode expect) {
        byte[] bytes = DeviceVectors.bytes(given.get("write"));
        Ads1115.Config config = Ads1115.Config.of((bytes[1] & 0xFF) << 8 | bytes[2] & 0xFF);
        assertEquals(
                new Ads1115.Config(
                        expect.get("OS").asInt() == 1,
                        expect.get("MUX").asInt(),
                        expect.get("PGA").asInt(),
                        expect.get("MODE").asInt() == 1,
                        expect.get("DR").asInt(),
                        expect.get("COMP_QUE").asInt()),
                config);
        assertEquals(expect.get("samplesPerSecond").asInt(), config.samplesPerSecond());
        assertEquals(
                expect.get("fullScaleVolt").asDouble() * 1000,
                Ads1115.fullScaleMillivolts(config.pga()),
                0.001);
    }

    private static void conversion(JsonNode given, JsonNode expect) {
        byte[] bytes = DeviceVectors.bytes(given.get("bytes"));
        int code = Ads1115.code(bytes[0], bytes[1]);
        assertEquals(expect.get("code").asInt(), code);
        assertEquals(
                expect.get("microvolts").asDouble(),
                Ads1115.nanovolts(code, given.get("pga").asInt()) / 1e3,
                0.0005);
        assertEquals(expect.get("saturated").asBoolean(), Ads1115.isSaturated(code));
    }

    private static void conversionSequence(String id) {
        ManualClock clock = new ManualClock(0);
        ScriptedI2cBus bus = new ScriptedI2cBus().at(0x48);
        Ads1115 chip = new Ads1115(bus, 0x48, clock);
        String[] answers = {"C3 83", "2E E0"};
        int i = 0;
        for (JsonNode step : DeviceVectors.steps(id)) {
            if (step.has("write")) {
                bus.write(step.get("write").asString());
                assertEquals(Outcome.OK, chip.start(0));
            } else if (step.has("waitMicros")) {
                clock.advance(step.get("waitMicros").asInt() * 1_000L - 1);
                assertEquals(Outcome.PENDING, chip.fetch());
                clock.advance(1);
            } else {
                bus.read(step.get("readBlock").asString(), answers[i++]);
            }
        }
        assertEquals(Outcome.OK, chip.fetch());
        assertEquals(12_000, chip.code());
        bus.assertDone();
    }
}
