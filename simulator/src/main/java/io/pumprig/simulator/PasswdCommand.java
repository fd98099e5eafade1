package io.pumprig.simulator;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.simulator.gateway.PasswordHash;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code pumprig-simulator passwd}: a password as a users file takes it. */
@Command(
        name = "passwd",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = {
            "Asks for a password, or reads one line from standard input, and prints its salted hash"
                    + " for the users file of run --users."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  pumprig-simulator passwd", "More: controller/docs/mqtt.md", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "2:no password was given, or not twice the same"})
final class PasswdCommand implements Callable<Integer> {
    @Override
    public Integer call() throws CommandFailure {
        char[] password = password();
        if (password == null || password.length == 0) {
            throw new CommandFailure(ExitCode.USAGE, "found no password; allowed one line");
        }
        System.out.println("password: \"" + PasswordHash.of(password) + "\"");
        Arrays.fill(password, ' ');
        return ExitCode.OK;
    }

    private static char[] password() throws CommandFailure {
        Console console = System.console();
        if (console == null) {
            return lineOfStandardInput();
        }
        char[] password = console.readPassword("Password: ");
        char[] again = console.readPassword("Again: ");
        if (!Arrays.equals(password, again)) {
            throw new CommandFailure(ExitCode.USAGE, "the two are not the same");
        }
        return password;
    }

    private static char[] lineOfStandardInput() throws CommandFailure {
        try {
            String line =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                            .readLine();
            return line == null ? null : line.toCharArray();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, "no password: " + e.getMessage());
        }
    }
}
