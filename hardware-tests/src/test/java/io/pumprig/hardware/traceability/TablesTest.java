package io.pumprig.hardware.traceability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {
    private static final Path SHIPPED = Path.of("..", "controller", "src", "test", "resources");

    @TempDir private Path folder;

    @Test
    void quotedFieldsMayHoldCommasAndQuotes() {
        assertEquals(List.of("a", "b, \"c\"", ""), CsvTable.fields("a,\"b, \"\"c\"\"\","));
    }

    @Test
    void aTableWithOtherColumnsOrARowTooShortIsRefusedWithItsLine() throws IOException {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, "id,title\nSR-01\n");
        assertTrue(refusal(file, "id", "hazard").contains("t.csv:1: columns"));
        assertTrue(refusal(file, "id", "title").contains("t.csv:2: number of fields"));
    }

    private static String refusal(Path file, String... columns) {
        return assertThrows(IllegalArgumentException.class, () -> CsvTable.read(file, columns))
                .getMessage();
    }

    @Test
    void aRequirementCanControlSeveralHazards() {
        assertEquals(List.of("H-03"), Tables.hazardsOf("H-03"));
        assertEquals(List.of("H-01", "H-03"), Tables.hazardsOf("H-01/3"));
    }

    @Test
    void theShippedTablesAreWhole() throws IOException {
        Tables tables = Tables.read(SHIPPED);
        assertEquals(13, tables.hazards().size());
        assertEquals(102, tables.requirements().size());
        assertEquals(54, tables.faults().size());
        assertEquals(
                List.of(
                        "absent",
                        "unsafe-action",
                        "early",
                        "late",
                        "wrong-order",
                        "too-short",
                        "too-long"),
                tables.cases().stream().map(Tables.Case::name).toList());
        for (Tables.Hazard hazard : tables.hazards()) {
            assertTrue(
                    tables.requirements().stream()
                            .anyMatch(one -> one.hazards().contains(hazard.id())),
                    hazard.id());
        }
    }

    @Test
    void whatTheShippedTablesNameExists() throws IOException {
        Trace trace =
                new Trace(Tables.read(SHIPPED), DesignItems.read(Path.of("..")), List.of(), "sim");
        assertEquals(List.of(), trace.mistakes());
        assertEquals(1, trace.count(Status.NOT_APPLICABLE), "SR-92 has no backup supply");
    }
}
