package io.aemp.contract;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.aemp.Credentials;
import io.aemp.HostPort;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.NodeObserver;
import io.aemp.Reason;
import io.aemp.Secret;
import io.aemp.TlsIdentity;
import io.aemp.profile.ProfileDocument;
import io.aemp.profile.ProfileSettings;
import io.aemp.profile.Profiles;
import io.aemp.runtime.ManagedNode;
import io.aemp.runtime.Nodes;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Provokes all that can go wrong with secrets and keys that are easy to recognise, and
 * looks for them in everything that is told: logs of all levels, exceptions and their
 * causes, events, reasons, and the text forms of what is configured.
 */
@Timeout(300)
class SecrecyTests extends RealNodes {

	private static final String SECRET = "zXmarkerOneXz";

	private static final String ACCEPTED = "zXmarkerTwoXz";

	private static final String PROFILED = "zXmarkerThreeXz";

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final List<String> told = new CopyOnWriteArrayList<>();

	private final NodeObserver observer = new NodeObserver() {

		@Override
		public void connectionRefused(String address, String problem) {
			SecrecyTests.this.told.add(problem);
		}

		@Override
		public void packetDropped(String node, String problem) {
			SecrecyTests.this.told.add(problem);
		}

		@Override
		public void peerDown(String node, Reason reason) {
			SecrecyTests.this.told.add(reason.toString());
		}

	};

	private X509Bundle certificate;

	@BeforeEach
	void listen() throws Exception {
		this.certificate = new CertificateBuilder().subject("CN=shared")
			.setIsCertificateAuthority(true)
			.rsa2048()
			.buildSelfSigned();
		this.log.list = new CopyOnWriteArrayList<>();
		this.log.start();
		this.root.addAppender(this.log);
		this.root.setLevel(Level.TRACE);
		this.root.iteratorForAppenders().forEachRemaining((appender) -> {
			if (appender != this.log) {
				quiet(appender);
			}
		});
	}

	private static void quiet(ch.qos.logback.core.Appender<ILoggingEvent> appender) {
		ch.qos.logback.classic.filter.ThresholdFilter filter = new ch.qos.logback.classic.filter.ThresholdFilter();
		filter.setLevel("WARN");
		filter.start();
		appender.addFilter(filter);
	}

	@AfterEach
	void nothingWasTold() {
		this.root.setLevel(Level.WARN);
		this.root.detachAppender(this.log);
		List<String> all = new ArrayList<>(this.told);
		for (ILoggingEvent event : this.log.list) {
			all.add(event.getFormattedMessage() + " " + Arrays.toString(event.getArgumentArray())
					+ ((event.getThrowableProxy() != null) ? ThrowableProxyUtil.asString(event.getThrowableProxy())
							: ""));
		}
		assertThat(all).hasSizeGreaterThan(5);
		for (String form : forms()) {
			assertThat(all).noneMatch((text) -> text.toLowerCase(Locale.ROOT).contains(form));
		}
	}

	/**
	 * What must not be seen, in lower case, in all the ways in which it could be written.
	 */
	private List<String> forms() {
		List<String> forms = new ArrayList<>();
		for (String secret : List.of(SECRET, ACCEPTED, PROFILED)) {
			byte[] bytes = secret.getBytes(StandardCharsets.ISO_8859_1);
			forms.add(secret);
			forms.add(HexFormat.of().formatHex(bytes));
			forms.add(HexFormat.ofDelimiter(", ").formatHex(bytes));
			forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
			forms.add(Arrays.toString(bytes).replaceAll("[\\[\\]]", ""));
		}
		byte[] key = this.certificate.getKeyPair().getPrivate().getEncoded();
		String text = Base64.getEncoder().encodeToString(key);
		// the middle: what comes first is the same in all keys
		forms.add(text.substring(200, 220));
		forms.add(HexFormat.of().formatHex(key).substring(400, 420));
		RSAPrivateCrtKey rsa = (RSAPrivateCrtKey) this.certificate.getKeyPair().getPrivate();
		forms.add(rsa.getPrivateExponent().toString().substring(10, 40));
		forms.add(rsa.getPrivateExponent().toString(16).substring(10, 40));
		return forms.stream().map((form) -> form.toLowerCase(Locale.ROOT)).toList();
	}

	private String pem() throws Exception {
		return this.certificate.getPrivateKeyPEM() + this.certificate.getCertificatePEM();
	}

	private NodeConfigurationBuilder secretive(String id) {
		return configuration(id).secret(SECRET).acceptedSecrets(List.of(Secret.of(ACCEPTED))).observers(this.observer);
	}

	private void tell(Throwable thrown) {
		for (Throwable ex = thrown; ex != null; ex = ex.getCause()) {
			this.told.add(ex.toString());
			Arrays.stream(ex.getSuppressed()).forEach(this::tell);
		}
	}

