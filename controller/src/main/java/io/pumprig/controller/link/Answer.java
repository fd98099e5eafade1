package io.pumprig.controller.link;

import io.pumprig.controller.order.Code;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * How a request ended.
 *
 * @param reason why it was refused, or null
 * @param cycle the cycle in which it was answered, or -1 when the control loop did not see it
 * @param nanos the rig's time of that cycle
 * @param enacted writes the properties of {@code enacted} into the open object, or null for none
 */
record Answer(
        boolean accepted,
        Code code,
        String reason,
        long cycle,
        long nanos,
        Consumer<JsonGenerator> enacted) {

    /** The link itself says no. */
    static Answer rejected(Code code, String reason) {
        return new Answer(false, code, reason, -1, 0, null);
    }
}
