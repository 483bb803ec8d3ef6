package io.aemp.transport;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.aemp.Message;
import io.aemp.link.Link;
import io.aemp.link.Transport;
import io.aemp.testing.TimeLimit;
import io.aemp.transport.TestNode.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** How links end, over real sockets. */
@ExtendWith(NoLeaks.class)
@Timeout(300)
class LinkEndTests {

	@Test
	void whatIsQueuedIsSentBeforeAClose() throws Exception {
		int count = 10_000;
		TimeLimit.check(Duration.ofMillis(NettyLink.CLOSE_MILLIS / 5), () -> arrivedBeforeAClose(count),
				(arrived) -> assertThat(arrived).isEqualTo(count));
	}

	private static int arrivedBeforeAClose(int count) throws Exception {
		try (TestNode a = new TestNode(TestNode.configuration("a"));
				TestNode b = new TestNode(TestNode.configuration("b"))) {
			Traffic atB = Traffic.on(b.dial(a.listen()).link());
			Traffic atA = Traffic.on(a.accepted());
			for (long i = 0; i < count; i++) {
				// what B sends at the same time must not harm it
				atB.outgoing.add(atB.link.encode("x", Message.of(i)));
				atA.outgoing.add(atA.link.encode("x", Message.of(i)));
			}
			atB.link.wakeUp();
			long start = System.nanoTime();
			atA.link.close("done");
			assertThat(atA.closed()).isEqualTo("done");
			assertThat(atB.closed()).isIn("Unexpected end-of-file", "Connection reset by peer", "Broken pipe");
			if (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(NettyLink.CLOSE_MILLIS)) {
				assertThat(atB.incoming).hasSize(count);
			}
			return atB.incoming.size();
		}
	}

	@Test
	void aCloseDoesNotWaitLongForAPeerThatReadsNothing() throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a")); RawPeer raw = RawPeer.established(node, "")) {
			Traffic traffic = Traffic.on(node.accepted());
			for (int i = 0; i < 64; i++) {
				traffic.outgoing.add(new byte[1 << 20]);
			}
			assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
				traffic.link.close("done");
				assertThat(traffic.closed()).isEqualTo("done");
			});
		}
	}

	@Test
	void aHalfClosedConnectionEnds() throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a"));
				RawPeer raw = RawPeer.established(node, "[\"x\",1]")) {
			Traffic traffic = Traffic.on(node.accepted());
			raw.shutdownOutput();
			assertThat(traffic.receive().message().integer(0)).isEqualTo(1);
			assertThat(traffic.closed()).isEqualTo("Unexpected end-of-file");
			assertThat(raw.readToEnd()).isEmpty();
		}
	}

	@Test
	void aResetIsTold() throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a"));
				RawPeer raw = RawPeer.established(node, "[\"x\",1]")) {
			Traffic traffic = Traffic.on(node.accepted());
			traffic.receive();
			raw.reset();
			assertThat(traffic.closed()).isEqualTo("Connection reset by peer");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "1", "[\"x\"", "[\"x\",\"\u00c0\u0080\"]", "nonsense" })
	void undecodableInputEndsTheLink(String text) throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a"));
				RawPeer raw = RawPeer.established(node, "[\"x\",1]" + text + " ]")) {
			Traffic traffic = Traffic.on(node.accepted());
			assertThat(traffic.receive().message().integer(0)).isEqualTo(1);
			if (text.equals("[\"x\"")) {
				assertThat(traffic.receive().message().isEmpty()).isTrue();
				raw.send("]");
			}
			assertThat(traffic.closed()).startsWith("undecodable packet: ");
			assertThat(raw.readToEnd()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whatWasDeliveredBeforeUndecodableInputCanBeAnswered(boolean halfClosed) throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a"));
				RawPeer raw = RawPeer.established(node, "[\"x\",1]nonsense ]")) {
			Traffic traffic = Traffic.on(node.accepted());
			assertThat(traffic.receive().message().integer(0)).isEqualTo(1);
			if (halfClosed) {
				raw.shutdownOutput();
			}
			else {
				raw.send("[\"x\",3]");
			}
			traffic.send("answers", 2);
			assertThat(raw.readToEnd()).contains("answers");
			assertThat(traffic.closed()).startsWith("undecodable packet: ");
			assertThat(traffic.incoming).isEmpty();
		}
	}

	@Test
	void trafficThatThrowsEndsOnlyItsLink() throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a"));
				RawPeer first = RawPeer.established(node, "[\"x\",1]");
				RawPeer second = RawPeer.established(node, "[\"x\",1]")) {
			Link link = node.accepted();
			Traffic broken = new Traffic(link) {

				@Override
				public boolean packet(String port, Message message, int bytes) {
					throw new IllegalStateException("broken");
				}

			};
			link.start(broken);
			assertThat(broken.closed()).isEqualTo("internal error: broken");
			assertThat(Traffic.on(node.accepted()).receive().message().integer(0)).isEqualTo(1);
		}
	}

	@Test
	void linkWithoutMemoryEndsInsteadOfLosingAPacket() throws Exception {
		try (TestNode a = new TestNode(TestNode.configuration("a"));
				TestNode b = new TestNode(TestNode.configuration("b"))) {
			Link link = b.dial(a.listen()).link();
			Traffic exhausted = new Traffic(link) {

				@Override
				public ByteBuffer next() {
					throw new OutOfMemoryError("none left");
				}

			};
			link.start(exhausted);
			assertThat(exhausted.closed()).isEqualTo("internal error: none left");
		}
	}

	@Test
	void closingTheTransportEndsItsLinks() throws Exception {
		TestNode a = new TestNode(TestNode.configuration("a"));
		try (TestNode b = new TestNode(TestNode.configuration("b"))) {
			Traffic atB = Traffic.on(b.dial(a.listen()).link());
			Traffic atA = Traffic.on(a.accepted());
			Link neverStarted = b.dial(a.transport.listen(List.of("127.0.0.1:0"), a.acceptor()).get(0)).link();
			a.close();
			assertThat(atA.closed.isDone()).isTrue();
			assertThat(atB.closed()).isEqualTo("Unexpected end-of-file");
			assertThat(Traffic.on(neverStarted).closed()).isNotEmpty();
			// calls that come too late do no harm
			atA.link.wakeUp();
			atA.link.resume();
			atA.link.close("again");
			assertThat(Traffic.on(atA.link).closed).isDone();
			assertThat(a.dial("127.0.0.1:1").failure().failure()).isEqualTo(io.aemp.link.Transport.Failure.UNREACHABLE);
			a.close();
		}
	}

}
