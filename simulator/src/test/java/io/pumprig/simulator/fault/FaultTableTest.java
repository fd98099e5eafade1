package io.pumprig.simulator.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When faults begin, grow, hide each other and end; on places that only write down. */
class FaultTableTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long CYCLE = 10_000_000L;

    private final List<String> log = new ArrayList<>();
    private final Map<String, Place> places = new HashMap<>();
    private final FaultTable table = table();
    private long now;

    private FaultTable table() {
        FaultTable table =
                new FaultTable(
                        (type, instance) ->
                                places.computeIfAbsent(
                                        type.label() + " " + instance, name -> new Place()),
                        1);
        table.listen(
                (fault, phase, effects, cycle, nanos) ->
                        log.add(fault.key() + " " + phase + " " + effects + " @" + nanos / CYCLE));
        return table;
    }

    private static final class Place implements Injection {
        private String set = "untouched";
        private int calls;
        private long effects = 100;
        private boolean spent = true;

        @Override
        public void apply(Fault fault, double share, long nowNanos) {
            calls++;
            set = fault == null ? "sound" : fault.key() + " " + share;
        }

        @Override
        public boolean isSpent() {
            return spent;
        }

        @Override
        public long effects() {
            return effects;
        }
    }

    private Place place(String name) {
        return places.get(name);
    }

    private boolean inject(
            String key, String target, String type, String severity, String at, String... spell)
            throws FaultRefused {
        String[] parts = target.split("/");
        return table.inject(
                Fault.check(
                        new WrittenFault(
                                key,
                                parts[0],
                                parts[1],
                                type,
                                Map.of("severity", severity),
                                at,
                                spell.length > 0 ? spell[0] : null,
                                spell.length > 1 ? spell[1] : null,
                                null),
                        now),
                now / CYCLE + 1,
                now);
    }

    private void runTo(long nanos) {
        while (now < nanos) {
            now += CYCLE;
            table.step(now / CYCLE, now);
        }
    }

    @Test
    void actsFromTheNextCycleAndEndsAfterItsDurationWithItsEffects() throws FaultRefused {
        inject("a", "motor/rotor", "stall", "1", "in 1 s", "2 s");
        assertEquals("untouched", place("stall rotor").set);
        runTo(SECOND - CYCLE);
        assertEquals("untouched", place("stall rotor").set);
        runTo(SECOND);
        assertEquals("a 1.0", place("stall rotor").set);
        place("stall rotor").effects += 7;
        assertEquals(7, table.faults().get(0).effects());
        runTo(3 * SECOND - CYCLE);
        assertTrue(table.faults().get(0).active());
        runTo(3 * SECOND);
        assertEquals("sound", place("stall rotor").set);
        assertEquals(List.of("a scheduled 0 @0", "a active 0 @100", "a expired 7 @300"), log);
        assertEquals(List.of(), table.faults());
    }

    @Test
    void growsTenTimesASecondOverItsRamp() throws FaultRefused {
        inject("a", "line/downstream", "occlusion", "1", "now", null, "1 s");
        runTo(CYCLE);
        assertEquals("a 0.01", place("occlusion downstream").set);
        runTo(510_000_000L);
        assertEquals("a 0.51", place("occlusion downstream").set);
        runTo(2 * SECOND);
        assertEquals("a 1.0", place("occlusion downstream").set);
        assertEquals(11, place("occlusion downstream").calls);
        runTo(60 * SECOND);
        assertEquals(11, place("occlusion downstream").calls, "nothing is due any more");
    }

    @Test
    void theLastInjectedHoldsAndTheOneBeforeItReturns() throws FaultRefused {
        inject("a", "line/downstream", "occlusion", "0.5", "now");
        inject("b", "line/downstream", "occlusion", "1", "in 1 s", "1 s");
        runTo(CYCLE);
        assertEquals("a 1.0", place("occlusion downstream").set);
        runTo(SECOND);
        assertEquals("b 1.0", place("occlusion downstream").set);
        runTo(2 * SECOND);
        assertEquals("a 1.0", place("occlusion downstream").set);
        assertTrue(table.clear("a"));
        assertFalse(table.clear("a"), "it is gone already");
        runTo(now + CYCLE);
        assertEquals("sound", place("occlusion downstream").set);
    }

    @Test
    void clearingAnOlderOneLeavesTheNewer() throws FaultRefused {
        inject("a", "motor/rotor", "stall", "1", "now");
        inject("b", "motor/rotor", "stall", "1", "now", "1 h");
        runTo(CYCLE);
        table.clear("a");
        runTo(now + CYCLE);
        assertEquals("b 1.0", place("stall rotor").set);
    }

    @Test
    void severityZeroIsNoFaultNeitherAloneNorOverAnother() throws FaultRefused {
        inject("none", "motor/rotor", "stall", "0", "now", "1 s");
        runTo(2 * SECOND);
        assertEquals("untouched", place("stall rotor").set);
        inject("real", "motor/rotor", "stall", "1", "now");
        inject("none", "motor/rotor", "stall", "0", "now", "1 s");
        runTo(4 * SECOND);
        assertEquals("real 1.0", place("stall rotor").set);
        assertEquals(1, place("stall rotor").calls);
    }

    @Test
    void aFaultTakenBackBeforeItBeganTouchesNothing() throws FaultRefused {
        inject("a", "motor/rotor", "stall", "1", "in 1 h");
        assertTrue(table.clear("a"));
        assertEquals(List.of(), table.faults());
        runTo(SECOND);
        assertEquals(0, place("stall rotor").calls);
        assertEquals(List.of("a scheduled 0 @0", "a cleared 0 @1"), log);
    }

    @Test
    void aMomentHappensOnceAndExpiresWhenAllOfItHasHappened() throws FaultRefused {
        inject("a", "motor/rotor", "missed-steps", "1", "now");
        place("missed-steps rotor").spent = false;
        runTo(CYCLE);
        place("missed-steps rotor").effects += 33;
        runTo(SECOND);
        assertEquals("a 1.0", place("missed-steps rotor").set);
        assertEquals(1, place("missed-steps rotor").calls);
        assertTrue(table.faults().get(0).active());
        place("missed-steps rotor").spent = true;
        runTo(2 * SECOND);
        assertEquals(1, place("missed-steps rotor").calls, "it is over, not undone");
        assertEquals("a expired 33 @101", log.get(2));
    }

    @Test
    void whatIsLeftOfAMomentDoesNotHappenAfterItWasCleared() throws FaultRefused {
        inject("a", "motor/rotor", "missed-steps", "1", "now");
        place("missed-steps rotor").spent = false;
        runTo(CYCLE);
        table.clear("a");
        runTo(now + CYCLE);
        assertEquals("sound", place("missed-steps rotor").set);
    }

    @Test
    void aMomentOfSeverityZeroExpiresWithoutAnEffect() throws FaultRefused {
        inject("a", "driver/tmc2209", "reset", "0", "now");
        runTo(CYCLE);
        assertEquals(List.of("a scheduled 0 @0", "a active 0 @1", "a expired 0 @1"), log);
        assertEquals(0, place("reset tmc2209").calls);
    }

    @Test
    void theSameFaultUnderItsKeyIsADuplicateAndAnotherAConflict() throws FaultRefused {
        assertTrue(inject("a", "motor/rotor", "stall", "1", "now"));
        assertFalse(inject("a", "motor/rotor", "stall", "1", "in 1 h"), "already there");
        assertEquals(1, table.faults().size());
        FaultRefused refused =
                assertThrows(
                        FaultRefused.class,
                        () -> inject("a", "line/downstream", "occlusion", "1", "now"));
        assertEquals(FaultRefused.Why.CONFLICT, refused.why());
        assertEquals(
                "key: found `a`; allowed a key that does not stand for another fault",
                refused.getMessage());
        assertEquals(List.of("a scheduled 0 @0"), log);
        table.clear("a");
        assertTrue(inject("a", "line/downstream", "occlusion", "1", "now"), "free again");
    }

    @Test
    void takes256FaultsAndNotOneMore() throws FaultRefused {
        for (int i = 0; i < 256; i++) {
            inject("k" + i, "motor/rotor", "stall", "1", "in 1 h");
        }
        FaultRefused refused =
                assertThrows(
                        FaultRefused.class,
                        () -> inject("one-more", "motor/rotor", "stall", "1", "now"));
        assertEquals(FaultRefused.Why.BUSY, refused.why());
        assertEquals("key: found 256 faults; allowed at most 256", refused.getMessage());
        assertEquals(256, table.clearAll());
        assertEquals(List.of(), table.faults());
        assertTrue(inject("one-more", "motor/rotor", "stall", "1", "now"));
    }

    @Test
    void countsOnlyItsOwnEffects() throws FaultRefused {
        inject("a", "encoder/rotor", "frozen", "1", "now");
        runTo(CYCLE);
        place("frozen rotor").effects += 5;
        table.clear("a");
        runTo(now + CYCLE);
        inject("b", "encoder/rotor", "frozen", "1", "now");
        runTo(now + CYCLE);
        place("frozen rotor").effects += 3;
        table.clear("b");
        runTo(now + CYCLE);
        assertEquals("a cleared 5 @2", log.get(2));
        assertEquals("b cleared 3 @4", log.get(5));
    }

    @Test
    void aSavedTableGoesOnWhereItWas() throws FaultRefused, IOException {
        inject("a", "line/downstream", "occlusion", "0.5", "now", "10 s", "4 s");
        inject("b", "motor/rotor", "stall", "1", "in 5 s");
        runTo(SECOND);
        place("occlusion downstream").effects += 9;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        table.save(new DataOutputStream(bytes));
        FaultTable copy = table();
        copy.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), now);
        assertEquals(table.faults(), copy.faults());
        while (now < 12 * SECOND) {
            now += CYCLE;
            copy.step(now / CYCLE, now);
        }
        assertEquals(List.of("b active 0 @500", "a expired 9 @1000"), log.subList(3, log.size()));
        assertEquals("sound", place("occlusion downstream").set);
        assertEquals("b 1.0", place("stall rotor").set);
    }
}
