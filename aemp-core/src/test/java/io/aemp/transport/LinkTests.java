package io.aemp.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.aemp.Message;
import io.aemp.link.Link;
import io.aemp.testing.BoundedWait;
import io.aemp.transport.TestNode.Packet;
import io.aemp.transport.TestNode.Traffic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What links carry, over real sockets. */
@ExtendWith(NoLeaks.class)
@Timeout(300)
class LinkTests {

	@Test
	void twoNodesExchangePackets() throws Exception {
		try (TestNode a = new TestNode(TestNode.configuration("a"));
				TestNode b = new TestNode(TestNode.configuration("b"))) {
			String address = a.listen();
			Link dialled = b.dial(address).link();
			Link accepted = a.accepted();
			assertThat(dialled.info()).satisfies((info) -> {
				assertThat(info.node()).isEqualTo("a");
				assertThat(info.address()).isEqualTo(address);
				assertThat(info.dialled()).isTrue();
				assertThat(info.tls()).isFalse();
				assertThat(info.framing()).isEqualTo("cbor").isEqualTo(info.ownFraming());
				assertThat(info.speaks("mproto")).isTrue();
				assertThat(info.speaks("gproto")).isTrue();
			});
			assertThat(accepted.info().node()).isEqualTo("b");
			assertThat(accepted.info().dialled()).isFalse();
			assertThat(dialled.info().keys()).containsEntry("peeraddr", accepted.info().address());
			Traffic atA = Traffic.on(accepted);
			Traffic atB = Traffic.on(dialled);
			atA.send("x", "hello", 1L);
			atB.send("", "snd", null);
			Packet first = atB.receive();
			assertThat(first.port()).isEqualTo("x");
			assertThat(first.message().text(0)).isEqualTo("hello");
			assertThat(first.message().integer(1)).isEqualTo(1);
			assertThat(atA.receive().port()).isEmpty();
			dialled.close("enough");
			assertThat(atB.closed()).isEqualTo("enough");
			assertThat(atA.closed()).isEqualTo("Unexpected end-of-file");
		}
	}

	@Test
	void directionsMayUseDifferentFramings() throws Exception {
		try (TestNode a = new TestNode(TestNode.configuration("a").framings("json", "cbor"));
				TestNode b = new TestNode(TestNode.configuration("b").framings("cbor", "json"))) {
			Link dialled = b.dial(a.listen()).link();
			Link accepted = a.accepted();
			assertThat(dialled.info().ownFraming()).isEqualTo("json").isEqualTo(accepted.info().framing());
			assertThat(dialled.info().framing()).isEqualTo("cbor").isEqualTo(accepted.info().ownFraming());
			Traffic atA = Traffic.on(accepted);
			Traffic atB = Traffic.on(dialled);
			atA.send("x", "\u20ac");
			atB.send("y", "\u20ac");
			assertThat(atB.receive()).isEqualTo(new Packet("x", Message.of("\u20ac")));
			assertThat(atA.receive()).isEqualTo(new Packet("y", Message.of("\u20ac")));
		}
	}

	static List<IoPlatform> platforms() {
		return IoPlatform.available();
	}

