package io.pumprig.simulator.gateway;

import static io.pumprig.simulator.gateway.FaultVerbs.NO_CYCLE;

import io.pumprig.controller.link.Request;
import io.pumprig.controller.link.RigLink;
import io.pumprig.controller.order.Code;
import io.pumprig.simulator.scenario.SimulatedRun;
import io.pumprig.simulator.scenario.WorldOrder;
import io.pumprig.simulator.time.Pacer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code sim-pause sim-run sim-step sim-speed}: the pace of the world. None of them changes a
 * result, only when on the wall's clock it comes.
 */
final class TimeVerbs {
    private static final long MOST_CYCLES = 1_000_000_000L;
    private static final double LEAST_SPEED = 0.01;
    private static final double MOST_SPEED = 1_000_000;

    private final SimulatedRun run;
    private final RigLink link;

    TimeVerbs(SimulatedRun run, RigLink link) {
        this.run = run;
        this.link = link;
    }

    void register() {
        link.register("sim-pause", request -> plain(request, (world, c, n) -> world.pause()));
        link.register("sim-run", request -> plain(request, (world, c, n) -> world.goOn()));
        link.register("sim-step", this::step);
        link.register("sim-speed", this::speed);
    }

    private void plain(Request request, WorldOrder order) {
        if (!request.body().isEmpty()) {
            request.reject(
                    Code.BAD_PARAM,
                    "body: found " + request.body() + "; allowed nothing",
                    NO_CYCLE,
                    NO_CYCLE);
            return;
        }
        submit(request, order);
    }

    private void step(Request request) {
        JsonNode cycles = request.body().get("cycles");
        int keys = cycles == null ? 0 : 1;
        boolean whole = cycles == null || cycles.isIntegralNumber() && cycles.canConvertToLong();
        long wanted = cycles == null ? 1 : whole ? cycles.asLong() : 0;
        if (request.body().size() != keys || wanted < 1 || wanted > MOST_CYCLES) {
            request.reject(
                    Code.BAD_PARAM,
                    "body: found "
                            + request.body()
                            + "; allowed {cycles: 1 to "
                            + MOST_CYCLES
                            + "}",
                    NO_CYCLE,
                    NO_CYCLE);
            return;
        }
        submit(
                request,
                (world, cycle, nanos) -> {
                    if (!world.isPaused()) {
                        throw new IllegalStateException("sim-step needs sim-pause first");
                    }
                    world.goOnFor(wanted);
                });
    }

    private void speed(Request request) {
        JsonNode speed = request.body().get("speed");
        double wanted = Double.NaN;
        if (speed != null && speed.isNumber()) {
            wanted = speed.asDouble();
        } else if (speed != null && speed.isString() && speed.asString().equals("max")) {
            wanted = Pacer.UNPACED;
        }
        boolean inRange =
                wanted == Pacer.UNPACED && speed.isString()
                        || wanted >= LEAST_SPEED && wanted <= MOST_SPEED;
        if (request.body().size() != 1 || !inRange) {
            request.reject(
                    Code.BAD_PARAM,
                    "body: found "
                            + request.body()
                            + "; allowed {speed: 0.01 to 1000000, or \"max\"}",
                    NO_CYCLE,
                    NO_CYCLE);
            return;
        }
        double speedFactor = wanted;
        submit(request, (world, cycle, nanos) -> world.pacer().speed(speedFactor));
    }

    private void submit(Request request, WorldOrder order) {
        WorldOrder answered =
                (world, cycle, nanos) -> {
                    try {
                        order.enact(world, cycle, nanos);
                        request.accept(cycle, nanos, enacted(world));
                    } catch (IllegalStateException e) {
                        request.reject(Code.CONFLICT, e.getMessage(), cycle, nanos);
                    }
                };
        if (!run.submit(answered)) {
            request.reject(
                    Code.BUSY, "too many requests wait for the next cycle", NO_CYCLE, NO_CYCLE);
        }
    }

    private static ObjectNode enacted(SimulatedRun world) {
        ObjectNode enacted = Documents.object();
        enacted.put("paused", world.isPaused());
        double speed = world.pacer().speed();
        if (speed == Pacer.UNPACED) {
            enacted.put("speed", "max");
        } else {
            enacted.put("speed", speed);
        }
        return enacted;
    }
}
