package io.pumprig.simulator.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.link.BrokerLogin;
import io.pumprig.controller.link.OperatorLink;
import io.pumprig.controller.link.OperatorRequest;
import io.pumprig.controller.link.OrderDenied;
import io.pumprig.controller.order.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that speak TLS, and the rig's and the operator's links that go there. */
class TlsBrokerTest {
    private static final String PASSWORD = "correct horse";
    private static final String NAME = "r1";

    @TempDir private static Path folder;

    private static Certificates good;
    private static Certificates elsewhere;
    private static BrokerAccess access;
    private static EmbeddedBroker broker;
    private static EmbeddedBroker stray;
    private static TestRig rig;

    @BeforeAll
    static void start() throws Exception {
        good = Certificates.make(folder, "good", "ip:127.0.0.1");
        elsewhere = Certificates.make(folder, "elsewhere", "dns:elsewhere.example");
        access = BrokerAccess.of(GuardedBrokerTest.users(), NAME, line -> {});
        broker = EmbeddedBroker.start(settings(good, access));
        stray = EmbeddedBroker.start(settings(elsewhere, BrokerAccess.open()));
        rig = new TestRig(NAME, broker.rigUrl(), "sim", 500, access.rigLogin());
        rig.link.start();
        assertTrue(rig.link.awaitConnected(TesterClient.PATIENCE));
    }

    private static BrokerSettings settings(Certificates certificate, BrokerAccess access)
            throws IOException {
        return new BrokerSettings(
                BrokerSettings.LOOPBACK,
                0,
                BrokerKeystore.read(certificate.keystore(), Certificates.PASSWORD),
                access);
    }

    @AfterAll
    static void stop() {
        rig.close();
        broker.close();
        stray.close();
    }

    private static BrokerLogin login(String user, X509Certificate... trusted) {
        return new BrokerLogin(user, PASSWORD, List.of(trusted));
    }

    private static String refusal(String url, BrokerLogin login) {
        IOException refusal =
                assertThrows(IOException.class, () -> OperatorLink.open(url, NAME, login).close());
        String start = "broker " + url + " cannot be reached: ";
        assertTrue(refusal.getMessage().startsWith(start), refusal::getMessage);
        return refusal.getMessage().substring(start.length());
    }

    @Test
    @Tag("SR-100")
    void anOperatorOrdersOverTls() throws Exception {
        assertTrue(broker.url().startsWith("mqtts://127.0.0.1:"));
        try (OperatorLink operator =
                OperatorLink.open(broker.url(), NAME, login("operator", good.certificate()))) {
            assertEquals("sim", operator.backend());
            assertEquals("OK", operator.ask(OperatorRequest.of(Verb.STOP, null)).code());
            assertEquals("OK", operator.ask(OperatorRequest.of(Verb.RESUME, null)).code());
        }
    }

    @Test
    @Tag("SR-99")
    @Tag("SR-100")
    void anOrderBeyondTheRoleIsDeniedByTheBroker() throws Exception {
        try (OperatorLink tester =
                OperatorLink.open(broker.url(), NAME, login("tester", good.certificate()))) {
            OrderDenied denial =
                    assertThrows(
                            OrderDenied.class,
                            () -> tester.ask(OperatorRequest.of(Verb.RESUME, null)));
            assertEquals(
                    "broker "
                            + broker.url()
                            + " does not let user tester publish pumprig/v1/r1/cmd/resume",
                    denial.getMessage());
            assertEquals("OK", tester.ask(OperatorRequest.of(Verb.PAUSE, null)).code());
        }
    }

    @Test
    @Tag("SR-100")
    void aBrokerWhoseCertificateNobodySignedIsNotTrusted() throws Exception {
        assertEquals(
                "its certificate is signed by nobody who is trusted here",
                refusal(broker.url(), login("operator", elsewhere.certificate())));
        assertEquals(
                "its certificate is signed by nobody who is trusted here",
                refusal(broker.url(), login("operator")));
    }

    @Test
    @Tag("SR-100")
    void aCertificateForAnotherHostIsNotTrusted() throws Exception {
        String refusal = refusal(stray.url(), login("operator", elsewhere.certificate()));
        assertTrue(refusal.startsWith("its certificate is not good: "), refusal);
        assertTrue(refusal.contains("127.0.0.1"), refusal);
    }

