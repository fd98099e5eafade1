package io.pumprig.hal.traceability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes every test of this module with its tags and its result to the file that the system
 * property {@value #FILE} names; without it, as in an editor or on a rig, it does nothing. The
 * invocations of a parameterised test are one test: it failed if any did, and passed if at least
 * one passed besides. An invocation that reports under {@value #PROVES} which ids it proves is a
 * test of its own besides.
 *
 * <p>The file is replaced as a whole at the end. A test that runs tests of its own, within the same
 * process, is recorded and they are not.
 */
public final class TestRecorder implements TestExecutionListener {
    /** Where to write to. */
    public static final String FILE = "traceability.results";

    /** Says which build this is, so that results of an earlier one are not taken for its. */
    public static final String BUILD = "traceability.build";

    /** Under which an invocation reports the ids that it proves itself, with blanks between. */
    public static final String PROVES = "proves";

    /** Whoever names one of these runs a part of the tests, from which nothing follows. */
    private static final List<String> SELECTIONS =
            List.of(
                    "test",
                    "groups",
                    "excludedGroups",
                    "surefire.includesFile",
                    "surefire.excludesFile");

    private static final AtomicReference<TestRecorder> OUTERMOST = new AtomicReference<>();

    private final Path file;
    private final AtomicReference<TestRecorder> outermost;
    private final Map<String, RecordedTest> tests = new TreeMap<>();
    private final Map<String, List<String>> proved = new HashMap<>();
    private TestPlan plan;

    /** As the test platform makes it. */
    public TestRecorder() {
        this(Optional.ofNullable(System.getProperty(FILE)).map(Path::of).orElse(null), OUTERMOST);
    }

    /**
     * @param file null to record nothing
     * @param outermost holds whoever records while one does
     */
    TestRecorder(Path file, AtomicReference<TestRecorder> outermost) {
        this.file = file;
        this.outermost = outermost;
    }

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan started) {
        if (file != null && outermost.compareAndSet(null, this)) {
            plan = started;
        }
    }

    @Override
    public synchronized void reportingEntryPublished(TestIdentifier identifier, ReportEntry entry) {
        String ids = entry.getKeyValuePairs().get(PROVES);
        if (plan != null && ids != null) {
            proved.put(identifier.getUniqueId(), List.of(ids.split(" ")));
        }
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier identifier, String reason) {
        if (plan == null) {
            return;
        }
        record(identifier, RecordedTest.Result.SKIPPED);
        neverRan(identifier, RecordedTest.Result.SKIPPED);
    }

    @Override
    public synchronized void executionFinished(
            TestIdentifier identifier, TestExecutionResult result) {
        if (plan == null) {
            return;
        }
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                // That a container ended well says nothing: what it holds speaks for itself.
                if (identifier.isTest()) {
                    record(identifier, RecordedTest.Result.PASSED);
                }
            }
            case FAILED -> ended(identifier, RecordedTest.Result.FAILED);
            default -> ended(identifier, RecordedTest.Result.SKIPPED);
        }
    }

    private void ended(TestIdentifier identifier, RecordedTest.Result result) {
        record(identifier, result);
        if (result == RecordedTest.Result.FAILED && method(identifier).isEmpty()) {
            // Also what passed in it: a class that cannot be cleaned up after has proved nothing.
            plan.getDescendants(identifier).forEach(inner -> record(inner, result));
        } else {
            neverRan(identifier, result);
        }
    }

    /** What lies below a container that was left out is announced by nobody. */
    private void neverRan(TestIdentifier container, RecordedTest.Result result) {
        for (TestIdentifier inner : plan.getDescendants(container)) {
            method(inner)
                    .filter(method -> !tests.containsKey(key(method)))
                    .ifPresent(method -> record(inner, result));
        }
    }

    private void record(TestIdentifier identifier, RecordedTest.Result result) {
        Optional<TestIdentifier> declared = declared(identifier);
        Optional<MethodSource> method = declared.flatMap(TestRecorder::source);
        if (method.isEmpty()) {
            return;
        }
        RecordedTest test =
                tests.computeIfAbsent(
                        key(method.get()), key -> new RecordedTest(method.get(), declared.get()));
        test.ended(result);
        if (declared.get() != identifier && identifier.isTest()) {
            test.invoked(identifier.getDisplayName(), result);
        }
        List<String> ids = proved.remove(identifier.getUniqueId());
        if (ids != null) {
            RecordedTest own = new RecordedTest(method.get(), identifier, ids);
            own.ended(result);
            tests.put(key(method.get()) + identifier.getUniqueId(), own);
        }
    }

    /** The test as it is written: for an invocation, what is invoked. */
    private Optional<TestIdentifier> declared(TestIdentifier identifier) {
        Optional<TestIdentifier> outer = plan.getParent(identifier).flatMap(this::declared);
        return outer.isPresent() ? outer : source(identifier).map(method -> identifier);
    }

    private Optional<MethodSource> method(TestIdentifier identifier) {
        return declared(identifier).flatMap(TestRecorder::source);
    }

    private static Optional<MethodSource> source(TestIdentifier identifier) {
        return identifier
                .getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast);
    }

    private static String key(MethodSource method) {
        return method.getClassName()
                + "#"
                + method.getMethodName()
                + "("
                + method.getMethodParameterTypes()
                + ")";
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan finished) {
        if (plan == null) {
            return;
        }
        plan = null;
        try {
            write();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        } finally {
            outermost.set(null);
        }
    }

    private void write() throws IOException {
        List<Object> rows = new ArrayList<>();
        for (RecordedTest test : tests.values()) {
            rows.add(test.asJson());
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("build", System.getProperty(BUILD, ""));
        document.put("selection", selection());
        document.put("tests", rows);
        ObjectMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.createDirectories(file.getParent());
        Path written = Files.createTempFile(file.getParent(), "tests", ".json");
        Files.writeString(written, json.writeValueAsString(document));
        Files.move(
                written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** How the tests were chosen, as on the command line; empty for all of them. */
    private static String selection() {
        List<String> chosen = new ArrayList<>();
        for (String name : SELECTIONS) {
            String value = System.getProperty(name, "");
            if (!value.isEmpty()) {
                chosen.add("-D" + name + "=" + value);
            }
        }
        return String.join(" ", chosen);
    }
}
