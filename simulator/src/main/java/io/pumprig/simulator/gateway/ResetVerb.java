package io.pumprig.simulator.gateway;

import static io.pumprig.simulator.gateway.FaultVerbs.NO_CYCLE;

import io.pumprig.controller.link.Request;
import io.pumprig.controller.link.RigLink;
import io.pumprig.controller.order.Code;
import io.pumprig.simulator.scenario.SimulatedRun;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code sim-reset}: the run begins anew, from its first cycle. It is answered by the run that ends
 * with it; the next one comes with a link and a session of its own.
 */
final class ResetVerb {
    private final SimulatedRun run;
    private final RigLink link;
    private final RunReset reset;

    ResetVerb(SimulatedRun run, RigLink link, RunReset reset) {
        this.run = run;
        this.link = link;
        this.reset = reset;
    }

    void register() {
        link.register("sim-reset", this::reset);
    }

    private void reset(Request request) {
        JsonNode seed = request.body().get("seed");
        boolean whole = seed != null && seed.isIntegralNumber() && seed.canConvertToLong();
        if (request.body().size() != (seed == null ? 0 : 1) || seed != null && !whole) {
            request.reject(
                    Code.BAD_PARAM,
                    "body: found "
                            + request.body()
                            + "; allowed {}, or {seed: a whole number of 64 bits}",
                    NO_CYCLE,
                    NO_CYCLE);
            return;
        }
        if (reset.objection() != null) {
            request.reject(Code.UNSUPPORTED, reset.objection(), NO_CYCLE, NO_CYCLE);
            return;
        }
        long next = seed == null ? reset.seed() : seed.longValue();
        boolean submitted =
                run.submit(
                        (world, cycle, nanos) -> {
                            ObjectNode enacted = Documents.object();
                            enacted.put("seed", next);
                            request.accept(cycle, nanos, enacted);
                            reset.begin(next);
                            world.stop();
                        });
        if (!submitted) {
            request.reject(
                    Code.BUSY, "too many requests wait for the next cycle", NO_CYCLE, NO_CYCLE);
        }
    }
}
