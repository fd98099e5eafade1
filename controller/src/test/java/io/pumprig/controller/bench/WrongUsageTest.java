package io.pumprig.controller.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody is told who mistyped; the same class serves both programs. */
class WrongUsageTest {
    private final TestHost host = new TestHost();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "run --rigg x | no option `--rigg` (did you mean \"--rig\"?)",
                "calibrate --rig r.yaml --run 3 | no option `--run` (did you mean \"--runs\"?)",
                "runn | no command `runn` (did you mean \"run\"?); allowed check, calibrate, run, order,"
                        + " journal, completion, reference, help",
                "journal sho x | no command `sho` (did you mean \"show\"?); allowed verify, show,"
                        + " export",
                "calibrate --rig r.yaml --runs three | --runs: found `three`; allowed a whole"
                        + " number",
                "check --rig | --rig: found nothing; allowed FILE",
                "check | missing --rig FILE",
                "run | missing --rig FILE, --therapy FILE",
                "check --rig a.yaml more | found `more`; allowed nothing more here",
                "order staus | VERB: found `staus`; allowed status, pause, resume, minimum-rate,"
                        + " stop, acknowledge, audio-pause, bolus, bolus-cancel, stage, commit,"
                        + " refill, prime (did you mean \"status\"?)",
                "order status --format xml | --format: found `xml`; allowed text, json",
                "journal show x --kind alarms | --kind: found `alarms`; allowed alarm, mode, order,"
                        + " therapy, bolus, fault, overrun, session, protocol (did you"
                        + " mean \"alarm\"?)",
                "journal export x --table events | --table: found `events`; allowed event,"
                        + " fault_log, host_alarm, checkpoint, prescription, session, rotation (did"
                        + " you mean \"event\"?)",
                "journal show | missing FILE",
                "journal | Missing a command: verify, show, export",
                "check --rig a --rig b | --rig: found twice; allowed once",
            })
    void isToldWhatWasFoundWhatIsAllowedAndTheNearestWord(String line, String sentence) {
        assertEquals(2, host.run(line.split(" ")));
        assertEquals(List.of(), host.outLines());
        assertEquals(sentence, host.errLines().get(0));
    }

    @Test
    void endsWithOneLineOfUsageAndWhereToReadMore() {
        assertEquals(2, host.run("check", "--rigg", "x"));
        List<String> lines = host.errLines();
        assertEquals(
                List.of(
                        "no option `--rigg` (did you mean \"--rig\"?)",
                        "Usage: pumprig-controller check [-hV] [--yes] [--format=FORMAT]"
                                + " [--report=FILE]",
                        "                                --rig=FILE",
                        "pumprig-controller check --help tells more"),
                lines);
    }

    @Test
    void withoutACommandThereIsNothingToDo() {
        assertEquals(2, host.run());
        assertTrue(host.errLines().get(0).startsWith("Missing a command: check, "));
    }
}
