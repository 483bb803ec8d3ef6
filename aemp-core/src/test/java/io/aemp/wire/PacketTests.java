package io.aemp.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.aemp.Limits;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.PortIds;
import io.aemp.Reason;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Packets that only just are some, and input that is none. */
class PacketTests extends WireTest {

	private final BlockingQueue<Reason> reasons = new LinkedBlockingQueue<>();

	private Node node;

	@BeforeEach
	void start() {
		this.node = node("examined");
	}

	/** Each connection lives on for a moment, so all end side by side. */
	private void assertEnds(RawFraming framing, List<byte[]> inputs) throws Exception {
		List<RawPeer> peers = new ArrayList<>();
		Map<String, BlockingQueue<Reason>> reasons = new HashMap<>();
		for (int i = 0; i < inputs.size(); i++) {
			String id = "raw" + i;
			peers.add(connect(this.node, id, framing));
			peers.get(i).sync();
			BlockingQueue<Reason> queue = new LinkedBlockingQueue<>();
			reasons.put(id, queue);
			this.node.monitor(id, queue::add);
		}
		for (int i = 0; i < inputs.size(); i++) {
			peers.get(i).write(inputs.get(i));
		}
		for (int i = 0; i < inputs.size(); i++) {
			String id = "raw" + i;
			String input = HexFormat.of().formatHex(inputs.get(i));
			peers.get(i).awaitEnd();
			Reason reason = reasons.get(id).poll(60, TimeUnit.SECONDS);
			assertThat(reason).as(input).isNotNull();
			assertThat(reason.identifier()).as(input).isEqualTo("transport_error");
			assertThat(reason.elements().get(1)).as(input).isEqualTo(id);
			assertThat(reason.text()).as(input).isNotEmpty();
			await().until(() -> !this.node.network().isUp(id));
		}
	}

	@Test
	void whatIsNoJsonArrayEndsTheConnection() throws Exception {
		// an open array is ended by what cannot follow
		assertEnds(RawFraming.JSON,
				Stream
					.of("{\"a\":1}", "\"text\"", "1 ", "null ", "true ", "]", "[\"\",]", "x", "['a']", "[\"\u0001\"]",
							"[\"a\" \"b\"]", "[\"\",\"\\x\"]", "[NaN]", "[\"\"," + "[".repeat(600))
					.map(String::getBytes)
					.toList());
	}

	@Test
	void portsAnswerWhatCameBeforeUndecodableInput() throws Exception {
		String port = PortIds
			.nameOf(this.node.open().receive((message) -> this.node.send("raw#answers", message.get(0))).id());
		RawPeer peer = connect(this.node, "raw");
		peer.write("[\"" + port + "\",\"first\"][\"" + port + "\",\"second\"]nonsense [\"" + port + "\",\"third\"]");
		assertThat(peer.await("answers")).containsExactly("answers", "first");
		assertThat(peer.packet()).containsExactly("answers", "second");
		peer.awaitEnd();
	}

	@Test
	void invalidUtf8EndsTheConnection() throws Exception {
		assertEnds(RawFraming.JSON, List.of(new byte[] { '[', '"', (byte) 0xc0, (byte) 0x80, '"', ']' }));
	}

	@Test
	void whatIsNoCborArrayEndsTheConnection() throws Exception {
		assertEnds(RawFraming.CBOR,
				Stream
					.of("a0", "01", "f6", "6161", "4161", "f5", "ff", "1c", "80ff", "82413fff", "f97e00", "fe",
							"9b7fffffffffffffff")
					.map(HexFormat.of()::parseHex)
					.toList());
	}

	@Test
	void whiteSpaceBetweenJsonPacketsIsAllowed() throws Exception {
		RawPeer peer = connect(this.node, "raw");
		peer.write(" \n\t\r[] \n [ \"\" , \"snd\" , \"raw#x\" , 1 ]\n\n[\"\"][\"\",\"\"]  ");
		assertThat(peer.await("x")).containsExactly("x", 1L);
		assertThat(peer.sync()).isEmpty();
	}

