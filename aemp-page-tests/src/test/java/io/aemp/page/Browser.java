package io.aemp.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import static org.assertj.core.api.Assertions.assertThat;

/** A headless browser, where one is installed. */
final class Browser implements AutoCloseable {

	/** Long enough for a busy machine. */
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final List<String> ARGUMENTS = List.of("--headless=new", "--no-sandbox", "--disable-gpu",
			"--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking",
			"--disable-component-update", "--disable-sync", "--disable-extensions", "--hide-scrollbars");

	private final ChromeDriver driver;

	private Browser(ChromeDriver driver) {
		this.driver = driver;
	}

	/** Starts Chromium; where there is none, the test is skipped. */
	static Browser start() {
		Path chromium = find("chromium", "chromium-browser", "google-chrome");
		Path driver = find("chromedriver");
		Assumptions.assumeTrue(chromium != null && driver != null,
				"no chromium and chromedriver on the path: the page is not tried in a browser");
		ChromeOptions options = new ChromeOptions().addArguments(ARGUMENTS).setBinary(chromium.toFile());
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(driver.toFile()).build();
		return new Browser(new ChromeDriver(service, options));
	}

	private static @Nullable Path find(String... names) {
		return Stream.of(System.getenv("PATH").split(":"))
			.flatMap((folder) -> Stream.of(names).map(Path.of(folder)::resolve))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
	}

	void open(String address) {
		this.driver.get(address);
	}

	/** Whether the reader prefers the dark. */
	void dark(boolean dark) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
	}

	void size(int width, int height) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
	}

	String text() {
		return this.driver.findElement(By.tagName("body")).getText();
	}

	void awaitText(String... texts) {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(text()).contains(texts));
	}

	@Nullable Object run(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	/** Runs a script that gives its result to its last argument, a function. */
	@Nullable Object await(String script) {
		return this.driver.executeAsyncScript(script);
	}

	ChromeDriver driver() {
		return this.driver;
	}

	/** What the browser complains of: errors of scripts, refusals of the policy. */
	List<String> complaints() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::getMessage).toList();
	}

	void picture(Path file) {
		try {
			Files.createDirectories(file.getParent());
			Files.write(file, this.driver.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