    @Test
    @Tag("SR-100")
    void aWrongPasswordOrNoneIsToldAsSuch() throws Exception {
        BrokerLogin wrong = new BrokerLogin("operator", "x", List.of(good.certificate()));
        assertEquals(
                "it refuses user operator: wrong name or password, or not allowed",
                refusal(broker.url(), wrong));
        BrokerLogin nobody = new BrokerLogin(null, null, List.of(good.certificate()));
        assertEquals(
                "it refuses whoever does not give a user and a password",
                refusal(broker.url(), nobody));
    }

    @Test
    @Tag("SR-98")
    @Tag("SR-100")
    void theRigsLinkGoesOverTlsTooAndTellsWhyItIsRefused() throws Exception {
        BrokerLogin trusting = login("r2", good.certificate());
        try (TestRig other = new TestRig("r2", broker.url(), "bench", 500, trusting)) {
            other.link.start();
            assertTrue(other.link.awaitConnected(TesterClient.PATIENCE));
            assertNull(other.link.refusal());
            try (OperatorLink viewer =
                    OperatorLink.open(broker.url(), "r2", login("viewer", good.certificate()))) {
                assertEquals("bench", viewer.backend());
                assertEquals("OK", viewer.ask(OperatorRequest.of(Verb.PAUSE, null)).code());
            }
        }
        try (TestRig other = new TestRig("r2", broker.url(), "bench", 500, login("r2"))) {
            other.link.start();
            await().atMost(TesterClient.PATIENCE).until(() -> other.link.refusal() != null);
            assertEquals(
                    "its certificate is signed by nobody who is trusted here",
                    other.link.refusal());
            assertFalse(other.link.isConnected());
        }
    }

    @Test
    @Tag("SR-100")
    void thePlainDoorIsForTheRunsOwnRigAlone() throws MqttException {
        assertNotEquals(broker.url(), broker.rigUrl());
        Caller.Call call = Caller.Call.at(broker.rigUrl());
        assertEquals(Caller.DENIED, call.refusal());
        assertEquals(Caller.DENIED, call.as("admin", PASSWORD).refusal());
        assertEquals(Caller.DENIED, call.as("r2", PASSWORD).refusal());
        assertEquals(Caller.DENIED, Caller.Call.at(stray.rigUrl()).refusal());
    }

    @Test
    void withTlsAndWithoutUsersEverybodyMayEverything() throws Exception {
        Caller.Call call = Caller.Call.at(stray.url());
        try (Caller caller = call.connect(elsewhere.trusting(), false)) {
            assertEquals(0, caller.publish("pumprig/v1/x/status"));
        }
    }

    @Test
    void theKeystoresPasswordDoesNotStayOnTheDisk() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (var folders = Files.newDirectoryStream(temporary, "pumprig-broker-*")) {
            for (Path each : folders) {
                Path configuration = each.resolve("config.xml");
                assertFalse(
                        Files.exists(configuration)
                                && Files.readString(configuration)
                                        .contains(good.keystore().toString()),
                        each::toString);
            }
        }
    }

    @Test
    void aKeystoreThatCannotServeIsRefusedBeforeTheStart() throws IOException {
        Path text = Files.writeString(folder.resolve("text.p12"), "no keystore");
        assertKeystoreRefused("no PKCS12 file, or not of that password", text);
        assertKeystoreRefused("no such file", folder.resolve("missing.p12"));
        IOException wrong =
                assertThrows(
                        IOException.class, () -> BrokerKeystore.read(good.keystore(), "wrong"));
        assertEquals("no PKCS12 file, or not of that password", wrong.getMessage());
    }

    private static void assertKeystoreRefused(String complaint, Path file) {
        IOException refusal =
                assertThrows(
                        IOException.class, () -> BrokerKeystore.read(file, Certificates.PASSWORD));
        assertEquals(complaint, refusal.getMessage());
    }

    @Test
    @Tag("SR-100")
    void onlyAGuardedBrokerWithTlsLeavesThisMachine() throws IOException {
        BrokerKeystore keystore = BrokerKeystore.read(good.keystore(), Certificates.PASSWORD);
        BrokerAccess open = BrokerAccess.open();
        assertThrows(
                IllegalArgumentException.class,
                () -> new BrokerSettings("0.0.0.0", 0, keystore, open));
        assertThrows(
                IllegalArgumentException.class,
                () -> new BrokerSettings("0.0.0.0", 0, null, access));
        assertEquals(0, new BrokerSettings("0.0.0.0", 0, keystore, access).port());
    }
}
