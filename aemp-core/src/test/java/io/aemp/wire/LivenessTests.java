package io.aemp.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.aemp.FailureDetector;
import io.aemp.Node;
import io.aemp.Reason;
import io.aemp.testing.TimeLimit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** What an idle or silent peer gets to see, and what becomes of it. */
class LivenessTests extends WireTest {

	/** Hurries to speak; who is to stay may stand still for some seconds. */
	private static final FailureDetector FAST = FailureDetector.builder()
		.heartbeat(Duration.ofMillis(100))
		.minimum(Duration.ofSeconds(4))
		.maximum(Duration.ofSeconds(5))
		.otherMinimum(Duration.ofSeconds(4))
		.otherMaximum(Duration.ofSeconds(5))
		.answer(Duration.ofMillis(300))
		.build();

	/** Replaces quickly, and has patience with silence. */
	private static final FailureDetector HASTY = FailureDetector.builder()
		.heartbeat(Duration.ofSeconds(2))
		.minimum(Duration.ofSeconds(8))
		.maximum(Duration.ofSeconds(11))
		.otherMinimum(Duration.ofSeconds(20))
		.otherMaximum(Duration.ofSeconds(28))
		.answer(Duration.ofMillis(300))
		.build();

	private static final List<@Nullable Object> QUESTION = List.of("", "snd", "examined", "devnull");

	private static final int STRANGERS = 20;

	private final BlockingQueue<Reason> reasons = new LinkedBlockingQueue<>();

	private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();

	@AfterEach
	void stopTimers() {
		this.timers.shutdownNow();
	}

	private Node examined(FailureDetector settings) {
		return node("examined", (builder) -> builder.failureDetector(settings));
	}

	private RawPeer greet(Node node, RawFraming framing, String... keys) throws Exception {
		return dial(node).use(framing)
			.greet(RawPeer.greeting("raw", "hmac_sha3_512", framing.wireName(), keys))
			.authenticate();
	}

	private Reason reason() throws Exception {
		Reason reason = this.reasons.poll(60, TimeUnit.SECONDS);
		assertThat(reason).isNotNull();
		return reason;
	}

	/** What comes in so much time. */
	private static List<List<@Nullable Object>> during(RawPeer peer, Duration time) throws Exception {
		List<List<@Nullable Object>> packets = new ArrayList<>();
		long end = System.nanoTime() + time.toNanos();
		for (long left = time.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
			peer.timeout((int) left);
			try {
				packets.add(peer.packet());
			}
			catch (SocketTimeoutException ex) {
				break;
			}
		}
		return packets;
	}

	@ParameterizedTest
	@EnumSource(RawFraming.class)
	void peerThatCountsOnHeartbeatsGetsThemAndNothingElse(RawFraming framing) throws Exception {
		Node node = examined(FAST);
		long start = System.nanoTime();
		RawPeer peer = greet(node, framing, "mproto=1", "heartbeat=200");
		assertThat(peer.peerKeys()).containsEntry("heartbeat", "100");
		repeat(50, () -> peer.send(""));
		assertThat(peer.packet()).isEqualTo(List.of("", "g_global"));
		for (int i = 0; i < 15; i++) {
			assertThat(peer.packet()).isEqualTo(List.of(""));
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(500));
	}