	@ParameterizedTest
	@MethodSource("platforms")
	void worksOnEveryPlatform(IoPlatform platform) throws Exception {
		try (TestNode a = new TestNode(TestNode.configuration("a"), new Random(1), platform, InetAddress::getAllByName);
				TestNode b = new TestNode(TestNode.configuration("b"))) {
			Traffic atB = Traffic.on(b.dial(a.listen()).link());
			Traffic atA = Traffic.on(a.accepted());
			Traffic back = Traffic.on(a.dial(b.listen()).link());
			Traffic there = Traffic.on(b.accepted());
			atA.send("x", 1L);
			atB.send("x", 2L);
			assertThat(atB.receive().message().integer(0)).isEqualTo(1);
			assertThat(atA.receive().message().integer(0)).isEqualTo(2);
			atB.link.close("enough");
			assertThat(atA.closed()).isEqualTo("Unexpected end-of-file");
			back.link.close("enough");
			assertThat(there.closed()).isEqualTo("Unexpected end-of-file");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void manyPacketsFromManyThreadsArriveInOrderBothWays(boolean autocork) throws Exception {
		int threads = 4;
		int packets = 25_000;
		try (TestNode a = new TestNode(TestNode.configuration("a").autocork(autocork));
				TestNode b = new TestNode(TestNode.configuration("b").autocork(autocork))) {
			Link dialled = b.dial(a.listen()).link();
			Ordered atA = new Ordered(threads, packets);
			Ordered atB = new Ordered(threads, packets);
			Link accepted = a.accepted();
			accepted.start(atA);
			dialled.start(atB);
			for (int thread = 0; thread < threads; thread++) {
				atA.flood(accepted, thread);
				atB.flood(dialled, thread);
			}
			assertThat(atA.complete.await(120, TimeUnit.SECONDS)).as("A has all, %s", atA).isTrue();
			assertThat(atB.complete.await(120, TimeUnit.SECONDS)).as("B has all, %s", atB).isTrue();
			assertThat(atA.disorder).hasValue(0);
			assertThat(atB.disorder).hasValue(0);
		}
	}

	@Test
	void noWakeUpIsLost() throws Exception {
		try (TestNode a = new TestNode(TestNode.configuration("a"));
				TestNode b = new TestNode(TestNode.configuration("b"))) {
			Traffic atB = Traffic.on(b.dial(a.listen()).link());
			Traffic atA = Traffic.on(a.accepted());
			// one packet in flight: each wake-up meets a drain that is just ending
			for (long round = 0; round < 5000; round++) {
				atA.send("x", round);
				assertThat(atB.receive().message().integer(0)).isEqualTo(round);
			}
		}
	}

	@Test
	void largePacketsPassAndTooLargeOnesEndTheLink() throws Exception {
		try (TestNode a = new TestNode(TestNode.configuration("a"));
				TestNode b = new TestNode(TestNode.configuration("b"))) {
			Traffic atB = Traffic.on(b.dial(a.listen()).link());
			Traffic atA = Traffic.on(a.accepted());
			byte[] large = new byte[10 << 20];
			new Random(7).nextBytes(large);
			atA.send("x", "before");
			atA.send("x", large);
			atA.send("x", "after");
			assertThat(atB.receive().message().text(0)).isEqualTo("before");
			assertThat(atB.receive().message().bytes(0)).isEqualTo(large);
			assertThat(atB.receive().message().text(0)).isEqualTo("after");
			// an array with a byte string of 32 MiB, as far as its head tells
			atA.outgoing.add(new byte[] { (byte) 0x81, 0x5a, 2, 0, 0, 0 });
			for (int i = 0; i < 33; i++) {
				atA.outgoing.add(new byte[1 << 20]);
			}
			atA.link.wakeUp();
			assertThat(atB.closed()).startsWith("undecodable packet: ");
			atA.closed();
		}
	}

	@Test
	void aClientByHandMayPipelineItsFirstPacket() throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a").framings("cbor", "json"));
				RawPeer raw = RawPeer.connect(node.listen())) {
			raw.greet(RawPeer.GREETING, "nonce");
			assertThat(raw.peerLines).matches("aemp;1;a;hmac_sha3_512;cbor,json;provider=aemp-.*\n[A-Za-z0-9+/]{88}\n");
			raw.send("hmac_sha3_512;" + raw.hmac("geheim") + ";json\n[\"x\",1] [\"\",\"snd\",\"y\"][\"x");
			String line = raw.readLine();
			assertThat(line).startsWith("hmac_sha3_512;").endsWith(";json");
			Link link = node.accepted();
			Traffic traffic = Traffic.on(link);
			assertThat(traffic.receive()).isEqualTo(new Packet("x", Message.of(1L)));
			assertThat(traffic.receive()).isEqualTo(new Packet("", Message.of("snd", "y")));
			raw.send("\",2]");
			assertThat(traffic.receive()).isEqualTo(new Packet("x", Message.of(2L)));
			traffic.send("p", "q");
			assertThat(raw.read(9)).isEqualTo("[\"p\",\"q\"]");
		}
	}

