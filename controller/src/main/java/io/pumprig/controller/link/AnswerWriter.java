package io.pumprig.controller.link;

import io.pumprig.controller.order.Code;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;

/** Writes answers. Guarded by its owner. */
final class AnswerWriter {
    private static final int MOST_REASON_CHARACTERS = 2_000;
    private static final byte[] NOTHING = {'{', '}'};

    private final Json enacted = new Json();
    private final Json whole = new Json();

    /** What was enacted as an object, in bytes that a duplicate can be answered with again. */
    byte[] enacted(Answer answer) {
        if (answer.enacted() == null) {
            return NOTHING;
        }
        JsonGenerator generator = enacted.begin();
        answer.enacted().accept(generator);
        return enacted.end();
    }

    /**
     * @param code the answer's own, or DUPLICATE
     * @param time stands in for the cycle of an answer that the control loop did not see
     */
    byte[] write(Parsed request, Answer answer, Code code, byte[] enactedObject, RigTime time) {
        JsonGenerator generator = whole.begin();
        generator.writeStringProperty("id", request.id());
        generator.writeStringProperty("verb", request.verb());
        generator.writeStringProperty("status", answer.accepted() ? "accepted" : "rejected");
        generator.writeStringProperty("code", code.name());
        String reason = answer.reason();
        if (code != answer.code() && !answer.accepted()) {
            reason =
                    "the first answer was " + answer.code() + (reason == null ? "" : ": " + reason);
        }
        if (reason != null) {
            generator.writeStringProperty("reason", Json.shown(reason, MOST_REASON_CHARACTERS));
        }
        boolean seen = answer.cycle() >= 0;
        generator.writeNumberProperty("cycle", seen ? answer.cycle() : time.cycle());
        generator.writeNumberProperty("simNs", seen ? answer.nanos() : time.nanos());
        generator.writeName("enacted");
        generator.writeRawValue(new String(enactedObject, StandardCharsets.UTF_8));
        return whole.end();
    }
}
