package io.aemp.handshake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

import io.aemp.Credentials;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.Secret;
import io.aemp.TlsIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Handshakes of nodes that know several secrets: the steps of a rotation from A to B. */
class SeveralSecretsTests {

	/** {@code BA}: proves itself by B, and accepts A too. */
	@ParameterizedTest
	@CsvSource({ "A,A,true", "A,BA,true", "A,AB,true", "BA,BA,true", "AB,BA,true", "BA,B,true", "AB,B,true",
			"A,B,false", "A,C,false", "BA,C,false", "CBA,A,true", "CBA,B,true", "CBA,C,true", "CBA,D,false" })
	void meet(String left, String right, boolean up) {
		for (String[] nonces : new String[][] { { "1", "2" }, { "2", "1" } }) {
			Side a = new Side("a", left, nonces[0]);
			Side b = new Side("b", right, nonces[1]);
			exchange(a, b);
			assertThat(a.isUp()).as("a with nonce %s", nonces[0]).isEqualTo(up);
			assertThat(b.isUp()).as("b with nonce %s", nonces[1]).isEqualTo(up);
		}
	}

	@Test
	void whoKnowsSeveralSaysSoAndLetsThePeerGoFirst() {
		Side single = new Side("a", "A", "1");
		Side several = new Side("b", "BA", "2");
		assertThat(single.greeting).doesNotContain("follows");
		assertThat(several.greeting).contains(";follows=1");
		assertThat(single.take(several.greeting)).hasSize(1);
		assertThat(several.take(single.greeting)).isEmpty();
	}

	@Test
	void aStrangerIsShownNoTokenOfWhoKnowsSeveral() {
		Side several = new Side("b", "BA", "2");
		assertThat(several.take("aemp;1;x;hmac_sha3_512;json\n1\n")).isEmpty();
		assertThat(several.take("hmac_sha3_512;" + "0".repeat(128) + ";json\n")).isEmpty();
		assertThat(several.steps).last().isInstanceOf(HandshakeStep.Refuse.class);
	}

	@Test
	void anEmptySecretIsNoneEvenIfOthersAreAccepted() throws Exception {
		NodeConfigurationBuilder configuration = configuration("", "A").tls(identity());
		assertThat(configuration.build().credentials().secrets()).hasSize(1);
		for (String secret : List.of("", "A")) {
			Side own = new Side("own", configuration, "2");
			String peer = "aemp;1;x;tls_sha3_512,hmac_sha3_512;json\n1\n";
			own.take(peer);
			// without TLS this node cannot prove itself
			assertThat(own.steps).last().isInstanceOf(HandshakeStep.Refuse.class);
			own = new Side("own", configuration, "2");
			peer = "aemp;1;x;tls_sha3_512,hmac_sha3_512;json;tls=1.0\n1\n";
			own.take(peer);
			String transcript = peer + own.greeting;
			String token = (secret.isEmpty()) ? "" : AuthMethod.HMAC_SHA3_512
				.token(transcript.getBytes(StandardCharsets.ISO_8859_1), Secret.of(secret));
			own.take("hmac_sha3_512;" + token + ";json\n");
			assertThat(own.isUp()).isEqualTo(secret.equals("A"));
		}
	}

	@Test
	void emptyAcceptedSecretsCountForNothing() {
		Credentials credentials = new Credentials(Secret.of("A"), List.of(Secret.of(""), Secret.of("A")), null);
		assertThat(credentials.acceptedSecrets()).isEmpty();
		assertThat(credentials.secrets()).containsExactly(Secret.of("A"));
	}

	@Test
	void withTlsNobodyWaits() throws Exception {
		Side a = new Side("a", configuration("B", "A").tls(identity()), "1");
		Side b = new Side("b", configuration("B", "A").tls(identity()), "2");
		assertThat(a.take(b.greeting)).singleElement().asString().startsWith("tls_sha3_512;");
		assertThat(b.take(a.greeting)).singleElement().asString().startsWith("tls_sha3_512;");
	}

	@Test
	void cleartextMayBeAnyOfTheSecretsIfConfigured() {
		for (String secret : List.of("41", "42", "43", "")) {
			Side own = new Side("own", configuration("B", "A").authAccept("cleartext"), "2");
			own.take("aemp;1;x;hmac_sha3_512;json\n1\n");
			own.take("cleartext;" + secret + ";json\n");
			assertThat(own.isUp()).as(secret).isEqualTo(secret.equals("41") || secret.equals("42"));
		}
	}

	private static void exchange(Side a, Side b) {
		List<String> toA = new ArrayList<>(List.of(b.greeting));
		List<String> toB = new ArrayList<>(List.of(a.greeting));
		while (!toA.isEmpty() || !toB.isEmpty()) {
			if (!toA.isEmpty()) {
				toB.addAll(a.take(toA.remove(0)));
			}
			if (!toB.isEmpty()) {
				toA.addAll(b.take(toB.remove(0)));
			}
		}
	}

	private static NodeConfigurationBuilder configuration(String secret, String... accepted) {
		return NodeConfiguration.builder()
			.secret(secret)
			.acceptedSecrets(Arrays.stream(accepted).map(Secret::of).toList());
	}

	private static NodeConfigurationBuilder configuration(String secrets) {
		String[] each = secrets.split("");
		return configuration(each[0], Arrays.copyOfRange(each, 1, each.length));
	}

	private static TlsIdentity identity() throws Exception {
		return TlsIdentity.of(KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm()),
				TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm()));
	}

	private static final class Side {

		private final List<HandshakeStep> steps = new ArrayList<>();

		private final Handshake handshake;

		private final String greeting;

		Side(String node, String secrets, String nonce) {
			this(node, configuration(secrets), nonce);
		}

		Side(String node, NodeConfigurationBuilder configuration, String nonce) {
			HandshakeSettings settings = new HandshakeSettings(configuration.build(), node, List.of("json"));
			String line = new Handshake(settings, "1.2.3.4:5", new java.util.Random(1), (peer) -> Optional.empty())
				.greeting()
				.lines()
				.split("\n")[0];
			this.handshake = new Handshake(settings, line, nonce, (peer) -> Optional.empty());
			this.greeting = this.handshake.greeting().lines();
		}

		/** Gives what this side sends. */
		List<String> take(String lines) {
			List<HandshakeStep> now = new ArrayList<>();
			for (String line : lines.split("\n")) {
				if (this.steps.stream().noneMatch(HandshakeStep.Refuse.class::isInstance)) {
					List<HandshakeStep> steps = this.handshake.line(line);
					this.steps.addAll(steps);
					now.addAll(steps);
				}
			}
			return now.stream()
				.filter(HandshakeStep.Send.class::isInstance)
				.map((step) -> ((HandshakeStep.Send) step).lines())
				.toList();
		}

		boolean isUp() {
			return this.steps.stream().anyMatch(HandshakeStep.Up.class::isInstance);
		}

	}

}
