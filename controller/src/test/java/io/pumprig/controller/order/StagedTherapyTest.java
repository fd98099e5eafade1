package io.pumprig.controller.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StagedTherapyTest {
    private static final LimitFinding SOFT = LimitFinding.soft("SR-08", "program.rate", "b", "c");
    private static final LimitFinding HARD = LimitFinding.hard("SR-08", "program.rate", "b", "c");

    private static TherapyRequest request(String more) {
        return TherapyRequest.parse(
                "therapy-stage",
                "{drug: baclofen, concentration: 2000 mcg/mL, program: {mode: continuous, rate: 250"
                        + " mcg/day}"
                        + more
                        + "}");
    }

    @Test
    @Tag("SR-14")
    void waitsTwoMinutesAndNoNanosecondLonger() {
        StagedTherapy staged = new StagedTherapy(request(""), List.of(), 5);
        assertFalse(staged.hasExpired(5));
        assertFalse(staged.hasExpired(120_000_000_004L));
        assertFalse(staged.hasExpired(120_000_000_005L));
        assertTrue(staged.hasExpired(120_000_000_006L));
        StagedTherapy late = new StagedTherapy(request(""), List.of(), Long.MAX_VALUE);
        assertFalse(late.hasExpired(Long.MIN_VALUE));
    }

    @Test
    @Tag("SR-01")
    void isCommittedByTheIdentityOfItsValues() {
        StagedTherapy staged = new StagedTherapy(request(""), List.of(), 0);
        assertTrue(staged.isMeantBy(staged.request().prescription().identity()));
        assertFalse(staged.isMeantBy(request(", onRestart: resume").prescription().identity()));
    }

    @Test
    @Tag("SR-03")
    @Tag("SR-04")
    void isNeverStagedAgainstAFinding() {
        TherapyRequest overridden = request(", override: {by: mk, why: soak test}");
        assertEquals(List.of(SOFT), new StagedTherapy(overridden, List.of(SOFT), 0).warnings());
        assertThrows(
                IllegalArgumentException.class,
                () -> new StagedTherapy(request(""), List.of(SOFT), 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new StagedTherapy(overridden, List.of(HARD), 0));
    }
}
