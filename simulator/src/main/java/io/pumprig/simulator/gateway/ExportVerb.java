package io.pumprig.simulator.gateway;

import static io.pumprig.simulator.gateway.FaultVerbs.NO_CYCLE;

import io.pumprig.controller.link.Request;
import io.pumprig.controller.link.RigLink;
import io.pumprig.controller.order.Code;
import io.pumprig.simulator.scenario.SimulatedRun;
import io.pumprig.simulator.suite.SessionExport;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code scenario-export}: the session so far as a scenario file, with the trace hash that it has
 * to come to.
 */
final class ExportVerb {
    private final SimulatedRun run;
    private final RigLink link;
    private final SessionExport export;

    ExportVerb(SimulatedRun run, RigLink link, SessionExport export) {
        this.run = run;
        this.link = link;
        this.export = export;
    }

    void register() {
        link.register("scenario-export", this::export);
    }

    private void export(Request request) {
        if (!request.body().isEmpty()) {
            request.reject(
                    Code.BAD_PARAM,
                    "body: found " + request.body() + "; allowed nothing",
                    NO_CYCLE,
                    NO_CYCLE);
            return;
        }
        boolean asked =
                run.submit(
                        (world, cycle, nanos) -> {
                            String objection = export.objection(world);
                            if (objection != null) {
                                request.reject(Code.UNSUPPORTED, objection, cycle, nanos);
                                return;
                            }
                            ObjectNode enacted = Documents.object();
                            enacted.put("cycles", world.cycle());
                            enacted.put("traceHash", world.trace().text());
                            ArrayNode notBegun = enacted.putArray("notBegun");
                            export.notBegun(world).forEach(notBegun::add);
                            enacted.set(
                                    "scenario",
                                    Documents.read(
                                            export.scenario(world)
                                                    .getBytes(StandardCharsets.UTF_8)));
                            request.accept(cycle, nanos, enacted);
                        });
        if (!asked) {
            request.reject(
                    Code.BUSY, "too many requests wait for the next cycle", NO_CYCLE, NO_CYCLE);
        }
    }
}
