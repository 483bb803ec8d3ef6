package io.aemp.handshake;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

import io.aemp.InvalidConfigurationException;
import io.aemp.NodeConfiguration;
import io.aemp.Secret;
import io.aemp.TlsIdentity;
import io.aemp.runtime.Nodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What applications may add to a greeting. */
class ExtraKeysTests {

	private static void refused(Map<String, String> keys, String... parts) {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> Nodes.create(NodeConfiguration.builder().greeting(keys).build()))
			.satisfies((ex) -> assertThat(ex.setting()).isEqualTo("greeting"))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(parts));
	}

	@Test
	void goIntoTheGreetingWithThoseOfTheProtocol() {
		NodeConfiguration configuration = NodeConfiguration.builder()
			.secret("geheim")
			.greeting(Map.of("rack", "50% of a;7"))
			.build();
		ExtraKeys.check(configuration.greeting());
		Greeting greeting = new HandshakeSettings(configuration, "me", List.of("json")).greeting("127.0.0.1:1");
		assertThat(greeting.line()).startsWith("aemp;1;me;").contains(";rack=50%25 of a%3b7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1st", "a b", "a=b", "a;b", "a\nb", "caf\u00e9", "abcdefghijklmnopqrstuvwxyz0123456" })
	void refusesKeys(String key) {
		refused(Map.of(key, "x"), "is no key for a greeting", "it must start with a letter", "'rack' for example");
	}

	@ParameterizedTest
	@ValueSource(strings = { "provider", "mproto", "instance", "tls", "peeraddr", "dataconn_id" })
	void refusesKeysOfTheProtocol(String key) {
		refused(Map.of(key, "x"), "'" + key + "' is a key of the protocol", "'my_" + key + "' for example");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\nb", "caf\u00e9", "\u0000" })
	void refusesValues(String value) {
		refused(Map.of("rack", value), "is no value for the key 'rack'", "printable ASCII");
	}

	@Test
	void refusesTooMuch() {
		refused(Map.of("rack", "x".repeat(201)), "up to 200 printable");
		Map<String, String> keys = new HashMap<>();
		for (int i = 0; i < 17; i++) {
			keys.put("key" + i, "");
		}
		refused(keys, "at most 16 keys", "these are 17", "into the database");
		keys.keySet().removeIf((key) -> key.length() > 4);
		keys.replaceAll((key, value) -> "x".repeat(110));
		refused(keys, "characters, and a greeting has room for 1024");
	}

	@Test
	void knowAllKeysOfTheProtocol() throws Exception {
		NodeConfiguration configuration = NodeConfiguration.builder()
			.secret("geheim")
			.acceptedSecrets(Collections.singletonList(Secret.of("versteckt")))
			.tls(TlsIdentity.of(KeyManagerFactory.getInstance("PKIX"), TrustManagerFactory.getInstance("PKIX")))
			.build();
		Greeting greeting = HandshakeSettings.of(configuration, "me", List.of("json"), "instance").greeting("here:1");
		assertThat(ExtraKeys.RESERVED).containsAll(greeting.keys().keySet());
	}

}
