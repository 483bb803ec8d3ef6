package io.aemp.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeObserver;
import io.aemp.PeerInfo;
import io.aemp.Reason;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/** The files of an SSL bundle change while two applications talk. */
@ExtendWith(OutputCaptureExtension.class)
class BundleReloadTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final List<ConfigurableApplicationContext> contexts = new CopyOnWriteArrayList<>();

	private final Authority oldAuthority = new Authority("old");

	private final Authority newAuthority = new Authority("new");

	@TempDir
	private Path directory;

	@BeforeEach
	void install() throws Exception {
		for (String node : List.of("server", "client")) {
			Files.createDirectory(this.directory.resolve(node));
			trust(node, this.oldAuthority);
			present(node, this.oldAuthority);
		}
	}

	@AfterEach
	void close() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
	}

	@Test
	void newConnectionsUseTheNewCertificateAndOldOnesStay(CapturedOutput output) throws Exception {
		Node server = run("server", "server", "");
		Node client = run("client", "client", server.network().listeners().get(0));
		Awaitility.await().atMost(PATIENCE).until(() -> client.network().isUp("server"));
		Instant before = since(client, "server");

		change(server, () -> trust("server", this.oldAuthority, this.newAuthority), output);
		change(server, () -> present("server", this.newAuthority), output);
		assertThat(since(client, "server")).isEqualTo(before);
		assertTalk(client, server);

		// does not trust the new certificate yet, and so it was really shown
		Node stranger = run("stranger", "client", server.network().listeners().get(0));
		Refusals refusals = this.contexts.get(0).getBean(Refusals.class);
		Awaitility.await().atMost(PATIENCE).until(() -> !refusals.problems.isEmpty());
		assertThat(stranger.network().peers()).filteredOn((peer) -> peer.state() == PeerInfo.State.UP).isEmpty();

		change(stranger, () -> trust("client", this.oldAuthority, this.newAuthority), output);
		Awaitility.await().atMost(PATIENCE).until(() -> stranger.network().isUp("server"));
		assertTalk(stranger, server);
		assertThat(since(client, "server")).isEqualTo(before);
	}

	@Test
	void aBrokenBundleLeavesTheOldCertificateInUse(CapturedOutput output) throws Exception {
		Node server = run("server", "server", "");
		Path key = this.directory.resolve("server/key.pem");
		String working = Files.readString(key);
		replace(key, new Authority("other").issue("server").getPrivateKeyPEM());
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(
					() -> assertThat(output).contains("SSL bundle 'net' has changed, but node server keeps the old one",
							"private key", "certificate", "read again when its files change"));
		replace(key, "no key at all: hidden");
		Awaitility.await().atMost(PATIENCE).until(() -> occurrences(output, "keeps the old one") > 1);
		Node client = run("client", "client", server.network().listeners().get(0));
		Awaitility.await().atMost(PATIENCE).until(() -> client.network().isUp("server"));
		change(server, () -> replace(key, working), output);
		assertThat(output).doesNotContain("hidden", working.lines().toList().get(1));
	}

	/** When the connection was made. */
	private static Instant since(Node node, String peer) {
		return node.network()
			.peers()
			.stream()
			.filter((info) -> info.node().equals(peer))
			.findFirst()
			.map(PeerInfo::since)
			.orElseThrow();
	}

	private void change(Node node, Change change, CapturedOutput output) throws Exception {
		String message = "new connections of node " + node.id() + " use it";
		int before = occurrences(output, message);
		change.make();
		Awaitility.await().atMost(PATIENCE).until(() -> occurrences(output, message) > before);
	}

	private static int occurrences(CapturedOutput output, String text) {
		return output.toString().split(text, -1).length - 1;
	}

	private static void assertTalk(Node one, Node other) throws Exception {
		String echo = other.open((message) -> other.send(message.text(message.size() - 1), Message.of(message.get(0))))
			.id();
		assertThat(one.call(echo, Message.of("hello"), PATIENCE).get()).isEqualTo(Message.of("hello"));
	}

	private void trust(String node, Authority... authorities) throws IOException {
		StringBuilder pem = new StringBuilder();
		for (Authority authority : authorities) {
			pem.append(authority.pem());
		}
		replace(this.directory.resolve(node).resolve("ca.pem"), pem.toString());
	}

	private void present(String node, Authority authority) throws Exception {
		X509Bundle certificate = authority.issue(node);
		replace(this.directory.resolve(node).resolve("key.pem"), certificate.getPrivateKeyPEM());
		replace(this.directory.resolve(node).resolve("cert.pem"), certificate.getCertificatePEM());
	}

	/** In one step, so that nobody reads half of it. */
	private void replace(Path file, String content) throws IOException {
		Path whole = Files.writeString(this.directory.resolve("whole"), content);
		Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	private Node run(String nodeId, String files, String seed) {
		SpringApplication application = new SpringApplicationBuilder(App.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off")
			.build();
		application.setRegisterShutdownHook(false);
		String bundle = "--spring.ssl.bundle.pem.net.";
		Path path = this.directory.resolve(files);
		List<String> arguments = List.of("--aemp.node-id=" + nodeId, "--aemp.binds=127.0.0.1:0", "--aemp.seeds=" + seed,
				"--aemp.monitor-timeout=1", "--aemp.ssl.bundle=net",
				"--spring.ssl.bundle.watch.file.quiet-period=100ms", bundle + "reload-on-update=true",
				bundle + "keystore.certificate=" + path.resolve("cert.pem"),
				bundle + "keystore.private-key=" + path.resolve("key.pem"),
				bundle + "truststore.certificate=" + path.resolve("ca.pem"));
		ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
		this.contexts.add(0, context);
		return context.getBean(Node.class);
	}

	@FunctionalInterface
	private interface Change {

		void make() throws Exception;

	}

	/** Signs the certificates of nodes. */
	private static final class Authority {

		private final X509Bundle certificate;

		Authority(String name) {
			try {
				this.certificate = new CertificateBuilder().subject("CN=" + name)
					.setIsCertificateAuthority(true)
					.buildSelfSigned();
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

		String pem() {
			return this.certificate.getCertificatePEM();
		}

		X509Bundle issue(String node) throws Exception {
			return new CertificateBuilder().subject("CN=" + node).buildIssuedBy(this.certificate);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ AempAutoConfiguration.class, SslAutoConfiguration.class })
	static class App {

		@Bean
		Refusals refusals() {
			return new Refusals();
		}

	}

	static class Refusals implements NodeObserver {

		private final List<String> problems = new CopyOnWriteArrayList<>();

		@Override
		public void connectionRefused(String address, String problem) {
			this.problems.add(problem);
		}

		@Override
		public void peerDown(String node, Reason reason) {
			this.problems.add(reason.toString());
		}

	}

}
