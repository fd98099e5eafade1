package io.pumprig.controller.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.hal.UsualSignals;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sends signals to a program of its own, as an operator's shell would. */
@Timeout(60)
class ProcessSignalsTest {
    private Process program;
    private BufferedReader said;

    private static List<String> command() {
        return List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                SignalledProgram.class.getName());
    }

    private void start(List<String> command) throws IOException {
        program =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        said = program.inputReader();
        assertEquals("exit code 0", said.readLine());
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill =
                new ProcessBuilder("kill", "-" + name, Long.toString(program.pid()))
                        .inheritIO()
                        .start();
        assertEquals(0, kill.waitFor());
    }

    private int exitCode() throws InterruptedException {
        assertTrue(program.waitFor(30, TimeUnit.SECONDS), "it does not end");
        return program.exitValue();
    }

    @AfterEach
    void end() {
        program.destroyForcibly();
    }

    @ParameterizedTest(name = "SIG{0} ends with {1}")
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void asksForAnOrderlyEndAndSaysHowTheProcessEnds(String signal, int exitCode)
            throws IOException, InterruptedException {
        start(UsualSignals.restoredFor(command()));
        signal(signal);
        assertEquals("stop", said.readLine());
        assertEquals(exitCode, exitCode());
    }

    @Test
    void aUserSignalPausesEachTimeItComes() throws IOException, InterruptedException {
        start(command());
        for (int i = 0; i < 2; i++) {
            signal("USR1");
            assertEquals("pause", said.readLine());
        }
        assertTrue(program.isAlive());
    }

    /** Who starts it by nohup wants it to outlive the terminal. */
    @Test
    void aSignalThatWasToBeIgnoredIsIgnored() throws IOException, InterruptedException {
        List<String> detached = new ArrayList<>(List.of("env", "--ignore-signal=HUP"));
        detached.addAll(command());
        start(UsualSignals.restoredFor(detached));
        signal("HUP");
        signal("TERM");
        assertEquals("stop", said.readLine());
        assertEquals(143, exitCode());
    }
}
