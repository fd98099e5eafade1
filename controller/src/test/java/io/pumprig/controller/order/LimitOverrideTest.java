package io.pumprig.controller.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LimitOverrideTest {
    @Test
    @Tag("SR-04")
    void saysWhoAndWhy() {
        LimitOverride override = new LimitOverride("M. Köhler", "soak test at the soft limit");
        assertEquals("M. Köhler", override.by());
        assertEquals("x".repeat(64), new LimitOverride("x".repeat(64), "y").by());
        assertEquals("y".repeat(200), new LimitOverride("x", "y".repeat(200)).why());
    }

    private static void assertRefused(String by, String why, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> new LimitOverride(by, why))
                        .getMessage());
    }

    @Test
    @Tag("SR-04")
    void nobodyAndNoReasonAreNone() {
        assertRefused(null, "y", "by: found nothing; allowed 1 to 64 printable characters");
        assertRefused("  ", "y", "by: found nothing; allowed 1 to 64 printable characters");
        assertRefused("x", "", "why: found nothing; allowed 1 to 200 printable characters");
        assertRefused(
                "x".repeat(65),
                "y",
                "by: found 65 characters; allowed 1 to 64 printable characters");
        assertRefused(
                "x",
                "y".repeat(201),
                "why: found 201 characters; allowed 1 to 200 printable characters");
    }

    @Test
    @Tag("SR-04")
    void aReasonCannotForgeALine() {
        assertRefused(
                "x",
                "fine\nordered 0",
                "why: found 14 characters; allowed 1 to 200 printable characters");
        assertRefused(
                "x\u001b[2J", "y", "by: found 5 characters; allowed 1 to 64 printable characters");
    }
}
