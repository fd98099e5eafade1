package io.pumprig.simulator.gateway;

import io.pumprig.controller.link.Request;
import io.pumprig.controller.link.RigLink;
import io.pumprig.controller.order.Code;
import io.pumprig.simulator.fault.Fault;
import io.pumprig.simulator.fault.FaultRefused;
import io.pumprig.simulator.fault.FaultTable;
import io.pumprig.simulator.fault.WrittenFault;
import io.pumprig.simulator.scenario.SimulatedRun;
import io.pumprig.simulator.scenario.WorldOrder;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code fault-inject fault-clear fault-clear-all fault-list}: requests become orders of the world,
 * done at the next cycle boundary, and are answered with what the fault table then holds. After
 * each change {@code fault/active} is published anew.
 */
final class FaultVerbs {
    /** In an answer that no cycle saw; the link puts in where the rig was last seen. */
    static final long NO_CYCLE = -1;

    private final SimulatedRun run;
    private final RigLink link;

    FaultVerbs(SimulatedRun run, RigLink link) {
        this.run = run;
        this.link = link;
    }

    void register() {
        link.register("fault-inject", this::inject);
        link.register("fault-clear", this::clear);
        link.register("fault-clear-all", request -> noBody(request, this::clearAll));
        link.register("fault-list", request -> noBody(request, this::list));
    }

    private void inject(Request request) {
        WrittenFault written;
        try {
            written = WrittenFaults.of(request.body());
        } catch (FaultRefused e) {
            reject(request, e, NO_CYCLE, NO_CYCLE);
            return;
        }
        submit(
                request,
                (world, cycle, nanos) -> {
                    try {
                        Fault fault = Fault.check(written, nanos);
                        boolean fresh = world.faults().inject(fault, cycle, nanos);
                        ObjectNode enacted = Documents.object();
                        enacted.set("fault", FaultDocuments.view(find(world, fault.key())));
                        enacted.put("fresh", fresh);
                        request.accept(cycle, nanos, enacted);
                        publishActive(world);
                    } catch (FaultRefused e) {
                        reject(request, e, cycle, nanos);
                    }
                });
    }

    private void clear(Request request) {
        JsonNode key = request.body().get("key");
        if (key == null || !key.isString() || request.body().size() != 1) {
            request.reject(
                    Code.BAD_PARAM,
                    "body: found " + request.body() + "; allowed {key}",
                    NO_CYCLE,
                    NO_CYCLE);
            return;
        }
        submit(
                request,
                (world, cycle, nanos) -> {
                    FaultTable.View view = find(world, key.asString());
                    if (view == null) {
                        request.reject(
                                Code.UNKNOWN_TARGET,
                                "key: found `" + key.asString() + "`; allowed " + keys(world),
                                cycle,
                                nanos);
                        return;
                    }
                    world.faults().clear(key.asString());
                    ObjectNode enacted = Documents.object();
                    enacted.put("cleared", 1);
                    enacted.put("effects", view.effects());
                    request.accept(cycle, nanos, enacted);
                    publishActive(world);
                });
    }

    private void clearAll(Request request) {
        submit(
                request,
                (world, cycle, nanos) -> {
                    ObjectNode enacted = Documents.object();
                    enacted.put("cleared", world.faults().clearAll());
                    request.accept(cycle, nanos, enacted);
                    publishActive(world);
                });
    }

    private void list(Request request) {
        submit(
                request,
                (world, cycle, nanos) -> {
                    ObjectNode enacted = Documents.object();
                    enacted.set("faults", FaultDocuments.active(world.faults()));
                    request.accept(cycle, nanos, enacted);
                });
    }

    private static void noBody(Request request, Consumer<Request> verb) {
        if (request.body().isEmpty()) {
            verb.accept(request);
        } else {
            request.reject(
                    Code.BAD_PARAM,
                    "body: found " + request.body() + "; allowed nothing",
                    NO_CYCLE,
                    NO_CYCLE);
        }
    }

    private void submit(Request request, WorldOrder order) {
        if (!run.submit(order)) {
            request.reject(
                    Code.BUSY, "too many requests wait for the next cycle", NO_CYCLE, NO_CYCLE);
        }
    }

    private static void reject(Request request, FaultRefused why, long cycle, long nanos) {
        request.reject(code(why.why()), why.getMessage(), cycle, nanos);
    }

    private static Code code(FaultRefused.Why why) {
        return switch (why) {
            case BAD_PARAM -> Code.BAD_PARAM;
            case UNKNOWN_TARGET -> Code.UNKNOWN_TARGET;
            case UNSUPPORTED -> Code.UNSUPPORTED;
            case TOO_LATE -> Code.TOO_LATE;
            case CONFLICT -> Code.CONFLICT;
            case BUSY -> Code.BUSY;
        };
    }

    /** Publishes the table; simulation thread, after a change. */
    void publishActive(SimulatedRun world) {
        link.retain("fault/active", Documents.bytes(FaultDocuments.active(world.faults())));
    }

    private static FaultTable.View find(SimulatedRun world, String key) {
        for (FaultTable.View view : world.faults().faults()) {
            if (view.fault().key().equals(key)) {
                return view;
            }
        }
        return null;
    }

    private static String keys(SimulatedRun world) {
        List<String> keys =
                world.faults().faults().stream().map(view -> view.fault().key()).toList();
        return keys.isEmpty() ? "none, no fault is in the system" : String.join(", ", keys);
    }
}
