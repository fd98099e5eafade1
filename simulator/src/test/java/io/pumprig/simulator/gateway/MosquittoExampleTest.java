package io.pumprig.simulator.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The example that is shipped for Mosquitto says what the role table says, and nothing else. */
class MosquittoExampleTest {
    static final Path FOLDER = Path.of("..", "controller", "docs", "mosquitto");

    private static List<String> rules(String file) throws IOException {
        return Files.readAllLines(FOLDER.resolve(file)).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /** The rules of each user. */
    private static Map<String, Set<String>> acl() throws IOException {
        Map<String, Set<String>> acl = new TreeMap<>();
        Set<String> current = null;
        for (String line : rules("acl")) {
            if (line.startsWith("user ")) {
                current = new TreeSet<>();
                assertEquals(null, acl.put(line.substring("user ".length()), current), line);
            } else {
                assertTrue(current != null && current.add(line), line);
            }
        }
        return acl;
    }

    private static Set<String> expected(Role role) {
        Stream<String> reads = Stream.of("topic read pumprig/v1/#", "topic read answers/#");
        Stream<String> writes =
                Arrays.stream(RoleTable.values())
                        .filter(row -> row.isFor(role))
                        .map(row -> "topic write pumprig/v1/+/cmd/" + row.verb());
        return Stream.concat(reads, writes).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @Tag("SR-97")
    @Tag("SR-99")
    @Tag("SR-100")
    void theAclIsTheRoleTable() throws IOException {
        Map<String, Set<String>> expected = new TreeMap<>();
        expected.put(
                "bench-1",
                new TreeSet<>(
                        Set.of("topic readwrite pumprig/v1/bench-1/#", "topic write answers/#")));
        for (Role role : List.of(Role.VIEWER, Role.OPERATOR, Role.TESTER)) {
            expected.put(role.label(), expected(role));
        }
        assertEquals(expected, acl());
    }

    @Test
    @Tag("SR-100")
    void theConfigurationLetsNobodyInWithoutALoginOverTls() throws IOException {
        List<String> rules = rules("mosquitto.conf");
        int listener = rules.indexOf("listener 8883");
        assertTrue(rules.indexOf("per_listener_settings true") < listener);
        assertTrue(rules.contains("set_tcp_nodelay true"));
        // Per listener: what stands before it would be for another one.
        List<String> ofListener = rules.subList(listener, rules.size());
        assertTrue(ofListener.contains("allow_anonymous false"));
        for (String key : List.of("certfile", "keyfile", "password_file", "acl_file")) {
            assertEquals(
                    1, ofListener.stream().filter(line -> line.startsWith(key + " ")).count(), key);
        }
        assertEquals(1, rules.stream().filter(line -> line.startsWith("listener ")).count());
    }
}
