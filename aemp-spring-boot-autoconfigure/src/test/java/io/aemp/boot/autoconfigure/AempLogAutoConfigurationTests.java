package io.aemp.boot.autoconfigure;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.LoggerContext;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import io.aemp.boot.logging.HandlerLogContext;
import io.aemp.boot.logging.LogLimit;
import io.aemp.boot.logging.LogbackSource;
import io.aemp.boot.port.AempPorts;
import io.aemp.logcatcher.CaughtRecord;
import io.aemp.logcatcher.LogCatcher;
import io.aemp.logcatcher.LogLevel;
import io.aemp.logcatcher.LogRecord;
import io.aemp.logcatcher.LogSource;
import io.aemp.runtime.Nodes;
import io.aemp.testing.CapturedLog;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** Logs of other nodes, by properties. */
class AempLogAutoConfigurationTests {

	private static final Logger logger = LoggerFactory.getLogger("shop.Orders");

	@RegisterExtension
	private final CapturedLog log = new CapturedLog("shop.Orders");

	private final Queue<CaughtRecord> caught = new ConcurrentLinkedQueue<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=shop", "aemp.secret=geheim", "aemp.binds=127.0.0.1:0")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, AempLogAutoConfiguration.class));

	private static Node other(Node seed) {
		return Nodes.start(NodeConfiguration.builder()
			.nodeId("other")
			.secret("geheim")
			.binds("127.0.0.1:0")
			.seeds(seed.network().listeners())
			.build());
	}

	@Test
	void nothingIsSentOrAskedForUnlessItIsWanted() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(LogSource.class)
			.doesNotHaveBean(LogCatcher.class)
			.doesNotHaveBean(LogbackSource.class));
		this.runner.withPropertyValues("aemp.log-source.enabled=true", "aemp.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LogSource.class));
		this.runner.withPropertyValues("aemp.log-source.enabled=yes")
			.withClassLoader(new FilteredClassLoader(LoggerContext.class))
			.run((context) -> assertThat(context).hasSingleBean(LogSource.class).doesNotHaveBean(LogbackSource.class));
	}

	@Test
	void linesOfHandlersHaveTheirContext() {
		this.runner.withPropertyValues("aemp.log-context=true").withUserConfiguration(Till.class).run((context) -> {
			Node node = context.getBean(Node.class);
			Till till = context.getBean(Till.class);
			String port = context.getBean(AempPorts.class).portOf(till).id();
			node.send(port, "pay", 5);
			node.send(port, "whatever");
			Awaitility.await().until(() -> till.contexts.size() == 2);
			assertThat(till.contexts).containsExactly(
					Map.of("aemp.node", "shop", "aemp.port", "till", "aemp.tag", "pay"),
					Map.of("aemp.node", "shop", "aemp.port", "till"));
		});
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(HandlerLogContext.class));
	}

	@Test
	void otherNodesReceiveWhatIsLogged() {
		this.runner.withPropertyValues("aemp.log-source.enabled=true").run((context) -> {
			try (Node other = other(context.getBean(Node.class));
					LogCatcher catcher = LogCatcher.start(other, LogLevel.INFO, this.caught::add)) {
				LogSource source = context.getBean(LogSource.class);
				Awaitility.await().until(() -> source.isWanted(LogLevel.INFO));
				logger.warn("out of {}", "paper", new IllegalStateException("really"));
				Awaitility.await()
					.until(() -> this.caught.stream()
						.anyMatch((record) -> record.entry().logger().equals("shop.Orders")));
				CaughtRecord record = this.caught.stream()
					.filter((any) -> any.entry().logger().equals("shop.Orders"))
					.findFirst()
					.orElseThrow();
				assertThat(record.node()).isEqualTo("shop");
				context.getBean(LogLimit.class).change(LogLevel.ERROR);
				this.caught.clear();
				logger.warn("not beyond the limit");
				logger.error("within the limit");
				Awaitility.await()
					.until(() -> this.caught.stream()
						.anyMatch((any) -> any.entry().text().startsWith("within the limit")));
				assertThat(this.caught).extracting((any) -> any.entry().text()).doesNotContain("not beyond the limit");
				assertThat(record.entry().level()).isEqualTo(LogLevel.WARN);
				assertThat(record.entry().text()).startsWith("out of paper\njava.lang.IllegalStateException: really")
					.contains("at ");
				assertThat(catcher.level()).isEqualTo(LogLevel.INFO);
			}
		});
	}

	@Test
	void whatOtherNodesLogIsLoggedAgain() {
		this.runner.withPropertyValues("aemp.log-catcher.level=info").run((context) -> {
			try (Node other = other(context.getBean(Node.class)); LogSource source = LogSource.start(other)) {
				Awaitility.await().until(() -> source.isWanted(LogLevel.INFO));
				source.log(new LogRecord(Instant.now(), "shop.Orders", LogLevel.INFO, "from afar"));
				Awaitility.await().until(() -> !this.log.lines().isEmpty());
				assertThat(this.log.lines()).singleElement().asString().startsWith("[other").endsWith("from afar");
			}
		});
		this.runner.withPropertyValues("aemp.log-catcher.level=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LogCatcher.class));
	}

	@AempPort(name = "till")
	static class Till {

		private final List<Map<String, String>> contexts = new CopyOnWriteArrayList<>();

		@Receive("pay")
		void pay(int amount) {
			this.contexts.add(MDC.getCopyOfContextMap());
		}

		@Receive
		void other(Message message) {
			this.contexts.add(MDC.getCopyOfContextMap());
		}

	}

}
