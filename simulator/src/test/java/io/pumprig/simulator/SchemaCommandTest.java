package io.pumprig.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.order.TherapySchema;
import io.pumprig.hal.rig.RigSchema;
import io.pumprig.simulator.suite.ScenarioSchema;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        OwnStreams.lead(out, err);
    }

    @AfterEach
    void stopListening() {
        OwnStreams.release();
    }

    @Test
    void printsTheSchemaOfATherapy() {
        assertEquals(0, PumprigSimulator.execute("schema", "therapy"));
        assertEquals(TherapySchema.document(), out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void printsTheSchemaOfARig() {
        assertEquals(0, PumprigSimulator.execute("schema", "rig"));
        assertEquals(RigSchema.document(), out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void printsTheSchemaOfAScenario() {
        assertEquals(0, PumprigSimulator.execute("schema", "scenario"));
        assertEquals(ScenarioSchema.document(), out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void saysWhichSchemasThereAre() {
        assertEquals(2, PumprigSimulator.execute("schema", "terapy"));
        String complaint = err.toString(StandardCharsets.UTF_8);
        assertTrue(
                complaint.startsWith("FILE: found `terapy`; allowed therapy, rig, scenario"),
                complaint);
        assertTrue(complaint.contains("(did you mean \"therapy\"?)"), complaint);
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        assertEquals(0, PumprigSimulator.execute("schema", "--help"));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("therapy, rig, scenario"));
        assertTrue(
                out.toString(StandardCharsets.UTF_8)
                        .contains("# yaml-language-server: $schema=therapy.schema.json"));
    }
}
