package io.pumprig.hardware.traceability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The trace for programs. Hazards name their requirements by number, so that one under two hazards
 * stands here once. The same tests give the same bytes.
 */
final class TraceJson {
    private final Trace trace;

    TraceJson(Trace trace) {
        this.trace = trace;
    }

    String text() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("summary", summary());
        document.put("hazards", list(trace.tables().hazards(), this::hazard));
        document.put("requirements", list(trace.requirements(), this::requirement));
        document.put("faults", list(trace.faults(), this::fault));
        document.put("cases", list(trace.tables().cases(), TraceJson::kind));
        document.put("alarms", list(trace.alarms(), TraceJson::alarm));
        document.put("notMet", list(trace.tables().notMet(), TraceJson::notMet));
        document.put("gaps", trace.gaps());
        document.put("mistakes", trace.mistakes());
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(document)
                + "\n";
    }

    private static <T> List<Object> list(List<T> of, Function<T, Map<String, Object>> row) {
        List<Object> rows = new ArrayList<>();
        of.forEach(one -> rows.add(row.apply(one)));
        return rows;
    }

    private Map<String, Object> summary() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("text", trace.summary());
        summary.put("rig", trace.rig());
        summary.put("requirements", trace.requirements().size());
        for (Status status : Status.values()) {
            summary.put(word(status), trace.count(status));
        }
        summary.put("tests", trace.tests().size());
        return summary;
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Map<String, Object> hazard(Tables.Hazard hazard) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", hazard.id());
        row.put("title", hazard.title());
        row.put("harm", hazard.harm());
        row.put(
                "requirements",
                trace.requirements().stream()
                        .map(Trace.TracedRequirement::requirement)
                        .filter(one -> one.hazards().contains(hazard.id()))
                        .map(Tables.Requirement::id)
                        .toList());
        return row;
    }

    private Map<String, Object> requirement(Trace.TracedRequirement traced) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", traced.requirement().id());
        row.put("hazards", traced.requirement().hazards());
        row.put("title", traced.requirement().title());
        row.put("threshold", traced.requirement().threshold());
        row.put("status", word(traced.status()));
        row.put("classes", traced.design());
        row.put("tests", list(traced.tests(), TraceJson::test));
        row.put("notMet", list(traced.notMet(), TraceJson::notMet));
        return row;
    }

    private Map<String, Object> fault(Trace.TracedFault traced) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", traced.fault().id());
        row.put("name", traced.fault().name());
        row.put("detectionLimit", traced.fault().detectionLimit());
        row.put("status", word(traced.status()));
        row.put("classes", traced.design());
        row.put("tests", list(traced.tests(), TraceJson::test));
        row.put("notMet", list(traced.notMet(), TraceJson::notMet));
        return row;
    }

    private static Map<String, Object> kind(Tables.Case kind) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("case", kind.name());
        row.put("proves", kind.proves());
        return row;
    }

    private static Map<String, Object> alarm(AlarmCases alarm) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("alarm", alarm.alarm().name());
        row.put("priority", alarm.alarm().priority().name());
        row.put("critical", alarm.alarm().isCritical());
        row.put("reaction", alarm.alarm().reaction().label());
        row.put("required", alarm.isRequired());
        row.put("cases", list(alarm.cells(), TraceJson::cell));
        return row;
    }

    private static Map<String, Object> cell(AlarmCases.Cell cell) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("case", cell.kind().name());
        row.put("tests", list(cell.tests(), TraceJson::test));
        row.put("reason", cell.excuse() == null ? null : cell.excuse().reason());
        return row;
    }

    private static Map<String, Object> test(TracedTest test) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("module", test.module());
        row.put("class", test.className());
        row.put("method", test.method());
        row.put("result", test.result().word());
        if (!test.invocations().isEmpty()) {
            row.put("invocations", test.invocations().size());
        }
        return row;
    }

    private static Map<String, Object> notMet(Tables.NotMet one) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", one.id());
        row.put("extent", one.whole() ? "whole" : "part");
        row.put("part", one.part());
        row.put("reason", one.reason());
        return row;
    }
}
