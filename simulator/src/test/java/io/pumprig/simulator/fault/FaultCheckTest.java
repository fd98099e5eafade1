package io.pumprig.simulator.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a written fault may say; every refusal word for word, since people act on it. */
class FaultCheckTest {
    private static final long HOUR = 3_600_000_000_000L;
    private static final long NOW = 2 * HOUR;
    private static final String COMPONENTS =
            "line, reservoir, motor, room, supply, balance, encoder, pressure, scale, flow, bubble,"
                    + " driver, i2c, serial, wire, output, pins, input, host, link, operator";

    private static WrittenFault written(
            String target, String type, Map<String, String> params, String at) {
        String[] parts = target.split("/");
        return new WrittenFault("tc77", parts[0], parts[1], type, params, at, null, null, null);
    }

    private static WrittenFault spell(String target, String type, String duration, String ramp) {
        String[] parts = target.split("/");
        return new WrittenFault(
                "tc77", parts[0], parts[1], type, Map.of(), "now", duration, ramp, null);
    }

    private static void refuses(WrittenFault written, FaultRefused.Why why, String message) {
        FaultRefused refused = assertThrows(FaultRefused.class, () -> Fault.check(written, NOW));
        assertEquals(message, refused.getMessage());
        assertEquals(why, refused.why());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "pump/a|occlusion|UNKNOWN_TARGET|target.component: found `pump`; allowed "
                        + COMPONENTS,
                "motr/rotor|stall|UNKNOWN_TARGET|target.component: found `motr`; allowed "
                        + COMPONENTS
                        + " (did you mean \"motor\"?)",
                "line/middle|occlusion|UNKNOWN_TARGET|target.instance: found `middle`; allowed"
                        + " downstream, upstream, tube, fitting, head, suction",
                "line/upsteam|occlusion|UNKNOWN_TARGET|target.instance: found `upsteam`; allowed"
                        + " downstream, upstream, tube, fitting, head, suction (did you mean"
                        + " \"upstream\"?)",
                "motor/rotor|stal|BAD_PARAM|type: found `stal`; allowed stall, missed-steps (did"
                        + " you mean \"stall\"?)",
                "line/downstream|leak|BAD_PARAM|type: found `leak`; allowed occlusion",
                "i2c/as5600|frozen|BAD_PARAM|type: found `frozen`; allowed nack, garbage",
                "driver/tmc2209|crc-error|BAD_PARAM|type: found `crc-error`; allowed reset,"
                        + " over-temperature, hot, short, under-voltage, mute"
            })
    void refusesATargetThatIsNotThere(
            String target, String type, FaultRefused.Why why, String message) {
        refuses(written(target, type, Map.of(), "now"), why, message);
    }

    @ParameterizedTest(name = "{2} = {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "line/downstream|occlusion|severity|NaN|a number from 0 to 1",
                "line/downstream|occlusion|severity|Infinity|a number from 0 to 1",
                "line/downstream|occlusion|severity|1.5|a number from 0 to 1",
                "line/downstream|occlusion|severity|-0.1|a number from 0 to 1",
                "line/downstream|occlusion|severity|full|a number from 0 to 1",
                "line/downstream|occlusion|severity|''|a number from 0 to 1",
                "motor/rotor|stall|severity|0.5|a whole number from 0 to 1",
                "motor/rotor|stall|severity|1e999999999|a whole number from 0 to 1",
                "motor/rotor|missed-steps|cycles|0|a whole number from 1 to 50",
                "motor/rotor|missed-steps|cycles|51|a whole number from 1 to 50",
                "i2c/as5600|nack|probability|1.01|a number from 0 to 1",
                "wire/step|extra-steps|perSecond|0|a number from 0.01 to 1000",
                "wire/step|extra-steps|perSecond|1001|a number from 0.01 to 1000",
                "reservoir/main|leak|rate|1|a flow such as 1 mL/h from 0 to 1000000 uL/h",
                "reservoir/main|leak|rate|1 mL|a flow such as 1 mL/h from 0 to 1000000 uL/h",
                "reservoir/main|leak|rate|-1 mL/h|a flow such as 1 mL/h from 0 to 1000000 uL/h",
                "pressure/downstream|drift|rate|60|a pressure rate such as 10 kPa/h from -1000 to"
                        + " 1000 kPa/h",
                "pressure/downstream|drift|rate|60 kPa|a pressure rate such as 10 kPa/h from -1000"
                        + " to 1000 kPa/h",
                "pressure/downstream|drift|rate|1001 kPa/h|a pressure rate such as 10 kPa/h from"
                        + " -1000 to 1000 kPa/h"
            })
    @Tag("F-45")
    void refusesAParameterWithItsRange(
            String target, String type, String name, String value, String allowed) {
        refuses(
                written(target, type, Map.of(name, value), "now"),
                FaultRefused.Why.BAD_PARAM,
                "params." + name + ": found `" + value + "`; allowed " + allowed);
    }

    @Test
    void refusesAParameterThatTheTypeDoesNotHave() {
        refuses(
                written("reservoir/main", "leak", Map.of("speed", "1"), "now"),
                FaultRefused.Why.BAD_PARAM,
                "params.speed: found unknown key; allowed severity, rate");
    }

    @Test
    @Tag("SR-96")
    void refusesAMomentThatHasPassed() {
        refuses(
                written("line/downstream", "occlusion", Map.of(), "1 h"),
                FaultRefused.Why.TOO_LATE,
                "at: found `1 h`; allowed a simulated time from now on: 2 h have passed");
    }

    @ParameterizedTest(name = "at {0}")
    @CsvSource({"soon", "120", "in", "in 5", "in -5 min", "-1 h", "NaN", "99999999999999999999 h"})
    void refusesAMomentThatIsNone(String at) {
        refuses(
                written("line/downstream", "occlusion", Map.of(), at),
                FaultRefused.Why.BAD_PARAM,
                "at: found `"
                        + at
                        + "`; allowed \"now\", \"in 5 min\", a simulated time such as \"2 h\","
                        + " or a trigger");
    }

    @ParameterizedTest(name = "{0} {1} for {2}, ramp {3}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "line/downstream|occlusion|30|-|duration: found `30`; allowed a time with its unit,"
                        + " such as 30 min",
                "line/downstream|occlusion|0 s|-|duration: found `0 s`; allowed a time above 0",
                "line/downstream|occlusion|-|fast|ramp: found `fast`; allowed a time with its unit,"
                        + " such as 30 min",
                "line/downstream|occlusion|-|-1 s|ramp: found `-1 s`; allowed a time with its unit,"
                        + " such as 30 min",
                "motor/rotor|stall|-|1 s|ramp: found `1 s`; allowed nothing: stall is there or not",
                "driver/tmc2209|reset|1 min|-|duration: found `1 min`; allowed nothing: reset is a"
                        + " moment",
                "motor/rotor|missed-steps|1 min|-|duration: found `1 min`; allowed nothing:"
                        + " missed-steps is a moment"
            })
    void refusesASpellThatCannotBe(
            String target, String type, String duration, String ramp, String message) {
        refuses(spell(target, type, duration, ramp), FaultRefused.Why.BAD_PARAM, message);
    }

    @ParameterizedTest(name = "key {0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {"-|nothing", "a b|`a b`", "''|``", "é|`é`"})
    void refusesAKeyThatIsNone(String key, String found) {
        refuses(
                new WrittenFault(
                        key, "line", "downstream", "occlusion", Map.of(), null, null, null, null),
                FaultRefused.Why.BAD_PARAM,
                "key: found " + found + "; allowed [A-Za-z0-9_-]{1,64}");
    }

    @Test
    void refusesWhatIsMissing() {
        refuses(
                new WrittenFault("k", null, null, null, Map.of(), null, null, null, null),
                FaultRefused.Why.BAD_PARAM,
                "target.component: found nothing; allowed " + COMPONENTS);
        refuses(
                new WrittenFault("k", "line", null, null, Map.of(), null, null, null, null),
                FaultRefused.Why.BAD_PARAM,
                "target.instance: found nothing; allowed downstream, upstream, tube, fitting,"
                        + " head, suction");
        refuses(
                new WrittenFault("k", "line", "downstream", null, Map.of(), null, null, null, null),
                FaultRefused.Why.BAD_PARAM,
                "type: found nothing; allowed occlusion");
        refuses(
                new WrittenFault(
                        "k", "line", "downstream", "occlusion", Map.of(), null, null, null, "yes"),
                FaultRefused.Why.BAD_PARAM,
                "detected: found `yes`; allowed true, false");
    }

    @ParameterizedTest(name = "at {0} is {1} s")
    @CsvSource({"now, 7200", "in 5 min, 7500", "2 h, 7200", "3 h, 10800", "in 0 s, 7200"})
    void resolvesItsMomentOnce(String at, long seconds) throws FaultRefused {
        Fault fault = Fault.check(written("line/downstream", "occlusion", Map.of(), at), NOW);
        assertEquals(seconds * 1_000_000_000L, fault.atNanos());
    }

    @Test
    void takesUnitsAndDefaults() throws FaultRefused {
        Fault leak =
                Fault.check(
                        written("reservoir/main", "leak", Map.of("rate", "240 uL/day"), "now"),
                        NOW);
        assertEquals(Map.of("severity", 1.0, "rate", 10.0), leak.params());
        Fault drift = Fault.check(written("pressure/downstream", "drift", Map.of(), null), NOW);
        assertEquals(List.of(1.0, 300.0), drift.values());
        assertEquals(NOW, drift.atNanos());
        assertEquals(Fault.UNTIL_CLEARED, drift.durationNanos());
    }

    static List<FaultType> types() {
        return FaultTypes.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void everyTypeCanBeWrittenWithItsDefaults(FaultType type) throws FaultRefused {
        for (String instance : type.instances()) {
            String target = type.component() + "/" + instance;
            WrittenFault written =
                    type.needsSpell()
                            ? spell(target, type.label(), "1 s", null)
                            : written(target, type.label(), Map.of(), "now");
            Fault fault = Fault.check(written, NOW);
            assertEquals(type, fault.type());
            assertTrue(fault.isHarmful());
        }
    }

    @Test
    void growsOverItsRampAndNotBefore() throws FaultRefused {
        Fault fault =
                Fault.check(
                        new WrittenFault(
                                "k",
                                "line",
                                "downstream",
                                "occlusion",
                                Map.of(),
                                "3 h",
                                "1 h",
                                "10 s",
                                "true"),
                        NOW);
        assertEquals(0, fault.share(-1));
        assertEquals(0, fault.share(0));
        assertEquals(0.25, fault.share(2_500_000_000L));
        assertEquals(1, fault.share(10_000_000_000L));
        assertEquals(1, fault.share(HOUR));
        assertEquals(3 * HOUR, fault.atNanos());
        assertEquals(HOUR, fault.durationNanos());
        assertTrue(fault.detected());
    }
}
