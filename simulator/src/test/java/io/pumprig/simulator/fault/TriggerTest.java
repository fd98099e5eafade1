package io.pumprig.simulator.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a trigger may say, and that one which could never fire is refused. */
class TriggerTest {

    private static Fault check(String target, String type, String trigger, String duration)
            throws FaultRefused {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String key : trigger.split(" *& *")) {
            String[] parts = key.split("=", 2);
            keys.put(parts[0], parts[1]);
        }
        String[] where = target.split("/");
        return Fault.check(
                new WrittenFault(
                        "k", where[0], where[1], type, Map.of(), null, keys, duration, null, null),
                1_000);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "i2c/as5600|nack|op=i2c.reed|at.op: found `i2c.reed`; allowed i2c.read, i2c.write,"
                        + " serial.write, serial.read, serial.reply, step, pin.write, pin.read (did"
                        + " you mean \"i2c.read\"?)",
                "i2c/as5600|nack|ops=i2c.read|at.ops: found unknown key; allowed op, target, skip,"
                        + " count, probability, mode, reservoirBelow, bolus, alarm, from (did you mean"
                        + " \"op\"?)",
                "i2c/as5600|nack|op=i2c.read & count=0|at.count: found `0`; allowed a whole number"
                        + " from 1 to 1000000000000",
                "i2c/as5600|nack|op=i2c.read & skip=-1|at.skip: found `-1`; allowed a whole number"
                        + " from 0 to 1000000000000",
                "i2c/as5600|nack|probability=0|at.probability: found `0`; allowed a number above 0,"
                        + " at most 1",
                "i2c/as5600|nack|op=step & count=2|at.count: found `2`; allowed with op i2c.read,"
                        + " i2c.write",
                "motor/rotor|stall|op=step & count=2|at.count: found `2`; allowed nothing: stall"
                        + " begins at the first",
                "motor/rotor|stall|skip=2|at.skip: found no op beside it; allowed op: the operation"
                        + " that is counted",
                "motor/rotor|stall|mode=off|at.mode: found `off`; allowed self-test, priming,"
                        + " continuous, pattern, taper, bolus-timed, bolus-demand, bridging,"
                        + " minimum-rate, paused, stopped, safe-state",
                "motor/rotor|stall|mode=pausd|at.mode: found `pausd`; allowed self-test, priming,"
                        + " continuous, pattern, taper, bolus-timed, bolus-demand, bridging,"
                        + " minimum-rate, paused, stopped, safe-state (did you mean \"paused\"?)",
                "motor/rotor|stall|reservoirBelow=0 mL|at.reservoirBelow: found `0 mL`; allowed a"
                        + " volume above 0, such as 4 mL",
                "motor/rotor|stall|bolus=yes|at.bolus: found `yes`; allowed running",
                "motor/rotor|stall|alarm=LINK_LOST|at.alarm: found `LINK_LOST`; allowed an alarm of"
                        + " the pump, such as LINK_LOST",
                "motor/rotor|stall|op=step & mode=paused|at.op: found an operation beside a state"
                        + " of the pump; allowed one of the two: op, or mode, reservoirBelow, bolus,"
                        + " alarm",
                "motor/rotor|stall|probability=0.1|duration: found nothing; allowed a time: how"
                        + " long each spell of stall is",
            })
    void refusesWhatCannotBeMeantOrCouldNeverFire(
            String target, String type, String trigger, String message) {
        FaultRefused refused =
                assertThrows(FaultRefused.class, () -> check(target, type, trigger, null));
        assertEquals(message, refused.getMessage());
        assertEquals(FaultRefused.Why.BAD_PARAM, refused.why());
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "i2c/as5600|nack|op=i2c.read & target=as5600 & skip=3 & count=2",
                "i2c/as5600|nack|probability=0.01",
                "motor/rotor|stall|op=step & skip=100",
                "motor/rotor|stall|mode=paused & reservoirBelow=4 mL",
                "motor/rotor|stall|bolus=running",
                "motor/rotor|stall|alarm=OCCLUSION_DOWNSTREAM",
            })
    void isWrittenAgainAsItWasMeant(String target, String type, String trigger)
            throws FaultRefused {
        Fault fault = check(target, type, trigger, "1 min");
        assertEquals(1_000, fault.atNanos());
        Map<String, String> written = fault.trigger().written();
        assertEquals(trigger.split("&").length, written.size());
        assertEquals(fault.trigger(), Trigger.check(written, fault.type()));
    }

    @Test
    void aFaultThatNobodyCouldEndNeedsADuration() throws FaultRefused {
        WrittenFault endless =
                new WrittenFault(
                        "k", "host", "controller", "hang", Map.of(), "now", null, null, null);
        FaultRefused refused = assertThrows(FaultRefused.class, () -> Fault.check(endless, 0));
        assertEquals(
                "duration: found nothing; allowed a time: nobody could clear hang",
                refused.getMessage());
        Fault harmless =
                Fault.check(
                        new WrittenFault(
                                "k",
                                "host",
                                "controller",
                                "hang",
                                Map.of("severity", "0"),
                                "now",
                                null,
                                null,
                                null),
                        0);
        assertEquals(Fault.UNTIL_CLEARED, harmless.durationNanos());
    }
}
