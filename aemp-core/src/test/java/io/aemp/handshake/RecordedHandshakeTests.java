package io.aemp.handshake;

import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.Secret;
import io.aemp.TlsIdentity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Takes both sides in handshakes that were recorded between other implementations. */
class RecordedHandshakeTests {

	static List<Recorded> handshakes() throws Exception {
		try (InputStream json = RecordedHandshakeTests.class.getResourceAsStream("/io/aemp/handshake-vectors.json")) {
			return List.of(JsonMapper.shared().readValue(json, Recorded[].class));
		}
	}

	static Stream<Role> roles() throws Exception {
		return handshakes().stream()
			.flatMap((recorded) -> Stream.of(
					new Role(recorded.name() + " as the side that connects", recorded, recorded.left(),
							recorded.right(), recorded.valid().get(1)),
					new Role(recorded.name() + " as the side that listens", recorded, recorded.right(), recorded.left(),
							recorded.valid().get(0))));
	}

	@ParameterizedTest
	@MethodSource("roles")
	void makesAndVerifiesTheRecordedTokens(Role role) throws Exception {
		String ownMethod = role.own().get(2).split(";")[0];
		HandshakeSettings settings = role.settings(ownMethod);
		Handshake handshake = new Handshake(settings, role.own().get(0), role.own().get(1), (node) -> Optional.empty());
		assertThat(handshake.line(role.peer().get(0))).isEmpty();
		List<HandshakeStep> steps = new ArrayList<>(handshake.line(role.peer().get(1)));
		if (ownMethod.equals("hmac_sha3_512") && role.recorded().secret().isEmpty()) {
			assertThat(steps).singleElement().isInstanceOf(HandshakeStep.Refuse.class);
			return;
		}
		if (role.recorded().tls()) {
			boolean client = role.own().get(1).compareTo(role.peer().get(1)) < 0;
			assertThat(steps.remove(0)).isEqualTo(new HandshakeStep.StartTls(client));
		}
		assertThat(steps).containsExactly(new HandshakeStep.Send(role.own().get(2) + "\n"));
		List<HandshakeStep> end = handshake.line(role.peer().get(2));
		if (role.peerValid()) {
			assertThat(end).singleElement().isInstanceOfSatisfying(HandshakeStep.Up.class, (up) -> {
				assertThat(up.peer().node()).isEqualTo(role.peer().get(0).split(";")[2]);
				assertThat(up.peer().framing()).isEqualTo(role.peer().get(2).split(";")[2]);
				assertThat(up.peer().ownFraming()).isEqualTo(role.own().get(2).split(";")[2]);
				assertThat(up.peer().tls()).isEqualTo(role.recorded().tls());
			});
		}
		else {
			assertThat(end).singleElement()
				.isInstanceOfSatisfying(HandshakeStep.Refuse.class,
						(refuse) -> assertThat(refuse.problem()).isEqualTo(HandshakeProblem.AUTHENTICATION));
		}
	}

	@ParameterizedTest
	@MethodSource("roles")
	void refusesEveryChangeOfAToken(Role role) throws Exception {
		String[] fields = role.peer().get(2).split(";", -1);
		if (fields[1].isEmpty()) {
			return;
		}
		for (String token : List.of("", fields[1].toUpperCase(java.util.Locale.ROOT), fields[1] + "0",
				fields[1].substring(1), flipLast(fields[1]))) {
			if (token.equals(fields[1])) {
				continue;
			}
			Handshake handshake = new Handshake(role.settings(role.own().get(2).split(";")[0]), role.own().get(0),
					role.own().get(1), (node) -> Optional.empty());
			handshake.line(role.peer().get(0));
			if (handshake.line(role.peer().get(1)).get(0) instanceof HandshakeStep.Refuse) {
				continue;
			}
			assertThat(handshake.line(fields[0] + ";" + token + ";" + fields[2])).singleElement()
				.isInstanceOf(HandshakeStep.Refuse.class);
		}
	}

	private static String flipLast(String hex) {
		char last = hex.charAt(hex.length() - 1);
		return hex.substring(0, hex.length() - 1) + ((last == '0') ? '1' : '0');
	}

	record Recorded(String name, String secret, boolean tls, List<String> left, List<String> right,
			List<Boolean> valid) {

	}

	record Role(String name, Recorded recorded, List<String> own, List<String> peer, boolean peerValid) {

		HandshakeSettings settings(String ownMethod) throws GeneralSecurityException {
			String[] greeting = this.own.get(0).split(";");
			NodeConfigurationBuilder configuration = NodeConfiguration.builder()
				.secret(Secret.of(HexFormat.of().parseHex(this.recorded.secret())))
				.authOffer(ownMethod)
				.authAccept(greeting[3].split(","));
			if (this.recorded.tls()) {
				configuration.tls(TlsIdentity.of(KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm()),
						TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm())));
			}
			return new HandshakeSettings(configuration.build(), greeting[2], List.of(greeting[4].split(",")));
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
