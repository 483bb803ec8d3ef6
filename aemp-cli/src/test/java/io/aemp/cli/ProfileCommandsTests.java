package io.aemp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.aemp.TlsIdentity;
import io.aemp.cli.CommandRun.Result;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The subcommands that read and change the file of profiles. */
class ProfileCommandsTests {

	@TempDir
	private Path folder;

	private CommandRun aemp;

	@BeforeEach
	void prepare() {
		this.aemp = new CommandRun(this.folder);
	}

	@Test
	void aChainActsOnTheTopLevelAndThenOnAProfile() throws IOException {
		this.aemp.run("secret", "geheim", "profile", "server", "binds", "4040,4041", "nodeid", "server/");
		assertThat(this.aemp.text()).isEqualTo("""
				{
				   "version" : 1,
				   "secret" : "geheim",
				   "profile" : {
				      "server" : {
				         "binds" : [
				            "4040",
				            "4041"
				         ],
				         "nodeid" : "server/"
				      }
				   }
				}
				""");
	}

	@Test
	void aNewFileIsPrivateAndAnOldOneKeepsItsMode() throws IOException {
		this.aemp.run("gensecret");
		assertThat(mode()).isEqualTo("rw-------");
		Files.setPosixFilePermissions(this.aemp.file(), PosixFilePermissions.fromString("rw-r-----"));
		this.aemp.run("setnodeid", "a");
		assertThat(mode()).isEqualTo("rw-r-----");
	}

