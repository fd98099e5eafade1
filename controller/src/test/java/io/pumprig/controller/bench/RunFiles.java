package io.pumprig.controller.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run of the reference rig is started with: its files in a folder, and the command line that
 * names them.
 */
record RunFiles(Path rig, Path therapy, Path state) {
    /** 250 mcg/day at 2000 mcg/mL. */
    static final String THERAPY =
            """
            drug: baclofen
            concentration: 2000 mcg/mL
            program: {mode: continuous, rate: 250 mcg/day}
            """;

    /** Writes rig and therapy; the state directory is not made. */
    static RunFiles in(Path folder) throws IOException {
        return new RunFiles(
                Files.writeString(folder.resolve("rig.yaml"), rig("pi")),
                Files.writeString(folder.resolve("therapy.yaml"), THERAPY),
                folder.resolve("state"));
    }

    /** The reference rig's wiring on that kind of board. */
    static String rig(String board) throws IOException {
        try (InputStream in =
                RunFiles.class.getResourceAsStream("/io/pumprig/hal/rig/sim-rig.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("board: sim", "board: " + board);
        }
    }

    /** The command line of a run, with these options besides. */
    String[] command(String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "run",
                                "--rig",
                                rig.toString(),
                                "--therapy",
                                therapy.toString(),
                                "--state",
                                state.toString()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }
}
