package io.pumprig.controller.bench;

import io.pumprig.controller.order.Verb;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What an operator calls an order; some words are shorter here than in the contract. */
enum OrderVerb {
    STATUS("status", Verb.PING),
    PAUSE("pause", Verb.PAUSE),
    RESUME("resume", Verb.RESUME),
    MINIMUM_RATE("minimum-rate", Verb.MINIMUM_RATE),
    STOP("stop", Verb.STOP),
    ACKNOWLEDGE("acknowledge", Verb.ALARM_ACKNOWLEDGE),
    AUDIO_PAUSE("audio-pause", Verb.AUDIO_PAUSE),
    BOLUS("bolus", Verb.BOLUS),
    BOLUS_CANCEL("bolus-cancel", Verb.BOLUS_CANCEL),
    STAGE("stage", Verb.THERAPY_STAGE),
    COMMIT("commit", Verb.THERAPY_COMMIT),
    REFILL("refill", Verb.REFILL),
    PRIME("prime", Verb.PRIME);

    private final String label;
    private final Verb verb;

    OrderVerb(String label, Verb verb) {
        this.label = label;
        this.verb = verb;
    }

    String label() {
        return label;
    }

    Verb verb() {
        return verb;
    }

    /** The labels, for help and completion. */
    static final class Labels extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Labels() {
            for (OrderVerb each : values()) {
                add(each.label);
            }
        }
    }

    /** By label. */
    static final class Converter implements ITypeConverter<OrderVerb> {
        @Override
        public OrderVerb convert(String text) {
            List<String> labels = new Labels();
            int index = labels.indexOf(text);
            if (index < 0) {
                throw new TypeConversionException(
                        "found '" + text + "'; allowed " + String.join(", ", labels));
            }
            return values()[index];
        }
    }
}
