package io.pumprig.controller.bench;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.command.TherapyReview;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import io.pumprig.hal.settings.Spelling;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * What an order says beyond its verb. Which values are allowed is the rig's to say, and its answer
 * says it; here only what belongs to another verb is refused.
 */
final class OrderOptions {
    @Option(
            names = "--demand",
            description = "For bolus: the prescribed demand bolus, as by the button.")
    private boolean demand;

    @Option(names = "--dose", paramLabel = "MASS", description = "For bolus: drug, such as 10mcg.")
    private String dose;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description =
                    "For bolus: over which time, such as 5min. For audio-pause: up to 10min"
                            + " (default: 10min).")
    private String duration;

    @Option(
            names = TherapyReview.BY,
            paramLabel = "NAME",
            description =
                    "For bolus and commit: who decided to go beyond a soft limit, with"
                            + " --override-why (default: nobody).")
    private String overrideBy;

    @Option(
            names = TherapyReview.WHY,
            paramLabel = "TEXT",
            description = "For bolus and commit: why, with --override-by.")
    private String overrideWhy;

    @Option(
            names = "--removed",
            paramLabel = "VOLUME",
            description = "For refill: what was taken out of the reservoir, such as 3.2mL.")
    private String removed;

    @Option(
            names = "--filled",
            paramLabel = "VOLUME",
            description = "For refill: what was filled in, such as 18mL.")
    private String filled;

    @Option(
            names = "--concentration",
            paramLabel = "CONCENTRATION",
            description = "For refill: drug in what was filled in, such as \"2000 mcg/mL\".")
    private String concentration;

    @Option(
            names = "--volume",
            paramLabel = "VOLUME",
            description = "For prime: what is to be filled (default: the line's dead volume).")
    private String volume;

    /**
     * The body of the request.
     *
     * @param operand what follows the verb, or null
     */
    Map<String, Object> body(OrderVerb verb, String operand) throws CommandFailure {
        requireSense(verb);
        requireOperand(verb, operand);
        Map<String, Object> body = new LinkedHashMap<>();
        switch (verb) {
            case STAGE -> body.putAll(file(operand));
            case COMMIT -> body.put("hash", operand);
            case ACKNOWLEDGE -> put(body, "alarm", operand == null ? null : alarm(operand));
            default -> {}
        }
        put(body, "demand", demand ? Boolean.TRUE : null);
        put(body, "dose", dose);
        put(body, "duration", duration);
        put(body, "removed", removed);
        put(body, "filled", filled);
        put(body, "concentration", concentration);
        put(body, "volume", volume);
        if (overrideBy != null) {
            body.put("override", Map.of("by", overrideBy, "why", overrideWhy));
        }
        return body;
    }

    private static void put(Map<String, Object> body, String key, Object value) {
        if (value != null) {
            body.put(key, value);
        }
    }

    private void requireSense(OrderVerb verb) throws CommandFailure {
        boolean bolus = verb == OrderVerb.BOLUS;
        boolean refill = verb == OrderVerb.REFILL;
        require(bolus || !demand, "--demand", "bolus");
        require(bolus || dose == null, "--dose", "bolus");
        require(
                bolus || verb == OrderVerb.AUDIO_PAUSE || duration == null,
                "--duration",
                "bolus and audio-pause");
        require(
                bolus || verb == OrderVerb.COMMIT || overrideBy == null && overrideWhy == null,
                TherapyReview.BY,
                "bolus and commit");
        require(refill || removed == null, "--removed", "refill");
        require(refill || filled == null, "--filled", "refill");
        require(refill || concentration == null, "--concentration", "refill");
        require(verb == OrderVerb.PRIME || volume == null, "--volume", "prime");
        if (overrideBy == null != (overrideWhy == null)) {
            throw usage(TherapyReview.BY + " and " + TherapyReview.WHY + " belong together");
        }
    }

    private static void requireOperand(OrderVerb verb, String operand) throws CommandFailure {
        if (operand == null && verb == OrderVerb.STAGE) {
            throw usage("stage needs the file of a therapy");
        }
        if (operand == null && verb == OrderVerb.COMMIT) {
            throw usage("commit needs the hash that stage answered");
        }
        boolean takesOne =
                verb == OrderVerb.STAGE
                        || verb == OrderVerb.COMMIT
                        || verb == OrderVerb.ACKNOWLEDGE;
        if (operand != null && !takesOne) {
            throw usage(
                    verb.label() + " takes no '" + operand + "': acknowledge, stage, commit do");
        }
    }

    private static void require(boolean sense, String option, String verbs) throws CommandFailure {
        if (!sense) {
            throw usage(option + " is for " + verbs);
        }
    }

    private static String alarm(String operand) throws CommandFailure {
        if (Alarm.named(operand) == null) {
            throw usage(
                    "found '"
                            + operand
                            + "'; allowed the name of an alarm, as status tells"
                            + Spelling.hint(operand, Alarm.names()));
        }
        return operand;
    }

    private static Map<String, Object> file(String operand) throws CommandFailure {
        try {
            return SettingsNode.read(Path.of(operand)).values();
        } catch (SettingsException e) {
            throw usage(e.getMessage());
        }
    }

    private static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }
}
