package io.pumprig.controller.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Usage alone; what a controller answers is in {@link ControlSocketTest}. */
class OrderCommandTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "order pause --broker mqtt://127.0.0.1:1 | --broker and --rig belong together",
                "order pause --rig r1 | --broker and --rig belong together",
                "order pause --broker mqtt://h:1 --rig r1 --state d | either --broker or --state",
                "order pause HEAD_OPEN | pause takes no 'HEAD_OPEN': acknowledge, stage, commit do",
                "order acknowledge HEAD | found 'HEAD'; allowed the name of an alarm, as status"
                        + " tells",
                "order stage | stage needs the file of a therapy",
                "order commit | commit needs the hash that stage answered",
                "order pause --dose 1mcg | --dose is for bolus",
                "order pause --demand | --demand is for bolus",
                "order prime --duration 5min | --duration is for bolus and audio-pause",
                "order bolus --volume 1uL | --volume is for prime",
                "order bolus --removed 1mL | --removed is for refill",
                "order bolus --filled 1mL | --filled is for refill",
                "order bolus --concentration 1 | --concentration is for refill",
                "order stage f --override-by me | --override-by is for bolus and commit",
                "order bolus --override-by me | --override-by and --override-why belong together",
                "order pause --broker-user alice --broker-password-file f"
                        + " | --broker-user, --broker-password-file and --broker-ca belong to the"
                        + " URL of a broker",
                "order pause --broker mqtts://h:1 --rig r1 --broker-user alice"
                        + " | --broker-user and --broker-password-file belong together",
                "order pause --broker mqtts://h:1 --rig r1 --broker-ca nothing.pem"
                        + " | --broker-ca: found nothing.pem, which cannot be read; allowed a file"
                        + " of certificates in PEM",
                "order pause --broker h --rig r1"
                        + " | broker 'h', allowed mqtt://host:port or mqtts://host:port",
            })
    void whatMakesNoSenseIsRefused(String arguments, String complaint) {
        TestHost host = new TestHost();
        assertEquals(2, host.run(arguments.split(" ")));
        assertEquals(complaint, host.errLines().get(0));
    }

    @Test
    void aVerbThatDoesNotExistIsNamedWithThoseThatDo() {
        TestHost host = new TestHost();
        assertEquals(2, host.run("order", "halt"));
        assertTrue(
                host.errLines()
                        .get(0)
                        .endsWith(
                                "found `halt`; allowed status, pause, resume, minimum-rate, stop,"
                                        + " acknowledge, audio-pause, bolus, bolus-cancel, stage,"
                                        + " commit, refill, prime"),
                host.errLines()::toString);
    }

    @Test
    void aBrokerThatIsNotThereIsOfTheEnvironment() {
        TestHost host = new TestHost();
        assertEquals(
                3, host.run("order", "status", "--broker", "mqtt://127.0.0.1:1", "--rig", "r"));
        assertTrue(
                host.errLines().get(0).startsWith("broker mqtt://127.0.0.1:1 cannot be reached: "),
                host.errLines()::toString);
    }

    @Test
    void withoutACommandItSaysWhichThereAre() {
        TestHost host = new TestHost();
        assertEquals(2, host.run());
        assertTrue(
                host.errLines()
                        .get(0)
                        .startsWith("Missing a command: check, calibrate, run, order"));
    }
}
