package io.pumprig.controller.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pumprig.controller.check.Finding.Grade;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTableTest {
    private static final Finding GOOD = new Finding(Grade.OK, "door", "GPIO6", "closed", "");
    private static final Finding BAD =
            new Finding(Grade.FAIL, "e-stop", "GPIO26", "reads pressed", "release it");

    @Test
    void aGoodFindingIsOneLine() {
        assertEquals(
                List.of("OK    door             GPIO6                    closed"),
                FindingTable.lines(GOOD));
    }

    @Test
    void aRemedyStandsBelowWhatWasFound() {
        assertEquals(
                List.of(
                        "FAIL  e-stop           GPIO26                   reads pressed",
                        "                                                -> release it"),
                FindingTable.lines(BAD));
    }

    @Test
    void theSummaryCountsEachGrade() {
        assertEquals("2 OK, 0 WARN, 1 FAIL", FindingTable.summary(List.of(GOOD, BAD, GOOD)));
    }

    @Test
    void aFailureWithoutARemedyIsNoHelpAndIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Finding(Grade.FAIL, "door", "GPIO6", "open", ""));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Finding(Grade.OK, "door", "GPIO6", "closed", "close it"));
    }
}
