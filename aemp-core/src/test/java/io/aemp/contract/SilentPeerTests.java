package io.aemp.contract;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.aemp.FailureDetector;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.PeerInfo;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.testing.TimeLimit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A silent peer over real sockets, with an impatient detector. */
class SilentPeerTests extends RealNodes {

	private static final FailureDetector IMPATIENT = FailureDetector.builder()
		.heartbeat(Duration.ofMillis(50))
		.minimum(Duration.ofMillis(1000))
		.maximum(Duration.ofMillis(1400))
		.otherMinimum(Duration.ofMillis(1500))
		.otherMaximum(Duration.ofMillis(2000))
		.answer(Duration.ofMillis(500))
		.build();

	private final BlockingQueue<Reason> reasons = new LinkedBlockingQueue<>();

	private SilentProxy proxy;

	/** A seed behind a proxy, and a node that knows only the proxy. */
	private Node[] pair(FailureDetector seedSettings, FailureDetector settings) {
		Node seed = start(configuration("seed").failureDetector(seedSettings));
		this.proxy = closeLater(new SilentProxy(seed.network().listeners().get(0)));
		Node other = start(configuration("other").binds().seeds(this.proxy.address()).failureDetector(settings));
		awaitUp(other, "seed");
		awaitUp(seed, "other");
		return new Node[] { seed, other };
	}

	private Reason reason() throws InterruptedException {
		Reason reason = this.reasons.poll(SECONDS, TimeUnit.SECONDS);
		assertThat(reason).isNotNull();
		return reason;
	}

	@Test
	void bothSidesNoticeASilentCutInTime() throws Exception {
		Node[] nodes = pair(IMPATIENT, IMPATIENT);
		Port port = nodes[0].open().receive((message) -> {
		});
		nodes[1].monitor(port.id(), this.reasons::add);
		nodes[0].monitor("other", this.reasons::add);
		flush(nodes[1], "seed");
		long start = System.nanoTime();
		this.proxy.swallow();
		List<Reason> seen = List.of(reason(), reason());
		Duration time = Duration.ofNanos(System.nanoTime() - start);
		assertThat(seen).allMatch((reason) -> reason.identifier().equals("transport_error"))
			.allMatch((reason) -> reason.text().matches("no sign of life for \\d+\\.\\d s"));
		assertThat(time).isGreaterThan(IMPATIENT.minimum().minus(IMPATIENT.heartbeat()));
	}

	@Test
	void idleConnectionStaysWhateverTheOtherSidesSettings() throws Exception {
		TimeLimit.check(IMPATIENT.minimum().dividedBy(2), this::idleConnections, (idle) -> {
			assertThat(idle.loss()).isNull();
			assertThat(idle.peers()).hasSize(3)
				.allSatisfy((peer) -> assertThat(peer.silence()).isLessThan(IMPATIENT.otherMinimum()));
		});
	}

	private Idle idleConnections() throws Exception {
		closeNodes();
		this.reasons.clear();
		Node seed = start(configuration("seed").failureDetector(IMPATIENT));
		String address = seed.network().listeners().get(0);
		start(configuration("same").binds().seeds(address).failureDetector(IMPATIENT));
		start(configuration("default").binds().seeds(address));
		start(configuration("off").binds().seeds(address).failureDetector(FailureDetector.OFF));
		List<String> peers = List.of("same", "default", "off");
		peers.forEach((peer) -> awaitUp(seed, peer));
		peers.forEach((peer) -> seed.monitor(peer, this.reasons::add));
		return new Idle(this.reasons.poll(5, TimeUnit.SECONDS), seed.network().peers());
	}

	@Test
	void nodeWithoutDetectorLeavesItToTcp() throws Exception {
		Node[] nodes = pair(FailureDetector.OFF, FailureDetector.OFF);
		nodes[1].monitor("seed", this.reasons::add);
		this.proxy.swallow();
		assertThat(this.reasons.poll(3, TimeUnit.SECONDS)).isNull();
		assertThat(nodes[1].network().peers().get(0).silence()).isZero();
	}

	@Test
	void restartedNodeIsTakenThoughItsOldConnectionLooksAlive() throws Exception {
		// on a busy machine the old connection would be silent for too long otherwise
		FailureDetector patient = FailureDetector.builder()
			.minimum(Duration.ofMinutes(1))
			.maximum(Duration.ofMinutes(1))
			.build();
		Node[] nodes = pair(patient, patient);
		nodes[0].monitor("other", this.reasons::add);
		BlockingQueue<Message> seen = new LinkedBlockingQueue<>();
		Port port = nodes[0].open().receive(seen::add);
		this.proxy.swallow();
		long start = System.nanoTime();
		Node again = start(configuration("other").binds().seeds(nodes[0].network().listeners()));
		assertThat(reason()).isEqualTo(Reason.transportError("other", "replaced by a new connection"));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(patient.answer());
		awaitUp(again, "seed");
		again.send(port.id(), "here I am");
		assertThat(seen.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo(Message.of("here I am"));
	}

	@Test
	void twinIsRefusedWhileTheFirstAnswers() throws Exception {
		FailureDetector patient = FailureDetector.builder().answer(Duration.ofSeconds(30)).build();
		Node[] nodes = pair(patient, patient);
		nodes[0].monitor("other", this.reasons::add);
		Node twin = start(configuration("other").binds().seeds(nodes[0].network().listeners()));
		assertThat(this.reasons.poll(4, TimeUnit.SECONDS)).isNull();
		assertThat(twin.network().isUp("seed")).isFalse();
		assertThat(nodes[1].network().isUp("seed")).isTrue();
	}

	/**
	 * What became of connections without traffic.
	 *
	 * @param loss the first loss; {@code null} if there was none
	 * @param peers the peers in the end
	 */
	private record Idle(@Nullable Reason loss, List<PeerInfo> peers) {

	}

}
