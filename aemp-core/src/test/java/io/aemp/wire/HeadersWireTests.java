package io.aemp.wire;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How headers travel, and what nodes see that do not know them. */
class HeadersWireTests extends WireTest {

	private static final Map<String, String> HEADERS = Map.of("traceparent", "00-1-2-01");

	private final BlockingQueue<Message> seen = new LinkedBlockingQueue<>();

	private Node node;

	private String name;

	@BeforeEach
	void start() {
		this.node = node("server");
		this.name = this.node.open(this.seen::add).id().substring("server#".length());
	}

	private RawPeer peerThatTakesHeaders() throws Exception {
		RawPeer peer = dial(this.node).use(RawFraming.JSON)
			.greet(RawPeer.greeting("peer", "hmac_sha3_512", "json", "mproto=1", "gproto=1", "headers=1"))
			.authenticate();
		assertThat(peer.peerKeys()).containsEntry("headers", "1");
		assertThat(peer.packet()).containsExactly("", "g_global");
		return peer;
	}

	@Test
	void aNodeThatDoesNotKnowThemGetsTheElementsOnly() throws Exception {
		RawPeer perl = connect(this.node, "perl");
		assertThat(perl.packet()).containsExactly("", "g_global");
		this.node.send("perl#p", Message.of("tag", 1).withHeaders(HEADERS));
		assertThat(perl.packet().toString()).isEqualTo("[p, tag, 1]");
	}

	@Test
	void aNodeThatTakesThemGetsARequestAroundTheMessage() throws Exception {
		RawPeer peer = peerThatTakesHeaders();
		this.node.send("peer#p", Message.of("tag", 1).withHeaders(HEADERS));
		assertThat(peer.packet().toString()).isEqualTo("[, headers, p, {traceparent=00-1-2-01}, tag, 1]");
		this.node.send("peer#p", Message.of("tag", 2));
		assertThat(peer.packet().toString()).isEqualTo("[p, tag, 2]");
	}

	@Test
	void whatComesWithInvalidHeadersArrivesWithoutThem() throws Exception {
		RawPeer peer = peerThatTakesHeaders();
		peer.send("", "headers", this.name, HEADERS, "good");
		peer.send("", "headers", this.name, Map.of("a", "line\nbreak"), "control");
		peer.send("", "headers", this.name, Map.of("", "no name"), "unnamed");
		peer.send("", "headers", this.name, Map.of("a", List.of("list")), "list");
		peer.send("", "headers", this.name, Map.of("a", "x".repeat(20_000)), "long");
		peer.send("", "headers", this.name, "no map", "none");
		peer.send("", "headers", this.name, Map.of());
		peer.send("", "headers");
		peer.send("", "headers", this.name);
		peer.send("", "headers", "", HEADERS, "headers", this.name, HEADERS, "twice");
		peer.send(this.name, "last");
		assertThat(next("good")).isEqualTo(HEADERS);
		for (String tag : List.of("control", "unnamed", "list", "long", "none")) {
			assertThat(next(tag)).isEmpty();
		}
		assertThat(BoundedWait.take(this.seen)).isEqualTo(Message.of());
		assertThat(BoundedWait.take(this.seen)).isEqualTo(Message.of());
		assertThat(next("last")).isEmpty();
	}

	private Map<String, String> next(String tag) {
		Message message = BoundedWait.take(this.seen);
		assertThat(message.toList()).containsExactly(tag);
		return message.headers();
	}

}
