package io.pumprig.simulator;

import io.pumprig.controller.command.CommandFailure;
import io.pumprig.controller.command.ExitCode;
import io.pumprig.controller.link.BrokerLogin;
import io.pumprig.controller.link.RigWatch;
import io.pumprig.simulator.dashboard.Dashboard;
import io.pumprig.simulator.dashboard.DashboardDoor;
import java.io.IOException;

/** The page of a run: a client of its broker like any other, or none. */
final class RunDashboard implements AutoCloseable {
    private final DashboardDoor door;
    private final BrokerLogin login;
    private final String reason;
    private Dashboard dashboard;

    private RunDashboard(DashboardDoor door, BrokerLogin login, String reason) {
        this.door = door;
        this.login = login;
        this.reason = reason;
    }

    /**
     * No page.
     *
     * @param reason follows the word none
     */
    static RunDashboard none(String reason) {
        return new RunDashboard(null, null, reason);
    }

    static RunDashboard at(DashboardDoor door, BrokerLogin login) {
        return new RunDashboard(door, login, "");
    }

    /**
     * Begins to serve; the broker is there.
     *
     * @return where, or that it is not
     * @throws CommandFailure with exit code 3 when the port is taken
     */
    String open(BrokerPlace broker, String rig) throws CommandFailure {
        if (door == null) {
            return "none" + reason;
        }
        try {
            RigWatch watch = new RigWatch(broker.rigUrl(), rig, login, "dashboard");
            dashboard = Dashboard.open(watch, door, ProgramVersion.text(), System.err::println);
            return dashboard.url();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, e.getMessage());
        }
    }

    @Override
    public void close() {
        if (dashboard != null) {
            dashboard.close();
        }
    }
}
