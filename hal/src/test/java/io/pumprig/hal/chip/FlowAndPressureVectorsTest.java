package io.pumprig.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.pumprig.hal.DeviceVectors;
import io.pumprig.hal.ManualClock;
import io.pumprig.hal.Outcome;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * SLF3S, MPR and HX711 against the literal vectors. What no driver of the rig sends, sleep and soft
 * reset, is proved on the simulator's model.
 */
class FlowAndPressureVectorsTest {
    private static final String PRODUCT_0600F =
            "07 03 7C 03 04 68 00 00 81 00 00 81 00 12 A0 D6 87 F2";
    private static final Set<String> FOR_THE_MODEL = Set.of("sf06.cmd.sleep", "sf06.cmd.reset");
    private static final Set<String> EXECUTED = new HashSet<>();

    private final ManualClock clock = new ManualClock(0);
    private final ScriptedI2cBus bus = new ScriptedI2cBus().at(0x08);

    static Stream<String> ids() {
        return DeviceVectors.ids("sf06.", "mpr.", "hx711.")
                .filter(id -> !FOR_THE_MODEL.contains(id));
    }

    @AfterAll
    static void everyVectorWasExecuted() {
        assertEquals(ids().collect(Collectors.toSet()), EXECUTED);
        assertEquals(27, EXECUTED.size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void agreesWithTheVector(String id) {
        JsonNode given = DeviceVectors.given(id);
        JsonNode expect = DeviceVectors.expect(id);
        String[] parts = id.split("\\.");
        switch (parts[0] + "." + parts[1]) {
            case "sf06.crc" -> {
                byte[] bytes = DeviceVectors.bytes(given.get("bytes"));
                int crc = DeviceVectors.number(expect.get("crc"));
                assertEquals(crc, Slf3s.crc(bytes[0], bytes[1]));
            }
            case "sf06.frame" -> flowFrame(given, expect);
            case "sf06.bad" -> rejectedFrame(given, expect);
            case "sf06.productid" -> productId(given, expect);
            case "sf06.cmd" -> startCommand(id, expect);
            case "sf06.sequence" -> flowSequence(id);
            case "hx711.pulses" ->
                    assertEquals(
                            expect.get("pulses").asInt(),
                            Hx711.Gain.valueOf(
                                            given.get("channel").asString()
                                                    + given.get("gain").asInt())
                                    .pulses());
            default -> {
                if (parts[0].equals("mpr")) {
                    pressure(given, expect);
                } else if (parts[0].equals("hx711")) {
                    int counts = Hx711.counts(DeviceVectors.number(given.get("bits")));
                    assertEquals(expect.get("counts").asInt(), counts);
                    assertEquals(expect.get("suspect").asBoolean(), Hx711.isSuspect(counts));
                } else {
                    fail("no test for " + id);
                }
            }
        }
        EXECUTED.add(id);
    }

    private Slf3s inService(Slf3s.Type type, String productId) {
        Slf3s chip = new Slf3s(bus, 0x08, clock, type, Slf3s.Liquid.WATER);
        bus.write("3F F9");
        assertEquals(Outcome.PENDING, chip.advance());
        clock.advance(500_000);
        bus.write("36 7C").write("E1 02").read("", productId);
        assertEquals(Outcome.PENDING, chip.advance());
        bus.write("36 08");
        assertEquals(Outcome.PENDING, chip.advance());
        clock.advance(12_000_000);
        bus.read("", "00 00 81 13 88 01 00 00 81");
        assertEquals(Outcome.PENDING, chip.advance());
        clock.advance(108_000_000);
        bus.read("", "00 00 81 13 88 01 00 00 81");
        assertEquals(Outcome.OK, chip.advance());
        return chip;
    }

    private void flowFrame(JsonNode given, JsonNode expect) {
        String product = given.get("product").asString();
        Slf3s.Type type = Slf3s.Type.valueOf(product.replace('-', '_'));
        String id =
                switch (type) {
                    case SLF3S_0600F -> PRODUCT_0600F;
                    case SLF3S_1300F -> "07 03 7C 02 01 69 00 00 81 00 00 81 00 00 81 00 01 B0";
                    default -> "07 02 4D 01 01 44 00 00 81 00 00 81 00 00 81 00 01 B0";
                };
        Slf3s chip = inService(type, id);
        bus.read("", given.get("bytes").asString());
        assertEquals(Outcome.OK, chip.fetch());
        assertEquals(expect.get("rawFlow").asInt(), chip.rawFlow());
        double picolitresPerMinute =
                expect.get("flow").asDouble()
                        * switch (given.get("unit").asString()) {
                            case "uL/min" -> 1e6;
                            case "mL/min" -> 1e9;
                            case "mL/h" -> 1e9 / 60;
                            default -> throw new AssertionError("unit " + given.get("unit"));
                        };
        assertEquals(picolitresPerMinute, chip.picolitresPerMinute(), 1.0);
        assertEquals(expect.get("celsius").asDouble() * 1000, chip.millicelsius(), 1e-6);
        assertEquals(expect.get("airInLine").asBoolean(), chip.isAirInLine());
        assertEquals(expect.get("highFlow").asBoolean(), chip.isBeyondRange());
        assertEquals(expect.get("smoothing").asBoolean(), chip.isSmoothed());
        bus.assertDone();
    }

    private void rejectedFrame(JsonNode given, JsonNode expect) {
        assertFalse(expect.get("accept").asBoolean());
        byte[] bytes = DeviceVectors.bytes(given.get("bytes"));
        assertEquals(expect.get("badWord").asInt(), Slf3s.badWord(bytes, 3));
        Slf3s chip = inService(Slf3s.Type.SLF3S_0600F, PRODUCT_0600F);
        bus.read("", given.get("bytes").asString());
        assertEquals(Outcome.BAD_CRC, chip.fetch());
        assertEquals(0, chip.rawFlow());
        assertFalse(chip.isAirInLine());
    }

    private void productId(JsonNode given, JsonNode expect) {
        Slf3s.Type type = Slf3s.Type.valueOf(expect.get("family").asString().replace('-', '_'));
        assertEquals("36 7C, then E1 02", given.get("write").asString());
        Slf3s chip = inService(type, given.get("bytes").asString());
        assertEquals(DeviceVectors.number(expect.get("productId")), chip.productId());
        assertEquals(expect.get("revision").asInt(), chip.productId() & 0xFF);
        assertEquals(expect.get("serial").asLong(), chip.serial());
    }

    private void startCommand(String id, JsonNode expect) {
        Slf3s.Liquid liquid =
                id.endsWith("water") ? Slf3s.Liquid.WATER : Slf3s.Liquid.ISOPROPYL_ALCOHOL;
        Slf3s chip = new Slf3s(bus, 0x08, clock, Slf3s.Type.SLF3S_0600F, liquid);
        bus.write("3F F9");
        chip.advance();
        clock.advance(500_000);
        bus.write("36 7C").write("E1 02").read("", PRODUCT_0600F);
        chip.advance();
        bus.write(expect.get("write").asString());
        assertEquals(Outcome.PENDING, chip.advance());
        bus.assertDone();
    }

    /** Without the general call, which would reset the ADS1115 of the rig. */
    private void flowSequence(String id) {
        Slf3s chip = new Slf3s(bus, 0x08, clock, Slf3s.Type.SLF3S_0600F, Slf3s.Liquid.WATER);
        bus.write("3F F9");
        chip.advance();
        clock.advance(500_000);
        bus.write("36 7C").write("E1 02").read("", PRODUCT_0600F);
        chip.advance();
        boolean started = false;
        for (JsonNode step : DeviceVectors.steps(id)) {
            if (step.has("write")) {
                started = true;
                bus.write(step.get("write").asString());
                assertEquals(Outcome.PENDING, chip.advance());
            } else if (step.has("rawRead")) {
                assertEquals(9, step.get("rawRead").asInt());
                bus.read("", "00 7B 93 12 5C 35 00 00 81");
                assertEquals(Outcome.PENDING, chip.advance());
                assertEquals(Outcome.NOT_READY, chip.fetch());
            } else if (started && step.get("waitMillis").asInt() == 12) {
                clock.advance(11_999_999);
                assertEquals(Outcome.PENDING, chip.advance());
                clock.advance(1);
            } else if (started) {
                assertEquals(60, step.get("waitMillis").asInt());
                // Counted from the start on, of which 12 ms are over.
                clock.advance(47_999_999);
                assertEquals(Outcome.PENDING, chip.advance());
                assertFalse(chip.isConfigured());
                clock.advance(12_000_001);
            }
        }
        assertTrue(started);
        bus.read("", "00 7B 93 12 5C 35 00 00 81");
        assertEquals(Outcome.OK, chip.advance());
        bus.assertDone();
    }

    private void pressure(JsonNode given, JsonNode expect) {
        ScriptedI2cBus mprBus = new ScriptedI2cBus().at(0x18);
        Mpr chip = new Mpr(mprBus, 0x18, clock, Mpr.MILLIPASCALS_AT_25_PSI);
        mprBus.write("AA 00 00");
        assertEquals(Outcome.OK, chip.start());
        clock.advance(20_000_000);
        mprBus.read("", given.get("bytes").asString());
        Outcome outcome = chip.fetch();
        int status = chip.status();
        assertEquals(expect.get("powered").asBoolean(), (status & Mpr.STATUS_POWERED) != 0);
        assertEquals(expect.get("busy").asBoolean(), (status & Mpr.STATUS_BUSY) != 0);
        assertEquals(
                expect.get("integrityFail").asBoolean(),
                (status & Mpr.STATUS_INTEGRITY_FAILED) != 0);
        assertEquals(
                expect.get("mathSaturation").asBoolean(), (status & Mpr.STATUS_SATURATED) != 0);
        assertEquals(expect.get("valid").asBoolean(), outcome.isOk());
        assertEquals(expect.get("valid").asBoolean(), Mpr.isSound(status));
        if (outcome.isOk()) {
            double pascals = expect.get("pascals").asDouble();
            assertEquals(
                    pascals,
                    Mpr.millipascals(chip.counts(), Mpr.MILLIPASCALS_AT_25_PSI) / 1e3,
                    0.05);
            assertEquals(pascals, chip.pascals(), 1.0);
        }
        mprBus.assertDone();
    }
}
