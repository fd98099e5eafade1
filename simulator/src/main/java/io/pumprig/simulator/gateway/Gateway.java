package io.pumprig.simulator.gateway;

import io.pumprig.controller.link.RigLink;
import io.pumprig.simulator.scenario.SimulatedRun;
import io.pumprig.simulator.scenario.Truth;
import java.util.concurrent.CompletableFuture;

/**
 * What the simulator adds to a rig's MQTT contract: fault and time verbs, {@code truth}, {@code
 * meta/faults} and {@code fault/active}. It is a guest of the link and holds no connection itself.
 */
public final class Gateway {
    private final SimulatedRun run;
    private final RigLink link;
    private final FaultVerbs faultVerbs;
    private CompletableFuture<Truth> truth;
    private long faultChanges = -1;

    private Gateway(SimulatedRun run, RigLink link) {
        this.run = run;
        this.link = link;
        this.faultVerbs = new FaultVerbs(run, link);
    }

    /** Attaches the simulator to a link that has not been started. */
    public static void attach(SimulatedRun run, RigLink link) {
        Gateway gateway = new Gateway(run, link);
        gateway.faultVerbs.register();
        new TimeVerbs(run, link).register();
        link.retain("meta/faults", Documents.bytes(Documents.catalogue()));
        link.retain("fault/active", Documents.bytes(Documents.array()));
        link.whenPublishing(gateway::publish);
    }

    /** With each state: the truth that was asked for last time, and the next question. */
    private void publish() {
        if (truth != null && truth.isDone()) {
            if (!truth.isCompletedExceptionally()) {
                link.publish("truth", Documents.bytes(Documents.truth(truth.join())), 0);
            }
            truth = null;
        }
        if (truth == null) {
            truth = run.truth();
            // Faults also come and go by their own clock; the table is looked at with the truth.
            run.submit(
                    (world, cycle, nanos) -> {
                        if (world.faults().changes() != faultChanges) {
                            faultChanges = world.faults().changes();
                            faultVerbs.publishActive(world);
                        }
                    });
        }
    }
}
