package io.pumprig.simulator.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pumprig.simulator.RunningSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * The page of the real program, in a real browser, used as people use it: at 600 times real time,
 * every test on a run that it began anew.
 */
@Tag("browser")
@Order(6)
class SimulatedPumpPageTest {
    private static final String OCCLUSION = "#alarm-list li[data-alarm=OCCLUSION_DOWNSTREAM]";
    private static final int MOST_BYTES = 250_000;
    private static final int MOST_TABS = 60;

    private static Chromium browser;
    private static RunningSimulator simulator;
    private static String url;

    @BeforeAll
    static void beginToServe() throws InterruptedException {
        browser = Chromium.start("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");
        simulator =
                RunningSimulator.start(
                        "run", "--broker", "embedded:0", "--dashboard", "0", "--seed", "1");
        url = simulator.awaitLines(3).get(2).substring("dashboard ".length());
    }

    @AfterAll
    static void end() {
        if (simulator != null) {
            simulator.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    /** A run of its own for each test, at 600 times real time, begun from the page itself. */
    @BeforeEach
    void beginAnew() {
        browser.open(url);
        browser.awaitText("link", "ready");
        browser.await("the session is told", () -> !session().isEmpty());
        String before = session();
        browser.click("#sim-run");
        browser.click("#speed-600");
        browser.awaitText("answers", "600 times real time");
        browser.click("#sim-reset");
        browser.await("another session runs", () -> !session().equals(before));
        browser.awaitText("link", "ready");
        browser.complaints();
    }

    private static String session() {
        return String.valueOf(browser.script("return document.getElementById('session').title"));
    }

    @Test
    void aUserBreaksThePumpSeesItStopAndBringsItBack(@TempDir Path report) throws Exception {
        assertEquals("SIMULATION", browser.text("backend-word"));
        browser.awaitText("mode", "Continuous");
        double begun = browser.number("ordered");
        browser.await("the dose grows", () -> browser.number("ordered") > begun + 1);
        browser.await("the plots are drawn", () -> browser.all("#plot-list figure").size() >= 5);

        browser.choose("fault-preset", "F-01 ");
        browser.click("#inject");
        browser.awaitText("fault-answer", "fault-inject accepted (OK)");
        browser.await("the fault acts", () -> browser.text("active-faults").contains("active"));
        browser.await("its effects are told", () -> effects() > 0);

        browser.await("the alarm is listed", () -> browser.exists(OCCLUSION));
        assertTrue(browser.text("alarm-list").contains("high, critical"));
        assertTrue(browser.text("alarm-list").contains("latched until acknowledged"));
        browser.await("nothing flows", () -> browser.number("rate") == 0);
        browser.awaitText("permit", "o flow");
        browser.awaitText("event-list", "Occlusion downstream: raised");
        browser.screenshot("occlusion");

        browser.click("#active-faults .clear");
        browser.awaitText("fault-answer", "fault-clear accepted (OK)");
        browser.await("it is gone", () -> !browser.exists("#active-faults li"));
        browser.await("so is its cause", () -> browser.text("alarm-list").contains("cause gone"));
        assertEquals(0, browser.number("rate"));
        browser.click(OCCLUSION + " .acknowledge");
        browser.await("the alarm leaves", () -> !browser.exists(OCCLUSION));
        browser.await("therapy resumes", () -> browser.number("rate") == 250);
        double resumed = browser.number("believed");
        browser.await("drug is given", () -> browser.number("believed") > resumed + 1);
        browser.screenshot("resumed");

        browser.click("#export");
        Path scenario = browser.awaitDownload(".yaml");
        assertTrue(Files.readString(scenario).contains("occlusion"), () -> scenario.toString());
        try (RunningSimulator test =
                RunningSimulator.start(
                        "test", scenario.toString(), "--report", report.toString())) {
            assertEquals(0, test.awaitExit(), () -> test.out() + test.err());
        }
        browser.assertNoComplaints();
    }

    private static double effects() {
        List<WebElement> told = browser.all("#active-faults .effects");
        return told.isEmpty()
                ? 0
                : Double.parseDouble(told.get(0).getText().replaceAll("[^0-9]", ""));
    }

    @Test
    void therapyIsPausedAndResumedAndEachAnswerIsTold() {
        browser.click("#pause");
        browser.awaitText("mode", "Paused");
        browser.awaitText("answers", "pause accepted (OK)");
        browser.click("#resume");
        browser.awaitText("mode", "Continuous");
        browser.click("#minimum-rate");
        browser.awaitText("mode", "Minimum rate");
        browser.click("#resume");
        browser.awaitText("mode", "Continuous");
        browser.assertNoComplaints();
    }

    @Test
    void simulatedTimeStandsStillGoesOnByStepsAndUntilSomethingHappens() {
        browser.click("#sim-pause");
        browser.awaitText("pace", "stands still");
        double before = cycle();
        browser.type("cycles", "25");
        browser.click("#sim-step");
        browser.await("25 cycles went by", () -> cycle() == before + 25);

        browser.click("#when-in");
        browser.type("fault-at", "20 min");
        browser.click("#inject");
        browser.awaitText("fault-answer", "accepted");
        browser.click("#until-event");
        browser.awaitText("until", "It stands still: fault occlusion-1");
        browser.awaitText("pace", "stands still");
        browser.assertNoComplaints();
    }

    private static double cycle() {
        Object cycle =
                browser.script("return Number(document.getElementById('clock').dataset.cycle)");
        return ((Number) cycle).doubleValue();
    }

    @Test
    void aRefusalIsTellingAndItsMarkupIsText() {
        String key = "<img src=x onerror=document.title='owned'>";
        browser.type("fault-key", key);
        browser.click("#inject");
        browser.awaitText("fault-answer", "refused (BAD_PARAM)");
        assertTrue(browser.text("fault-answer").contains("<img src=x"), browser.text("faults"));
        assertFalse(browser.exists("#faults img, #answers img"));
        assertEquals(
                "true",
                browser.all("#fault-key").get(0).getDomAttribute("aria-invalid"),
                "the field that is wrong is marked");
        assertNotEquals("owned", browser.script("return document.title"));

        browser.type("fault-key", "soft");
        browser.type("param-severity", "7");
        browser.click("#inject");
        browser.awaitText("fault-answer", "a number from 0 to 1");
        browser.assertNoComplaints();
    }

    @Test
    void thePanelOffersWhatTheCatalogueSays() {
        browser.await("the panel is there", () -> browser.exists("#fault-type option"));
        assertTrue(browser.all("#fault-type option").size() >= 60);
        assertTrue(browser.all("#fault-preset option").size() >= 40);
        browser.choose("fault-type", "pressure: drift");
        browser.await("its parameters are asked for", () -> browser.exists("#fault-params input"));
        assertTrue(browser.text("fault-params").contains("kPa/h"), browser.text("fault-params"));
        browser.assertNoComplaints();
    }

    @Test
    void itIsSmallAndNothingComesFromElsewhere() {
        browser.forgetWhatIsCached();
        browser.open(url);
        browser.await("all of it is loaded", () -> browser.exists("#faults"));
        double paint =
                ((Number)
                                browser.script(
                                        "return performance.getEntriesByName("
                                                + "'first-contentful-paint')[0].startTime"))
                        .doubleValue();
        List<?> loaded =
                (List<?>)
                        browser.script(
                                "return performance.getEntries().filter(e => e.decodedBodySize !=="
                                        + " undefined).map(e => ({name: e.name, bytes:"
                                        + " e.decodedBodySize}))");
        long bytes = 0;
        for (Object entry : loaded) {
            Map<?, ?> resource = (Map<?, ?>) entry;
            String name = (String) resource.get("name");
            assertTrue(name.startsWith(url) || name.startsWith("data:"), name);
            if (!name.startsWith(url + "api/")) {
                bytes += ((Number) resource.get("bytes")).longValue();
            }
        }
        long total = bytes;
        System.out.println("first paint " + Math.round(paint) + " ms, " + total + " bytes");
        assertTrue(total > 100_000 && total < MOST_BYTES, () -> total + " bytes");
        browser.assertNoComplaints();
    }

    @Test
    void aPhoneNeedsNoSidewaysScrolling() {
        for (boolean dark : List.of(false, true)) {
            browser.width(390, 844);
            browser.dark(dark);
            browser.open(url);
            browser.awaitText("mode", "Continuous");
            browser.await("all is there", () -> browser.exists("#faults") && drawn());
            assertEquals(
                    browser.script("return document.documentElement.clientWidth"),
                    browser.script("return document.documentElement.scrollWidth"),
                    "no wider than the phone");
            browser.screenshot(dark ? "phone-dark" : "phone-light");
        }
        browser.dark(true);
        browser.screenshot("desktop-dark");
        browser.dark(false);
        browser.assertNoComplaints();
    }

    private static boolean drawn() {
        return browser.all("#plot-list canvas").size() >= 5;
    }

    @Test
    void everythingCanBeDoneWithoutAMouse() {
        browser.open(url);
        browser.awaitText("mode", "Continuous");
        browser.keys(Keys.TAB);
        assertEquals("Skip to the pump", browser.focused());
        browser.keys(Keys.ENTER);
        assertEquals("main", browser.focused());

        tabTo("pause");
        assertEquals(
                "solid",
                browser.script("return getComputedStyle(document.activeElement).outlineStyle"),
                "the focus can be seen");
        browser.keys(Keys.ENTER);
        browser.awaitText("mode", "Paused");
        tabTo("resume");
        browser.keys(Keys.SPACE);
        browser.awaitText("mode", "Continuous");

        tabTo("fault-key");
        browser.keys("by-hand");
        tabTo("inject");
        browser.keys(Keys.ENTER);
        browser.awaitText("active-faults", "by-hand");

        List<WebElement> unnamed =
                browser.all("button, input, select").stream()
                        .filter(WebElement::isDisplayed)
                        .filter(element -> element.getAccessibleName().isBlank())
                        .toList();
        assertEquals(List.of(), unnamed, "everything has a name");
        assertEquals(
                "alert",
                browser.all("#alarm-news").get(0).getDomAttribute("role"),
                "alarms are said aloud");
        browser.assertNoComplaints();
    }

    private static void tabTo(String id) {
        for (int i = 0; i < MOST_TABS; i++) {
            if (browser.focused().equals(id)) {
                return;
            }
            browser.keys(Keys.TAB);
        }
        throw new AssertionError("no way by the keyboard to #" + id);
    }

    @Test
    void aPlotTellsWhatIsUnderTheCursor() {
        browser.await("there is something to see", () -> browser.number("ordered") > 5);
        browser.script("document.querySelector('#plot-list figure').focus()");
        browser.await(
                "the values there are told",
                () -> {
                    browser.keys(Keys.ARROW_LEFT);
                    return legend().contains("now250");
                });
        browser.awaitText("hovered", "no fault, alarm or order here");
        browser.click("#spans [data-span='10 min']");
        assertEquals(
                "true",
                browser.all("#spans [data-span='10 min']").get(0).getDomAttribute("aria-pressed"));
        assertTrue(browser.all("#plot-list figure canvas").get(0).getSize().getWidth() > 300);
        browser.assertNoComplaints();
    }

    @Test
    void aPlotOfEverythingReachesBackToTheBeginning() {
        browser.click("#spans [data-span='all']");
        browser.await("half an hour passed", () -> browser.number("ordered") > 5);
        browser.script("document.querySelector('#plot-list figure').focus()");
        // At 600 times real time two states are five minutes apart.
        browser.await(
                "the first minutes are on the left",
                () -> {
                    browser.keys(Keys.chord(Keys.SHIFT, Keys.ARROW_LEFT));
                    return legend().matches("(?s)at:?\\s*00:0\\d:.*");
                });
        browser.assertNoComplaints();
    }

    /** What the first plot tells of the moment under its cursor. */
    private static String legend() {
        return browser.all("#plot-list .u-legend").get(0).getText();
    }
}