	@Test
	void bytesAreTextInCborNames() throws Exception {
		RawPeer peer = connect(this.node, "raw", RawFraming.CBOR);
		BlockingQueue<Message> seen = new LinkedBlockingQueue<>();
		String port = PortIds.nameOf(this.node.open().receive("t\u00e9g", seen::add).id());
		peer.send(bytes(port), bytes("t\u00e9g"), Map.of(bytes("k\u00e9y"), 1), bytes("v"));
		Message message = seen.poll(60, TimeUnit.SECONDS);
		assertThat(message.map(0)).containsOnlyKeys("k\u00e9y");
		assertThat(message.get(1)).isEqualTo(bytes("v"));
		peer.request(bytes("mon1"), bytes(port)).request(bytes("kil1"), bytes(port), bytes("why"));
		assertThat(peer.await("", "kil0")).containsExactly("", "kil0", port, "why");
		peer.send(bytes(""), bytes("snd"), bytes("raw#o"), bytes("x"));
		assertThat(peer.await("o")).containsExactly("o", "x");
		peer.request(bytes("g_upd"), bytes("f"), Map.of(bytes("k\u00e9y"), bytes("v")));
		peer.request("g_upd", "f", Map.of("other", 1), List.of(bytes("none")));
		peer.request(bytes("g_db_keys"), bytes("f"), bytes("id"));
		assertThat(peer.await("", "g_reply", "id").get(3)).asInstanceOf(InstanceOfAssertFactories.LIST)
			.containsExactlyInAnyOrder("k\u00e9y", "other");
	}

	@Test
	void oddCborIsUnderstood() throws Exception {
		RawPeer peer = connect(this.node, "raw", RawFraming.CBOR);
		// tag 55799 around an indefinite array; half float, undefined, big integer, text
		// in pieces
		peer.write(HexFormat.of()
			.parseHex("d9d9f7" + "9f" + "40" + "43736e64" + "45726177236f" + "f93e00" + "f7" + "c24101" + "7f61616162ff"
					+ "5f41014102ff" + "ff"));
		assertThat(peer.await("o")).containsExactly("o", 1.5, null, 1L, "ab", "\u0001\u0002");
	}

	@Test
	void tooLargePacketsEndTheConnection() throws Exception {
		Node small = node("small", (builder) -> builder.limits(Limits.builder().packetSize(5000).build()));
		RawPeer peer = connect(small, "raw");
		peer.request("devnull", "x".repeat(4900)).sync();
		peer.request("devnull", "x".repeat(5100)).awaitEnd();
	}

	@Test
	void peerWithoutMonitoringProtocolGetsPlainMessagesOnly() throws Exception {
		RawPeer peer = dial(this.node).use(RawFraming.JSON)
			.greet(RawPeer.greeting("raw", "hmac_sha3_512", "json"))
			.authenticate();
		peer.await("", "g_global");
		this.node.monitor("raw#p", this.reasons::add);
		this.node.kill("raw#p");
		this.node.send("raw#p", "plain");
		assertThat(peer.packet()).containsExactly("p", "plain");
		peer.close();
		assertThat(this.reasons.poll(60, TimeUnit.SECONDS).identifier()).isEqualTo("transport_error");
	}

	@Test
	void lossOfTheConnectionFiresEachMonitorOnce() throws Exception {
		RawPeer peer = connect(this.node, "raw");
		peer.sync();
		this.node.monitor("raw#a", this.reasons::add);
		this.node.monitor("raw#b", this.reasons::add);
		this.node.monitor("raw", this.reasons::add);
		peer.await("", "mon1", "b");
		peer.close();
		for (int i = 0; i < 3; i++) {
			assertThat(this.reasons.poll(60, TimeUnit.SECONDS))
				.isEqualTo(Reason.transportError("raw", "Unexpected end-of-file"));
		}
		await().until(() -> !this.node.network().isUp("raw"));
		connect(this.node, "raw").request("kil0", "a", "late").sync();
		assertThat(this.reasons).isEmpty();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
