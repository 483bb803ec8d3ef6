package io.aemp.wire;

import io.aemp.ErrorAnswerException;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How callers on other nodes learn that there is no answer. */
class ErrorAnswerTests extends WireTest {

	private static final Reason REASON = Reason.of(Reason.BAD_MESSAGE, "no number");

	private static Port refusing(Node node) {
		return node.open((message) -> node.answerWithError(message.text(message.size() - 1), REASON));
	}

	@Test
	void aPerlNodeGetsAnEmptyMessageBeforeTheKill() throws Exception {
		Node node = node("server");
		String name = refusing(node).id().substring("server#".length());
		RawPeer perl = connect(node, "perl");
		assertThat(perl.packet()).containsExactly("", "g_global");
		perl.send(name, "tag", "perl#b");
		assertThat(perl.packet()).containsExactly("b");
		assertThat(perl.packet()).containsExactly("", "kil1", "b", "bad_message", "no number");
	}

	@Test
	void aNodeOfThisLibraryGetsTheKillOnly() throws Exception {
		Node node = node("server");
		String name = refusing(node).id().substring("server#".length());
		RawPeer peer = dial(node);
		peer.use(RawFraming.JSON)
			.greet(RawPeer.greeting("peer", "hmac_sha3_512", "json", "mproto=1", "gproto=1", "arbiter=1", "replies=r"))
			.authenticate();
		peer.send(name, "tag", "peer#r1");
		Object packet = peer.packet();
		while (!packet.toString().contains("kil1")) {
			assertThat(packet.toString()).doesNotContain("r1");
			packet = peer.packet();
		}
		assertThat(packet.toString()).contains("r1", "bad_message");
		assertThat(node.isReplyPort("peer#r1")).isTrue();
		assertThat(node.isReplyPort("peer#s1")).isFalse();
	}

	@Test
	void aCallFailsAtOnceAndItsReplyPortIsKnownAsSuch() throws Exception {
		Node server = node("server");
		Node client = node("client", (builder) -> builder.seeds(address(server)));
		String[] seen = new String[1];
		Port port = server.open((message) -> {
			seen[0] = server.isReplyPort(message.text(0)) + " " + client.isReplyPort(message.text(0));
			server.answerWithError(message.text(0), REASON);
		});
		assertThatThrownBy(() -> BoundedWait.get(client.call(port.id(), Message.of())))
			.hasRootCauseInstanceOf(ErrorAnswerException.class);
		assertThat(seen[0]).isEqualTo("true true");
		assertThat(server.isReplyPort(port.id())).isFalse();
		assertThat(client.isReplyPort(port.id())).isFalse();
	}

}
