package io.pumprig.controller.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.journal.Checkpoint;
import io.pumprig.controller.journal.Resumable;
import io.pumprig.controller.order.LimitOverride;
import org.junit.jupiter.api.Test;

/** What a session began with, as its recording tells it. */
class RecordedStartTest {

    @Test
    void everyPartIsReadAsItWasWritten() {
        Checkpoint last = new Checkpoint();
        last.cycle = 17;
        last.deliveredMicrosteps = 500;
        RecordedStart start =
                Starts.of(
                        Starts.pattern(),
                        new LimitOverride("mk", "a \\ and = in it"),
                        last,
                        new Resumable.Fallback(2, true, "checkpoint 9 does not fit its checksum"));

        RecordedStart read = RecordedStart.parse(start.text());

        assertEquals(start.text(), read.text());
        assertEquals(start.session(), read.session());
        assertEquals(start.rig(), read.rig());
        assertEquals(start.prescription(), read.prescription());
        assertEquals(start.override(), read.override());
        assertEquals(start.fallback(), read.fallback());
        assertEquals(17, read.firstCycle());
        assertEquals(500, read.last().deliveredMicrosteps);
        assertEquals(start.library().digest(), read.library().digest());
        assertEquals(start.rig().limits(), read.rig().limits());
    }

    @Test
    void aNewTherapyHasNothingThatCameBefore() {
        RecordedStart read = RecordedStart.parse(Starts.fresh().text());
        assertEquals(0, read.firstCycle());
        assertNull(read.last());
        assertNull(read.fallback());
        assertNull(read.override());
    }

    @Test
    void aChangedLibraryAndAChangedTherapyAreRefused() {
        String text = Starts.fresh().text();
        String library =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> RecordedStart.parse(text.replace("water", "waters")))
                        .getMessage();
        assertTrue(library.contains("SHA-256"), library);
        String therapy =
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        RecordedStart.parse(
                                                text.replace(
                                                        "minimum_pl_per_day=48000000",
                                                        "minimum_pl_per_day=48000001")))
                        .getMessage();
        assertTrue(therapy.startsWith("prescription: found identity "), therapy);
    }

    @Test
    void whatIsMissingIsNamed() {
        String text = Starts.fresh().text().replace("compliance_pl_per_kpa=200000\n", "");
        assertEquals(
                "compliance_pl_per_kpa is missing",
                assertThrows(IllegalArgumentException.class, () -> RecordedStart.parse(text))
                        .getMessage());
    }
}