	/** Does something again and again, until it fails. */
	private ScheduledFuture<?> repeat(int millis, Speech speech) {
		return this.timers.scheduleAtFixedRate(() -> {
			try {
				speech.run();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}, 0, millis, TimeUnit.MILLISECONDS);
	}

	@Test
	void peerThatPromisesHeartbeatsIsGivenUpWithoutThem() throws Exception {
		Node node = examined(FAST);
		long start = System.nanoTime();
		RawPeer peer = greet(node, RawFraming.JSON, "mproto=1", "heartbeat=100");
		node.monitor("raw", this.reasons::add);
		assertThat(reason().text()).startsWith("no sign of life for ");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(FAST.minimum().minusMillis(100));
		peer.awaitEnd();
	}

	@Test
	void otherPeerIsAskedWhileItIsSilentAndStaysIfItAnswers() throws Exception {
		Node node = examined(FAST);
		RawPeer peer = greet(node, RawFraming.JSON, "mproto=1");
		node.monitor("raw", this.reasons::add);
		for (int i = 0; i < 5; i++) {
			assertThat(peer.await(QUESTION.toArray())).isEqualTo(QUESTION);
			peer.request("devnull");
		}
		assertThat(this.reasons).isEmpty();
		// from now on it answers no more
		List<List<@Nullable Object>> packets = new ArrayList<>();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
			while (true) {
				packets.add(peer.packet());
			}
		});
		assertThat(packets).hasSizeBetween(3, 6).containsOnly(QUESTION);
		assertThat(reason().text()).startsWith("no sign of life for ");
	}

	@Test
	void peerWithoutTheNodeProtocolIsLeftInPeace() throws Exception {
		Node node = examined(FAST);
		RawPeer peer = greet(node, RawFraming.JSON);
		node.monitor("raw", this.reasons::add);
		assertThat(during(peer, Duration.ofSeconds(2))).containsExactly(List.of("", "g_global"));
		assertThat(this.reasons).isEmpty();
	}

	@Test
	void bytesOfALargePacketAreSignsOfLife() throws Exception {
		Node node = examined(FAST);
		RawPeer peer = greet(node, RawFraming.JSON, "mproto=1", "heartbeat=100");
		node.monitor("raw", this.reasons::add);
		peer.write("[\"\",\"devnull\",\"");
		ScheduledFuture<?> writing = repeat(100, () -> peer.write("x"));
		// longer than silence is borne
		assertThat(this.reasons.poll(FAST.maximum().plusSeconds(1).toSeconds(), TimeUnit.SECONDS)).isNull();
		writing.cancel(false);
		assertThat(reason().text()).startsWith("no sign of life");
	}

	@Test
	void offSendsNothingAndRefusesASecondConnectionAtOnce() throws Exception {
		Node node = examined(FailureDetector.OFF);
		RawPeer peer = greet(node, RawFraming.JSON, "mproto=1", "heartbeat=100");
		assertThat(peer.peerKeys()).doesNotContainKey("heartbeat");
		RawPeer second = dial(node).greet("raw", RawFraming.JSON).readGreeting();
		assertThatExceptionOfType(EOFException.class).isThrownBy(second::line);
		assertThat(during(peer, Duration.ofSeconds(2))).containsExactly(List.of("", "g_global"));
	}

	@ParameterizedTest
	@EnumSource(Kind.class)
	void newConnectionReplacesOneThatDoesNotAnswer(Kind kind) throws Exception {
		Node node = node(kind.node, (builder) -> builder.failureDetector(HASTY));
		RawPeer first = connectAndSpeak(node, kind);
		node.monitor("raw", this.reasons::add);
		RawPeer second = comeBack(node, kind);
		assertThat(reason()).isEqualTo(Reason.transportError("raw", "replaced by a new connection"));
		first.awaitEnd();
		second.sync();
		node.monitor("raw", this.reasons::add);
		assertThat(second.sync()).isEmpty();
		assertThat(this.reasons).isEmpty();
	}

	/** Dials until it is let in, as a node does: the first time may be too soon. */
	private RawPeer comeBack(Node node, Kind kind) throws Exception {
		while (true) {
			try {
				return connectAndSpeak(node, kind);
			}
			catch (IOException ex) {
				// refused
			}
		}
	}

	/** An arbiter has to speak first. */
	private RawPeer connectAndSpeak(Node node, Kind kind) throws Exception {
		RawPeer peer = dial(node).use(RawFraming.JSON)
			.greet(RawPeer.greeting("raw", "hmac_sha3_512", "json", kind.keys))
			.readGreeting();
		peer.write(peer.authentication() + "\n[\"\"]").verify();
		await().until(() -> node.network().isUp("raw"));
		return peer;
	}

	@Test
	void strangerWithTheNodeIdOfAConnectedPeerChangesNothing() throws Exception {
		// a node that stood still for long asks again, and refuses those it let go on
		// before
		TimeLimit.check(HASTY.answer().dividedBy(3), this::strangers, (strangers) -> {
			assertThat(strangers.heard()).isEqualTo(STRANGERS);
			assertThat(strangers.questions()).isOne();
		});
	}

	private Strangers strangers() throws Exception {
		Node node = examined(HASTY);
		RawPeer peer = greet(node, RawFraming.JSON, "mproto=1");
		node.monitor("raw", this.reasons::add);
		assertThat(peer.packet()).isEqualTo(List.of("", "g_global"));
		List<RawPeer> strangers = new ArrayList<>();
		for (int i = 0; i < STRANGERS; i++) {
			strangers.add(dial(node).greet("raw", RawFraming.JSON).readGreeting());
		}
		int heard = 0;
		for (RawPeer stranger : strangers) {
			try {
				// let go on as nobody has answered, but it does not know the secret
				stranger.line();
				stranger.write("hmac_sha3_512;" + stranger.ownToken("falsch") + ";json\n").awaitEnd();
				heard++;
			}
			catch (EOFException ex) {
				// refused
			}
		}
		List<List<@Nullable Object>> packets = peer.sync();
		assertThat(packets).isNotEmpty().containsOnly(QUESTION);
		assertThat(this.reasons).isEmpty();
		return new Strangers(heard, packets.size());
	}

	/** What a peer says. */
	private interface Speech {

		void run() throws IOException;

	}

	/**
	 * What became of strangers with the node ID of a connected peer.
	 *
	 * @param heard how many of them were let go on
	 * @param questions how often the peer was asked
	 */
	private record Strangers(int heard, int questions) {

	}

	/** Which side of the two is the arbiter, if any. */
	enum Kind {

		/** The raw peer is no node of this library. */
		OTHER("examined", "mproto=1", "gproto=1"),
		/** The raw peer has the greater node ID. */
		PEER("examined", "mproto=1", "gproto=1", "arbiter=1", "heartbeat=2000"),
		/** The examined node has the greater node ID. */
		NODE("tested", "mproto=1", "gproto=1", "arbiter=1", "heartbeat=2000");

		private final String node;

		private final String[] keys;

		Kind(String node, String... keys) {
			this.node = node;
			this.keys = keys;
		}

	}

}
