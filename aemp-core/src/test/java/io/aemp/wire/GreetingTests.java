package io.aemp.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.aemp.Node;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Greeting and authentication, as a peer sees them. */
class GreetingTests extends WireTest {

	private Node node;

	@BeforeEach
	void start() {
		this.node = node("examined");
	}

	@Test
	void greetsAtOnceWithFiveFieldsAndKeys() throws Exception {
		RawPeer peer = dial(this.node).readGreeting();
		String[] fields = peer.peerGreeting().split(";");
		assertThat(fields).startsWith("aemp", "1", "examined", "hmac_sha3_512", "cbor,json");
		assertThat(peer.peerKeys()).containsEntry("mproto", "1")
			.containsEntry("gproto", "1")
			.containsEntry("peeraddr", "127.0.0.1:" + peer.localPort())
			.containsKey("provider")
			.containsEntry("heartbeat", "2000")
			.doesNotContainKey("tls");
		assertThat(Base64.getDecoder().decode(peer.peerNonce())).hasSizeGreaterThanOrEqualTo(32);
		assertThat(dial(this.node).readGreeting().peerNonce()).isNotEqualTo(peer.peerNonce());
	}

	@ParameterizedTest
	@CsvSource({ "cbor,cbor", "json,json", "'json,cbor',json", "'storable,private,cbor',cbor" })
	void takesThePeersFirstFramingThatItKnows(String framings, String chosen) throws Exception {
		RawPeer peer = dial(this.node).greet(RawPeer.greeting("raw", "hmac_sha3_512", framings)).readGreeting();
		assertThat(peer.use(RawFraming.JSON).write(peer.authentication() + "\n").line()).startsWith("hmac_sha3_512;")
			.endsWith(";" + chosen);
	}

