package io.pumprig.simulator.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A Chromium without a window, as somebody who looks at the page has one. Where there is none the
 * test that wants it is skipped, and says so; with {@code PUMPRIG_BROWSER=required} in the
 * environment, as CI has it, it fails.
 */
final class Chromium implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String DEMAND = "PUMPRIG_BROWSER";
    private static final String REQUIRED = "required";
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Path folder;
    private final ChromeDriver driver;
    private final WebDriverWait patience;

    private Chromium(Path folder, ChromeDriver driver) {
        this.folder = folder;
        this.driver = driver;
        this.patience = new WebDriverWait(driver, PATIENCE, Duration.ofMillis(100));
        patience.ignoring(StaleElementReferenceException.class);
    }

    /**
     * Starts one with an empty profile.
     *
     * @param more switches of Chromium besides those that keep it to itself
     */
    static Chromium start(String... more) {
        File chromium = program("chromium");
        File chromedriver = program("chromedriver");
        Path folder = folder();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,900",
                "--user-data-dir=" + folder.resolve("profile"));
        options.addArguments(more);
        options.setExperimentalOption(
                "prefs", Map.of("download.default_directory", folder.toString()));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        // Named, so that Selenium does not look for one on the internet.
        System.setProperty("webdriver.chrome.driver", chromedriver.getPath());
        return new Chromium(folder, new ChromeDriver(options));
    }

    private static File program(String name) {
        for (String place : List.of("/usr/bin", "/usr/local/bin", "/snap/bin")) {
            File file = new File(place, name);
            if (file.canExecute()) {
                return file;
            }
        }
        String lacks =
                name + " is not installed (Debian: apt-get install chromium chromium-driver)";
        if (REQUIRED.equals(System.getenv(DEMAND))) {
            throw new AssertionError(lacks + ", and " + DEMAND + " is " + REQUIRED);
        }
        return Assumptions.abort(lacks);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("pumprig-browser");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void open(String url) {
        driver.get(url);
    }

    /** Waits for what the sentence says. */
    void await(String sentence, Supplier<Boolean> holds) {
        patience.withMessage(() -> sentence + "; the page says: " + shown())
                .until(any -> holds.get());
    }

    /** What tells most about what went wrong. */
    private String shown() {
        return Stream.of("link", "trouble", "clock", "mode", "alarm-list", "answers", "event-list")
                .map(id -> id + ": " + text(id))
                .toList()
                .toString();
    }

    /** Waits until the text of the element with that id contains this. */
    void awaitText(String id, String part) {
        await("#" + id + " says " + part, () -> text(id).contains(part));
    }

    /** The text of the element with that id, empty where there is none. */
    String text(String id) {
        List<WebElement> found = driver.findElements(By.id(id));
        return found.isEmpty() ? "" : found.get(0).getText();
    }

    /** The number in the element with that id. */
    double number(String id) {
        String text = text(id).replace("\u202f", "").replace('\u2212', '-');
        return text.matches("-?[0-9.]+") ? Double.parseDouble(text) : Double.NaN;
    }

    boolean exists(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Presses a button, once it can be pressed. */
    void click(String css) {
        await(
                css + " can be pressed",
                () -> {
                    WebElement button = driver.findElement(By.cssSelector(css));
                    if (!button.isEnabled()) {
                        return false;
                    }
                    script("arguments[0].scrollIntoView({block: 'center'})", button);
                    button.click();
                    return true;
                });
    }

    void type(String id, String text) {
        WebElement field = driver.findElement(By.id(id));
        field.clear();
        field.sendKeys(text);
    }

    void choose(String id, String shown) {
        await(
                "#" + id + " offers " + shown,
                () -> {
                    for (WebElement option : all("#" + id + " option")) {
                        if (option.getText().contains(shown)) {
                            option.click();
                            return true;
                        }
                    }
                    return false;
                });
    }

    /** Presses keys where the focus is. */
    void keys(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** The id, or the text, of what has the focus. */
    String focused() {
        WebElement element = driver.switchTo().activeElement();
        String id = element.getDomAttribute("id");
        return id == null || id.isEmpty() ? element.getText() : id;
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** As wide as a phone, or as it was; a window of the desktop cannot be as narrow. */
    void width(int pixels, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** As somebody who likes it dark. */
    void dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of(
                                        "name",
                                        "prefers-color-scheme",
                                        "value",
                                        dark ? "dark" : "light"))));
    }

    /** As somebody who comes for the first time. */
    void forgetWhatIsCached() {
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
    }

    /** Bytes of the page's objects, after a collection. */
    long heapBytes() {
        driver.executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
        return ((Number) driver.executeCdpCommand("Runtime.getHeapUsage", Map.of()).get("usedSize"))
                .longValue();
    }

    /** Keeps what the whole page looks like, for people. */
    void screenshot(String name) {
        Dimension window = driver.manage().window().getSize();
        long height = ((Number) script("return document.documentElement.scrollHeight")).longValue();
        long width = ((Number) script("return innerWidth")).longValue();
        width((int) width, (int) Math.min(height, 6_000));
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(
                    SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
            driver.manage().window().setSize(window);
        }
    }

    /** Waits for a download that ends so. */
    Path awaitDownload(String ending) {
        List<Path> found = new ArrayList<>();
        await(
                "a file that ends with " + ending + " is saved",
                () -> {
                    found.clear();
                    found.addAll(files(ending));
                    return !found.isEmpty();
                });
        return found.get(0);
    }

    private List<Path> files(String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the browser complained of since the last question; its own notices are not. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    void assertNoComplaints() {
        assertEquals(List.of(), complaints());
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
