package io.pumprig.simulator;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.hal.settings.SettingsException;
import io.pumprig.hal.settings.SettingsNode;
import io.pumprig.simulator.gateway.FaultCatalogue;
import io.pumprig.simulator.gateway.FaultForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A fault on the command line: a preset, options, or a file. What it may say the rig decides. */
final class FaultOptions {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "F-nn",
            description = "A preset of the rig's catalogue, instead of --target or --file.")
    private String preset;

    @Option(
            names = "--target",
            paramLabel = "COMPONENT/INSTANCE",
            description = "What is broken, such as line/downstream; with --type.")
    private String target;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "How it is broken, such as occlusion; with --target.")
    private String type;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description =
                    "A parameter, such as severity=0.5 or \"rate=1 mL/h\"; again"
                            + " for more (default: those of preset or type).")
    private List<String> params = new ArrayList<>();

    @Option(
            names = "--at",
            paramLabel = "WHEN",
            description =
                    "now, \"in 5min\", a simulated time such as 2h, or a trigger such as '{\"op\":"
                            + " \"i2c.read\", \"target\": \"as5600\", \"skip\": 3}' (default:"
                            + " now).")
    private String at;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "How long it lasts (default: until it is cleared).")
    private String duration;

    @Option(
            names = "--ramp",
            paramLabel = "TIME",
            description = "How long it takes to grow to its full severity (default: 0).")
    private String ramp;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "Names it for fault clear; the same fault again under the same key does nothing"
                            + " (default: F-nn, or TYPE-INSTANCE).")
    private String key;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "A fault as YAML or JSON: {key, target: {component, instance}, type, …}, or a"
                            + " list of them under faults; instead of --target.")
    private Path file;

    /** The preset that is named, or null. */
    String preset() {
        return preset;
    }

    /**
     * What is to be injected; null for a preset, which is the rig's to tell.
     *
     * @throws CommandFailure with exit code 2 when it is not clear what is meant
     */
    List<FaultForm> forms() throws CommandFailure {
        int ways = (preset != null ? 1 : 0) + (file != null ? 1 : 0) + (target != null ? 1 : 0);
        if (ways != 1) {
            throw usage("one of F-nn, --target with --type, and --file is needed");
        }
        if (target == null != (type == null)) {
            throw usage("--target and --type belong together");
        }
        boolean more =
                !params.isEmpty() || at != null || duration != null || ramp != null || key != null;
        if (file != null) {
            if (more) {
                throw usage("--file says all of a fault: no other option of it beside");
            }
            return read();
        }
        return preset != null ? null : List.of(filled(blank()));
    }

    private List<FaultForm> read() throws CommandFailure {
        try {
            return FaultForm.written(SettingsNode.read(file).values());
        } catch (SettingsException e) {
            throw usage(e.getMessage());
        }
    }

    private FaultForm blank() throws CommandFailure {
        String[] parts = target.split("/", -1);
        if (parts.length != 2) {
            throw usage("--target: found `" + target + "`; allowed COMPONENT/INSTANCE");
        }
        return FaultForm.blank()
                .with("key", type + "-" + parts[1])
                .on(parts[0], parts[1])
                .with("type", type);
    }

    /** The preset as {@code catalogue} has it, with what the options say beside. */
    FaultForm filled(FaultCatalogue catalogue) throws CommandFailure {
        FaultForm form = FaultForm.preset(catalogue, preset);
        if (form == null) {
            throw usage(
                    "found `" + preset + "`; allowed " + String.join(", ", catalogue.presetIds()));
        }
        return filled(form);
    }

    private FaultForm filled(FaultForm form) throws CommandFailure {
        for (String param : params) {
            int equals = param.indexOf('=');
            if (equals < 1) {
                throw usage("--param: found `" + param + "`; allowed NAME=VALUE");
            }
            form.param(param.substring(0, equals), param.substring(equals + 1));
        }
        return form.with("at", at).with("duration", duration).with("ramp", ramp).with("key", key);
    }

    private static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }
}