	@Test
	void framingsOfBothDirectionsMayDiffer() throws Exception {
		RawPeer peer = dial(this.node).use(RawFraming.JSON)
			.greet(RawPeer.greeting("raw", "hmac_sha3_512", "cbor", "mproto=1"))
			.authenticate();
		assertThat(peer.sync()).containsExactly(List.of("", "g_global"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "aemp;2;raw;hmac_sha3_512;json", "aemp;1;raw;hmac_sha3_512", "aemp;1;;hmac_sha3_512;json",
			"aemp;1;a#b;hmac_sha3_512;json", "aemp;1;a b;hmac_sha3_512;json", "aemp-dataconn;1;raw;hmac_sha3_512;json",
			"aemp-unknown;1;raw;hmac_sha3_512;json", "GET / HTTP/1.1", "", "aemp;1;examined;hmac_sha3_512;json",
			"aemp;1;raw;hmac_sha3_512;storable", "aemp;1;raw;hmac_sha3_512;", "aemp;1;raw;tls_sha3_512,tls_anon;json",
			"aemp;1;raw;;json", "aemp;1;raw;cleartext;json" })
	void refusesGreetingAtOnce(String greeting) throws Exception {
		RawPeer peer = dial(this.node).greet(greeting).readGreeting();
		assertThatThrownBy(peer::line).isInstanceOf(EOFException.class);
	}

	@Test
	void showsLittleOfAVeryLongGreeting() throws Exception {
		List<String> keys = new ArrayList<>(List.of("mproto=1", "a=" + "x".repeat(1000) + "\u001b[2J", "\u0007b=c"));
		for (int i = 0; i < 200; i++) {
			keys.add("key" + i + "=" + i);
		}
		dial(this.node).use(RawFraming.JSON)
			.greet(RawPeer.greeting("raw", "hmac_sha3_512", "json", keys.toArray(String[]::new)))
			.authenticate()
			.sync();
		await().until(() -> this.node.network().isUp("raw"));
		Map<String, String> greeting = this.node.network().peers().get(0).greeting();
		assertThat(greeting).hasSize(32).containsEntry("a", "x".repeat(200) + "...").containsEntry(".b", "c");
	}

	@Test
	void otherPrintableNodeIdsAreAccepted() throws Exception {
		connect(this.node, "caf\u00e9~+@(1)!").sync();
		await().until(() -> this.node.network().isUp("caf\u00e9~+@(1)!"));
	}

	@Test
	void unknownKeysOddFieldsAndEscapesAreIgnored() throws Exception {
		RawPeer peer = dial(this.node)
			.greet(RawPeer.greeting("raw", "unknown,hmac_sha3_512", "unknown,json", "x=%3b%25%zz", "novalue", "=", "",
					"y=a=b", "mproto=1"))
			.authenticate();
		assertThat(peer.sync()).hasSize(1);
	}

	@Test
	void carriageReturnsAreNoPartOfLines() throws Exception {
		RawPeer peer = dial(this.node);
		peer.greet(RawPeer.greeting("raw", "hmac_sha3_512", "json", "mproto=1") + "\r");
		peer.readGreeting();
		// the token is over lines without their ends, so this one must not verify
		peer.write(peer.authentication() + "\r\n");
		peer.line();
		peer.awaitEnd();
		RawPeer other = dial(this.node).crLf(RawPeer.greeting("raw", "hmac_sha3_512", "json", "mproto=1"));
		assertThat(other.readGreeting().write(other.authentication() + "\r\n").verify().sync()).hasSize(1);
	}

	@Test
	void authenticationLineMayHaveKeys() throws Exception {
		RawPeer peer = dial(this.node).greet("raw", RawFraming.JSON).readGreeting();
		assertThat(peer.write(peer.authentication() + ";key=value;x\n").verify().sync()).hasSize(1);
	}

	@Test
	void wrongTokensEndTheConnection() throws Exception {
		RawPeer wrong = dial(this.node).greet("raw", RawFraming.JSON).readGreeting();
		wrong.write("hmac_sha3_512;" + wrong.ownToken("falsch") + ";json\n").awaitEnd();
		RawPeer upper = dial(this.node).greet("raw", RawFraming.JSON).readGreeting();
		upper.write("hmac_sha3_512;" + upper.ownToken(RawPeer.SECRET).toUpperCase(Locale.ROOT) + ";json\n").awaitEnd();
		RawPeer empty = dial(this.node).greet("raw", RawFraming.JSON).readGreeting();
		empty.write("hmac_sha3_512;;json\n").awaitEnd();
		RawPeer incomplete = dial(this.node).greet("raw", RawFraming.JSON).readGreeting();
		incomplete.write("hmac_sha3_512;" + incomplete.ownToken(RawPeer.SECRET) + "\n").awaitEnd();
		RawPeer framing = dial(this.node).greet("raw", RawFraming.JSON).readGreeting();
		framing.write("hmac_sha3_512;" + framing.ownToken(RawPeer.SECRET) + ";storable\n").awaitEnd();
		assertThat(this.node.network().isUp("raw")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "cleartext;67656865696d;json", "tls_anon;;json", "tls_sha3_512;;json", "unknown;;json", "",
			";;" })
	void otherMethodsAreNotAccepted(String line) throws Exception {
		dial(this.node).greet("raw", RawFraming.JSON).readGreeting().write(line + "\n").awaitEnd();
		assertThat(this.node.network().isUp("raw")).isFalse();
	}

	@Test
	void cleartextIsAcceptedWhereItIsConfigured() throws Exception {
		Node lax = node("lax", (builder) -> builder.authAccept("hmac_sha3_512", "cleartext"));
		RawPeer peer = dial(lax).greet("raw", RawFraming.JSON).readGreeting();
		assertThat(peer.write("cleartext;67656865696d;json\n").verify().sync()).hasSize(1);
		dial(lax).greet("other", RawFraming.JSON).readGreeting().write("cleartext;67656865696e;json\n").awaitEnd();
	}

	@Test
	void echoIsRefused() throws Exception {
		RawPeer peer = dial(this.node);
		String greeting = peer.line();
		String nonce = peer.line();
		assertThatThrownBy(peer.write(greeting + "\n" + nonce + "\n")::line).isInstanceOf(EOFException.class);
		RawPeer half = dial(this.node);
		half.line();
		assertThatThrownBy(half.write("aemp;1;raw;hmac_sha3_512;json\n" + half.line() + "\n")::line)
			.isInstanceOf(EOFException.class);
	}

	@Test
	void lineMayHave4096BytesButNoMore() throws Exception {
		String start = RawPeer.greeting("raw", "hmac_sha3_512", "json", "mproto=1", "pad=");
		String longest = start + "x".repeat(4096 - start.length());
		assertThat(dial(this.node).greet(longest).authenticate().sync()).hasSize(1);
		RawPeer longer = dial(this.node).greet(longest.replace(";raw;", ";raw2;")).readGreeting();
		assertThatThrownBy(longer::line).isInstanceOf(EOFException.class);
		RawPeer endless = dial(this.node).write("x".repeat(4098));
		endless.awaitEnd();
		RawPeer token = dial(this.node).greet("raw3", RawFraming.JSON).readGreeting();
		token.write(token.authentication() + ";" + "x".repeat(4096) + "\n").awaitEnd();
	}

	@Test
	void nodeThatIsConnectedAlreadyIsRefused() throws Exception {
		RawPeer first = connect(this.node, "raw");
		first.sync();
		RawPeer second = dial(this.node).greet("raw", RawFraming.JSON).readGreeting();
		assertThat(first.packet()).containsExactly("", "snd", "examined", "devnull");
		first.request("devnull");
		assertThatThrownBy(second::line).isInstanceOf(EOFException.class);
		RawPeer third = dial(this.node).greet("raw", RawFraming.JSON).readGreeting();
		assertThatThrownBy(third::line).isInstanceOf(EOFException.class);
		assertThat(first.sync()).as("asked once in such a short time").isEmpty();
		first.close();
		await().until(() -> !this.node.network().isUp("raw"));
		assertThat(connect(this.node, "raw").sync()).containsExactly(List.of("", "g_global"));
	}

	@Test
	void everythingMayComeByteByByte() throws Exception {
		RawPeer peer = dial(this.node).readGreeting();
		peer.greetSlowly("raw");
		peer.writeSlowly((peer.authentication() + "\n").getBytes()).verify();
		peer.writeSlowly(peer.encode("", "snd", "raw#x", "caf\u00e9", 1.5, List.of()));
		assertThat(peer.await("x")).containsExactly("x", "caf\u00e9", 1.5, List.of());
	}

	@Test
	void packetsMayComeInTheSegmentOfTheAuthentication() throws Exception {
		RawPeer peer = dial(this.node).greet("raw", RawFraming.CBOR).readGreeting();
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		all.writeBytes((peer.authentication() + "\n").getBytes());
		for (int i = 0; i < 100; i++) {
			all.writeBytes(peer.encode("", "snd", "raw#x", i));
		}
		peer.write(all.toByteArray()).verify();
		for (long i = 0; i < 100; i++) {
			assertThat(peer.await("x")).containsExactly("x", i);
		}
	}

	@Test
	void handshakeHasOneDeadlineHoweverOftenBytesCome() throws Exception {
		Node hasty = node("hasty", (builder) -> builder.monitorTimeout(Duration.ofMillis(300)));
		RawPeer peer = dial(hasty).readGreeting();
		await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(60)).until(() -> {
			try {
				peer.write("x");
				return false;
			}
			catch (SocketException ex) {
				return true;
			}
		});
	}

}
