package io.pumprig.simulator.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.order.Mode;
import io.pumprig.simulator.board.Operation;
import io.pumprig.simulator.board.OperationWatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When faults begin that wait for an operation, for chance or for a state of the pump. */
class FaultTriggerTest {
    private static final long CYCLE = 10_000_000L;
    private static final int ENCODER = 0x36;
    private static final int SCALE = 0x2A;

    private final Pump pump = new Pump();
    private final Board board = new Board();
    private final List<String> log = new ArrayList<>();
    private final FaultTable table = table();
    private long now;

    private FaultTable table() {
        FaultTable made = new FaultTable(board, 7);
        made.watch(pump);
        made.listen((fault, phase, effects, cycle, nanos) -> log.add(phase + " @" + cycle));
        return made;
    }

    /** A pump that is told how it is. */
    private static final class Pump implements Situation {
        private Mode mode = Mode.CONTINUOUS;
        private boolean bolus;
        private double reservoir = 20_000;
        private Alarm alarm;

        @Override
        public Mode mode() {
            return mode;
        }

        @Override
        public boolean isBolusRunning() {
            return bolus;
        }

        @Override
        public double reservoirMicrolitres() {
            return reservoir;
        }

        @Override
        public boolean isListed(Alarm asked) {
            return asked == alarm;
        }
    }

    /** One place for everything, and operations that the test does. */
    private static final class Board implements Places, Injection {
        private OperationWatch watch;
        private boolean broken;
        private long effects;

        @Override
        public Injection of(FaultType type, String instance) {
            return this;
        }

        @Override
        public int operand(Operation operation, String target) {
            return target.equals("as5600") ? ENCODER : NO_OPERAND;
        }

        @Override
        public List<String> operands(Operation operation) {
            return List.of("as5600");
        }

        @Override
        public void watchedBy(OperationWatch newWatch) {
            watch = newWatch;
        }

        @Override
        public void apply(Fault fault, double share, long nowNanos) {
            broken = fault != null;
        }

        @Override
        public long effects() {
            return effects;
        }

        /** Does an operation; whether it met the fault. */
        private boolean does(Operation operation, int target) {
            if (watch != null) {
                watch.before(operation, target);
            }
            boolean met = broken;
            effects += met ? 1 : 0;
            if (watch != null) {
                watch.after(operation, target);
            }
            return met;
        }
    }

    private void inject(String target, String type, Map<String, String> trigger, String duration)
            throws FaultRefused {
        String[] where = target.split("/");
        table.inject(
                Fault.check(
                        new WrittenFault(
                                "k", where[0], where[1], type, Map.of(), null, trigger, duration,
                                null, null),
                        now),
                now / CYCLE + 1,
                now);
    }

    private void step() {
        now += CYCLE;
        table.step(now / CYCLE, now);
    }

    private List<Integer> struck(Operation operation, int target, int times) {
        List<Integer> struck = new ArrayList<>();
        for (int i = 1; i <= times; i++) {
            if (board.does(operation, target)) {
                struck.add(i);
            }
        }
        return struck;
    }

    @Test
    void strikesTheOperationsThatItCountsAndNoOther() throws FaultRefused {
        inject(
                "i2c/as5600",
                "nack",
                Map.of("op", "i2c.read", "target", "as5600", "skip", "3", "count", "2"),
                null);
        step();
        assertEquals(List.of(), struck(Operation.I2C_READ, SCALE, 10));
        assertEquals(List.of(), struck(Operation.I2C_WRITE, ENCODER, 10));
        assertEquals(List.of(4, 5), struck(Operation.I2C_READ, ENCODER, 10));
        assertEquals(2, table.faults().get(0).effects());
        step();
        assertEquals(List.of("scheduled @1", "active @1", "expired @2"), log);
        assertNull(board.watch, "nobody watches any more");
    }

    @Test
    void beginsWithAnOperationAndLastsAfterIt() throws FaultRefused {
        inject("motor/rotor", "stall", Map.of("op", "step", "skip", "2"), "20 ms");
        step();
        assertEquals(List.of(3, 4), struck(Operation.STEP, 0, 4));
        assertNull(board.watch, "it has begun");
        step();
        assertTrue(board.broken);
        step();
        assertEquals(List.of(), struck(Operation.STEP, 0, 4));
        assertEquals(List.of("scheduled @1", "active @1", "expired @3"), log);
    }

    @Test
    void strikesByChanceFromAStreamOfItsKey() throws FaultRefused {
        inject("i2c/as5600", "nack", Map.of("op", "i2c.read", "probability", "0.2"), null);
        step();
        int times = struck(Operation.I2C_READ, ENCODER, 10_000).size();
        assertEquals(2_000, times, 120);
        assertEquals(times, table.faults().get(0).effects());
    }

    @Test
    void recursByChanceForASpellEachTime() throws FaultRefused {
        inject("motor/rotor", "stall", Map.of("probability", "0.01"), "50 ms");
        int spells = 0;
        int brokenCycles = 0;
        for (int i = 0; i < 100_000; i++) {
            boolean before = board.broken;
            step();
            spells += !before && board.broken ? 1 : 0;
            brokenCycles += board.broken ? 1 : 0;
        }
        // A spell of 5 cycles, then 100 on average until the next.
        assertEquals(100_000 / 105.0, spells, 100);
        assertEquals(5 * spells, brokenCycles, 5);
        assertEquals(List.of("scheduled @1", "active @" + log.get(1).substring(8)), log);
    }

    @Test
    void waitsUntilThePumpIsAsItSays() throws FaultRefused {
        inject(
                "motor/rotor",
                "stall",
                Map.of("mode", "paused", "reservoirBelow", "4 mL", "bolus", "running"),
                null);
        step();
        pump.mode = Mode.PAUSED;
        step();
        pump.reservoir = 3_999;
        step();
        assertEquals(List.of("scheduled @1"), log);
        pump.bolus = true;
        step();
        assertEquals(List.of("scheduled @1", "active @4"), log);
        pump.mode = Mode.CONTINUOUS;
        step();
        assertTrue(board.broken, "it has begun");
    }

    @Test
    void waitsForAnAlarm() throws FaultRefused {
        inject("motor/rotor", "stall", Map.of("alarm", "OCCLUSION_DOWNSTREAM"), null);
        pump.alarm = Alarm.FREE_FLOW;
        step();
        pump.alarm = Alarm.OCCLUSION_DOWNSTREAM;
        step();
        assertEquals(List.of("scheduled @1", "active @2"), log);
    }

    @Test
    void refusesATargetThatOperationsDoNotHave() {
        FaultRefused refused =
                assertThrows(
                        FaultRefused.class,
                        () ->
                                inject(
                                        "i2c/as5600",
                                        "nack",
                                        Map.of("op", "i2c.read", "target", "as560"),
                                        null));
        assertEquals(
                "at.target: found `as560`; allowed as5600 (did you mean \"as5600\"?)",
                refused.getMessage());
        assertEquals(FaultRefused.Why.UNKNOWN_TARGET, refused.why());
    }

    @Test
    void goesOnAfterItWasKept() throws FaultRefused, IOException {
        inject(
                "i2c/as5600",
                "nack",
                Map.of("op", "i2c.read", "skip", "3", "count", "3", "probability", "0.5"),
                null);
        step();
        struck(Operation.I2C_READ, ENCODER, 5);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        table.save(new DataOutputStream(bytes));
        List<Integer> rest = struck(Operation.I2C_READ, ENCODER, 20);
        board.watch = null;
        FaultTable copy = table();
        copy.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), now);
        assertEquals(rest, struck(Operation.I2C_READ, ENCODER, 20));
    }
}