	private void attempt(Executable what) {
		try {
			what.execute();
			throw new AssertionError("nothing went wrong");
		}
		catch (AssertionError ex) {
			throw ex;
		}
		catch (Throwable ex) {
			tell(ex);
		}
	}

	@Test
	void whenHandshakesFail() throws Exception {
		Node node = start(secretive("node").tls(TlsIdentity.ofPem(pem())));
		String address = node.network().listeners().get(0);
		Node plain = start(secretive("plain").seeds(address));
		awaitUp(plain, "node");
		Node wrong = start(secretive("wrong").secret("other").acceptedSecrets(List.of()).seeds(address));
		Node open = start(secretive("open").authOffer("cleartext").seeds(address));
		String hex = HexFormat.of().formatHex(SECRET.getBytes(StandardCharsets.ISO_8859_1));
		for (String lines : List.of("nonsense " + "x".repeat(30) + "\n",
				"aemp;1;x;hmac_sha3_512;json\nn\ncleartext;" + hex + ";json\n",
				"aemp;1;x;hmac_sha3_512;json\nn\nhmac_sha3_512;" + hex + ";json\n",
				"aemp;1;x;tls_sha3_512;json;tls=1.0\n!\n" + hex + "\n", "aemp;1;x;cleartext;json\nn\n")) {
			say(address, lines);
		}
		eventually().until(() -> this.told.size() >= 6);
		assertThat(wrong.network().isUp("node")).isFalse();
		assertThat(open.network().isUp("node")).isFalse();
		plain.call("node", "eval", "1").get(SECONDS, TimeUnit.SECONDS);
		this.told.add(node.network().toString() + node.network().peers() + node);
	}

	@Test
	void whenTheConfigurationIsWrong() throws Exception {
		String key = this.certificate.getPrivateKeyPEM();
		String body = key.replaceAll("-----[^-]*-----", "").strip();
		for (String pem : List.of(key, this.certificate.getCertificatePEM(),
				key.replace("PRIVATE KEY", "RSA PRIVATE KEY"),
				key.replace("-----\nMI", "-----\nNI").replace("-----\r\nMI", "-----\r\nNI")
						+ this.certificate.getCertificatePEM(),
				key.replace(body, body.substring(0, body.length() / 2)) + this.certificate.getCertificatePEM(),
				key + key.replace("PRIVATE KEY", "CERTIFICATE"), body,
				key.replace("-----END", "====A\n-----END") + this.certificate.getCertificatePEM())) {
			attempt(() -> TlsIdentity.ofPem(pem));
		}
		for (Object secret : List.of(List.of(PROFILED), Map.of(PROFILED, PROFILED))) {
			attempt(() -> settings(Map.of("secret", secret)).configure(NodeConfiguration.builder()));
			attempt(() -> settings(Map.of("cert", secret)).configure(NodeConfiguration.builder()));
		}
		attempt(() -> settings(Map.of("cert", PROFILED)).configure(NodeConfiguration.builder()));
		attempt(() -> settings(Map.of("cert", body)).configure(NodeConfiguration.builder()));
		this.told.add(settings(Map.of("secret", PROFILED, "cert", pem())).toString());
		attempt(() -> ProfileDocument.parse("{\"secret\": \"" + PROFILED + "\", nonsense"));
		attempt(() -> start(secretive("busy").binds("192.0.2.1:1")));
		attempt(() -> start(secretive("odd").authAccept("md5").tls(TlsIdentity.ofPem(pem()))));
	}

	private static ProfileSettings settings(Map<String, Object> values) {
		return new Profiles(ProfileDocument.parse("{}"), "host").resolve("profile", values);
	}

	@Test
	void inTextForms() throws Exception {
		NodeConfiguration configuration = secretive("node").tls(TlsIdentity.ofPem(pem())).build();
		Credentials credentials = configuration.credentials();
		this.told.addAll(List.of(configuration.toString(), configuration.secret().toString(),
				configuration.acceptedSecrets().toString(), credentials.toString(), credentials.tls().toString(),
				credentials.secrets().toString(), configuration.tls().toString()));
		ManagedNode node = closeLater(Nodes.create(configuration));
		node.start();
		node.changeCredentials((present) -> present.withSecret(Secret.of(ACCEPTED), Secret.of(SECRET)));
		attempt(() -> node.changeCredentials((present) -> present.withSecret(Secret.of("")).withTls(null)));
		this.told.add(node.toString());
	}

	private static void say(String address, String lines) throws IOException {
		HostPort target = HostPort.parse("address", address);
		try (Socket socket = new Socket(target.host(), target.port())) {
			socket.setSoTimeout(5000);
			socket.getOutputStream().write(lines.getBytes(StandardCharsets.ISO_8859_1));
			socket.getInputStream().readAllBytes();
		}
		catch (SocketException ex) {
			// ended by a reset
		}
	}

}
