package io.pumprig.simulator.desk;

import io.pumprig.controller.command.TherapyAccount;
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
        said.putAll(new TherapyAccount(session.controller().loop()).document());
        said.put("trueMcg", rounded(truth.tipMicrograms()));
        said.put("trueUl", rounded(truth.tipMicrolitres()));
        said.put("reservoirMl", rounded(truth.reservoirMicrolitres() / 1e3));
        said.put("alarms", summary.alarms().documents());
        said.put("orders", orders(run.script().outcomes()));
        said.put("speedFactor", rounded(summary.speedFactor(truth)));
        said.put("wallSeconds", rounded(summary.wallSeconds()));
        said.put("linkDropped", summary.dropped());
        said.put("traceHash", run.trace().text());
        return said;
    }

    /** Six decimals at most, and never written with an exponent. */
    private static BigDecimal rounded(double value) {
        BigDecimal exact = BigDecimal.valueOf(Math.round(value * 1e6), 6).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
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
