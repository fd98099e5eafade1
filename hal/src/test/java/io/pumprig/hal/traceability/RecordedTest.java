package io.pumprig.hal.traceability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;

/** One test method with all its invocations. */
final class RecordedTest {
    /** How a test ended; of several invocations the last in this order counts. */
    enum Result {
        SKIPPED,
        PASSED,
        FAILED;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String className;
    private final String method;
    private final String displayName;
    private final List<String> tags;
    private final List<Map<String, Object>> invocations = new ArrayList<>();
    private Result result = Result.SKIPPED;

    RecordedTest(MethodSource source, TestIdentifier identifier) {
        className = source.getClassName();
        method = source.getMethodName();
        displayName = identifier.getDisplayName();
        tags = identifier.getTags().stream().map(TestTag::getName).sorted().toList();
    }

    /** One invocation that proves ids of its own. */
    RecordedTest(MethodSource source, TestIdentifier invocation, List<String> ids) {
        className = source.getClassName();
        displayName = invocation.getDisplayName();
        method = source.getMethodName() + "[" + displayName + "]";
        tags = ids.stream().sorted().toList();
    }

    void ended(Result one) {
        if (one.compareTo(result) > 0) {
            result = one;
        }
    }

    void invoked(String name, Result one) {
        Map<String, Object> invocation = new LinkedHashMap<>();
        invocation.put("name", name);
        invocation.put("result", one.word());
        invocations.add(invocation);
    }

    Map<String, Object> asJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("class", className);
        json.put("method", method);
        json.put("name", displayName);
        json.put("tags", tags);
        json.put("result", result.word());
        json.put("invocations", invocations);
        return json;
    }
}
