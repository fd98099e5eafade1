package io.pumprig.controller.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.order.Mode;
import org.junit.jupiter.api.Test;

/** A checkpoint as a line of text. */
class CheckpointTextTest {

    private static Checkpoint checkpoint() {
        Checkpoint from = new Checkpoint();
        from.seq = 7;
        from.cycle = 360_000;
        from.nanos = -17;
        from.utcMillis = 1_795_349_106_000L;
        from.mode = Mode.PAUSED;
        from.picogramsPerDay = 96_000_000;
        from.deliveredMicrosteps = 501;
        from.deliveredForMicrosteps[0] = 500;
        from.deliveredForMicrosteps[1] = 1;
        from.uncertainMicrosteps = 3;
        from.withheldMicrosteps[2] = 9;
        from.leaseEndMicrosteps = 661;
        from.remainderHigh = 1;
        from.remainderLow = -2;
        from.latchedAlarms = 5;
        from.positionKnown = true;
        from.counterCounts = 1_023;
        from.angleCounts = 4_095;
        from.therapy.base = Mode.CONTINUOUS;
        from.therapy.shotMode = Mode.PRIMING;
        from.therapy.tipPicogramsPerNanolitre = 2_000;
        from.therapy.boluses = 1;
        from.therapy.bolusAgeNanos[0] = 44;
        from.therapy.bolusDemand[0] = true;
        from.air[3] = 12;
        return from;
    }

    @Test
    void isReadAsItWasWritten() {
        String text = CheckpointText.of(checkpoint());

        Checkpoint read = CheckpointText.read(text);

        assertEquals(text, CheckpointText.of(read));
        assertEquals(-17, read.nanos);
        assertEquals(Mode.PAUSED, read.mode);
        assertArrayEquals(checkpoint().deliveredForMicrosteps, read.deliveredForMicrosteps);
        assertArrayEquals(checkpoint().withheldMicrosteps, read.withheldMicrosteps);
        assertEquals(-2, read.remainderLow);
        assertTrue(read.positionKnown && read.therapy.bolusDemand[0]);
        assertEquals(4_095, read.angleCounts);
        assertEquals(12, read.air[3]);
    }

    @Test
    void whatIsMissingIsNamed() {
        String text = CheckpointText.of(checkpoint());
        assertEquals(
                "checkpoint: uncertain_microsteps is missing",
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        CheckpointText.read(
                                                text.replace("uncertain_microsteps=3 ", "")))
                        .getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> CheckpointText.read(text.substring(0, text.indexOf('|'))));
    }
}
