package io.pumprig.simulator;

import io.pumprig.simulator.suite.DeterminismPeer;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The other process of {@code test --determinism}; started by it, not by people. */
@Command(name = "determinism-peer", hidden = true, description = "Started by test --determinism.")
final class DeterminismPeerCommand implements Callable<Integer> {
    @Option(names = "--plant-at", defaultValue = "-1")
    private long plantCycle;

    @Override
    public Integer call() throws IOException {
        OutputStream rows = System.out;
        // Whatever else is said in this process must not stand between the rows.
        System.setOut(System.err);
        try (BrokerCompany company = new BrokerCompany()) {
            new DeterminismPeer(company, ProgramVersion.text(), plantCycle).serve(System.in, rows);
        }
        return 0;
    }

    /**
     * The process: this program with another garbage collector, locale and time zone.
     *
     * @param plantCycle see {@link DeterminismPeer}
     */
    static ProcessBuilder process(long plantCycle) {
        List<String> command = new ArrayList<>();
        command.add(
                ProcessHandle.current()
                        .info()
                        .command()
                        .orElse(System.getProperty("java.home") + "/bin/java"));
        command.add(isSerial() ? "-XX:+UseParallelGC" : "-XX:+UseSerialGC");
        command.add("-Duser.language=tr");
        command.add("-Duser.country=TR");
        command.add("-Duser.timezone=Asia/Kathmandu");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(PumprigSimulator.class.getName());
        command.add("determinism-peer");
        command.add("--plant-at=" + plantCycle);
        return new ProcessBuilder(command);
    }

    private static boolean isSerial() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector.getName().equals("Copy")) {
                return true;
            }
        }
        return false;
    }
}
