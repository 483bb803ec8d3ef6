package io.aemp.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.aemp.InvalidConfigurationException;
import io.aemp.NodeConfiguration;
import io.aemp.Service;
import io.aemp.testing.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for {@link ProfileDocument}. */
class ProfileDocumentTests {

	@RegisterExtension
	private final CapturedLog log = new CapturedLog(ForeignSettings.class);

	@Test
	void readsADocumentOfThePerlTool(@TempDir Path directory) throws IOException {
		Path file = directory.resolve("perl-anyevent-mp");
		Files.writeString(file, """
				{
				   # what all profiles share
				   "version" : 1,
				   "secret" : "geheim",
				   "profile" : {
				      "seed" : { "binds" : [ "*:4040", ], "nodeid" : "seed" },
				      "worker" : { "seeds" : [ "127.0.0.1:4040" ] },
				   },
				}
				""");
		ProfileDocument document = ProfileDocument.read(file);
		assertThat(document.profiles()).containsExactly("seed", "worker");
		assertThat(new Profiles(document, "host").resolve("seed", Map.of()).values())
			.containsExactlyInAnyOrderEntriesOf(
					Map.of("secret", "geheim", "binds", List.of("*:4040"), "nodeid", "seed"));
	}

	@Test
	void anEmptyDocumentHasNoProfiles() {
		assertThat(ProfileDocument.empty().profiles()).isEmpty();
		assertThat(ProfileDocument.parse("{}").profiles()).isEmpty();
		assertThat(ProfileDocument.parse("{\"profile\": null}").profiles()).isEmpty();
	}

