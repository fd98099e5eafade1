package io.pumprig.simulator.gateway;

import io.pumprig.controller.link.RigLink;
import io.pumprig.simulator.scenario.SimulatedRun;
import io.pumprig.simulator.scenario.Truth;
import io.pumprig.simulator.scenario.WorldOrder;
import io.pumprig.simulator.suite.SessionExport;

/**
 * What the simulator adds to a rig's MQTT contract: fault and time verbs, {@code truth}, {@code
 * meta/faults} and {@code fault/active}. It is a guest of the link and holds no connection itself.
 */
public final class Gateway {
    private final SimulatedRun run;
    private final RigLink link;
    private final FaultVerbs faultVerbs;

    /** Made once: at a thousand publications a second every object counts. */
    private final WorldOrder look = this::look;

    private volatile Truth truth;
    private volatile boolean asked;
    private long faultChanges = -1;

    private Gateway(SimulatedRun run, RigLink link) {
        this.run = run;
        this.link = link;
        this.faultVerbs = new FaultVerbs(run, link);
    }

    /**
     * Attaches the simulator to a link that has not been started.
     *
     * @param reset begins the run anew
     * @param export writes the session down as a scenario
     */
    public static void attach(
            SimulatedRun run, RigLink link, RunReset reset, SessionExport export) {
        Gateway gateway = new Gateway(run, link);
        gateway.faultVerbs.register();
        new TimeVerbs(run, link).register();
        new ResetVerb(run, link, reset).register();
        new ExportVerb(run, link, export).register();
        link.retain("meta/faults", Documents.bytes(FaultDocuments.catalogue()));
        link.retain("fault/active", Documents.bytes(Documents.array()));
        link.whenPublishing(gateway::publish);
    }

    /** With each state: the truth that was looked at since the last one, and the next question. */
    private void publish() {
        Truth seen = truth;
        if (seen != null) {
            truth = null;
            link.publish("truth", Documents.truth(seen), 0);
        }
        if (!asked) {
            // Before it is submitted: the answer may be there at once.
            asked = true;
            if (!run.submit(look)) {
                asked = false;
            }
        }
    }

    /**
     * Between two cycles. Faults also come and go by their own clock, so the table is looked at.
     */
    private void look(SimulatedRun world, long cycle, long nanos) {
        truth = world.truthNow();
        if (world.faults().changes() != faultChanges) {
            faultChanges = world.faults().changes();
            faultVerbs.publishActive(world);
        }
        asked = false;
    }
}