	private String mode() throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(this.aemp.file()));
	}

	@Test
	void unknownKeysAndTheOrderStay() throws IOException {
		Files.writeString(this.aemp.file(), """
				{ "zeta": [1, {"b": null, "a": 1.5}], # mine
				  "secret": "s", "alpha": true, "profile": { "p": { "colour": "red" } }, }
				""");
		this.aemp.run("setnodeid", "a", "profile", "p", "setsecure", "1");
		assertThat(this.aemp.content().keySet().toString()).isEqualTo("[zeta, secret, alpha, profile, nodeid]");
		assertThat(this.aemp.content().get("zeta").toString()).isEqualTo("[1, {b=null, a=1.5}]");
		assertThat(profile("p")).isEqualTo(Map.of("colour", "red", "secure", "1"));
		assertThat(Files.readString(this.folder.resolve("profiles~"))).contains("# mine");
	}

	private Object profile(String name) {
		return ((Map<?, ?>) this.aemp.content().get("profile")).get(name);
	}

	@Test
	void aChainIsDoneAsAWholeOrNotAtAll() {
		Result result = this.aemp.result("setnodeid", "a", "foo");
		assertThat(result.status()).isEqualTo(2);
		assertThat(result.err()).startsWith("aemp: foo: no such aemp command").hasLineCount(1);
		this.aemp.result("setnodeid", "a", "setmonitor_timeout", "soon");
		assertThat(this.aemp.file()).doesNotExist();
	}

	@Test
	void jsonGivesTypes() {
		this.aemp.run("[\"setmonitor_timeout\",5,\"setsecure\",true,\"setnodelay\",null,\"setnodeid\",\"x\"]");
		assertThat(this.aemp.content().get("monitor_timeout")).isEqualTo(5);
		assertThat(this.aemp.content().get("secure")).isEqualTo(true);
		assertThat(this.aemp.content()).containsEntry("nodelay", null);
		this.aemp.run("monitor_timeout", "5", "binds", "[\"127.0.0.1:*\"]", "secret", "\"\u00e9\"");
		assertThat(this.aemp.content().get("monitor_timeout")).isEqualTo("5");
		assertThat(this.aemp.content().get("secret")).isEqualTo("\u00e9");
	}

	@Test
	void aSecretIsStoredByItsOctets() {
		this.aemp.run("setsecret", "\u00fc", "profile", "\u00fc", "seteval", "\u00fc");
		assertThat(this.aemp.content().get("secret")).isEqualTo("\u00c3\u00bc");
		assertThat(profile("\u00fc")).isEqualTo(Map.of("eval", "\u00fc"));
	}

	@Test
	void aJsonTextIsNoOption() {
		this.aemp.run("setsecret", "\"--help\"");
		assertThat(this.aemp.content().get("secret")).isEqualTo("--help");
		this.aemp.run("setsecret", "--", "--help");
		this.aemp.run("setsecret", "-x", "setnodeid", "x");
		assertThat(this.aemp.content().get("secret")).isEqualTo("-x");
		assertThat(this.aemp.result("--foo").err()).startsWith("aemp: Unknown option: '--foo'").hasLineCount(1);
	}

	@Test
	void listsHaveEntries() {
		this.aemp.run("addbind", "127.0.0.1:1", "addbind", "127.0.0.1:2", "addbind", "127.0.0.1:1");
		assertThat(this.aemp.content().get("binds")).isEqualTo(List.of("127.0.0.1:2", "127.0.0.1:1"));
		this.aemp.run("delbind", "127.0.0.1:2", "delbind", "absent", "setseeds", "", "services", "a,b", "addservice",
				"[\"c\",1]", "addservice", "a", "delservice", "a");
		assertThat(this.aemp.content().get("binds")).isEqualTo(List.of("127.0.0.1:1"));
		assertThat(this.aemp.content().get("seeds")).isEqualTo(List.of());
		assertThat(this.aemp.content().get("services")).isEqualTo(List.of("b", List.of("c", 1), "a"));
		this.aemp.run("delbinds", "delseeds", "delservices");
		assertThat(this.aemp.content()).isEqualTo(Map.of("version", 1));
	}

	@Test
	void namesAreSplitAtCommas() {
		this.aemp.run("setframing_format", "json,cbor,storable", "auth_offer", "hmac_sha3_512", "setauth_accept",
				"tls_sha3_512,hmac_sha3_512");
		assertThat(this.aemp.content().get("framing_format")).isEqualTo(List.of("json", "cbor", "storable"));
		assertThat(this.aemp.content().get("auth_offer")).isEqualTo(List.of("hmac_sha3_512"));
		assertThat(this.aemp.content().get("auth_accept")).isEqualTo(List.of("tls_sha3_512", "hmac_sha3_512"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			setseeds           | doomed    | 'doomed'        | host:port
			addseed            | *:4040    | '*:4040'        | host:port
			setbinds           | a:b:c     | 'a:b:c'         | host:port
			addbind            | a:99999   | 65535           | host:port
			setnodeid          | a b       | ' '             | letters, digits
			setmonitor_timeout | soon      | 'soon'          | number
			setconnect_interval| -1        | '-1'            | number
			setsecure          | maybe     | 'maybe'         | true, false, 1 or 0
			setframing_format  | xml       | 'xml'           | cbor, json
			setauth_accept     | md5       | 'md5'           | hmac_sha3_512
			setglobal          | sometimes | 'sometimes'     | auto, always or never
			setcert            | /nowhere  | '/nowhere'      | PEM
			setservices        | {"a":1}   | '{"a":1}'       | JSON array
			""")
	void aValueIsChecked(String command, String value, String named, String wayOut) {
		Result result = this.aemp.result(command, value);
		assertThat(result.status()).isEqualTo(2);
		assertThat(result.out()).isEmpty();
		assertThat(result.err()).contains(command.replaceFirst("^(set|add)", ""), named.replace("''", "'"), wayOut)
			.hasLineCount(1);
		assertThat(this.aemp.file()).doesNotExist();
	}

	@Test
	void parentsAreChecked() {
		assertThat(this.aemp.result("setparent", "x").err()).contains("only profiles have a parent");
		assertThat(this.aemp.result("profile", "a", "setparent", "b").err()).contains("'b'", "aemp profile b");
		this.aemp.run("profile", "a", "setparent", "b", "profile", "b");
		assertThat(this.aemp.result("profile", "b", "parent", "a").err()).contains("b -> a -> b", "circle");
	}

	@Test
	void profilesAreShownAndRemoved() {
		this.aemp.run("secret", "geheim", "profile", "a", "nodeid", "x", "secret", "anders");
		assertThat(this.aemp.run("profile", "b", "showprofile", "a")).isEqualTo("""
				{
				   "nodeid" : "x",
				   "secret" : "******"
				}
				""");
		assertThat(this.aemp.run("showprofile", "a", "--show-secrets")).contains("anders");
		assertThat(this.aemp.run("--show-secrets", "showprofile", "a")).contains("anders");
		assertThat(this.aemp.run("showprofile", "nobody")).isEqualTo("{}\n");
		this.aemp.run("delprofile", "a", "delprofile", "nobody");
		assertThat(this.aemp.content().get("profile")).isEqualTo(Map.of("b", Map.of()));
	}

	@Test
	void theEffectiveSettingsAreMerged() {
		this.aemp.run("secret", "geheim", "monitor_timeout", "7", "profile", "base", "connect_interval", "3", "profile",
				"web", "parent", "base", "nodeid", "web");
		assertThat(this.aemp.run("showconfig", "web", "monitor_timeout", "9", "autocork", "1"))
			.contains("\"monitor_timeout\" : \"7\"", "\"connect_interval\" : \"3\"", "\"nodeid\" : \"web\"",
					"\"autocork\" : \"1\"", "\"secret\" : \"******\"", "\"storable\"", "\"version\" : 1")
			.doesNotContain("parent", "profile");
		assertThat(this.aemp.run("showconfig", "web", "monitor_timeout", "9", "force", "1")).contains("\"9\"");
		assertThat(this.aemp.run("showconfig", "web", "norc", "1")).contains("\"monitor_timeout\" : 30")
			.doesNotContain("web");
		assertThat(this.aemp.result("showconfig", "web", "nodeid").err()).contains("'nodeid' is missing");
	}

	@Test
	void secretsAndCertificatesAreGenerated() {
		this.aemp.run("gensecret", "gencert");
		assertThat((String) this.aemp.content().get("secret")).matches("[0-9A-Za-z]{180}");
		String pem = (String) this.aemp.content().get("cert");
		assertThat(pem).startsWith("-----BEGIN CERTIFICATE-----").contains("-----BEGIN PRIVATE KEY-----");
		assertThat(TlsIdentity.ofPem(pem)).isNotNull();
	}

	@Test
	void aCertificateIsReadFromAFile() throws IOException {
		this.aemp.run("gencert");
		String pem = (String) this.aemp.content().get("cert");
		Path file = Files.writeString(this.folder.resolve("pem"), pem);
		this.aemp.run("delcert", "setcert", file.toString());
		assertThat(this.aemp.content().get("cert")).isEqualTo(pem);
		Files.writeString(file, "no certificate");
		assertThat(this.aemp.result("setcert", file.toString()).err()).startsWith("aemp: cert: ");
	}

	@Test
	void aBrokenFileIsNotReplaced() throws IOException {
		Files.writeString(this.aemp.file(), "{\n broken");
		Result result = this.aemp.result("setnodeid", "a");
		assertThat(result.status()).isEqualTo(2);
		assertThat(result.err()).contains("line 2").hasLineCount(1);
		assertThat(this.aemp.text()).startsWith("{\n broken");
	}

	@Test
	void anArgumentThatTheLocaleHasDestroyedIsNotStored() {
		Result result = this.aemp.result("setsecret", "geh\ufffdim");
		assertThat(result.status()).isEqualTo(2);
		assertThat(result.err()).contains("argument 2", "LC_ALL").doesNotContain("geh").hasLineCount(1);
		assertThat(this.aemp.file()).doesNotExist();
	}

	@Test
	void aFileThatCannotBeWrittenIsNamed() {
		CommandRun nowhere = new CommandRun(this.folder.resolve("absent"));
		Result result = nowhere.result("setnodeid", "a");
		assertThat(result.status()).isEqualTo(2);
		assertThat(result.err()).contains(nowhere.file().toString(), "PERL_ANYEVENT_MP_RC").hasLineCount(1);
	}

	@Test
	void writersAtTheSameTimeLoseNothing() {
		List<Thread> writers = IntStream.range(0, 8)
			.mapToObj((number) -> new Thread(() -> this.aemp.run("profile", "p" + number, "nodeid", "n" + number)))
			.toList();
		writers.forEach(Thread::start);
		BoundedWait.join(writers);
		assertThat((Map<?, ?>) this.aemp.content().get("profile")).hasSize(8);
	}

	@Test
	void aSymbolicLinkStaysOne() throws IOException {
		Path real = this.folder.resolve("real");
		Files.writeString(real, "{}");
		Files.createSymbolicLink(this.aemp.file(), real);
		this.aemp.run("setnodeid", "a");
		assertThat(this.aemp.file()).isSymbolicLink();
		assertThat(Files.readString(real)).contains("nodeid");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[1", "{\"a\"", "\"open" })
	void brokenJsonIsTold(String argument) {
		Result result = this.aemp.result("setnodeid", argument);
		assertThat(result.status()).isEqualTo(2);
		assertThat(result.err()).contains("JSON", "Correct it").hasLineCount(1);
	}

	@Test
	void theManualsSeedIsWritten() {
		this.aemp.run("profile", "seed", "binds", "*:4040");
		assertThat(profile("seed")).isEqualTo(Map.of("binds", List.of("*:4040")));
	}

	@Test
	void helpVersionAndUsage() {
		assertThat(this.aemp.run("--help")).contains("setbinds", "showconfig", "Exit status");
		assertThat(this.aemp.run("--version")).startsWith("aemp ");
		assertThat(this.aemp.run("setbinds", "--help")).contains("LIST");
		assertThat(this.aemp.run("--completion")).contains("gensecret");
		assertThat(this.aemp.result()).isEqualTo(new Result(2, "", "Usage: aemp subcommand ... (try aemp --help)\n"));
		assertThat(this.aemp.result("setsecret").err()).contains("TEXT missing").hasLineCount(1);
	}

}
