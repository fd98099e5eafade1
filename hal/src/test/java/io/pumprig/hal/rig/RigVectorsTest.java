package io.pumprig.hal.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.pumprig.hal.DeviceVectors;
import io.pumprig.hal.device.PumpHead;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Pressures and pump heads against the literal vectors. */
class RigVectorsTest {
    private static final Set<String> EXECUTED = new HashSet<>();

    static Stream<String> ids() {
        return DeviceVectors.ids("pressure.", "mech.");
    }

    @AfterAll
    static void everyVectorWasExecuted() {
        assertEquals(ids().collect(Collectors.toSet()), EXECUTED);
        assertEquals(15, EXECUTED.size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ids")
    void agreesWithTheVector(String id) {
        JsonNode given = DeviceVectors.given(id);
        JsonNode expect = DeviceVectors.expect(id);
        if (id.startsWith("pressure.")) {
            pressure(given, expect);
        } else if (id.startsWith("mech.mass.")) {
            mass(given, expect);
        } else if (given.has("nanolitresPerRevolution")) {
            head(given, expect);
        } else {
            fail("no test for " + id);
        }
        EXECUTED.add(id);
    }

    private static void pressure(JsonNode given, JsonNode expect) {
        int code = given.get("code").asInt();
        int supplyMillivolts = given.get("supplyMillivolt").asInt();
        // 0.6 and 125 uV: the code of the supply behind the same divider.
        int supplyCode = supplyMillivolts * 1_000 * 3 / 5 / 125;
        assertEquals(supplyMillivolts, Ads1115PressureSensor.sensorSupplyMillivolts(supplyCode));
        assertEquals(expect.get("ratio").asDouble(), (double) code / supplyCode, 0.000005);
        boolean inBand = Ads1115PressureSensor.isInBand(code, supplyCode);
        assertEquals(expect.get("inBand").asBoolean(), inBand);
        assertEquals(expect.get("pascals").isNull(), !inBand);
        if (inBand) {
            assertEquals(
                    expect.get("pascals").asDouble(),
                    Ads1115PressureSensor.pascals(code, supplyCode, 0, 206_843),
                    0.55);
        }
    }

    /** Picolitres times micrograms per millilitre are femtograms. */
    private static void mass(JsonNode given, JsonNode expect) {
        PumpHead p1 = new PumpHead(3_200, 20_000_000);
        long microsteps = Math.round(given.get("nanolitres").asDouble() / 6.25);
        long femtograms =
                p1.picolitresOf(microsteps) * given.get("microgramsPerMillilitre").asInt();
        assertEquals(expect.get("picograms").asLong() * 1_000, femtograms);
    }

    /**
     * A gearbox leaves no whole number of microsteps in a turn; 2 in 100 000 are allowed for it.
     */
    private static void head(JsonNode given, JsonNode expect) {
        double gear = given.get("gearRatio").asDouble();
        int microstepsPerRevolution =
                (int)
                        Math.round(
                                given.get("fullStepsPerRevolution").asInt()
                                        * given.get("microsteps").asInt()
                                        * gear);
        long picolitresPerRevolution =
                Math.round(given.get("nanolitresPerRevolution").asDouble() * 1000);
        PumpHead head = new PumpHead(microstepsPerRevolution, picolitresPerRevolution);
        near(expect.get("nanolitresPerMicrostep").asDouble(), head.picolitresOf(1_000_000) / 1e9);
        near(expect.get("encoderCountsPerMicrostep").asDouble(), head.countsOf(10_000_000) / 1e7);
        double lost = expect.get("encoderCountsLostPerStall").asDouble();
        // One electrical cycle of the motor, 64 microsteps whatever the gearbox.
        near(lost, head.countsOf(64_000_000) / 1e6);
        for (JsonNode row : expect.get("rows")) {
            row(head, row);
        }
    }

    private static void row(PumpHead head, JsonNode row) {
        long picolitresPerDay =
                row.get("doseMicrogramsPerDay").asLong()
                        * 1_000_000_000L
                        / row.get("concentrationMicrogramsPerMillilitre").asLong();
        near(row.get("microlitresPerDay").asDouble(), picolitresPerDay / 1e6);
        double perSecond = head.microstepsWithin(picolitresPerDay * 1_000) / 86_400e3;
        assertEquals(row.get("microstepsPerSecond").asDouble(), perSecond, perSecond * 1e-4);
        assertEquals(
                row.get("secondsPerMicrostep").asDouble(),
                1 / perSecond,
                0.00006 + 2e-5 / perSecond);
    }

    private static void near(double expected, double found) {
        assertEquals(expected, found, expected * 5e-5);
    }
}
