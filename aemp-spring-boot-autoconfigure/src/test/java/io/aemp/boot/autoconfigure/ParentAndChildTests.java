package io.aemp.boot.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.aemp.FamilyChange;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.annotation.AempExchange;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.FamilyListener;
import io.aemp.annotation.Init;
import io.aemp.annotation.Receive;
import io.aemp.boot.client.ImportAempClients;
import io.aemp.boot.event.PortDiedEvent;
import io.aemp.boot.port.AempPorts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.DefaultLifecycleProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/** Parent and child contexts share one node. */
@ExtendWith(OutputCaptureExtension.class)
class ParentAndChildTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	@AfterEach
	void close() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
	}

	@Test
	void bothAreAutoConfigured() throws Exception {
		ConfigurableApplicationContext parent = run(null, Automatic.class, Parent.class);
		ConfigurableApplicationContext child = run(parent, Automatic.class, Child.class);
		Node node = parent.getBean(Node.class);
		assertThat(child.getBean(Node.class)).isSameAs(node);
		assertAnswers(node, "parent", "child");
		assertThat(child.getBean(AempPorts.class).find("childPort")).isPresent();
		child.close();
		assertAnswers(node, "parent");
		assertThat(node.open().callInContext(() -> "alive").get(60, TimeUnit.SECONDS)).isEqualTo("alive");
	}

	@Test
	void eachIsToldOnce() {
		ConfigurableApplicationContext parent = run(null, Automatic.class, Parent.class);
		ConfigurableApplicationContext child = run(parent, Automatic.class, Child.class);
		Node node = parent.getBean(Node.class);
		Listener above = parent.getBean("parentListener", Listener.class);
		Listener below = child.getBean("childListener", Listener.class);
		String port = node.open().id();
		node.database().register("shared", port);
		node.kill(port, Reason.of("done", "by the test"));
		for (Listener listener : List.of(above, below)) {
			Awaitility.await().atMost(PATIENCE).until(() -> !listener.goneFrom(port).isEmpty());
			Awaitility.await().atMost(PATIENCE).until(() -> !listener.diedOf(port).isEmpty());
		}
		child.close();
		String next = node.open().id();
		node.database().register("shared", next);
		node.kill(next);
		Awaitility.await().atMost(PATIENCE).until(() -> !above.goneFrom(next).isEmpty());
		assertThat(below.goneFrom(next)).isEmpty();
		for (Listener listener : List.of(above, below)) {
			assertThat(listener.goneFrom(port)).hasSize(1);
			assertThat(listener.diedOf(port)).hasSize(1);
		}
	}

	@Test
	void onlyTheParentIsAutoConfigured() {
		ConfigurableApplicationContext parent = run(null, Automatic.class, Parent.class);
		ConfigurableApplicationContext child = run(parent, Child.class);
		Node node = parent.getBean(Node.class);
		assertAnswers(node, "parent", "child");
		child.stop();
		assertAnswers(node, "parent");
		child.start();
		assertAnswers(node, "parent", "child");
		child.close();
		assertAnswers(node, "parent");
	}

	@Test
	void familyListenersOfAChildThatIsNotAutoConfigured() {
		ConfigurableApplicationContext parent = run(null, Automatic.class, Parent.class);
		ConfigurableApplicationContext child = run(parent, Child.class);
		Node node = parent.getBean(Node.class);
		Listener below = child.getBean("childListener", Listener.class);
		node.database().set("shared", "first", 1);
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(below.added("first")).hasSize(1));
		assertThat(parent.getBean("parentListener", Listener.class).added("first")).hasSize(1);
		child.stop();
		node.database().set("shared", "second", 2);
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(
					() -> assertThat(parent.getBean("parentListener", Listener.class).added("second")).hasSize(1));
		assertThat(below.added("second")).isEmpty();
		child.start();
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(below.added("second")).hasSize(1));
		node.database().set("unheard", "third", 3);
		child.close();
		assertThat(below.added("third")).isEmpty();
	}

	@Test
	void aChildHasClients() {
		ConfigurableApplicationContext parent = run(null, Automatic.class, Parent.class, ParentClient.class);
		for (ConfigurableApplicationContext child : List.of(run(parent, ChildClient.class),
				run(parent, Automatic.class, ChildClient.class))) {
			assertThat(child.getBean(Who.class).who()).isEqualTo("parent");
			assertThat(child.getBean(Who.class)).isNotSameAs(parent.getBean(Who.class));
			child.close();
			assertThat(parent.getBean(Who.class).who()).isEqualTo("parent");
		}
	}

	@Test
	void aChildNamesGroupsOfItsOwn() {
		ConfigurableApplicationContext parent = run(null, Automatic.class, Parent.class);
		ConfigurableApplicationContext child = run(
				builder(parent, OwnGroup.class).properties("aemp.client.own.family=tellers"));
		assertThat(child.getBean(Who.class).who()).isEqualTo("parent");
	}

	@Test
	void aChildThatIsNotAutoConfiguredStopsWithinItsOwnLimit(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext parent = run(null, Automatic.class);
		ConfigurableApplicationContext child = run(parent, Stuck.class);
		StuckPort stuck = child.getBean(StuckPort.class);
		Node node = parent.getBean(Node.class);
		Awaitility.await().atMost(PATIENCE).until(() -> !stuck.id.isEmpty());
		node.send(stuck.id, "hang");
		assertThat(stuck.entered.await(60, TimeUnit.SECONDS)).isTrue();
		child.close();
		assertThat(output).contains("still running after timeout of " + Stuck.LIMIT_MILLIS + "ms");
		stuck.released.countDown();
	}

	@Test
	void onlyTheChildIsAutoConfigured() {
		ConfigurableApplicationContext parent = run(null, Parent.class);
		ConfigurableApplicationContext child = run(parent, Automatic.class, Child.class);
		assertAnswers(child.getBean(Node.class), "child");
		assertThat(parent.getBeanProvider(Node.class).getIfAvailable()).isNull();
	}

	/** The database hears of an opened or killed port a moment later. */
	private static void assertAnswers(Node node, String... expected) {
		Awaitility.await()
			.atMost(PATIENCE)
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(answers(node)).containsExactlyInAnyOrder(expected));
	}

	private static List<String> answers(Node node) throws Exception {
		List<String> answers = new ArrayList<>();
		for (String port : node.database().keys("tellers").get(60, TimeUnit.SECONDS)) {
			answers.add(node.call(port, "who").get(60, TimeUnit.SECONDS).text(0));
		}
		return answers;
	}

	private ConfigurableApplicationContext run(ConfigurableApplicationContext parent, Class<?>... configuration) {
		return run(builder(parent, configuration));
	}

	private ConfigurableApplicationContext run(SpringApplicationBuilder builder) {
		ConfigurableApplicationContext context = builder.run();
		this.contexts.add(0, context);
		return context;
	}

	private static SpringApplicationBuilder builder(ConfigurableApplicationContext parent, Class<?>... configuration) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "spring.main.register-shutdown-hook=false",
					"aemp.client.tellers.family=tellers");
		return (parent != null) ? builder.parent(parent) : builder;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AempAutoConfiguration.class)
	static class Automatic {

	}

	@Configuration(proxyBeanMethods = false)
	static class Parent {

		@Bean
		Teller parentPort() {
			return new Teller("parent");
		}

		@Bean
		Listener parentListener() {
			return new Listener();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Child {

		@Bean
		Teller childPort() {
			return new Teller("child");
		}

		@Bean
		Listener childListener() {
			return new Listener();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "tellers", types = Who.class)
	static class ParentClient {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAempClients(group = "tellers", types = Who.class)
	static class ChildClient {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AempAutoConfiguration.class)
	@ImportAempClients(group = "own", types = Who.class)
	static class OwnGroup {

	}

	interface Who {

		@AempExchange("who")
		String who();

	}

	@Configuration(proxyBeanMethods = false)
	static class Stuck {

		/** As long as no other phase may take, so that the log tells which one it was. */
		private static final int LIMIT_MILLIS = 51;

		@Bean
		DefaultLifecycleProcessor lifecycleProcessor() {
			DefaultLifecycleProcessor processor = new DefaultLifecycleProcessor();
			processor.setTimeoutPerShutdownPhase(LIMIT_MILLIS);
			return processor;
		}

		@Bean
		StuckPort stuckPort() {
			return new StuckPort();
		}

	}

	@AempPort
	static class StuckPort {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch released = new CountDownLatch(1);

		private volatile String id = "";

		@Init
		void init(Port self) {
			this.id = self.id();
		}

		@Receive("hang")
		void hang() throws InterruptedException {
			this.entered.countDown();
			this.released.await();
		}

	}

	@AempPort(families = "tellers")
	record Teller(String name) {

		@Receive("who")
		String who() {
			return this.name;
		}

	}

	static class Listener {

		private final List<Object> events = new CopyOnWriteArrayList<>();

		private List<Object> added(String key) {
			return this.events.stream()
				.filter((event) -> event instanceof FamilyChange change && change.added().contains(key))
				.toList();
		}

		private List<Object> goneFrom(String port) {
			return this.events.stream()
				.filter((event) -> event instanceof FamilyChange change && change.deleted().contains(port))
				.toList();
		}

		private List<Object> diedOf(String port) {
			return this.events.stream()
				.filter((event) -> event instanceof PortDiedEvent died && died.port().equals(port))
				.toList();
		}

		@FamilyListener("shared")
		void changed(FamilyChange change) {
			this.events.add(change);
		}

		@EventListener
		void died(PortDiedEvent event) {
			this.events.add(event);
		}

	}

}