	@Test
	void everythingMayArriveOctetByOctet() throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a")); RawPeer raw = RawPeer.connect(node.listen())) {
			raw.readGreeting();
			raw.ownLines = RawPeer.GREETING + "\nnonce\n";
			// with CR LF, which is no part of what is authenticated
			byteByByte(raw, raw.ownLines.replace("\n", "\r\n"));
			byteByByte(raw, "hmac_sha3_512;" + raw.hmac("geheim") + ";json\r\n[\"x\",\"\u00c3\u00bc\"]");
			assertThat(Traffic.on(node.accepted()).receive()).isEqualTo(new Packet("x", Message.of("\u00fc")));
		}
	}

	private static void byteByByte(RawPeer raw, String text) throws Exception {
		for (int i = 0; i < text.length(); i++) {
			raw.send(text.substring(i, i + 1));
		}
	}

	@Test
	void aLinkIsSilentUntilItIsStarted() throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a"));
				RawPeer raw = RawPeer.established(node, "[\"x\",1][\"x\",2]")) {
			Link link = node.accepted();
			link.wakeUp();
			link.resume();
			raw.send("[\"x\",3]");
			Traffic traffic = Traffic.on(link);
			for (long i = 1; i <= 3; i++) {
				assertThat(traffic.receive().message().integer(0)).isEqualTo(i);
			}
		}
	}

	@Test
	void aLinkThatEndedBeforeItIsStartedTellsSo() throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a")); RawPeer raw = RawPeer.established(node, "")) {
			Link link = node.accepted();
			link.close("not wanted");
			assertThat(raw.readToEnd()).isEmpty();
			assertThat(Traffic.on(link).closed()).isEqualTo("not wanted");
		}
	}

	@Test
	void pausedTrafficGetsNothingAndSlowsThePeerDown() throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a"));
				RawPeer raw = RawPeer.established(node, "[\"x\",1][\"x\",2][\"x\",3]")) {
			Link link = node.accepted();
			AtomicInteger taken = new AtomicInteger();
			CountDownLatch third = new CountDownLatch(3);
			link.start(new Traffic(link) {

				@Override
				public boolean packet(String port, Message message, int bytes) {
					taken.incrementAndGet();
					third.countDown();
					return message.integer(0) > 3;
				}

			});
			Awaitility.await().until(() -> taken.get() == 1);
			AtomicLong sent = new AtomicLong();
			Thread flood = new Thread(() -> {
				try {
					String many = "[\"x\",9]".repeat(10_000);
					while (true) {
						raw.send(many);
						sent.addAndGet(many.length());
					}
				}
				catch (IOException ex) {
					// the end of the test
				}
			});
			flood.start();
			// until the sockets are full, and nothing moves any more
			AtomicLong before = new AtomicLong(-1);
			Awaitility.await()
				.pollInterval(Duration.ofMillis(300))
				.until(() -> before.getAndSet(sent.get()) == sent.get());
			assertThat(taken).hasValue(1);
			link.resume();
			Awaitility.await().until(() -> taken.get() == 2);
			link.resume();
			assertThat(third.await(TestNode.SECONDS, TimeUnit.SECONDS)).isTrue();
			long blocked = sent.get();
			link.resume();
			Awaitility.await().until(() -> sent.get() > blocked + (1 << 20));
			raw.close();
			BoundedWait.join(flood);
		}
	}

	/** Counts packets of several senders, and those that are not in order. */
	private static final class Ordered implements Link.Traffic {

		private final Queue<byte[]> outgoing = new ConcurrentLinkedQueue<>();

		private final long[] next;

		private final int packets;

		private final AtomicInteger disorder = new AtomicInteger();

		private final AtomicInteger arrived = new AtomicInteger();

		private final CountDownLatch complete;

		Ordered(int threads, int packets) {
			this.next = new long[threads];
			this.packets = packets;
			this.complete = new CountDownLatch(threads * packets);
		}

		void flood(Link link, int thread) {
			new Thread(() -> {
				for (long i = 0; i < this.packets; i++) {
					this.outgoing.add(link.encode("x", Message.of((long) thread, i)));
					link.wakeUp();
				}
			}).start();
		}

		@Override
		public ByteBuffer next() {
			byte[] packet = this.outgoing.poll();
			return (packet != null) ? ByteBuffer.wrap(packet) : null;
		}

		@Override
		public boolean packet(String port, Message message, int bytes) {
			int thread = (int) message.integer(0);
			if (message.integer(1) != this.next[thread]++) {
				this.disorder.incrementAndGet();
			}
			this.arrived.incrementAndGet();
			this.complete.countDown();
			return true;
		}

		@Override
		public void closed(String message) {
		}

		@Override
		public String toString() {
			return this.arrived + " arrived";
		}

	}

}
