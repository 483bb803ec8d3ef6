package io.aemp.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aemp.InvalidConfigurationException;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.Service;
import io.aemp.TlsIdentity;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for {@link PropertiesMapper}. */
class PropertiesMapperTests {

	private static final Map<String, String> PROFILES = Map.of("aemp.seeds", "top:1", "aemp.secret", "top",
			"aemp.profiles.base.seeds", "base:1", "aemp.profiles.base.binds", "base:2", "aemp.profiles.child.parent",
			"base", "aemp.profiles.child.binds", "child:2");

	private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();

	@TempDir
	private Path directory;

	@Test
	void aProfileInheritsFromItsParentAndTheTopLevel() {
		NodeConfiguration configuration = configure(PROFILES, Map.of("aemp.profile", "child"));
		assertThat(configuration.binds()).containsExactly("child:2");
		assertThat(configuration.seeds()).containsExactly("base:1");
		assertThat(configuration.secret().bytes()).asString().isEqualTo("top");
		assertThat(configuration.nodeId()).isEqualTo("child/");
	}

	@Test
	void withoutChosenProfileTheTopLevelCounts() {
		NodeConfiguration configuration = configure(PROFILES, Map.of());
		assertThat(configuration.seeds()).containsExactly("top:1");
		assertThat(configuration.nodeId()).isEqualTo("app/%u");
	}

	@Test
	void propertiesBeatTheDocument() throws IOException {
		Path file = document("""
				{"nodeid": "file", "secret": "file", "monitor_timeout": 7,
				 "profile": {"child": {"connect_interval": 3, "seeds": ["file:1"], "binds": ["file:2"]}}}""");
		NodeConfiguration configuration = configure(PROFILES,
				Map.of("aemp.profile", "child", "aemp.rc-file", file.toString()));
		assertThat(configuration.nodeId()).isEqualTo("file");
		assertThat(configuration.secret().bytes()).asString().isEqualTo("top");
		assertThat(configuration.monitorTimeout()).hasSeconds(7);
		assertThat(configuration.connectInterval()).hasSeconds(3);
		assertThat(configuration.seeds()).containsExactly("base:1");
		assertThat(configuration.binds()).containsExactly("child:2");
	}

	@Test
	void aProfileMayBeInTheDocumentOnly() throws IOException {
		Path file = document("{\"profile\": {\"other\": {\"seeds\": [\"file:1\"]}}}");
		NodeConfiguration configuration = configure(Map.of(),
				Map.of("aemp.profile", "other", "aemp.rc-file", file.toString()));
		assertThat(configuration.seeds()).containsExactly("file:1");
	}

	@Test
	void servicesAreNamesOrNamesWithArguments() {
		NodeConfiguration configuration = configure(Map.of(), Map.of("aemp.services[0]", "one",
				"aemp.services[1].function", "two", "aemp.services[1].arguments", "a,b"));
		assertThat(configuration.services()).containsExactly(new Service("one", List.of()),
				new Service("two", List.of("a", "b")));
		assertThat(configure(Map.of(), Map.of("aemp.services", "one,two")).services()).hasSize(2);
	}

	@Test
	void anSslBundleGivesTheIdentity() throws Exception {
		PemSslStore store = store();
		this.bundles.registerBundle("node", SslBundle.of(new PemSslStoreBundle(store, store)));
		NodeConfiguration configuration = configure(Map.of(), Map.of("aemp.ssl.bundle", "node"));
		assertThat(configuration.tls()).isNotNull();
		assertThat(configuration.isNetworked()).isTrue();
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> configure(Map.of(), Map.of("aemp.ssl.bundle", "node", "aemp.cert", "PEM")))
			.withMessageContaining("ssl.bundle");
	}

	@Test
	void anSslBundleWithoutATruststoreTrustsThePublicOnlyIfThatIsMeant() throws Exception {
		PemSslStore store = store();
		this.bundles.registerBundle("open", SslBundle.of(new PemSslStoreBundle(store, null)));
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> configure(Map.of(), Map.of("aemp.ssl.bundle", "open")))
			.withMessageContaining("'open' has no truststore")
			.satisfies((ex) -> assertThat(ex.remedy()).contains("truststore", "aemp.ssl.trust-public-authorities"));
		assertThat(configure(Map.of(), Map.of("aemp.ssl.bundle", "open", "aemp.ssl.trust-public-authorities", "true"))
			.tls()).isNotNull();
	}

	@Test
	void theOptionsOfAnSslBundleAreHonoured() throws Exception {
		PemSslStore store = store();
		this.bundles.registerBundle("strict", SslBundle.of(new PemSslStoreBundle(store, store), SslBundleKey.NONE,
				SslOptions.of(Set.of("TLS_AES_256_GCM_SHA384"), Set.of("TLSv1.3"))));
		TlsIdentity identity = configure(Map.of(), Map.of("aemp.ssl.bundle", "strict")).tls();
		assertThat(identity.protocols()).containsExactly("TLSv1.3");
		assertThat(identity.ciphers()).containsExactly("TLS_AES_256_GCM_SHA384");
	}

	private static PemSslStore store() throws Exception {
		X509Bundle certificate = new CertificateBuilder().subject("CN=node")
			.setIsCertificateAuthority(true)
			.buildSelfSigned();
		return PemSslStore.of(List.of(certificate.getCertificate()), certificate.getKeyPair().getPrivate());
	}

	@Test
	void aPacketSizeMustFitIntoAnInteger() {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> configure(Map.of(), Map.of("aemp.limits.max-packet-size", "2GB")))
			.withMessageContaining("2147483648B");
	}

	private Path document(String json) throws IOException {
		return Files.writeString(this.directory.resolve("rc"), json);
	}

	private NodeConfiguration configure(Map<String, String> some, Map<String, String> more) {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource(some);
		source.putAll(more);
		AempProperties properties = new Binder(source).bindOrCreate("aemp", AempProperties.class);
		NodeConfigurationBuilder builder = NodeConfiguration.builder();
		new PropertiesMapper(new SslIdentities(this.bundles), "app").configure(properties, builder);
		return builder.build();
	}

}