	@Test
	void aSyntaxErrorTellsThePlaceButNothingOfTheText(@TempDir Path directory) throws IOException {
		Path file = directory.resolve("broken.json");
		Files.writeString(file, "{\n  \"secret\": geheim\n}\n");
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> ProfileDocument.read(file))
			.withMessageContaining("broken.json")
			.withMessageContaining("line 2")
			.withMessageContaining("column")
			.withMessageNotContaining("geheim")
			.withNoCause();
	}

	@Test
	void aMissingFileIsNamed(@TempDir Path directory) {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> ProfileDocument.read(directory.resolve("absent.json")))
			.withMessageContaining("absent.json");
	}

	@Test
	void aFileThatIsNotUtf8IsNamed(@TempDir Path directory) throws IOException {
		Path file = directory.resolve("latin1.json");
		Files.write(file, "{\"nodeid\": \"café\"}".getBytes(StandardCharsets.ISO_8859_1));
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> ProfileDocument.read(file))
			.withMessageContaining("latin1.json")
			.withMessageContaining("UTF-8");
	}

	@Test
	void anythingButAnObjectIsRefused() {
		for (String json : List.of("[]", "1", "null", "{} {}", "", "{\"profile\": []}", "{\"profile\": {\"a\": 1}}")) {
			assertThatExceptionOfType(InvalidConfigurationException.class).as(json)
				.isThrownBy(() -> ProfileDocument.parse(json));
		}
	}

	@Test
	void anUnknownKeyIsNamedWithItsProfileTheKnownOnesAndTheNearest() {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> ProfileDocument.of(Map.of("profile", Map.of("web", Map.of("monitor-timout", 3))), "net"))
			.satisfies((ex) -> {
				assertThat(ex.setting()).isEqualTo("monitor-timout");
				assertThat(ex.problem()).contains("profile 'web'");
				assertThat(ex.remedy()).startsWith("Did you mean 'monitor_timeout'?").contains("binds", "parent");
			});
	}

	@Test
	void aKeyThatResemblesNoneIsNotGuessed() {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> ProfileDocument.of(Map.of("colour", "red"), "net"))
			.satisfies((ex) -> assertThat(ex.remedy()).doesNotContain("Did you mean").contains("nodeid"));
	}

	@Test
	void onlyProfilesHaveAParent() {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> ProfileDocument.of(Map.of("parent", "base"), "net"))
			.satisfies((ex) -> assertThat(ex.setting()).isEqualTo("parent"));
	}

	@Test
	void whatOnlyPerlUnderstandsIsSkipped() {
		ProfileDocument document = ProfileDocument.parse("""
				{ "version": 1, "eval": "warn 1", "parent": "x", "colour": "red", "secret": "geheim",
				  "framing_format": "cbor,storable,sereal", "auth_accept": ["hmac_md6_64_256", "hmac_sha3_512"],
				  "profile": { "seed": { "eval": "1", "seeds": ["doomed", "*:4040", "a:1,b:2"],
				    "services": ["Foo::", "AnyEvent::MP::Global::", ["Bar::", 1], "My::start"] } } }
				""");
		NodeConfiguration configuration = new Profiles(document, "host").resolve("seed", Map.of())
			.configure(NodeConfiguration.builder())
			.build();
		assertThat(configuration.seeds()).containsExactly("a:1", "b:2");
		assertThat(configuration.globalMode()).isEqualTo(NodeConfiguration.GlobalMode.ALWAYS);
		assertThat(configuration.services()).containsExactly(new Service("My::start", List.of()));
		assertThat(configuration.framings()).containsExactly("cbor");
		assertThat(configuration.authAccept()).containsExactly("hmac_sha3_512");
	}

	@Test
	void whatIsSkippedIsToldInOneLine() {
		ProfileDocument.parse("""
				{ "eval": "warn 1", "parent": "x", "colour": "red", "seeds": ["doomed", "", "a:1"],
				  "profile": { "seed": { "eval": "1", "seeds": "*:4040", "services": ["Foo::", ["Bar::", 1]] } } }
				""");
		assertThat(this.log.warnings("Skips")).singleElement()
			.asString()
			.contains("'profile document'", "eval", "parent", "colour", "seed 'doomed' must have a port",
					"seed '" + HostName.current() + ":*' must have a port", "profile seed: eval",
					"profile seed: seed '*:4040' must name a host", "profile seed: service Foo::",
					"profile seed: service Bar::");
	}

	@Test
	void anAddressWithoutAnythingIsThisHost() {
		ProfileDocument document = ProfileDocument.parse("{ \"binds\": [\"\", \"127.0.0.1:0\"], \"seeds\": \"\" }");
		NodeConfiguration configuration = new Profiles(document, "host").resolve(null, Map.of())
			.configure(NodeConfiguration.builder())
			.build();
		assertThat(configuration.binds()).containsExactly(HostName.current() + ":*", "127.0.0.1:0");
		assertThat(configuration.seeds()).isEmpty();
	}

	@Test
	void aNumberIsAPortOfThisHost() {
		ProfileDocument document = ProfileDocument.parse("""
				{ "binds": ["4040,4041"], "seeds": "4042", "services": "AnyEvent::MP::Global::", "global": "never" }
				""");
		NodeConfiguration configuration = new Profiles(document, "host").resolve(null, Map.of())
			.configure(NodeConfiguration.builder())
			.build();
		String host = HostName.current();
		assertThat(configuration.binds()).containsExactly(host + ":4040", host + ":4041");
		assertThat(configuration.seeds()).containsExactly(host + ":4042");
		assertThat(configuration.services()).isEmpty();
		assertThat(configuration.globalMode()).isEqualTo(NodeConfiguration.GlobalMode.NEVER);
	}

	@Test
	void aDocumentWithForeignFramingsOnlyIsRefused() {
		ProfileSettings settings = new Profiles(ProfileDocument.parse("{\"framing_format\": \"sereal\"}"), "host")
			.resolve(null, Map.of());
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> settings.configure(NodeConfiguration.builder()))
			.withMessageContaining("sereal")
			.withMessageContaining("cbor, json");
	}

	@Test
	void aSettingIsCheckedBeforeItIsWritten() {
		Profiles.check("monitor_timeout", "5");
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> Profiles.check("monitor_timeout", "soon"))
			.withMessageContaining("soon");
	}

}
