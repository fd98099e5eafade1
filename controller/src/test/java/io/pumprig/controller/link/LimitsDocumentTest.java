package io.pumprig.controller.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.pumprig.controller.order.Mode;
import io.pumprig.controller.order.Prescription;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LimitsDocumentTest {
    @Test
    @Tag("SR-102")
    void tellsLimitsAndResolution() {
        byte[] document =
                LimitsDocument.of(
                        "sim",
                        3_200,
                        20_000_000L,
                        10_000_000L,
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
                        + "\"request\":{\"mostPayloadBytes\":65536,\"mostDepth\":32,"
                        + "\"idPattern\":\"[A-Za-z0-9_-]{1,64}\",\"defaultTtlMs\":5000,"
                        + "\"mostAheadMs\":5000,\"rememberedIds\":4096,\"answerWithinMs\":30000},"
                        + "\"verbs\":[\"ping\",\"stop\"],"
                        + "\"codes\":[\"OK\",\"DUPLICATE\",\"CONFLICT\",\"UNKNOWN_VERB\","
                        + "\"UNKNOWN_TARGET\",\"UNSUPPORTED\",\"BAD_PARAM\",\"TOO_LATE\","
                        + "\"STALE\",\"DENIED_ON_BENCH\",\"NEEDS_CONFIRM\",\"RATE_LIMITED\","
                        + "\"BUSY\",\"INTERNAL\"]}",
                new String(document, StandardCharsets.UTF_8));
    }
}
