package io.quarkiverse.psycopg.showcase;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A headless Chromium of the machine's own, with a profile that nobody used before. A machine without one skips the test;
 * continuous integration counts that as a failure.
 */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser start(int width, int height) {
        File browser = firstOf("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
        File chromedriver = firstOf("/usr/bin/chromedriver", "/usr/local/bin/chromedriver");
        Assumptions.assumeTrue(browser != null && chromedriver != null, "no chromium and chromedriver on this machine");
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser);
        options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-color-profile=srgb",
                "--window-size=" + width + "," + height, "--user-data-dir=" + profile());
        options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
        return new Browser(new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(chromedriver).usingAnyFreePort().build(), options));
    }

    void open(String url) {
        driver.get(url);
    }

    WebElement element(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** Waits until an element with that text in it is there. */
    WebElement await(String selector, String text) {
        return await(page -> page.findElements(By.cssSelector(selector)).stream()
                .filter(element -> element.getText().contains(text)).findFirst().orElse(null));
    }

    /** As {@link #await(String, String)}, for what the element has in {@code data-id}: rows are replaced when they change. */
    String awaitNumber(String selector, String text) {
        return await(page -> page.findElements(By.cssSelector(selector)).stream()
                .filter(element -> element.getText().contains(text)).findFirst()
                .map(element -> element.getAttribute("data-id")).orElse(null));
    }

    /** Clicks an element as soon as it is there and stays for as long as a click takes. */
    void click(String selector) {
        await(page -> {
            page.findElement(By.cssSelector(selector)).click();
            return true;
        });
    }

    <T> T await(ExpectedCondition<T> condition) {
        return new WebDriverWait(driver, PATIENCE).ignoring(StaleElementReferenceException.class, NoSuchElementException.class)
                .until(condition);
    }

    /** What the page wrote to the console as warning or error; a request that failed is among it. */
    List<String> complaints() {
        return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue()).map(Object::toString).toList();
    }

    Path screenshot(String name) {
        try {
            Path file = Path.of("target", "screenshots", name + ".png");
            Files.createDirectories(file.getParent());
            return Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static File firstOf(String... paths) {
        return Stream.of(paths).map(File::new).filter(File::canExecute).findFirst().orElse(null);
    }

    private static Path profile() {
        try {
            return Files.createTempDirectory("browser-profile").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
