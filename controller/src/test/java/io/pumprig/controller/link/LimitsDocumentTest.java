package io.pumprig.controller.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.order.DemandBolus;
import io.pumprig.controller.order.DrugLibrary;
import io.pumprig.controller.order.FluidPath;
import io.pumprig.controller.order.Indication;
import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import io.pumprig.controller.order.Program;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LimitsDocumentTest {
    private final DrugLibrary library = DrugLibrary.shipped();

    @Test
    @Tag("SR-102")
    void tellsLimitsAndResolution() {
        byte[] document =
                new LimitsDocument(
                                "sim",
                                3_200,
                                20_000_000L,
                                10_000_000L,
                                FluidPath.REFERENCE,
                                library)
                        .of(
                                new Prescription(
                                        "baclofen",
                                        2_000,
                                        Mode.CONTINUOUS,
                                        250_000_000L,
                                        48_000_000L,
                                        Prescription.OnRestart.CONFIRM),
                                List.of("ping", "stop"));

        assertEquals(
                "{\"contract\":\"pumprig/v1\",\"backend\":\"sim\",\"cyclePeriodNs\":10000000,"
                        + "\"microstep\":{\"picolitresRoundedDown\":6250,"
                        + "\"picolitresPerRevolution\":20000000,\"microstepsPerRevolution\":3200},"
                        + "\"dose\":{\"mostMcgPerDay\":1000,\"programMcgPerDay\":250},"
                        + "\"volume\":{\"mostMlPerDay\":24,\"minimumRateMlPerDay\":0.048},"
                        + "\"concentration\":{\"leastMcgPerMl\":10,\"mostMcgPerMl\":4000,"
                        + "\"mcgPerMl\":2000},"
                        + "\"library\":{\"version\":1,\"sha256\":\""
                        + library.digest()
                        + "\"},\"drug\":{\"name\":\"baclofen\","
                        + "\"dailyDose\":{\"softMcgPerDay\":800,\"hardMcgPerDay\":1000},"
                        + "\"bolus\":{\"softMcg\":50,\"hardMcg\":100},"
                        + "\"titration\":{\"indication\":\"spinal\",\"increasePercent\":30,"
                        + "\"warnAbovePercent\":20,\"decreasePercent\":20},"
                        + "\"rollingLimits\":[{\"windowS\":3600,\"mostMcg\":150},"
                        + "{\"windowS\":86400,\"mostMcg\":1000}]},"
                        + "\"orders\":{\"patternSteps\":13,\"taperDays\":365,"
                        + "\"bolusMostS\":21600,\"stagedForS\":120,\"audioPauseMostS\":600,"
                        + "\"primeMostMl\":0.322,\"reservoirMl\":20},"
                        + "\"request\":{\"mostPayloadBytes\":65536,\"mostDepth\":32,"
                        + "\"idPattern\":\"[A-Za-z0-9_-]{1,64}\",\"defaultTtlMs\":5000,"
                        + "\"mostAheadMs\":5000,\"rememberedIds\":4096,\"answerWithinMs\":30000,"
                        + "\"clientPerSecond\":4000,\"clientBurst\":1000,"
                        + "\"allPerSecond\":6000,\"allBurst\":2000},"
                        + "\"verbs\":[\"ping\",\"stop\"],"
                        + "\"codes\":[\"OK\",\"DUPLICATE\",\"CONFLICT\",\"UNKNOWN_VERB\","
                        + "\"UNKNOWN_TARGET\",\"UNSUPPORTED\",\"BAD_PARAM\",\"TOO_LATE\","
                        + "\"STALE\",\"DENIED_ON_BENCH\",\"NEEDS_CONFIRM\",\"RATE_LIMITED\","
                        + "\"BUSY\",\"INTERNAL\"]}",
                new String(document, StandardCharsets.UTF_8)
                        .replaceFirst("\"alarms\":\\[[^]]*],", ""));
    }

    @Test
    void tellsEveryAlarmThatThereIs() {
        byte[] document =
                new LimitsDocument(
                                "sim",
                                3_200,
                                20_000_000L,
                                10_000_000L,
                                FluidPath.REFERENCE,
                                library)
                        .of(
                                new Prescription(
                                        "baclofen",
                                        2_000,
                                        Mode.CONTINUOUS,
                                        250_000_000L,
                                        48_000_000L,
                                        Prescription.OnRestart.CONFIRM),
                                List.of("ping"));
        JsonNode alarms = Json.MAPPER.readTree(document).path("alarms");
        assertEquals(Alarm.count(), alarms.size());
        assertEquals(
                "{\"id\":\"OVER_DELIVERY\",\"priority\":\"HIGH\",\"critical\":true,"
                        + "\"reaction\":\"zero-flow\",\"latches\":true,\"host\":false}",
                alarms.get(0).toString());
    }

    @Test
    @Tag("SR-26")
    @Tag("SR-102")
    void tellsTheDemandBolusThatIsPrescribed() {
        Prescription prescription =
                new Prescription(
                        "water",
                        500,
                        Indication.CHILD,
                        new Program.Continuous(250_000_000L),
                        48_000_000L,
                        new DemandBolus(10_000_000L, 300_000_000_000L, 3_600_000_000_000L, 4),
                        null,
                        Prescription.OnRestart.CONFIRM);
        byte[] document =
                new LimitsDocument(
                                "sim",
                                3_200,
                                20_000_000L,
                                10_000_000L,
                                FluidPath.REFERENCE,
                                library)
                        .of(prescription, List.of());

        assertEquals(
                "{\"doseMcg\":10,\"durationS\":300,\"lockoutS\":3600,\"perDay\":4}",
                Json.MAPPER.readTree(document).path("orders").path("demandBolus").toString());
    }
}
