package io.pumprig.hardware.traceability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The tests of every module, as this build ran them.
 *
 * @param partial why these are not all tests of the build, so that nothing follows from one that is
 *     missing; null when they are
 */
record TestRuns(List<TracedTest> tests, String partial) {
    static final List<String> MODULES = List.of("hal", "controller", "simulator", "hardware-tests");

    /**
     * Reads what each module left in its {@code target/traceability/tests.json}.
     *
     * @param build the name of this build; what another one left behind counts as missing
     */
    static TestRuns read(Path root, String build) throws IOException {
        List<TracedTest> tests = new ArrayList<>();
        for (String module : MODULES) {
            Path file = root.resolve(module).resolve("target/traceability/tests.json");
            if (!Files.isRegularFile(file)) {
                return new TestRuns(List.of(), "the tests of " + module + " did not run");
            }
            JsonNode document = new ObjectMapper().readTree(Files.readString(file));
            if (!document.get("build").asString().equals(build)) {
                return new TestRuns(List.of(), "the tests of " + module + " are of another build");
            }
            String selection = document.get("selection").asString();
            if (!selection.isEmpty()) {
                return new TestRuns(List.of(), selection + " selects some of the tests");
            }
            for (JsonNode test : document.get("tests")) {
                tests.add(test(module, test));
            }
        }
        return new TestRuns(tests, null);
    }

    private static TracedTest test(String module, JsonNode json) {
        List<String> tags = new ArrayList<>();
        json.get("tags").forEach(tag -> tags.add(tag.asString()));
        List<TracedTest.Invocation> invocations = new ArrayList<>();
        for (JsonNode invocation : json.get("invocations")) {
            invocations.add(
                    new TracedTest.Invocation(
                            invocation.get("name").asString(),
                            TracedTest.Result.of(invocation.get("result").asString())));
        }
        return new TracedTest(
                module,
                json.get("class").asString(),
                json.get("method").asString(),
                List.copyOf(tags),
                TracedTest.Result.of(json.get("result").asString()),
                List.copyOf(invocations));
    }
}
