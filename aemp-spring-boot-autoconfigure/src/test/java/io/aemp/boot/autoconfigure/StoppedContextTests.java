package io.aemp.boot.autoconfigure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.aemp.FamilyChange;
import io.aemp.Message;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.FamilyListener;
import io.aemp.annotation.Receive;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** A context that is stopped or paused holds no socket, and comes back when it starts. */
class StoppedContextTests {

	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	@AfterEach
	void close() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
	}

	@ParameterizedTest
	@EnumSource
	void isBackInTheNetworkAfterwards(Way way) throws Exception {
		ConfigurableApplicationContext seed = run(null, Automatic.class, "seed", "127.0.0.1:0", "");
		Node peer = seed.getBean(Node.class);
		ConfigurableApplicationContext context = run(null, Application.class, "node", "127.0.0.1:" + freePort(),
				seedOf(seed));
		Node node = context.getBean(Node.class);
		List<String> listeners = node.network().listeners();
		Port byHand = node.open((message) -> node.send(message.text(2), "hand"));
		node.database().register("hands", byHand.id());
		assertAnswers(peer, "greeters");
		assertAnswers(peer, "hands");
		for (int i = 0; i < 2; i++) {
			CompletableFuture<Reason> death = new CompletableFuture<>();
			CompletableFuture<Reason> loss = new CompletableFuture<>();
			peer.monitor(keys(peer, "greeters").get(0), death::complete);
			peer.monitor(byHand.id(), loss::complete);
			way.stop.accept(context);
			assertThat(node.network().listeners()).isEmpty();
			assertThat(death.get(60, TimeUnit.SECONDS).identifier()).isEqualTo(Reason.NODE_CLOSED);
			assertThat(loss.get(60, TimeUnit.SECONDS).identifier()).isEqualTo(Reason.TRANSPORT_ERROR);
			eventually().until(() -> keys(peer, "greeters").isEmpty() && keys(peer, "hands").isEmpty());
			way.start.accept(context);
			assertThat(node.network().listeners()).isEqualTo(listeners);
			assertAnswers(peer, "greeters");
			eventually().until(() -> keys(peer, "hands").equals(List.of(byHand.id())));
			assertAnswers(peer, "hands");
			String subkey = "round " + i;
			peer.database().set("watched", subkey, i);
			Events events = context.getBean(Events.class);
			eventually().until(() -> events.added.contains(subkey));
		}
		way.stop.accept(context);
		context.close();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void holdsNoDescriptor() throws Exception {
		run(null, Application.class, "warm", "127.0.0.1:0", "").close();
		long baseline = descriptors();
		ConfigurableApplicationContext context = run(null, Application.class, "node", "127.0.0.1:0", "");
		assertThat(descriptors()).isGreaterThan(baseline);
		context.stop();
		assertThat(descriptors()).isLessThanOrEqualTo(baseline);
	}

	@Test
	void listenerThatIsTakenMeanwhile() throws Exception {
		int port = freePort();
		ConfigurableApplicationContext context = run(null, Application.class, "node", "127.0.0.1:" + port, "");
		context.stop();
		try (ServerSocket taken = new ServerSocket()) {
			taken.bind(new InetSocketAddress("127.0.0.1", port));
			assertThatException().isThrownBy(context::start).withStackTraceContaining("port " + port + " is in use");
			context.stop();
		}
		context.start();
		assertThat(context.getBean(Network.class).listeners()).containsExactly("127.0.0.1:" + port);
		assertAnswers(context.getBean(Node.class), "greeters");
	}

	@Test
	void nodeWithoutNetwork() {
		ConfigurableApplicationContext context = run(null, Application.class, "node", "127.0.0.1:0", "",
				"--aemp.secret=");
		context.stop();
		context.start();
		assertAnswers(context.getBean(Node.class), "greeters");
	}

	@Test
	void childThatStopsLeavesTheNodeOfItsParentAlone() {
		ConfigurableApplicationContext parent = run(null, Automatic.class, "node", "127.0.0.1:0", "");
		ConfigurableApplicationContext child = run(parent, Application.class, "ignored", "127.0.0.1:0", "");
		Node node = parent.getBean(Node.class);
		assertAnswers(node, "greeters");
		child.stop();
		assertThat(node.network().listeners()).isNotEmpty();
		child.start();
		assertAnswers(node, "greeters");
		parent.stop();
		assertThat(node.network().listeners()).isEmpty();
		parent.start();
		assertThat(node.network().listeners()).isNotEmpty();
		assertAnswers(node, "greeters");
	}

	private static void assertAnswers(Node node, String family) {
		eventually().ignoreExceptions().until(() -> {
			List<String> found = keys(node, family);
			Message answer = node.call(found.get(0), Message.of("greet", "x"), Duration.ofSeconds(60)).get();
			return found.size() == 1 && answer.size() > 0;
		});
	}

	private static List<String> keys(Node node, String family) throws Exception {
		return node.database().keys(family).get(60, TimeUnit.SECONDS);
	}

	private static ConditionFactory eventually() {
		return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10));
	}

	private static int freePort() throws IOException {
		try (ServerSocket free = new ServerSocket(0)) {
			return free.getLocalPort();
		}
	}

	/** Sockets, and what event loops wait with. */
	private static long descriptors() throws IOException {
		try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
			return open.filter((path) -> {
				try {
					String target = Files.readSymbolicLink(path).toString();
					return target.startsWith("socket:") || target.startsWith("anon_inode:");
				}
				catch (IOException ex) {
					// closed meanwhile
					return false;
				}
			}).count();
		}
	}

	private ConfigurableApplicationContext run(ConfigurableApplicationContext parent, Class<?> configuration,
			String nodeId, String binds, String seeds, String... more) {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off");
		SpringApplication application = ((parent != null) ? builder.parent(parent) : builder).build();
		application.setRegisterShutdownHook(false);
		List<String> arguments = new ArrayList<>(
				List.of("--aemp.node-id=" + nodeId, "--aemp.binds=" + binds, "--aemp.seeds=" + seeds));
		arguments.addAll((more.length > 0) ? List.of(more) : List.of("--aemp.secret=geheim"));
		ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
		this.contexts.add(0, context);
		return context;
	}

	private static String seedOf(ConfigurableApplicationContext context) {
		return context.getBean(Network.class).listeners().get(0);
	}

	/** How Spring stops a context for a while. */
	private enum Way {

		STOP(ConfigurableApplicationContext::stop, ConfigurableApplicationContext::start),
		/** As the cache of test contexts does. */
		PAUSE(ConfigurableApplicationContext::pause, ConfigurableApplicationContext::restart);

		private final Consumer<ConfigurableApplicationContext> stop;

		private final Consumer<ConfigurableApplicationContext> start;

		Way(Consumer<ConfigurableApplicationContext> stop, Consumer<ConfigurableApplicationContext> start) {
			this.stop = stop;
			this.start = start;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AempAutoConfiguration.class)
	static class Automatic {

	}

	@Configuration(proxyBeanMethods = false)
	static class Application extends Automatic {

		@Bean
		Greeter greeter() {
			return new Greeter();
		}

		@Bean
		Events events() {
			return new Events();
		}

	}

	@AempPort(families = "greeters")
	static class Greeter {

		@Receive("greet")
		String greet(String name) {
			return "Hello, " + name;
		}

	}

	static class Events {

		private final List<String> added = new CopyOnWriteArrayList<>();

		@FamilyListener("watched")
		void watched(FamilyChange change) {
			this.added.addAll(change.added());
		}

	}

}
