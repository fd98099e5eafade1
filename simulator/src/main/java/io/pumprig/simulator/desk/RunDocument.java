package io.pumprig.simulator.desk;

import io.pumprig.controller.ControlLoop;
import io.pumprig.controller.command.AlarmLog;
import io.pumprig.controller.dose.Withheld;
import io.pumprig.controller.order.Code;
import io.pumprig.simulator.scenario.OrderScript;
import io.pumprig.simulator.scenario.SimulatedRun;
import io.pumprig.simulator.scenario.SimulatedSession;
import io.pumprig.simulator.scenario.Truth;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The summary of a run for programs; {@code simulator/docs/json.md} tells its keys. */
public final class RunDocument {
    private RunDocument() {}

    /** What the summary says. */
    public static Map<String, Object> of(RunSummary summary) {
        SimulatedSession session = summary.session();
        SimulatedRun run = session.run();
        Truth truth = run.truthNow();
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("backend", "sim");
        said.put("seed", session.seed());
        said.put("cycle", truth.cycle());
        said.put("simNs", truth.nanos());
        said.put("resumedCycle", session.resumedCycle());
        dose(said, session.controller().loop(), truth);
        said.put("alarms", alarms(summary.alarms()));
        said.put("orders", orders(run.script().outcomes()));
        said.put("speedFactor", rounded(summary.speedFactor(truth)));
        said.put("wallSeconds", rounded(summary.wallSeconds()));
        said.put("linkDropped", summary.dropped());
        said.put("traceHash", run.trace().text());
        return said;
    }

    private static void dose(Map<String, Object> said, ControlLoop loop, Truth truth) {
        said.put("orderedMcg", micro(loop.planner().orderedPicograms()));
        said.put("believedMcg", micro(loop.planner().believedPicograms()));
        said.put("trueMcg", rounded(truth.tipMicrograms()));
        said.put("trueUl", rounded(truth.tipMicrolitres()));
        said.put("microsteps", loop.ledger().delivered());
        Map<String, Object> withheld = new LinkedHashMap<>();
        for (Withheld cause : Withheld.values()) {
            if (loop.ledger().withheld(cause) > 0) {
                withheld.put(cause.label(), loop.ledger().withheld(cause));
            }
        }
        said.put("withheldMicrosteps", withheld);
        said.put("uncertainMicrosteps", loop.ledger().uncertain());
        said.put("reservoirMl", rounded(truth.reservoirMicrolitres() / 1e3));
    }

    private static BigDecimal micro(long pico) {
        BigDecimal exact = BigDecimal.valueOf(pico, 6).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    private static BigDecimal rounded(double value) {
        return micro(Math.round(value * 1e6));
    }

    private static List<Object> alarms(AlarmLog alarms) {
        alarms.look();
        List<Object> all = new ArrayList<>();
        for (AlarmLog.Line line : alarms.lines()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("alarm", line.alarm().name());
            one.put("reaction", line.alarm().reaction().label());
            one.put("cycle", line.cycle());
            one.put("simNs", line.nanos() < 0 ? null : (Object) line.nanos());
            one.put("times", line.times());
            all.add(one);
        }
        return all;
    }

    private static List<Object> orders(List<OrderScript.Outcome> outcomes) {
        List<Object> all = new ArrayList<>();
        for (OrderScript.Outcome outcome : outcomes) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("order", outcome.label());
            one.put("atNs", outcome.atNanos());
            one.put("code", outcome.order().code().name());
            one.put("reason", outcome.order().code() == Code.OK ? null : outcome.order().reason());
            all.add(one);
        }
        return all;
    }
}
