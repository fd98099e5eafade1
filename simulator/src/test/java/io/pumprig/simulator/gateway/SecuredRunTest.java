package io.pumprig.simulator.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.link.BrokerLogin;
import io.pumprig.controller.link.OperatorLink;
import io.pumprig.controller.link.OperatorRequest;
import io.pumprig.controller.link.OrderDenied;
import io.pumprig.controller.order.Verb;
import io.pumprig.simulator.RunningSimulator;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real program with users and TLS, and a second one that publishes over its broker. */
class SecuredRunTest {
    private static final String PASSWORD = "correct horse";

    @TempDir private static Path folder;

    private static Certificates certificate;
    private static Path users;
    private static RunningSimulator simulator;
    private static String url;

    @BeforeAll
    static void start() throws Exception {
        certificate = Certificates.make(folder, "run", "ip:127.0.0.1");
        users =
                Files.writeString(
                        folder.resolve("users.yaml"),
                        """
                        users:
                          - {name: alice, role: operator, password: "HASH"}
                          - {name: tom, role: tester, password: "HASH"}
                          - {name: sim-2, role: rig, password: "HASH"}
                        """
                                .replace("HASH", BrokerUsersTest.HASH));
        simulator =
                RunningSimulator.start(
                        "run",
                        "--broker",
                        "embedded:0",
                        "--users",
                        users.toString(),
                        "--tls-keystore",
                        certificate.keystore().toString(),
                        "--tls-password-file",
                        certificate.passwordFile().toString());
        url = simulator.broker();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    private static BrokerLogin login(String user) throws Exception {
        return new BrokerLogin(user, PASSWORD, List.of(certificate.certificate()));
    }

    @Test
    @Tag("SR-97")
    @Tag("SR-99")
    @Tag("SR-100")
    void theOperatorOrdersAndTheTesterDoesNot() throws Exception {
        assertTrue(url.startsWith("mqtts://127.0.0.1:"), url);
        try (OperatorLink alice = OperatorLink.open(url, "sim-1", login("alice"))) {
            assertEquals("sim", alice.backend());
            assertEquals("OK", alice.ask(OperatorRequest.of(Verb.STOP, null)).code());
            assertEquals("OK", alice.ask(OperatorRequest.of(Verb.RESUME, null)).code());
        }
        try (OperatorLink tom = OperatorLink.open(url, "sim-1", login("tom"))) {
            assertEquals("OK", tom.ask(OperatorRequest.of(Verb.PAUSE, null)).code());
            assertThrows(OrderDenied.class, () -> tom.ask(OperatorRequest.of(Verb.RESUME, null)));
        }
        await().atMost(TesterClient.PATIENCE)
                .until(
                        () ->
                                simulator
                                        .err()
                                        .contains(
                                                "broker refused tester tom: message on"
                                                        + " pumprig/v1/sim-1/cmd/resume"));
    }

    @Test
    @Tag("SR-99")
    void everyVerbThatTheProgramCarriesOutHasARole() throws Exception {
        try (Caller alice =
                Caller.Call.at(url).as("alice", PASSWORD).connect(certificate.trusting(), true)) {
            alice.listen("pumprig/v1/sim-1/meta/limits");
            await().atMost(TesterClient.PATIENCE).until(() -> !alice.heard().isEmpty());
            String limits = alice.heard().get(0);
            JsonNode verbs =
                    JsonMapper.shared()
                            .readTree(limits.substring(limits.indexOf('{')))
                            .get("verbs");
            assertTrue(verbs.size() > 6, limits);
            for (JsonNode verb : verbs) {
                assertTrue(RoleTable.allows(Role.ADMIN, verb.stringValue()), verb::toString);
            }
        }
    }

    /** Runs {@code pumprig-controller order} as a user does; exit code and what it complained. */
    private static String order(String verb, String user, Path authority) throws Exception {
        Path complaint = Files.createTempFile(folder, "order", ".err");
        Process process =
                new ProcessBuilder(
                                System.getProperty("java.home") + "/bin/java",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.pumprig.controller.bench.PumprigController",
                                "order",
                                verb,
                                "--broker",
                                url,
                                "--rig",
                                "sim-1",
                                "--broker-user",
                                user,
                                "--broker-password-file",
                                password(PASSWORD).toString(),
                                "--broker-ca",
                                authority.toString())
                        .redirectError(complaint.toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("order does not end");
        }
        return process.exitValue() + " " + Files.readString(complaint).strip();
    }

    @Test
    @Tag("SR-99")
    @Tag("SR-100")
    void theOrderCommandLogsInAndIsToldByTheBrokerWhatItMayNot() throws Exception {
        assertEquals("0 ", order("resume", "alice", certificate.pem()));
        assertEquals(
                "1 broker " + url + " does not let user tom publish pumprig/v1/sim-1/cmd/resume",
                order("resume", "tom", certificate.pem()));
        assertEquals("0 ", order("pause", "tom", certificate.pem()));
        Certificates other = Certificates.make(folder, "stranger", "ip:127.0.0.1");
        assertEquals(
                "3 broker "
                        + url
                        + " cannot be reached: its certificate is signed by nobody who is trusted"
                        + " here",
                order("pause", "alice", other.pem()));
        assertEquals(
                "3 broker "
                        + url
                        + " cannot be reached: it refuses user bob: wrong name or password, or not"
                        + " allowed",
                order("pause", "bob", certificate.pem()));
    }

    private static String[] second(Path password, Path authority) throws Exception {
        Path rig = folder.resolve("sim-2.yaml");
        try (InputStream in =
                SecuredRunTest.class.getResourceAsStream("/io/pumprig/hal/rig/sim-rig.yaml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(rig, text.replace("rig: sim-1", "rig: sim-2"));
        }
        return new String[] {
            "run",
            "--for",
            "1s",
            "--rig",
            rig.toString(),
            "--broker",
            url,
            "--broker-user",
            "sim-2",
            "--broker-password-file",
            password.toString(),
            "--broker-ca",
            authority.toString()
        };
    }

    private static Path password(String text) throws Exception {
        return Files.writeString(folder.resolve(text.replace(' ', '-')), text + "\n");
    }

    @Test
    @Tag("SR-100")
    void aSecondRigPublishesOverTheSameBroker() throws Exception {
        try (RunningSimulator second =
                RunningSimulator.start(second(password(PASSWORD), certificate.pem()))) {
            assertEquals(0, second.awaitExit(), second::err);
            assertEquals("broker " + url, second.out().get(0));
            assertEquals("", second.err());
        }
    }

    @Test
    @Tag("SR-100")
    void aWrongPasswordEndsWithThree() throws Exception {
        try (RunningSimulator second =
                RunningSimulator.start(second(password("wrong"), certificate.pem()))) {
            assertEquals(3, second.awaitExit());
            assertEquals(
                    "broker "
                            + url
                            + " cannot be reached: it refuses user sim-2: wrong name or password,"
                            + " or not allowed",
                    second.err());
        }
    }

    @Test
    @Tag("SR-100")
    void aBrokerThatNobodyVouchesForEndsWithThree() throws Exception {
        Certificates other = Certificates.make(folder, "other", "ip:127.0.0.1");
        try (RunningSimulator second =
                RunningSimulator.start(second(password(PASSWORD), other.pem()))) {
            assertEquals(3, second.awaitExit());
            assertEquals(
                    "broker "
                            + url
                            + " cannot be reached: its certificate is signed by nobody who is"
                            + " trusted here",
                    second.err());
        }
    }
}
