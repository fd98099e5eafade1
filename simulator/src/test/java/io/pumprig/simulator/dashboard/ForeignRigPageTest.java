package io.pumprig.simulator.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.controller.link.BrokerLogin;
import io.pumprig.controller.link.RigWatch;
import io.pumprig.simulator.gateway.EmbeddedBroker;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The page in a real browser on a rig that is not this program's: a bench, somebody who writes
 * markup, and a broker that goes and comes back.
 */
@Tag("browser")
class ForeignRigPageTest {
    private static final String MARKUP = "<img src=x onerror='document.title=1'><b>bold</b>";

    private static Chromium browser;
    private static EmbeddedBroker broker;

    @BeforeAll
    static void begin() throws IOException {
        browser = Chromium.start("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");
        broker = EmbeddedBroker.start(0);
    }

    @AfterAll
    static void end() {
        if (broker != null) {
            broker.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void leaveThePageBefore() {
        browser.open("about:blank");
        browser.complaints();
    }

    private static Dashboard dashboard() throws IOException {
        RigWatch watch =
                new RigWatch(broker.url(), PublishedRig.RIG, BrokerLogin.ANONYMOUS, "dashboard");
        return Dashboard.open(watch, DashboardDoor.loopback(0, true), "test", line -> {});
    }

    @Test
    void onABenchThereIsNoFaultPanelNorAnythingElseOfASimulation() throws Exception {
        try (PublishedRig rig = new PublishedRig(broker.url());
                Dashboard dashboard = dashboard()) {
            rig.ready("bench", PublishedRig.RIG).limits();
            browser.open(dashboard.url());
            browser.awaitText("mode", "Continuous");
            browser.awaitText("backend-word", "BENCH");
            browser.awaitText("link", "ready");
            browser.await("interlocks are listed", () -> browser.exists("#interlock-list tr"));
            browser.await("it can be paused", () -> browser.all("#pause").get(0).isEnabled());
            assertFalse(browser.exists("#faults, #simulation, #fault-form, #inject, #sim-pause"));
            assertFalse(
                    browser.script("return document.documentElement.innerHTML")
                            .toString()
                            .contains("Inject"));
            assertTrue(browser.text("true-note").contains("nobody knows it on a bench"));
            browser.screenshot("bench");
            browser.width(390, 844);
            assertEquals(
                    browser.script("return document.documentElement.clientWidth"),
                    browser.script("return document.documentElement.scrollWidth"));
            browser.screenshot("bench-phone");
            browser.assertNoComplaints();
        }
    }

    @Test
    void whateverIsPublishedIsTextOnThePage() throws Exception {
        try (PublishedRig rig = new PublishedRig(broker.url());
                Dashboard dashboard = dashboard()) {
            String markup = MARKUP.replace("'", "");
            rig.changed("\"bench\"", "\"sim\"").changed("\"baclofen\"", "\"" + markup + "\"");
            rig.ready("sim", markup);
            rig.retain(
                    "meta/faults",
                    ("{'backend':'sim','types':[{'type':'%1$s','level':'%1$s','target':"
                                    + "{'component':'%1$s','instances':['%1$s']},'effect':'%1$s',"
                                    + "'expectedAlarm':'%1$s','params':[{'name':'%1$s','allowed':"
                                    + "'%1$s','default':'%1$s','meaning':'%1$s'}]}],'presets':"
                                    + "[{'id':'%1$s','name':'%1$s','target':{'component':'%1$s',"
                                    + "'instance':'%1$s'},'type':'%1$s','params':{}}]}")
                            .formatted(markup));
            rig.retain(
                    "fault/active",
                    ("[{'key':'%1$s','type':'%1$s','target':{'component':'%1$s','instance':'%1$s'},"
                                    + "'params':{'%1$s':'%1$s'},'phase':'%1$s','effects':1}]")
                            .formatted(markup));
            rig.retain(
                    "alarm/AIR_IN_LINE",
                    ("{'id':'AIR_IN_LINE','priority':'%1$s','reaction':'%1$s','present':true,"
                                    + "'latched':true,'acknowledged':false,'cycle':1,'simNs':1,"
                                    + "'count':2,'sources':['%1$s']}")
                            .formatted(markup));
            browser.open(dashboard.url());
            browser.await("the fault is listed", () -> browser.exists("#active-faults li"));
            rig.publish(
                    "event/alarm",
                    ("{'seq':1,'kind':'alarm','cycle':1,'simNs':1,'subject':'%1$s','phase':'%1$s',"
                                    + "'detail':'%1$s','reason':'%1$s','sources':['%1$s']}")
                            .formatted(markup));

            browser.awaitText("event-list", "<b>bold</b>");
            browser.awaitText("drug", "<b>bold</b>");
            browser.awaitText("rig", "<b>bold</b>");
            browser.awaitText("active-faults", "<b>bold</b>");
            browser.awaitText("alarm-list", "<b>bold</b>");
            browser.awaitText("fault-effect", "<b>bold</b>");
            assertFalse(browser.exists("img, script:not([src]), td b, dd b, small b"));
            assertEquals(
                    "(1) pumprig", browser.script("return document.title"), "nothing of it ran");
            browser.screenshot("markup");
            browser.assertNoComplaints();
            rig.retain("meta/faults", "");
            rig.retain("fault/active", "");
            rig.retain("alarm/AIR_IN_LINE", "");
        }
    }

    @Test
    void aRigThatFallsSilentOrIsLostIsToldAtOnceAndItsValuesAreGreyed() throws Exception {
        try (PublishedRig rig = new PublishedRig(broker.url());
                Dashboard dashboard = dashboard()) {
            rig.ready("bench", PublishedRig.RIG).limits();
            browser.open(dashboard.url());
            browser.awaitText("link", "ready");
            assertFalse(isGreyed());

            rig.silent();
            browser.await("it is silent", () -> browser.text("link").contains("silent"));
            assertTrue(isGreyed());
            browser.awaitText("as-of", "ago");
            browser.screenshot("silent");

            rig.status("lost", "bench", PublishedRig.RIG);
            browser.awaitText("link", "lost");
            assertTrue(isGreyed());
            browser.assertNoComplaints();
        }
    }

    private static boolean isGreyed() {
        return "true".equals(browser.all("#main").get(0).getDomAttribute("data-stale"));
    }

    @Test
    void aBrokerThatGoesIsToldAndComesBackWithoutAReload() throws Exception {
        int port = broker.port();
        try (Dashboard dashboard = dashboard()) {
            try (PublishedRig rig = new PublishedRig(broker.url())) {
                rig.ready("bench", PublishedRig.RIG);
                browser.open(dashboard.url());
                browser.awaitText("link", "ready");
                browser.script("window.neverReloaded = true");
                broker.close();
                browser.awaitText("link", "lost");
                browser.await("a sentence says so", () -> !browser.text("trouble").isBlank());
                browser.await("values are greyed", ForeignRigPageTest::isGreyed);
                browser.screenshot("broker-lost");
            } finally {
                broker = EmbeddedBroker.start(port);
            }
            try (PublishedRig rig = new PublishedRig(broker.url())) {
                rig.ready("bench", PublishedRig.RIG);
                browser.awaitText("link", "ready");
                browser.await("values are fresh", () -> !isGreyed());
                assertEquals("", browser.text("trouble"));
                assertEquals(true, browser.script("return window.neverReloaded"));
            }
            browser.assertNoComplaints();
        }
    }

    @Test
    void aServerThatGoesIsToldAndFoundAgain() throws Exception {
        try (PublishedRig rig = new PublishedRig(broker.url())) {
            rig.ready("bench", PublishedRig.RIG);
            Dashboard first = dashboard();
            String url = first.url();
            browser.open(url);
            browser.awaitText("link", "ready");
            first.close();
            browser.awaitText("link", "no server");
            browser.awaitText("trouble", "tries again by itself");
            int port = Integer.parseInt(url.replaceAll("[^0-9]*[0-9.]+:([0-9]+)/", "$1"));
            RigWatch watch =
                    new RigWatch(
                            broker.url(), PublishedRig.RIG, BrokerLogin.ANONYMOUS, "dashboard");
            try (Dashboard second =
                    Dashboard.open(watch, DashboardDoor.loopback(port, true), "test", line -> {})) {
                browser.awaitText("link", "ready");
                browser.click("#pause");
                browser.awaitText("answers", "pause refused");
                assertEquals(url, second.url());
            }
            browser.complaints();
        }
    }
}
