package io.pumprig.simulator.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.alarm.Alarm;
import io.pumprig.controller.alarm.Reaction;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.order.Code;
import io.pumprig.controller.order.Verb;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A catheter that closes, at all rates and all speeds of closing; and one that opens again. */
class OcclusionTest {
    private static final long HOUR = TestRun.CYCLES_PER_HOUR;

    @ParameterizedTest(name = "{0} mcg/day, severity {1}, ramp {2}")
    @CsvSource({
        "250, 1.0, 0 s",
        "250, 0.999, 0 s",
        "250, 1.0, 10 min",
        "800, 1.0, 0 s",
        "800, 0.999, 10 min",
        "96, 1.0, 0 s"
    })
    @Tag("SR-58")
    @Tag("SR-34")
    @Tag("F-01")
    @Tag("F-02")
    void isFoundWithinTenMicrolitresAndStopsAtOnce(long rate, String severity, String ramp) {
        try (TestRun run = new TestRun(1, TestRun.prescription(rate))) {
            run.cycles(HOUR);
            run.inject("line", "downstream", "occlusion", "severity", severity, "ramp", ramp);
            long before = run.delivered();
            TherapyAgain.raises(run, Alarm.OCCLUSION_DOWNSTREAM, 8 * HOUR);
            long microsteps = run.delivered() - before;
            assertTrue(microsteps <= 1_600, () -> microsteps + " microsteps of 6.25 nL");
            assertTrue(run.effects() > 0);
            TherapyAgain.staysStill(run, HOUR);
            // SR-57: where it comes slowly enough, the trend has warned before.
            List<String> alarms = new ArrayList<>(run.alarms());
            alarms.remove("OCCLUSION_TREND");
            assertEquals(List.of("OCCLUSION_DOWNSTREAM"), alarms);
        }
    }

    @Test
    @Tag("SR-59")
    @Tag("SR-80")
    @Tag("SR-36")
    @Tag("F-04")
    void isLeftOnlyWhenTheLineHasDecayedAndSomebodyAcknowledged() {
        try (TestRun run = new TestRun(1)) {
            run.cycles(HOUR);
            run.inject("line", "downstream", "occlusion");
            TherapyAgain.raises(run, Alarm.OCCLUSION_DOWNSTREAM, 2 * HOUR);
            run.cycles(HOUR);
            assertEquals(Code.OK, run.order(Verb.ALARM_ACKNOWLEDGE));
            run.cycles(HOUR);
            assertTrue(run.isListed(Alarm.OCCLUSION_DOWNSTREAM), "acknowledged, but still closed");
            long withheld = run.withheld(Withheld.ZERO_FLOW);
            assertEquals(20_000 / 24 * 2, withheld, 2);
            double tip = run.rig().plant().tipMicrolitres();
            run.clear().cycles(100);
            // SR-59: what the line had stored, and no more, goes out by itself.
            assertEquals(5, run.rig().plant().tipMicrolitres() - tip, 0.5);
            assertTrue(run.isSilent(), "acknowledged before, and now open");
            TherapyAgain.followsTheProgram(run);
            assertEquals(withheld, run.withheld(Withheld.ZERO_FLOW), 1);
        }
    }

    @Test
    @Tag("SR-80")
    void waitsForAnAcknowledgementAfterItOpenedToo() {
        try (TestRun run = new TestRun(2, TestRun.prescription(800))) {
            run.cycles(HOUR);
            run.inject("line", "downstream", "occlusion", "duration", "1 h");
            TherapyAgain.raises(run, Alarm.OCCLUSION_DOWNSTREAM, HOUR);
            TherapyAgain.staysStill(run, 2 * HOUR);
            assertEquals(List.of("f scheduled", "f active", "f expired"), run.faultLives());
            TherapyAgain.goesOn(run, Alarm.OCCLUSION_DOWNSTREAM);
        }
    }

    @Test
    void halfAnOcclusionDisturbsNobody() {
        try (TestRun run = new TestRun(1)) {
            run.inject("line", "downstream", "occlusion", "severity", "0.5").cycles(12 * HOUR);
            assertEquals(List.of(), run.alarms());
            assertEquals(10_000, run.delivered());
            assertEquals(Reaction.KEEP_PROGRAM, run.reaction());
        }
    }
}
