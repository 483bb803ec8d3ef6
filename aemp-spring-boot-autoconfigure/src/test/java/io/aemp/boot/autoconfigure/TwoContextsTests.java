package io.aemp.boot.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.aemp.ExecutionPolicy;
import io.aemp.FamilyChange;
import io.aemp.Message;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.PeerEvent;
import io.aemp.PeerInfo;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.FamilyListener;
import io.aemp.annotation.InitFunction;
import io.aemp.annotation.Receive;
import io.aemp.annotation.Restart;
import io.aemp.annotation.SpawnablePort;
import io.aemp.boot.event.PortDiedEvent;
import io.aemp.boot.port.AempPorts;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/** Two applications that talk over sockets. */
class TwoContextsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final List<ConfigurableApplicationContext> contexts = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
	}

	@Test
	void exchangeMessagesAndFindEachOther() throws Exception {
		ConfigurableApplicationContext server = run(Server.class, "server", "");
		ConfigurableApplicationContext client = run(Client.class, "client", seedOf(server));
		Events events = client.getBean(Events.class);
		Node node = client.getBean(Node.class);
		String port = Awaitility.await().atMost(PATIENCE).until(events::oneSquarer, (found) -> !found.isEmpty());
		assertThat(node.call(port, Message.of("square", List.of(1, 2, 3)), PATIENCE).get())
			.isEqualTo(Message.of((Object) List.of(1L, 4L, 9L)));
		String echo = node.spawn("server", "echo");
		assertThat(node.call(echo, Message.of("a", 1), PATIENCE).get()).isEqualTo(Message.of("a", 1L));
		assertThat(events.all).contains(new PeerEvent.Up("server"));
	}

	@Test
	void aNormalKillOfAPeerIsNotFinal() {
		ConfigurableApplicationContext server = run(Server.class, "server", "");
		ConfigurableApplicationContext client = run(Client.class, "client", seedOf(server));
		Events events = client.getBean(Events.class);
		String port = Awaitility.await().atMost(PATIENCE).until(events::oneSquarer, (found) -> !found.isEmpty());
		client.getBean(Node.class).kill(port);
		String next = Awaitility.await()
			.atMost(PATIENCE)
			.until(events::oneSquarer, (found) -> !found.isEmpty() && !found.equals(port));
		assertThat(server.getBean(AempPorts.class).find("squarer").map(Port::id)).hasValue(next);
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(server.getBean(ServerEvents.class).died)
				.contains(new PortDiedEvent(port, Reason.NORMAL)));
	}

	@Test
	void aContextThatClosesWithdrawsItsEntriesFirst() throws Exception {
		ConfigurableApplicationContext server = run(Server.class, "server", "");
		ConfigurableApplicationContext client = run(Client.class, "client", seedOf(server));
		Events events = client.getBean(Events.class);
		String port = Awaitility.await().atMost(PATIENCE).until(events::oneSquarer, (found) -> !found.isEmpty());
		CompletableFuture<Reason> death = new CompletableFuture<>();
		Node node = client.getBean(Node.class);
		node.monitor(port, death::complete);
		node.call(port, Message.of("square", List.of()), PATIENCE).get();
		server.close();
		assertThat(death.get(60, TimeUnit.SECONDS)).isEqualTo(Reason.of("node_closed", "the application stops"));
		// events of a family and events about peers come on threads of their own
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(events.all).anyMatch((event) -> event instanceof PeerEvent.Down)
				.anyMatch((event) -> event instanceof FamilyChange change && change.deleted().contains(port)));
	}

	@Test
	void talkOverTlsWithAnSslBundleAndWithoutASecret() throws Exception {
		X509Bundle certificate = new CertificateBuilder().subject("CN=no-host-name")
			.setIsCertificateAuthority(true)
			.buildSelfSigned();
		String bundle = "--spring.ssl.bundle.pem.net.";
		String[] tls = { "--aemp.secret=", "--aemp.ssl.bundle=net",
				bundle + "keystore.certificate=" + certificate.getCertificatePEM(),
				bundle + "keystore.private-key=" + certificate.getPrivateKeyPEM(),
				bundle + "truststore.certificate=" + certificate.getCertificatePEM() };
		ConfigurableApplicationContext server = run(Server.class, "server", "", tls);
		ConfigurableApplicationContext client = run(Client.class, "client", seedOf(server), tls);
		Events events = client.getBean(Events.class);
		String port = Awaitility.await().atMost(PATIENCE).until(events::oneSquarer, (found) -> !found.isEmpty());
		Node node = client.getBean(Node.class);
		assertThat(node.call(port, Message.of("square", List.of(2)), PATIENCE).get())
			.isEqualTo(Message.of((Object) List.of(4L)));
		assertThat(node.network().peers()).singleElement().extracting(PeerInfo::tls).isEqualTo(true);
	}

	@Test
	void tellsOfPeersThatHaveEnoughToTake() throws Exception {
		ConfigurableApplicationContext server = run(Server.class, "server", "");
		ConfigurableApplicationContext client = run(Client.class, "client", seedOf(server), "--aemp.secret=geheim",
				"--aemp.flow-control.send-high-water-mark=1000B", "--aemp.flow-control.send-low-water-mark=1B");
		Events events = client.getBean(Events.class);
		Node node = client.getBean(Node.class);
		Awaitility.await().atMost(PATIENCE).until(() -> node.network().isUp("server"));
		node.send("server#none", "much", new byte[1 << 20]);
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(events.all).containsSubsequence(new PeerEvent.Up("server"),
					new PeerEvent.Writability("server", false), new PeerEvent.Writability("server", true)));
	}

	@Test
	void aPolicyDecidesForEachNodeAndFunction() throws Exception {
		ConfigurableApplicationContext server = run(PoliteServer.class, "server", "");
		Node client = run(Client.class, "client", seedOf(server)).getBean(Node.class);
		Node stranger = run(Client.class, "stranger", seedOf(server)).getBean(Node.class);
		assertThat(client.call(client.spawn("server", "echo"), Message.of("a", 1), PATIENCE).get())
			.isEqualTo(Message.of("a", 1L));
		assertThat(deathOf(client, client.spawn("server", "other")).identifier()).isEqualTo(Reason.NO_SUCH_PORT);
		assertThat(deathOf(stranger, stranger.spawn("server", "echo")).identifier()).isEqualTo(Reason.NO_SUCH_PORT);
		assertThat(server.getBean(PoliteServer.class).asked).contains("client echo", "client other", "stranger echo");
	}

	@Test
	void aSecureNodeRunsNothingForOthers() throws Exception {
		ConfigurableApplicationContext server = run(Server.class, "server", "", "--aemp.secret=geheim",
				"--aemp.secure=true");
		Node client = run(Client.class, "client", seedOf(server)).getBean(Node.class);
		assertThat(deathOf(client, client.spawn("server", "echo")).identifier()).isEqualTo(Reason.NO_SUCH_PORT);
	}

	private static Reason deathOf(Node node, String port) throws Exception {
		CompletableFuture<Reason> death = new CompletableFuture<>();
		node.monitor(port, death::complete);
		return death.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	private ConfigurableApplicationContext run(Class<?> configuration, String nodeId, String seeds, String... more) {
		SpringApplication application = new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off")
			.build();
		application.setRegisterShutdownHook(false);
		List<String> arguments = new ArrayList<>(
				List.of("--aemp.node-id=" + nodeId, "--aemp.binds=127.0.0.1:0", "--aemp.seeds=" + seeds));
		arguments.addAll((more.length > 0) ? List.of(more) : List.of("--aemp.secret=geheim"));
		ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
		this.contexts.add(0, context);
		return context;
	}

	private static String seedOf(ConfigurableApplicationContext context) {
		return context.getBean(Network.class).listeners().get(0);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ AempAutoConfiguration.class, TaskExecutionAutoConfiguration.class,
			SslAutoConfiguration.class })
	static class Server {

		@Bean
		Squarer squarer() {
			return new Squarer();
		}

		@Bean
		@org.springframework.context.annotation.Scope("prototype")
		Echo echo(Node node) {
			return new Echo(node);
		}

		@Bean
		ServerEvents serverEvents() {
			return new ServerEvents();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PoliteServer extends Server {

		private final List<String> asked = new CopyOnWriteArrayList<>();

		@Bean
		ExecutionPolicy executionPolicy() {
			return (node, function) -> {
				this.asked.add(node + " " + function);
				return node.equals("client") && function.equals("echo");
			};
		}

		@InitFunction("other")
		void other(Port self) {
			self.receive((message) -> {
			});
		}

	}

	@AempPort(families = "squarers", restart = @Restart(firstDelay = "10ms"))
	static class Squarer {

		@Receive("square")
		CompletableFuture<int[]> unused(int[] numbers) {
			return CompletableFuture
				.supplyAsync(() -> Stream.of(numbers).flatMapToInt(Arrays::stream).map((n) -> n * n).toArray());
		}

	}

	@SpawnablePort("echo")
	static class Echo {

		private final Node node;

		Echo(Node node) {
			this.node = node;
		}

		@Receive
		void echo(Message message) {
			int last = message.size() - 1;
			this.node.send(message.text(last), Message.of(message.toList().subList(0, last)));
		}

	}

	static class ServerEvents {

		private final List<PortDiedEvent> died = new CopyOnWriteArrayList<>();

		@EventListener
		void died(PortDiedEvent event) {
			this.died.add(event);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ AempAutoConfiguration.class, TaskExecutionAutoConfiguration.class,
			SslAutoConfiguration.class })
	static class Client {

		@Bean
		Events events() {
			return new Events();
		}

	}

	static class Events {

		private final List<Object> all = new CopyOnWriteArrayList<>();

		@FamilyListener("squarers")
		void squarers(FamilyChange event) {
			this.all.add(event);
		}

		@FamilyListener("others")
		void others(FamilyChange event) {
			assertThat(event.family()).isEqualTo("others");
		}

		@EventListener
		void nodes(PeerEvent event) {
			this.all.add(event);
		}

		private String oneSquarer() {
			return this.all.stream()
				.filter(FamilyChange.class::isInstance)
				.map(FamilyChange.class::cast)
				.reduce((earlier, later) -> later)
				.flatMap((event) -> event.contents().keySet().stream().findFirst())
				.orElse("");
		}

	}

}
