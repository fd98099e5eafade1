package io.pumprig.hal.pi;

import io.pumprig.hal.BringUpException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The boards that the rig is made for (device reference, I), by the device tree's own name. */
enum PiModel {
    PI_4("Raspberry Pi 4 Model B"),
    PI_5("Raspberry Pi 5 Model B");

    private static final String PLACE = "/proc/device-tree/model";

    private final String name;

    PiModel(String name) {
        this.name = name;
    }

    /**
     * The model of the host whose file system starts at {@code root}.
     *
     * @throws BringUpException naming what was found when it is neither
     */
    static PiModel of(Path root) {
        String found = text(root);
        for (PiModel model : values()) {
            if (found.startsWith(model.name)) {
                return model;
            }
        }
        throw new BringUpException(
                "board",
                PLACE,
                PI_4.name + " or " + PI_5.name,
                found.isEmpty() ? "no device tree: not a Raspberry Pi" : found);
    }

    /** The device tree's model, empty when there is none. */
    static String text(Path root) {
        try {
            byte[] bytes = Files.readAllBytes(root.resolve(PLACE.substring(1)));
            // A property of the device tree ends with a zero byte.
            return new String(bytes, StandardCharsets.UTF_8).replace("\0", "").strip();
        } catch (IOException absent) {
            return "";
        }
    }
}
