package io.pumprig.hal.traceability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class TestRecorderTest {
    private static final String WITHIN = "traceability.within";

    @TempDir private Path folder;

    private final AtomicReference<TestRecorder> outermost = new AtomicReference<>();

    private JsonNode run(Class<?>... tests) throws IOException {
        Path file = folder.resolve("results").resolve("tests.json");
        run(new TestRecorder(file, outermost), tests);
        return new ObjectMapper().readTree(Files.readString(file)).get("tests");
    }

    private static void run(TestRecorder recorder, Class<?>... tests) {
        LauncherConfig bare =
                LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();
        LauncherDiscoveryRequestBuilder request =
                LauncherDiscoveryRequestBuilder.request().configurationParameter(WITHIN, "true");
        for (Class<?> one : tests) {
            request.selectors(selectClass(one));
        }
        LauncherFactory.create(bare).execute(request.build(), recorder);
    }

    private static String resultOf(JsonNode tests, String method) {
        for (JsonNode test : tests) {
            if (test.get("method").asString().equals(method)) {
                return test.get("result").asString();
            }
        }
        return fail("no test " + method + " in " + tests);
    }

    @Test
    void eachTestHasItsClassTagsAndResult() throws IOException {
        JsonNode test = run(Mixed.class).get(4);
        assertEquals(Mixed.class.getName(), test.get("class").asString());
        assertEquals("passes", test.get("method").asString());
        assertEquals("passes()", test.get("name").asString());
        assertEquals("[\"SR-01\",\"SR-02\"]", test.get("tags").toString());
        assertEquals("passed", test.get("result").asString());
        assertEquals(0, test.get("invocations").size());
    }

    @Test
    void whatFailedIsNotPassedAndWhatWasLeftOutIsSkipped() throws IOException {
        JsonNode tests = run(Mixed.class);
        assertEquals("failed", resultOf(tests, "fails"));
        assertEquals("skipped", resultOf(tests, "disabled"));
        assertEquals("skipped", resultOf(tests, "aborts"));
        assertEquals(6, tests.size());
    }

    @Test
    void invocationsAreOneTestThatFailsWithAnyOfThem() throws IOException {
        JsonNode test = run(Mixed.class).get(3);
        assertEquals("invoked", test.get("method").asString());
        assertEquals("failed", test.get("result").asString());
        assertEquals(
                "[{\"name\":\"one\",\"result\":\"passed\"},{\"name\":\"two\",\"result\":\"failed\"},"
                        + "{\"name\":\"three\",\"result\":\"skipped\"}]",
                test.get("invocations").toString());
    }

    @Test
    void anInvocationThatSaysWhatItProvesIsATestOfItsOwnToo() throws IOException {
        JsonNode tests = run(Proving.class);
        assertEquals(3, tests.size());
        assertEquals("failed", resultOf(tests, "proves"));
        assertEquals("passed", resultOf(tests, "proves[SR-03 F-07]"));
        assertEquals("failed", resultOf(tests, "proves[SR-04]"));
        assertEquals("[]", tests.get(0).get("tags").toString());
        assertEquals("[\"F-07\",\"SR-03\"]", tests.get(1).get("tags").toString());
    }

    @Test
    void dynamicTestsBelongToTheirFactory() throws IOException {
        JsonNode tests = run(Mixed.class);
        assertEquals("passed", resultOf(tests, "produces"));
    }

    @Test
    void aClassThatCannotBeginOrEndFailsAllItsTests() throws IOException {
        assertEquals("failed", resultOf(run(FailsBefore.class), "neverRuns"));
        assertEquals("failed", resultOf(run(FailsAfterwards.class), "passesAtFirst"));
    }

    @Test
    void aClassThatIsLeftOutSkipsAllItsTests() throws IOException {
        JsonNode tests = run(LeftOut.class);
        assertEquals("skipped", resultOf(tests, "plain"));
        assertEquals("skipped", resultOf(tests, "invoked"));
    }

    @Test
    void nothingIsLeftBesideTheFile() throws IOException {
        run(Mixed.class);
        try (Stream<Path> files = Files.list(folder.resolve("results"))) {
            assertEquals(
                    List.of("tests.json"), files.map(f -> f.getFileName().toString()).toList());
        }
    }

    @Test
    void testsWithinATestAreNotRecorded() {
        Path file = folder.resolve("tests.json");
        outermost.set(new TestRecorder(file, outermost));
        run(new TestRecorder(file, outermost), Mixed.class);
        assertFalse(Files.exists(file));
    }

    @Test
    void withoutAFileNothingIsRecorded() {
        run(new TestRecorder(null, outermost), Mixed.class);
        assertEquals(null, outermost.get());
    }

    @Test
    void theTestPlatformFindsIt() {
        assertTrue(
                ServiceLoader.load(TestExecutionListener.class).stream()
                        .anyMatch(listener -> listener.type() == TestRecorder.class));
    }

    /** Lets the tests below run only from here, never by themselves. */
    static final class Within implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getConfigurationParameter(WITHIN).isPresent()
                    ? ConditionEvaluationResult.enabled("within a test")
                    : ConditionEvaluationResult.disabled("a test within a test");
        }
    }

    @ExtendWith(Within.class)
    @Tag("SR-01")
    static class Mixed {
        @Test
        @Tag("SR-02")
        void passes() {}

        @Test
        void fails() {
            fail("on purpose");
        }

        @Test
        void aborts() {
            Assumptions.abort("on purpose");
        }

        @Test
        @Disabled("on purpose")
        void disabled() {}

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"one", "two", "three"})
        void invoked(String which) {
            assertFalse(which.equals("two"));
            Assumptions.assumeFalse(which.equals("three"));
        }

        @TestFactory
        Stream<DynamicTest> produces() {
            return Stream.of(DynamicTest.dynamicTest("made", () -> {}));
        }
    }

    @ExtendWith(Within.class)
    static class FailsBefore {
        @BeforeAll
        static void begin() {
            fail("on purpose");
        }

        @Test
        void neverRuns() {}
    }

    @ExtendWith(Within.class)
    static class FailsAfterwards {
        @AfterAll
        static void end() {
            fail("on purpose");
        }

        @Test
        void passesAtFirst() {}
    }

    @Disabled("on purpose")
    static class LeftOut {
        @Test
        void plain() {}

        @ParameterizedTest
        @ValueSource(ints = 1)
        void invoked(int number) {}
    }

    @ExtendWith(Within.class)
    static class Proving {
        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"SR-03 F-07", "SR-04", ""})
        void proves(String ids, TestReporter reporter) {
            if (!ids.isEmpty()) {
                reporter.publishEntry(TestRecorder.PROVES, ids);
            }
            assertFalse(ids.contains("SR-04"));
        }
    }
}
