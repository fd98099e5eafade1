package io.pumprig.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.simulator.gateway.ContractDocument;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AsyncApiCommandTest {
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
    void printsJsonUnlessAskedForYaml() {
        assertEquals(0, PumprigSimulator.execute("asyncapi"));
        assertEquals(ContractDocument.json(), out.toString(StandardCharsets.UTF_8));
        out.reset();
        assertEquals(0, PumprigSimulator.execute("asyncapi", "--format", "yaml"));
        assertEquals(ContractDocument.yaml(), out.toString(StandardCharsets.UTF_8));
        assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("asyncapi: \"3.0.0\"\n"));
    }

    @Test
    void saysWhichFormatsThereAre() {
        assertEquals(2, PumprigSimulator.execute("asyncapi", "--format", "xml"));
        String complaint = err.toString(StandardCharsets.UTF_8);
        assertTrue(complaint.startsWith("--format: found `xml`; allowed json, yaml"), complaint);
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }
}
