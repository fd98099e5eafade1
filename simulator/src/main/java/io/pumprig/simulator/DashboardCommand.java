package io.pumprig.simulator;

import io.pumprig.controller.bench.LoginOptions;
import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.command.OrderlyEnd;
import io.pumprig.controller.link.RigWatch;
import io.pumprig.simulator.dashboard.Dashboard;
import io.pumprig.simulator.dashboard.DashboardDoor;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pumprig-simulator dashboard}: the page for any rig, the bench included. */
@Command(
        name = "dashboard",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        versionProvider = ProgramVersion.class,
        description = {
            "Serves the page that shows a rig and gives it orders, until Ctrl-C; `run` does that by"
                    + " itself for its own rig. A rig that is real is offered no faults.",
            "A broker or a rig that is not there is told on the page, and waited for."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  pumprig-simulator dashboard --broker mqtt://10.0.0.2:1883 --rig bench-1",
            "More: simulator/docs/dashboard.md",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:never by itself: it is ended by a signal",
            "2:wrong usage or a bad file",
            "3:the environment failed: the port is taken",
            "130:ended by Ctrl-C",
            "143:ended by SIGTERM"
        })
final class DashboardCommand implements Callable<Integer> {
    @Option(
            names = "--broker",
            paramLabel = "URL",
            defaultValue = TesterOptions.DEFAULT_BROKER,
            description =
                    "The broker, mqtt://host:port or mqtts://host:port (default: ${DEFAULT-VALUE}).")
    private String broker;

    @Option(
            names = "--rig",
            paramLabel = "ID",
            description = "The rig's name there (default: the only one).")
    private String rig;

    @Mixin private LoginOptions login;

    @Option(
            names = "--port",
            paramLabel = "[ADDRESS:]PORT",
            description =
                    "Where the page is served, 0 for any free port (default: 127.0.0.1:8080 or the"
                            + " next free port).")
    private String place;

    @Mixin private DashboardGuard guard;

    @Override
    public Integer call() throws CommandFailure {
        DashboardDoor door = guard.door("--port", place);
        CountDownLatch ended = new CountDownLatch(1);
        try (OrderlyEnd end = new OrderlyEnd();
                Dashboard dashboard = open(door)) {
            end.onSignal(ended::countDown);
            System.out.println("dashboard " + dashboard.url());
            ended.await();
            return ExitCode.OK;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.OK;
        }
    }

    private Dashboard open(DashboardDoor door) throws IOException, CommandFailure {
        RigWatch watch;
        try {
            watch = new RigWatch(broker, rig, login.read(broker), "dashboard");
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage());
        }
        return Dashboard.open(watch, door, ProgramVersion.text(), System.err::println);
    }
}
