package io.aemp.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Reason;
import io.aemp.boot.actuate.RecentEvents;
import io.aemp.boot.port.AempPorts;
import io.aemp.runtime.Nodes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody sees who opens the page in a browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTests {

	private static final Path PICTURES = Path.of("target/pictures");

	private static final String FAULTS = """
			const done = arguments[arguments.length - 1];
			axe.run().then(({ violations }) => done(violations.flatMap(({ id, nodes }) =>
				nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`))));""";

	private Browser browser;

	@BeforeAll
	void startBrowser() {
		this.browser = Browser.start();
	}

	@AfterAll
	void closeBrowser() {
		if (this.browser != null) {
			this.browser.close();
		}
	}

	private static String page(ConfigurableApplicationContext context) {
		return PageApplication.endpoints(context) + "aemp";
	}

	/** A small network with real nodes. */
	@Nested
	class WithNodes {

		@Test
		void showsWhoComesAndGoes() {
			try (ConfigurableApplicationContext context = PageApplication.start(WebApplicationType.SERVLET,
					Stream.of(PageApplication.WITH_CHANGES))) {
				Node shown = context.getBean(Node.class);
				tryAMessage(context);
				readTheLog(context);
				BrowserTests.this.browser.open(page(context));
				BrowserTests.this.browser.awaitText("This node knows no other node.",
						"aemp.seeds=" + shown.network().listeners().get(0), "Nothing needs attention.");
				try (Node visitor = Nodes.start(NodeConfiguration.builder()
					.nodeId("visitor")
					.seeds(shown.network().listeners())
					.binds("127.0.0.1:0")
					.secret("of the tests")
					.build())) {
					BrowserTests.this.browser.awaitText("shown and 1 peer: 1 up.", "Connected to visitor");
					BrowserTests.this.browser.open(page(context) + "#/node/" + visitor.id());
					BrowserTests.this.browser.awaitText("there and back, now", " ms");
					BrowserTests.this.browser.open(page(context));
				}
				BrowserTests.this.browser.awaitText("shown and 1 peer: 1 lost.", "Lost visitor", "lost");
				killThePort(context);
				loseMany(context);
			}
			BrowserTests.this.browser.awaitText("the node does not answer; next attempt in");
		}

	}

	/** By keyboard alone, from one field to the next. */
	private void tryAMessage(ConfigurableApplicationContext context) {
		this.browser.open(page(context) + "#/ports/the%20greeter");
		this.browser.awaitText("Send a test message");
		this.browser.driver().findElement(By.tagName("summary")).sendKeys(Keys.ENTER);
		WebElement field = this.browser.driver().findElement(By.cssSelector("input"));
		field.clear();
		field.sendKeys("[\"greet\", \"Ann\"]");
		field.sendKeys(Keys.TAB, Keys.TAB, Keys.TAB);
		this.browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
		this.browser.awaitText("Answer: [\"Hello, Ann\"]", "p50", "p99", "slowest of late", " ms");
		// what was written stays while the view follows the node
		assertThat(field.getDomProperty("value")).isEqualTo("[\"greet\", \"Ann\"]");
		this.browser.driver().findElement(By.partialLinkText("Where message-")).sendKeys(Keys.ENTER);
		this.browser.awaitText("Hops of message-", "call greet", "answered", "receive greet", "done");
		this.browser.driver().navigate().back();
	}

	/** By keyboard alone; the one who is asked may change his mind. */
	private void killThePort(ConfigurableApplicationContext context) {
		this.browser.open(page(context) + "#/ports/the%20greeter");
		openTheDialog().sendKeys(Keys.ESCAPE);
		assertThat(this.browser.driver().findElements(By.tagName("dialog"))).isEmpty();
		openTheDialog().sendKeys(Keys.TAB, Keys.ENTER);
		this.browser.awaitText("Done: killed port shown#");
		assertThat(faults()).isEmpty();
		this.browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
		this.browser.awaitText("Port 'the greeter' was opened again");
	}

	/** They take the room of nobody, and are told in a few lines. */
	private void loseMany(ConfigurableApplicationContext context) {
		for (int i = 0; i < 150; i++) {
			context.getBean(RecentEvents.class).peerDown("gone-" + i, Reason.of("transport_error", "gone", "reset"));
		}
		this.browser.open(page(context) + "#/network");
		this.browser.awaitText("shown and 151 peers: 151 lost.", "the network may be divided", "gone-149 lost",
				"gone-147 lost", "148 more were lost in the last", "The first 100 of 151");
		assertThat(count(".problems li")).isEqualTo(6);
		assertThat(count(".graph .node.group")).isEqualTo(1);
		assertThat(count("tbody tr")).isEqualTo(112);
		this.browser.driver().findElement(By.cssSelector(".more button")).sendKeys(Keys.ENTER);
		Awaitility.await().untilAsserted(() -> assertThat(count("tbody tr")).isEqualTo(163));
	}

	private long count(String selector) {
		return (long) this.browser.run("return document.querySelectorAll(arguments[0]).length", selector);
	}

	/** It begins with the button that changes nothing. */
	private WebElement openTheDialog() {
		this.browser.awaitText("Kill this port");
		this.browser.driver().findElement(By.cssSelector("button.danger")).sendKeys(Keys.ENTER);
		this.browser.awaitText("Its monitors fire", "is opened again, if its annotation says so");
		assertThat(faults()).isEmpty();
		WebElement cancel = this.browser.driver().switchTo().activeElement();
		assertThat(cancel.getText()).isEqualTo("Cancel");
		return cancel;
	}

	/** What was logged before somebody looked is not shown. */
	private void readTheLog(ConfigurableApplicationContext context) {
		this.browser.open(page(context) + "#/log");
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			LoggerFactory.getLogger(Crowd.HOSTILE).warn("low on paper");
			assertThat(this.browser.text()).contains(Crowd.HOSTILE, "warn", "low on paper");
		});
		WebElement filter = this.browser.driver().findElement(By.cssSelector("input[type=search]"));
		filter.sendKeys("ink");
		this.browser.awaitText("No record contains that.");
	}

	/** A large network, with all that can be wrong. */
	@Nested
	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	class WithACrowd {

		private final Browser browser = BrowserTests.this.browser;

		private ConfigurableApplicationContext context;

		@BeforeAll
		void start() {
			this.context = PageApplication.start(WebApplicationType.SERVLET, Stream.of(PageApplication.WITH_CHANGES),
					Crowd.class);
			Crowd.disturb(this.context.getBean(RecentEvents.class));
			String port = this.context.getBean(AempPorts.class)
				.portOf(this.context.getBean(PageApplication.Greeter.class))
				.id();
			Http.send("POST", page(this.context) + "/message", "{\"message\": \"[\\\"greet\\\", \\\"Ann\\\"]\", "
					+ "\"call\": \"true\", \"follow\": \"try.1\", \"port\": \"" + port + "\"}");
		}

		@AfterAll
		void close() {
			this.context.close();
		}

		private void open(String view) {
			this.browser.open("about:blank");
			this.browser.complaints();
			this.browser.open(page(this.context) + "#/" + view);
			this.browser.awaitText("live");
		}

		@ParameterizedTest
		@ValueSource(strings = { "network", "node", "node/worker-4", "ports/the%20greeter", "families", "events",
				"messages", "messages/try.1", "log" })
		void everybodyCanUseEachView(String view) {
			open(view);
			for (boolean dark : new boolean[] { false, true }) {
				this.browser.dark(dark);
				for (int width : new int[] { 360, 800, 1440 }) {
					this.browser.size(width, 900);
					assertThat(this.browser.run("return document.documentElement.scrollWidth")).as("width of %s", view)
						.isEqualTo((long) width);
					if (view.equals("network") || dark == (width < 500)) {
						this.browser.picture(PICTURES
							.resolve(view.replaceAll("\\W", "-") + "-" + width + (dark ? "-dark" : "-light") + ".png"));
					}
				}
				assertThat(faults()).as(view).isEmpty();
			}
			assertThat(this.browser.complaints()).isEmpty();
			assertThat(this.browser.run("return document.querySelectorAll('h1').length")).isEqualTo(1L);
		}

		@Test
		void whatPeersSayIsText() {
			open("network");
			this.browser.awaitText(Crowd.HOSTILE);
			assertThat(this.browser.run("return document.title")).isEqualTo("Network \u2013 shown \u2013 aemp");
			assertThat(this.browser.run("return document.querySelectorAll('main img, main script').length"))
				.isEqualTo(0L);
			assertThat(this.browser.complaints()).isEmpty();
		}

		@Test
		void whatIsWrongIsToldFirst() {
			open("network");
			this.browser.awaitText("the network may be divided", "worker-9 lost", "connection reset",
					"orders died 500 times, the last time", "disk is full", "worker-7 cannot be reached");
			open("events");
			this.browser.driver().findElement(By.cssSelector("option[value=network]")).click();
			this.browser.awaitText("Lost worker-9: connection reset", "Connected to worker-21");
			assertThat(this.browser.text()).doesNotContain("disk is full");
			// remembered in spite of all the deaths of the port
			open("node/worker-21");
			this.browser.awaitText("Connected to worker-21");
		}

		@Test
		void aThousandNodesAreSummarised() {
			this.context.getBean(Crowd.class).size(1000);
			open("network");
			this.browser.awaitText("worker-*");
			assertThat((Long) this.browser.run("return document.querySelectorAll('.graph .node').length"))
				.isLessThan(30);
			this.context.getBean(Crowd.class).size(30);
		}

		@Test
		void theTimelineIsSteppedThroughByKeyboard() {
			open("network");
			WebElement slider = this.browser.driver().findElement(By.cssSelector("input[type=range]"));
			slider.sendKeys(Keys.HOME);
			// without those that came later and the one that connects, with those that
			// were lost
			this.browser.awaitText("As it was at", "shown and 28 peers", "Role ");
			slider.sendKeys(Keys.ARROW_RIGHT);
			this.browser.awaitText("shown and 29 peers", "Connected to worker-21");
			slider.sendKeys(Keys.END);
			this.browser.awaitText("The picture shows the present.");
			assertThat(this.browser.driver().switchTo().activeElement()).isEqualTo(slider);
		}

	}

	/** What keeps somebody from using what is shown. */
	private List<?> faults() {
		this.browser.run(script());
		return (List<?>) this.browser.await(FAULTS);
	}

	private static String script() {
		try {
			return new ClassPathResource("axe.min.js").getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
