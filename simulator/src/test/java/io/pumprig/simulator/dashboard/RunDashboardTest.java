package io.pumprig.simulator.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.simulator.RunningSimulator;
import io.pumprig.simulator.gateway.BrokerUsersTest;
import io.pumprig.simulator.gateway.Certificates;
import io.pumprig.simulator.gateway.Flooder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The page that the program serves of itself, as whoever starts it meets it. */
@Order(5)
class RunDashboardTest {
    private static final String OCCLUSION =
            "{'body':{'key':'<b>occ</b>','target':{'component':'line','instance':'downstream'},"
                    + "'type':'occlusion'}}";

    @TempDir Path folder;

    private static RunningSimulator run(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("run", "--broker", "embedded:0", "--dashboard", "0"));
        arguments.addAll(List.of(more));
        return RunningSimulator.start(arguments.toArray(String[]::new));
    }

    private static String url(RunningSimulator simulator) throws InterruptedException {
        String line = simulator.awaitLines(3).get(2);
        assertTrue(line.matches("dashboard https?://127\\.0\\.0\\.1:[0-9]+/"), line);
        return line.substring("dashboard ".length());
    }

    @Test
    void aFaultIsInjectedSeenClearedAndTheSessionComesToTheSameHashAgain() throws Exception {
        Path exported = folder.resolve("session.yaml");
        try (RunningSimulator simulator = run("--speed", "600");
                Browser browser = new Browser(url(simulator)).watch()) {
            browser.link("connected", "ready");
            browser.hear("catalogue", catalogue -> catalogue.get("types").size() > 20);
            browser.hear("limits", limits -> true);
            browser.hear("truth", truth -> truth.get("trueDoseMcg").isNumber());
            JsonNode injected =
                    browser.ordered(
                            "fault-inject", OCCLUSION.replace("<b>", "").replace("</b>", ""));
            assertEquals(0, injected.at("/enacted/fault/effects").intValue());
            browser.hear(
                    "alarm",
                    alarm ->
                            alarm.get("id").stringValue().equals("OCCLUSION_DOWNSTREAM")
                                    && alarm.get("alarm").isObject());
            browser.hear("state", state -> state.get("rateMcgPerDay").doubleValue() == 0);
            JsonNode cleared = browser.ordered("fault-clear", "{'body':{'key':'occ'}}");
            assertTrue(cleared.toString().contains("effects"), cleared::toString);
            browser.ordered("alarm-acknowledge", "{'body':{}}");
            browser.hear(
                    "alarm",
                    alarm ->
                            alarm.get("id").stringValue().equals("OCCLUSION_DOWNSTREAM")
                                    && alarm.get("alarm").isNull());
            browser.forget();
            browser.hear("state", state -> state.get("rateMcgPerDay").doubleValue() == 250);
            browser.ordered("sim-pause", "{}");
            HttpResponse<String> export = browser.order("/api/export", "");
            assertEquals(200, export.statusCode());
            assertEquals(
                    "attachment; filename=session-sim-1.yaml",
                    export.headers().firstValue("Content-Disposition").orElseThrow());
            Files.writeString(exported, export.body());
            assertTrue(export.body().contains("traceHash: "), export::body);
        }
        try (RunningSimulator again = RunningSimulator.start("test", exported.toString())) {
            assertEquals(0, again.awaitExit(), () -> again.out() + again.err());
        }
    }

    @Test
    void markupOfATesterGoesThroughAsTextAndHistoryIsBounded() throws Exception {
        try (RunningSimulator simulator = run("--speed", "600");
                Browser browser = new Browser(url(simulator)).watch()) {
            browser.link("connected", "ready");
            browser.hear("state", state -> true);
            JsonNode refused = browser.ordered("fault-inject", OCCLUSION);
            assertEquals("rejected", refused.get("status").stringValue());
            assertTrue(
                    refused.get("reason").stringValue().contains("<b>occ</b>"), refused::toString);
            browser.hear("points", points -> points.get("rows").size() > 0);
            assertEquals(14, browser.json("/api/history").get("columns").size());
        }
    }

    @Test
    void itRunsUntilTheNextEventAndStandsStill() throws Exception {
        try (RunningSimulator simulator = run("--speed", "600");
                Browser browser = new Browser(url(simulator)).watch()) {
            browser.link("connected", "ready");
            browser.hear("state", state -> true);
            browser.ordered("sim-pause", "{}");
            browser.ordered("fault-inject", OCCLUSION.replace("<b>", "").replace("</b>", ""));
            assertEquals(200, browser.order("/api/until-event", "{'maxSimS':86400}").statusCode());
            JsonNode reached =
                    browser.hear(
                            "until", until -> !until.get("state").stringValue().equals("running"));
            assertEquals("reached", reached.get("state").stringValue(), reached::toString);
            assertEquals("fault", reached.at("/event/kind").stringValue());
            JsonNode step = browser.ordered("sim-step", "{'body':{'cycles':1}}");
            assertEquals("OK", step.get("code").stringValue(), "it stands still");

            browser.forget();
            assertEquals(200, browser.order("/api/until-event", "{'maxSimS':10}").statusCode());
            JsonNode over =
                    browser.hear(
                            "until", until -> !until.get("state").stringValue().equals("running"));
            assertTrue(
                    List.of("given-up", "reached").contains(over.get("state").stringValue()),
                    over::toString);
            assertEquals(400, browser.order("/api/until-event", "{'maxSimS':-1}").statusCode());
        }
    }

    @Test
    void tenBrowsersAndAFloodChangeNothingOfWhatARunDoes() throws Exception {
        String alone;
        try (RunningSimulator simulator =
                RunningSimulator.start(
                        "run",
                        "--for",
                        "4h",
                        "--speed",
                        "max",
                        "--seed",
                        "7",
                        "--broker",
                        "none")) {
            assertEquals(0, simulator.awaitExit(), simulator::err);
            alone = simulator.summary("trace hash");
        }
        List<Browser> browsers = new ArrayList<>();
        try (RunningSimulator simulator =
                        run(
                                "--for",
                                "4h",
                                "--speed",
                                "3600",
                                "--seed",
                                "7",
                                "--state-period",
                                "20 ms");
                Flooder flooder = new Flooder(simulator.broker())) {
            for (int i = 0; i < 10; i++) {
                browsers.add(new Browser(url(simulator)).watch());
            }
            for (Browser browser : browsers) {
                browser.hear("points", points -> points.get("rows").size() > 0);
            }
            flooder.flood(
                    "pumprig/v1/sim-1/cmd/ping",
                    1_000,
                    0.5,
                    i -> "{\"id\":\"f" + i + "\",\"client\":\"flood\"}");
            flooder.flood("pumprig/v1/sim-1/event/alarm", 1_000, 0.5, i -> "<b>" + i);
            assertEquals(0, simulator.awaitExit(), simulator::err);
            assertEquals(alone, simulator.summary("trace hash"));
        } finally {
            browsers.forEach(Browser::close);
        }
    }

    @Test
    void aResetBeginsThePlotsAnew() throws Exception {
        try (RunningSimulator simulator = run("--speed", "600");
                Browser browser = new Browser(url(simulator)).watch()) {
            browser.link("connected", "ready");
            browser.hear("points", points -> points.get("rows").size() > 0);
            browser.ordered("sim-reset", "{}");
            browser.hear("reset", reset -> true);
            browser.forget();
            browser.link("connected", "ready");
            browser.hear("points", points -> points.get("rows").size() > 0);
        }
    }

    @Test
    @Tag("SR-99")
    @Tag("SR-100")
    void aBrokerWithUsersTakesTheDashboardAsOneOfThem() throws Exception {
        Certificates certificate = Certificates.make(folder, "run", "dns:elsewhere.example");
        Path users =
                Files.writeString(
                        folder.resolve("users.yaml"),
                        "users: [{name: alice, role: operator, password: '"
                                + BrokerUsersTest.HASH
                                + "'}]");
        Path password = Files.writeString(folder.resolve("password"), "correct horse\n");
        Path wrong = Files.writeString(folder.resolve("wrong"), "horse\n");
        String[] guarded = {
            "--users",
            users.toString(),
            "--tls-keystore",
            certificate.keystore().toString(),
            "--tls-password-file",
            certificate.passwordFile().toString(),
            "--dashboard-user",
            "alice",
            "--dashboard-password-file",
            password.toString()
        };
        try (RunningSimulator simulator = run(guarded);
                Browser browser = new Browser(url(simulator)).watch()) {
            browser.link("connected", "ready");
            browser.hear("state", state -> true);
            assertEquals("OK", browser.ordered("stop", "{}").get("code").stringValue());
            HttpResponse<String> denied = browser.order("/api/command/fault-inject", OCCLUSION);
            assertEquals(403, denied.statusCode(), denied::body);
        }
        guarded[9] = wrong.toString();
        try (RunningSimulator simulator = run(guarded)) {
            assertEquals(2, simulator.awaitExit());
            assertEquals(
                    "--dashboard-user: found alice with a password that is not that user's;"
                            + " allowed a user of --users",
                    simulator.err());
        }
        try (RunningSimulator simulator =
                RunningSimulator.start(
                        "run",
                        "--broker",
                        "embedded:0",
                        "--for",
                        "1s",
                        "--users",
                        users.toString())) {
            assertEquals(0, simulator.awaitExit(), simulator::err);
            assertEquals(
                    "dashboard none: the broker has users, so it takes --dashboard-user NAME"
                            + " --dashboard-password-file FILE",
                    simulator.out().get(2));
        }
    }

    @Test
    void aPortThatWasAskedForAndIsTakenEndsWithThree() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            String complaint = "dashboard: port " + port + " on 127.0.0.1 is in use";
            try (RunningSimulator run =
                            RunningSimulator.start(
                                    "run", "--broker", "embedded:0", "--dashboard", port);
                    RunningSimulator alone = RunningSimulator.start("dashboard", "--port", port)) {
                assertEquals(3, alone.awaitExit());
                assertEquals(complaint, alone.err());
                assertEquals(3, run.awaitExit());
                assertEquals(complaint, run.err());
            }
        }
    }

    @Test
    void theDashboardOfAnotherRunEndsByASignal() throws Exception {
        try (RunningSimulator simulator = run();
                RunningSimulator alone =
                        RunningSimulator.start(
                                "dashboard", "--broker", simulator.broker(), "--port", "0")) {
            String line = alone.awaitLines(1).get(0);
            try (Browser browser = new Browser(line.substring("dashboard ".length())).watch()) {
                browser.link("connected", "ready");
                assertEquals("sim-1", browser.json("/api/session").get("rig").stringValue());
            }
            alone.signal("INT");
            assertEquals(130, alone.awaitExit());
            assertEquals("", alone.err());
        }
    }
}
