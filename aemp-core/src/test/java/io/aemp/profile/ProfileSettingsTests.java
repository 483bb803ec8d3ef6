package io.aemp.profile;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.aemp.ExecutionPolicy;
import io.aemp.Framing;
import io.aemp.InvalidConfigurationException;
import io.aemp.Message;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfiguration.GlobalMode;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.Secret;
import io.aemp.Service;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for {@link ProfileSettings}, {@link ProfileKey} and {@link ProfileSetting}. */
class ProfileSettingsTests {

	private static final NodeConfiguration DEFAULTS = NodeConfiguration.builder().nodeId("host/").build();

	@Test
	void whatIsNotSetKeepsItsDefault() {
		assertThat(settings(Map.of()).configure(NodeConfiguration.builder()).build()).isEqualTo(DEFAULTS);
		assertThat(configure("binds", null)).isEqualTo(DEFAULTS);
	}

	@Test
	void theNodeIdIsMadeOfTheProfileUnlessItIsSet() {
		assertThat(settings(Map.of()).configure(NodeConfiguration.builder().nodeId("before")).build().nodeId())
			.isEqualTo("host/");
		assertThat(configure("nodeid", "chat/%n/%u").nodeId()).isEqualTo("chat/%n/%u");
	}

	@Test
	void aProfileNameThatMakesNoNodeIdIsExplained() {
		ProfileSettings settings = new Profiles(ProfileDocument.empty(), "host").resolve("my profile", Map.of());
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> settings.configure(NodeConfiguration.builder()))
			.withMessageContaining("the name of the profile")
			.withMessageContaining("contains ' '");
	}

	@ParameterizedTest
	@CsvSource({ "a#b,'#'", "a b,' '", "%x,'%'", "n\u00f6de,'\u00f6'" })
	void aNodeIdHasValidCharacters(String nodeId, String offending) {
		assertThat(refused("nodeid", nodeId).problem()).contains("contains '" + offending.replace("'", "") + "'");
	}

	@Test
	void bindsAreAddresses() {
		assertThat(configure("binds", List.of("*:4040", "[::1]:0", "localhost:*", "*")).binds())
			.containsExactly("*:4040", "[::1]:0", "localhost:*", "*");
		assertThat(configure("binds", "*:4040, 127.0.0.1:5050").binds()).containsExactly("*:4040", "127.0.0.1:5050");
		assertThat(refused("binds", List.of("a:b:c")).problem()).contains("a:b:c");
		assertThat(refused("binds", List.of("a:b:c")).origin()).isEqualTo("the program");
		refused("binds", List.of(List.of("*:4040")));
		refused("binds", Map.of("*", 4040));
		refused("binds", Arrays.asList("*:4040", null));
	}

	@Test
	void anEmptyListOfBindsMakesAPrivateNode() {
		assertThat(configure("binds", List.of()).binds()).isEmpty();
		assertThat(configure("binds", "").binds()).isEmpty();
	}

	@Test
	void seedsAreAddressesWithHostAndPort() {
		assertThat(configure("seeds", "example.org:4040").seeds()).containsExactly("example.org:4040");
		assertThat(configure("seeds", List.of("a:1", "a:1")).seeds()).containsExactly("a:1");
		assertThat(refused("seeds", List.of("*:4040")).setting()).isEqualTo("seeds");
		refused("seeds", "example.org");
		refused("seeds", "a:1,,b:2");
	}

	@Test
	void aSecretIsATextOrASecret() {
		assertThat(configure("secret", "geheim").secret()).isEqualTo(Secret.of("geheim"));
		assertThat(configure("secret", Secret.of("geheim")).secret()).isEqualTo(Secret.of("geheim"));
		assertThat(configure("secret", 4711).secret()).isEqualTo(Secret.of("4711"));
		assertThat(configure("secret", "").isNetworked()).isFalse();
	}

	@Test
	void acceptedSecretsAreTextsOrSecrets() {
		assertThat(configure("accepted_secrets", "one,two").acceptedSecrets()).containsExactly(Secret.of("one"),
				Secret.of("two"));
		assertThat(configure("accepted_secrets", List.of("with, comma", 4711, Secret.of("own"))).acceptedSecrets())
			.containsExactly(Secret.of("with, comma"), Secret.of("4711"), Secret.of("own"));
		assertThat(configure("accepted_secrets", "").acceptedSecrets()).isEmpty();
	}

	@Test
	void nothingShowsASecret() {
		assertThat(refused("secret", List.of("geheim"))).hasMessageNotContaining("geheim");
		assertThat(refused("accepted_secrets", List.of(List.of("geheim")))).hasMessageNotContaining("geheim");
		assertThat(refused("accepted_secrets", Map.of("a", "geheim"))).hasMessageNotContaining("geheim");
		assertThat(settings(Map.of("accepted_secrets", List.of("geheim"))).toString()).doesNotContain("geheim");
		assertThat(refused("cert", List.of("geheim"))).hasMessageNotContaining("geheim");
		assertThat(refused("cert", "geheim")).hasMessageNotContaining("geheim");
		assertThat(settings(Map.of("secret", "geheim", "cert", "geheim", "nodelay", true)).toString())
			.doesNotContain("geheim")
			.contains("nodelay=true");
	}

	@Test
	void aCertificateIsPem() throws Exception {
		X509Bundle bundle = new CertificateBuilder().subject("CN=test")
			.setIsCertificateAuthority(true)
			.buildSelfSigned();
		NodeConfiguration configuration = configure("cert", bundle.getPrivateKeyPEM() + bundle.getCertificatePEM());
		assertThat(configuration.tls()).isNotNull();
		assertThat(configure("cert", configuration.tls()).tls()).isSameAs(configuration.tls());
		assertThat(configure("cert", "").tls()).isNull();
	}

	@Test
	void secureRefusesExecution() {
		assertThat(configure("secure", true).executionPolicy()).isSameAs(ExecutionPolicy.REFUSE);
		assertThat(configure("secure", "0").executionPolicy()).isSameAs(ExecutionPolicy.ALLOW);
		ExecutionPolicy policy = (node, function) -> node.equals("friend");
		assertThat(configure("secure", policy).executionPolicy()).isSameAs(policy);
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "1", "TRUE", " 1 " })
	void formsOfTrue(String value) {
		assertThat(configure("autocork", value).autocork()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "0", "" })
	void formsOfFalse(String value) {
		assertThat(configure("nodelay", value).nodelay()).isFalse();
	}

	@Test
	void truthIsABooleanOrANumberToo() {
		assertThat(configure("autocork", true).autocork()).isTrue();
		assertThat(configure("autocork", 1).autocork()).isTrue();
		assertThat(configure("nodelay", false).nodelay()).isFalse();
		assertThat(configure("nodelay", 0).nodelay()).isFalse();
		for (Object value : List.of("yes", 2, 1.5, List.of(), Map.of())) {
			assertThat(refused("autocork", value).setting()).isEqualTo("autocork");
		}
	}

	@Test
	void timesAreSeconds() {
		assertThat(configure("monitor_timeout", 30).monitorTimeout()).isEqualTo(Duration.ofSeconds(30));
		assertThat(configure("monitor_timeout", "30").monitorTimeout()).isEqualTo(Duration.ofSeconds(30));
		assertThat(configure("monitor_timeout", 20).queryTimeout()).isEqualTo(Duration.ofSeconds(20));
		assertThat(configure("query_timeout", "2.5").queryTimeout()).isEqualTo(Duration.ofMillis(2500));
		assertThat(configure("connect_interval", 0.1).connectInterval()).isEqualTo(Duration.ofMillis(100));
		assertThat(configure("connect_interval", "1e-3").connectInterval()).isEqualTo(Duration.ofMillis(1));
		assertThat(configure("connect_interval", Duration.ofMinutes(1)).connectInterval())
			.isEqualTo(Duration.ofMinutes(1));
		for (Object value : List.of(0, -1, "-0.5", "1e-10", 1e300, "1e999999999", "-1e2147483647", Double.NaN, "soon",
				true, List.of(1))) {
			assertThat(refused("monitor_timeout", value).setting()).isEqualTo("monitor_timeout");
		}
	}

	@Test
	void framingsAreKnownNames() {
		assertThat(configure("framing_format", "json").framings()).containsExactly("json");
		assertThat(configure("framing_format", "json,cbor").framings()).containsExactly("json", "cbor");
		assertThat(configure("framing_format", List.of("cbor", "json", "storable")).framings()).containsExactly("cbor",
				"json");
		assertThat(refused("framing_format", "xml").remedy()).contains("cbor, json");
		refused("framing_format", "storable");
		refused("framing_format", List.of());
	}

	@Test
	void customFramingsAreKnownByName() {
		NodeConfigurationBuilder builder = NodeConfiguration.builder().customFramings(new NoFraming());
		assertThat(settings(Map.of("framing_format", "none,json")).configure(builder).build().framings())
			.containsExactly("none", "json");
	}

	@Test
	void authenticationMethodsAreKnownNames() {
		assertThat(configure("auth_offer", "hmac_sha3_512").authOffer()).containsExactly("hmac_sha3_512");
		assertThat(configure("auth_accept", List.of("tls_anon", "cleartext")).authAccept()).containsExactly("tls_anon",
				"cleartext");
		assertThat(refused("auth_offer", "md5").remedy()).contains("hmac_sha3_512");
		refused("auth_accept", List.of());
	}

	@Test
	void servicesAreNamesWithOrWithoutArguments() {
		assertThat(configure("services", List.of("App::start", Arrays.asList("App::serve", 1, null))).services())
			.containsExactly(new Service("App::start", List.of()), new Service("App::serve", Arrays.asList(1, null)));
		assertThat(configure("services", "App::start,App::serve").services())
			.containsExactly(new Service("App::start", List.of()), new Service("App::serve", List.of()));
		for (Object element : List.of(List.of(), "", Map.of(), List.of(List.of("x")))) {
			assertThat(refused("services", List.of(element)).remedy()).contains("[NAME, argument, ...]");
		}
	}

	@Test
	void globalIsAMode() {
		assertThat(configure("global", "always").globalMode()).isEqualTo(GlobalMode.ALWAYS);
		assertThat(configure("global", GlobalMode.NEVER).globalMode()).isEqualTo(GlobalMode.NEVER);
		assertThat(refused("global", "maybe").remedy()).contains("auto, always or never");
	}

	@Test
	void anErrorTellsWhereTheValueComesFrom() {
		ProfileDocument document = ProfileDocument
			.of(Map.of("seeds", "bad", "profile", Map.of("web", Map.of("binds", "worse:x"))), "net.json");
		assertThat(refusal(new Profiles(document, "host").resolve("web", Map.of())).origin())
			.contains("profile 'web' of 'net.json'");
		assertThat(refusal(new Profiles(document, "host").resolve(null, Map.of())).origin()).contains("'net.json'")
			.doesNotContain("profile");
	}

	private static ProfileSettings settings(Map<String, Object> program) {
		return new Profiles(ProfileDocument.empty(), "host").resolve(null, program);
	}

	private static NodeConfiguration configure(String key, Object value) {
		return settings(Collections.singletonMap(key, value)).configure(NodeConfiguration.builder()).build();
	}

	private static InvalidConfigurationException refused(String key, Object value) {
		return refusal(settings(Map.of(key, value)));
	}

	private static InvalidConfigurationException refusal(ProfileSettings settings) {
		return assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> settings.configure(NodeConfiguration.builder()))
			.actual();
	}

	private static final class NoFraming implements Framing {

		@Override
		public String name() {
			return "none";
		}

		@Override
		public byte[] encode(String port, Message message, PacketLimits limits) {
			return new byte[0];
		}

		@Override
		public Decoder decoder(PacketLimits limits) {
			return (ByteBuffer input, PacketSink sink) -> input.position(input.limit());
		}

	}

}
