package io.pumprig.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody is told who mistyped, here as by the controller's program. */
class MistypedTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "run --sped 60 | no option `--sped` (did you mean \"--speed\"?)",
                "run --sped=60 | no option `--sped` (did you mean \"--speed\"?)",
                "tset | no command `tset` (did you mean \"test\"?); allowed run, test, replay, report,"
                        + " fault, scenario-export, sweep, dashboard, trace, passwd, schema,"
                        + " asyncapi, journal, completion, reference, help",
                "fault injct F-01 | no command `injct` (did you mean \"inject\"?); allowed list,"
                        + " inject, clear, active, help",
                "run now | found `now`; allowed nothing more here",
                "run --seed | --seed: found nothing; allowed N",
                "run --format yaml | --format: found `yaml`; allowed text, json",
                "sweep --moments many | --moments: found `many`; allowed a whole number",
                "replay | missing FOLDER",
                "fault clear | missing KEY or --all",
                "replay a b | found `b`; allowed nothing more here",
                "report --formt json | no option `--formt` (did you mean \"--format\"?)",
                "run --state a --state b | --state: found twice; allowed once",
                "fault | Missing a command: list, inject, clear, active, help",
            })
    void isToldWhatWasFoundWhatIsAllowedAndTheNearestWord(String line, String sentence) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                PumprigSimulator.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(line.split(" "));
        assertEquals(2, code);
        assertEquals("", out.toString());
        assertEquals(sentence, err.toString().lines().findFirst().orElse(""));
    }
}
