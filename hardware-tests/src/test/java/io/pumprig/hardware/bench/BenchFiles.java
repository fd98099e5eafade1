package io.pumprig.hardware.bench;

import io.pumprig.hal.rig.RigFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run on the bench is given.
 *
 * @param rig the simulator's wiring, said to be a bench's
 * @param therapy the hard limit: a microstep every 1.08 s
 */
record BenchFiles(Path rig, Path therapy) {

    static BenchFiles in(Path folder) throws IOException {
        try (InputStream in = RigFile.class.getResourceAsStream("sim-rig.yaml")) {
            String wiring = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new BenchFiles(
                    Files.writeString(
                            folder.resolve("rig.yaml"), wiring.replace("board: sim", "board: pi")),
                    Files.writeString(
                            folder.resolve("therapy.yaml"),
                            """
                            drug: water
                            concentration: 2000 mcg/mL
                            program: {mode: continuous, rate: 1000 mcg/day}
                            """));
        }
    }

    /** The command, with the hash that confirms the values unless it is null. */
    List<String> run(Path state, String confirm) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "run",
                                "--rig",
                                rig.toString(),
                                "--therapy",
                                therapy.toString(),
                                "--state",
                                state.toString()));
        if (confirm != null) {
            command.addAll(List.of("--confirm", confirm));
        }
        return command;
    }

    /** The hash that a run without it asks for. */
    static String hash(SimulatedHost told) {
        return told.errText().substring(told.errText().lastIndexOf(' ') + 1);
    }
}
