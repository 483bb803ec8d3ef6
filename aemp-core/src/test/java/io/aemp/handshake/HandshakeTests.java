package io.aemp.handshake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

import io.aemp.Admission;
import io.aemp.InvalidConfigurationException;
import io.aemp.NodeConfiguration;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.TlsIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HandshakeTests {

	private static final String GREETING = "aemp;1;peer;hmac_sha3_512;json";

	private final Random random = new Random(42);

	@Test
	void greetsInTheFormOfTheProtocol() {
		String lines = handshake(configuration().build()).greeting().lines();
		assertThat(lines).matches("aemp;1;me;hmac_sha3_512;cbor,json;provider=aemp-[^;]+;peeraddr=127\\.0\\.0\\.1:1234;"
				+ "mproto=1;gproto=1;arbiter=1;portions=1;replies=~;heartbeat=2000;parts=16777216;headers=1;dataconn=1\n"
				+ "[A-Za-z0-9+/]{88}\n");
	}

	@Test
	void greetsWithTlsIfItHasAnIdentity() throws Exception {
		String lines = handshake(configuration().tls(identity()).build()).greeting().lines();
		assertThat(lines).contains(";tls_sha3_512,hmac_sha3_512;").contains(";tls=1.0;");
	}

	@Test
	void nonceIsAnotherOneEachTime() {
		assertThat(handshake(configuration().build()).greeting())
			.isNotEqualTo(handshake(configuration().build()).greeting());
	}

	@Test
	void twoSidesComeUp() {
		Handshake a = new Handshake(settings(configuration().framings("json", "cbor").build(), "a", "json", "cbor"),
				"1.2.3.4:5", this.random, (node) -> Optional.empty());
		Handshake b = handshake(configuration().build());
		HandshakeStep.Send fromA = (HandshakeStep.Send) feed(a, b.greeting().lines()).get(0);
		HandshakeStep.Send fromB = (HandshakeStep.Send) feed(b, a.greeting().lines()).get(0);
		AuthenticatedPeer atA = ((HandshakeStep.Up) feed(a, fromB.lines()).get(0)).peer();
		AuthenticatedPeer atB = ((HandshakeStep.Up) feed(b, fromA.lines()).get(0)).peer();
		assertThat(atA.node()).isEqualTo("me");
		assertThat(atB.node()).isEqualTo("a");
		assertThat(atA.framing()).isEqualTo("json").isEqualTo(atB.ownFraming());
		assertThat(atA.ownFraming()).isEqualTo("cbor").isEqualTo(atB.framing());
		assertThat(atB.keys()).containsEntry("peeraddr", "1.2.3.4:5").containsEntry("mproto", "1");
	}

	@Test
	void bothSidesNoticeAnotherSecret() {
		Handshake a = handshake(configuration().secret("other").build());
		Handshake b = handshake(configuration().build());
		HandshakeStep.Send fromA = (HandshakeStep.Send) feed(a, b.greeting().lines()).get(0);
		HandshakeStep.Send fromB = (HandshakeStep.Send) feed(b, a.greeting().lines()).get(0);
		assertThat(refusal(feed(a, fromB.lines())).problem()).isEqualTo(HandshakeProblem.AUTHENTICATION);
		assertThat(refusal(feed(b, fromA.lines())).problem()).isEqualTo(HandshakeProblem.AUTHENTICATION);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "GET / HTTP/1.1", "aemp-dataconn;1;x;hmac_sha3_512;json",
			"aemp-xyz;1;x;hmac_sha3_512;json", "AEMP;1;x;hmac_sha3_512;json", "aemp", "aemp;1;x;hmac_sha3_512",
			"aemp;1;;hmac_sha3_512;json", "aemp;1;a#b;hmac_sha3_512;json", "aemp;1;a b;hmac_sha3_512;json",
			"aemp;1;a\u0001b;hmac_sha3_512;json" })
	void refusesWhatIsNoGreeting(String line) {
		assertThat(refusal(handshake(configuration().build()).line(line)).problem())
			.isEqualTo(HandshakeProblem.PROTOCOL);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "2", "", "1.0", "01", "10", "1 " })
	void refusesOtherVersions(String version) {
		HandshakeStep.Refuse refusal = refusal(
				handshake(configuration().build()).line("aemp;" + version + ";x;hmac_sha3_512;json"));
		assertThat(refusal.problem()).isEqualTo(HandshakeProblem.VERSION);
		assertThat(refusal.text()).contains("version '" + version + "'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "a/b/c", "h\u00e9", "<>", "a=b" })
	void acceptsPrintableNodeIdsFromPeers(String node) {
		Handshake handshake = handshake(configuration().build());
		assertThat(handshake.line("aemp;1;" + node + ";hmac_sha3_512;json")).isEmpty();
		assertThat(handshake.claimedNode()).isEqualTo(node);
	}

	@Test
	void acceptsAnEmptyNonce() {
		assertThat(feed(handshake(configuration().build()), GREETING + "\n\n")).singleElement()
			.isInstanceOf(HandshakeStep.Send.class);
	}

	@Test
	void refusesAnEchoBeforeItCanPassForThisNode() {
		Handshake handshake = new Handshake(settings(configuration().build(), "me", "json"), "1.2.3.4:5", this.random,
				(node) -> Optional.of(Objection.unwanted("SELF")));
		assertThat(refusal(feed(handshake, handshake.greeting().lines())).problem()).isEqualTo(HandshakeProblem.ECHO);
	}

	@Test
	void equalNoncesAreAnEchoWhateverTheGreeting() {
		Handshake handshake = handshake(configuration().build());
		String nonce = handshake.greeting().lines().split("\n")[1];
		assertThat(refusal(feed(handshake, GREETING + "\n" + nonce + "\n")).problem()).isEqualTo(HandshakeProblem.ECHO);
	}

	@Test
	void asksWhetherThePeerIsWanted() {
		Handshake handshake = new Handshake(settings(configuration().build(), "me", "json"), "1.2.3.4:5", this.random,
				(node) -> Optional.of(Objection.unwanted("not " + node)));
		HandshakeStep.Refuse refusal = refusal(feed(handshake, GREETING + "\nnonce\n"));
		assertThat(refusal).isEqualTo(new HandshakeStep.Refuse(HandshakeProblem.UNWANTED, "not peer"));
	}

	@Test
	void admitsOnlyTheNodesThatItIsTold() {
		NodeConfiguration configuration = configuration()
			.admission(new Admission(List.of("worker/*", "peer"), List.of(), false))
			.build();
		assertThat(handshake(configuration).line(GREETING)).isEmpty();
		assertThat(handshake(configuration).line(GREETING.replace("peer", "worker/7"))).isEmpty();
		assertThat(handshake(configuration).line(GREETING.replace("peer", "me"))).as("this node itself").isEmpty();
		HandshakeStep.Refuse refusal = refusal(handshake(configuration).line(GREETING.replace("peer", "peers")));
		assertThat(refusal.problem()).isEqualTo(HandshakeProblem.ADMISSION);
		assertThat(refusal.text()).contains("'peers'");
	}

	@Test
	void refusesWhoShowsNoCertificateIfItMustNameTheNode() throws Exception {
		NodeConfiguration configuration = configuration().tls(identity())
			.admission(new Admission(List.of(), List.of(), true))
			.build();
		assertThat(refusal(feed(handshake(configuration), GREETING + "\nnonce\n")).problem())
			.isEqualTo(HandshakeProblem.ADMISSION);
		assertThat(feed(handshake(configuration), GREETING + ";tls=1.0\nnonce\n")).hasSize(2);
	}

	@Test
	void refusesWithoutFramingInCommon() {
		Handshake handshake = handshake(configuration().build());
		assertThat(refusal(feed(handshake, "aemp;1;peer;hmac_sha3_512;storable,xml\nnonce\n")).problem())
			.isEqualTo(HandshakeProblem.FRAMING);
	}

	@Test
	void refusesAFramingThatItDidNotList() {
		Handshake a = handshake(configuration().build());
		Handshake b = handshake(configuration().build());
		feed(a, b.greeting().lines());
		String line = ((HandshakeStep.Send) feed(b, a.greeting().lines()).get(0)).lines()
			.replace(";cbor\n", ";storable\n");
		assertThat(refusal(feed(a, line)).problem()).isEqualTo(HandshakeProblem.FRAMING);
	}

	@Test
	void takesTheFirstMethodOfThePeersListThatItOffers() {
		Handshake handshake = handshake(configuration().authOffer("cleartext", "hmac_sha3_512").build());
		List<HandshakeStep> steps = feed(handshake,
				"aemp;1;peer;new,tls_sha3_512,hmac_sha3_512,cleartext;json\nnonce\n");
		assertThat(steps).singleElement()
			.isInstanceOfSatisfying(HandshakeStep.Send.class,
					(send) -> assertThat(send.lines()).startsWith("hmac_sha3_512;"));
	}

	@Test
	void refusesWithoutMethodInCommon() {
		Handshake handshake = handshake(configuration().build());
		assertThat(refusal(feed(handshake, "aemp;1;peer;cleartext,tls_anon;json\nnonce\n")).text())
			.contains("cleartext, tls_anon");
	}

	@Test
	void cannotConnectWithNeitherSecretNorTls() throws Exception {
		Handshake neither = handshake(configuration().secret("").build());
		assertThat(refusal(feed(neither, GREETING + "\nnonce\n")).text())
			.contains("neither a secret nor a certificate");
		Handshake onlyTls = handshake(configuration().secret("").tls(identity()).build());
		assertThat(refusal(feed(onlyTls, GREETING + "\nnonce\n")).text()).contains("offers no TLS");
	}

	@ParameterizedTest
	@ValueSource(strings = { "cleartext;67656865696d;json", "tls_anon;;json", "tls_sha3_512;;json", ";;json",
			"hmac_sha3_512;;json", "hmac_sha3_512", "" })
	void refusesOtherMethodsThanItListed(String line) {
		Handshake handshake = handshake(configuration().build());
		feed(handshake, GREETING + "\nnonce\n");
		assertThat(handshake.line(line)).singleElement().isInstanceOf(HandshakeStep.Refuse.class);
	}

	@Test
	void acceptsCleartextIfConfigured() {
		Handshake handshake = handshake(configuration().authAccept("cleartext").build());
		feed(handshake, GREETING + "\nnonce\n");
		assertThat(handshake.line("cleartext;67656865696d;json")).singleElement().isInstanceOf(HandshakeStep.Up.class);
	}

	@Test
	void acceptsNoEmptyCleartextWithoutTls() throws Exception {
		Handshake handshake = handshake(
				configuration().secret("").tls(identity()).authAccept("cleartext").authOffer("hmac_sha3_512").build());
		assertThat(feed(handshake, GREETING + "\nnonce\n")).singleElement().isInstanceOf(HandshakeStep.Refuse.class);
	}

	@Test
	void turnsToTlsOnlyIfBothOfferIt() throws Exception {
		assertThat(tlsSteps(true, "tls=1.0").get(0)).isInstanceOf(HandshakeStep.StartTls.class);
		assertThat(tlsSteps(true, "tls=1.7").get(0)).isInstanceOf(HandshakeStep.StartTls.class);
		assertThat(tlsSteps(true, "tls=2.0").get(0)).isInstanceOf(HandshakeStep.Send.class);
		assertThat(tlsSteps(true, "notls=1.0").get(0)).isInstanceOf(HandshakeStep.Send.class);
		assertThat(tlsSteps(false, "tls=1.0").get(0)).isInstanceOf(HandshakeStep.Send.class);
	}

	@Test
	void theLowerNonceIsTheTlsClient() throws Exception {
		NodeConfiguration configuration = configuration().tls(identity()).build();
		assertThat(feed(handshake(configuration), GREETING + ";tls=1.0\n~high\n").get(0))
			.isEqualTo(new HandshakeStep.StartTls(true));
		assertThat(feed(handshake(configuration), GREETING + ";tls=1.0\n!low\n").get(0))
			.isEqualTo(new HandshakeStep.StartTls(false));
	}

	@Test
	void linesHaveALimit() {
		String keys = ";x=" + "y".repeat(Handshake.LINE_LIMIT - GREETING.length() - 3);
		assertThat(handshake(configuration().build()).line(GREETING + keys)).isEmpty();
		assertThat(refusal(handshake(configuration().build()).line(GREETING + keys + "y")).text()).contains("4096");
	}

	@Test
	void valuesOfKeysAreEscaped() throws Exception {
		String line = Greeting.parse(GREETING + ";a=x%3by%253b;b;c=;=d;provider=AE-2.01;a=%2525;e=1=2").line();
		Greeting greeting = Greeting.parse(line);
		assertThat(greeting.keys()).containsOnly(java.util.Map.entry("a", "%25"), java.util.Map.entry("c", ""),
				java.util.Map.entry("provider", "AE-2.01"), java.util.Map.entry("e", "1=2"));
		assertThat(Greeting.parse(GREETING + ";a=x%3by%253b").keys()).containsEntry("a", "x;y%3b");
	}

	@Test
	void survivesArbitraryGreetings() {
		long seed = System.nanoTime();
		Random input = new Random(seed);
		for (int round = 0; round < 20_000; round++) {
			Handshake handshake = handshake(configuration().build());
			for (int line = 0; line < 3; line++) {
				List<HandshakeStep> steps = handshake.line(mutated(input, line));
				assertThat(steps).as("seed %d", seed).doesNotHaveAnyElementsOfTypes(HandshakeStep.Up.class);
				if (steps.stream().anyMatch(HandshakeStep.Refuse.class::isInstance)) {
					break;
				}
			}
		}
	}

	private static String mutated(Random input, int line) {
		StringBuilder text = new StringBuilder((line == 0) ? GREETING + ";tls=1.0;x=%3b" : "hmac_sha3_512;aabb;json");
		for (int changes = input.nextInt(4); changes > 0; changes--) {
			int at = input.nextInt(text.length());
			switch (input.nextInt(3)) {
				case 0 -> text.setCharAt(at, (char) input.nextInt(256));
				case 1 -> text.insert(at, ";,=%#\u00ff\r".charAt(input.nextInt(7)));
				default -> text.delete(at, Math.min(text.length() - 1, at + input.nextInt(9)));
			}
		}
		return text.toString();
	}

	@Test
	void noStepShowsASecret() {
		Handshake handshake = handshake(configuration().authOffer("cleartext").build());
		List<HandshakeStep> steps = feed(handshake, "aemp;1;peer;cleartext;json\nnonce\n");
		assertThat(((HandshakeStep.Send) steps.get(0)).lines()).isEqualTo("cleartext;67656865696d;json\n");
		assertThat(steps.toString()).doesNotContain("67656865696d");
	}

	@Test
	void unknownMethodsAreAWrongConfiguration() {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> settings(configuration().authAccept("md5").build(), "me", "json"))
			.satisfies((ex) -> assertThat(ex.setting()).isEqualTo("auth_accept"))
			.withMessageContaining("'md5'")
			.withMessageContaining("hmac_sha3_512");
	}

	private List<HandshakeStep> tlsSteps(boolean identity, String key) throws Exception {
		NodeConfigurationBuilder configuration = configuration();
		return feed(handshake((identity ? configuration.tls(identity()) : configuration).build()),
				GREETING + ";" + key + "\nnonce\n");
	}

	private Handshake handshake(NodeConfiguration configuration) {
		return new Handshake(settings(configuration, "me", "cbor", "json"), "127.0.0.1:1234", this.random,
				(node) -> Optional.empty());
	}

	private static HandshakeSettings settings(NodeConfiguration configuration, String node, String... framings) {
		return new HandshakeSettings(configuration, node, List.of(framings));
	}

	private static NodeConfigurationBuilder configuration() {
		return NodeConfiguration.builder().secret("geheim");
	}

	private static TlsIdentity identity() throws Exception {
		return TlsIdentity.of(KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm()),
				TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm()));
	}

	private static List<HandshakeStep> feed(Handshake handshake, String lines) {
		List<HandshakeStep> steps = List.of();
		for (String line : lines.split("(?<=\n)")) {
			steps = handshake.line(line.substring(0, line.length() - 1));
		}
		return steps;
	}

	private static HandshakeStep.Refuse refusal(List<HandshakeStep> steps) {
		assertThat(steps).singleElement().isInstanceOf(HandshakeStep.Refuse.class);
		return (HandshakeStep.Refuse) steps.get(0);
	}

}
