package io.pumprig.controller.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.blocks.BlockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code controller/docs/recording.md} says of a frame is so. */
class RecordingDocumentTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| (.*) \\|$");

    private String text;

    @BeforeEach
    void read() throws IOException {
        text = Files.readString(Path.of("docs", "recording.md"));
    }

    private List<String> rows() {
        return ROW.matcher(text).results().map(row -> row.group(1)).toList();
    }

    private static List<String> names(Enum<?>[] all) {
        return Arrays.stream(all).map(Enum::name).toList();
    }

    @Test
    void callsAndSensorsStandInTheirOrder() {
        List<String> rows = rows();
        assertEquals(names(Call.values()), rows.subList(0, Call.values().length));
        assertEquals(names(Sensor.values()), rows.subList(Call.values().length, rows.size()));
    }

    @Test
    void eachSensorHasAsManyValuesAsItSays() {
        Matcher row = ROW.matcher(text.substring(text.indexOf("| sensor |")));
        for (Sensor sensor : Sensor.values()) {
            assertTrue(row.find());
            assertEquals(
                    sensor.raw() - Sensor.VALUES, row.group(2).split(",").length, sensor.name());
        }
    }

    @Test
    void decisionsStandInTheirOrder() {
        String decisions = text.substring(text.indexOf("Then the decisions:"));
        decisions = decisions.substring(0, decisions.indexOf(". "));
        assertEquals(
                names(Decision.values()),
                Pattern.compile("`([A-Z_]+)`")
                        .matcher(decisions)
                        .results()
                        .map(name -> name.group(1))
                        .toList());
    }

    @Test
    void theHeadOfABlockIsAsLongAsItSays() {
        assertTrue(text.contains("CRC-32 of the " + (BlockFile.HEAD - 4) + " bytes before"));
        assertEquals(1, RecordingWriter.FORMAT.version());
        assertTrue(text.contains("## Format, version 1\n"));
    }
}
