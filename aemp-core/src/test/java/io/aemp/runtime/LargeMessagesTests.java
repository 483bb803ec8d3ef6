package io.aemp.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Limits;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.TlsIdentity;
import io.aemp.UnsendableValueException;
import io.aemp.testing.TimeLimit;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Large messages over real sockets, and small ones beside them. */
class LargeMessagesTests {

	private static final int LARGE = 64_000_000;

	/** So many that a thread that waits for a while does not miss all of them. */
	private static final int LARGE_ONES = 20;

	private static final Limits LIMITS = Limits.builder().packetSize(80 << 20).sendQueue(256 << 20).build();

	/** As long as a connection that is being closed sends what is left. */
	private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final List<Object> seen = new CopyOnWriteArrayList<>();

	private final List<Node> nodes = new ArrayList<>();

	/** For both nodes; {@code null} without encryption. */
	private TlsIdentity identity;

	private Node one;

	private Node two;

	private void start(String framing, Limits limitsOfOne, Limits limitsOfTwo) {
		this.one = start("one", framing, limitsOfOne);
		this.two = start("two", framing, limitsOfTwo, this.one.network().listeners().toArray(String[]::new));
	}

	private Node start(String id, String framing, Limits limits, String... seeds) {
		Node node = Nodes.start(NodeConfiguration.builder()
			.nodeId(id)
			.binds("127.0.0.1:0")
			.seeds(List.of(seeds))
			.secret("geheim")
			.framings(List.of(framing))
			.tls(this.identity)
			.limits(limits)
			.build());
		this.nodes.add(node);
		return node;
	}

	@AfterEach
	void stop() {
		this.nodes.forEach(Node::close);
		this.nodes.clear();
	}

	private static TlsIdentity identity() throws Exception {
		X509Bundle certificate = new CertificateBuilder().subject("CN=aemp")
			.setIsCertificateAuthority(true)
			.ecp256()
			.buildSelfSigned();
		return TlsIdentity.ofPem(
				certificate.getPrivateKeyPEM() + certificate.getCertificatePEM() + certificate.getRootCertificatePEM());
	}

	private void awaitConnection() {
		await().until(() -> this.two.network().isUp("one") && this.one.network().isUp("two"));
	}

	private static byte[] bytes(int length, long seed) {
		byte[] bytes = new byte[length];
		new Random(seed).nextBytes(bytes);
		return bytes;
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void largeMessageArrivesAsItWasSentAndInOrder(boolean encrypted) throws Exception {
		this.identity = encrypted ? identity() : null;
		start("cbor", LIMITS, LIMITS);
		awaitConnection();
		byte[] large = bytes(LARGE, 1);
		Port port = this.one.open();
		port.receive((message) -> this.seen
			.add((message.get(0) instanceof byte[] bytes) ? Arrays.equals(bytes, large) : message.get(0)));
		this.two.monitor(port.id(), (reason) -> this.seen.add(reason.toString()));
		this.two.send(port.id(), 1L);
		this.two.send(port.id(), (Object) large);
		this.two.send(port.id(), 2L);
		this.two.send(port.id(), (Object) large);
		this.two.send(port.id(), 3L);
		this.two.kill(port.id(), "end");
		await().until(() -> this.seen.size() == 6);
		assertThat(this.seen).containsExactly(1L, true, 2L, true, 3L, "end");
	}

	@Test
	void nodeThatIsClosedSendsItsLargeMessagesAndWhatIsBehindThem() throws Exception {
		TimeLimit.check(Duration.ofNanos(CLOSE_NANOS / 5), this::arrivedBeforeTheEnd,
				(arrived) -> assertThat(arrived).containsExactly(true, 2L, "lost"));
	}

	private List<Object> arrivedBeforeTheEnd() {
		stop();
		this.seen.clear();
		start("cbor", LIMITS, LIMITS);
		awaitConnection();
		byte[] large = bytes(LARGE / 16, 2);
		Port port = this.one.open();
		port.receive((message) -> this.seen
			.add((message.get(0) instanceof byte[] bytes) ? Arrays.equals(bytes, large) : message.get(0)));
		// as a message, for a callback outside ports has no order with what the port
		// receives
		this.one.sendOnDeath("two", port.id(), "lost");
		this.two.send(port.id(), (Object) large);
		this.two.send(port.id(), 2L);
		long start = System.nanoTime();
		this.two.close();
		await().pollInterval(Duration.ofMillis(10)).until(() -> this.seen.contains("lost"));
		if (System.nanoTime() - start < CLOSE_NANOS) {
			assertThat(this.seen).containsExactly(true, 2L, "lost");
		}
		return List.copyOf(this.seen);
	}

	@Test
	void smallOnesPassLargeOnesInJsonToo() {
		start("json", LIMITS, LIMITS);
		awaitConnection();
		String large = "y".repeat(8_000_000);
		Port one = this.one.open();
		one.receive((message) -> this.seen.add(message.get(0).equals(large)));
		Port two = this.one.open();
		AtomicInteger passed = new AtomicInteger();
		two.receive((message) -> {
			if (this.seen.size() < LARGE_ONES) {
				passed.incrementAndGet();
			}
			this.two.send(message.text(0));
		});
		Port pinger = this.two.open();
		pinger.receive((message) -> {
			if (this.seen.size() < LARGE_ONES) {
				this.two.send(two.id(), pinger.id());
			}
		});
		for (int i = 0; i < LARGE_ONES; i++) {
			this.two.send(one.id(), large);
		}
		this.two.send(pinger.id());
		await().until(() -> this.seen.size() == LARGE_ONES);
		assertThat(this.seen).containsOnly(true);
		// one may come between the last large one and its port; where nothing passes,
		// there are no others
		assertThat(passed.get()).isGreaterThan(2);
	}

	@Test
	void lossInTheMiddleIsTold() {
		start("cbor", LIMITS, LIMITS);
		awaitConnection();
		Port port = this.one.open();
		port.receive((message) -> this.seen.add("arrived"));
		this.two.monitor(port.id(), (reason) -> this.seen.add(reason.identifier()));
		this.two.send(port.id(), (Object) new byte[LARGE]);
		this.one.close();
		await().untilAsserted(() -> assertThat(this.seen).containsAnyOf("node_closed", "transport_error"));
	}

	@Test
	void limitSaysNoAtTheSender() {
		start("cbor", LIMITS, Limits.DEFAULTS);
		awaitConnection();
		String port = this.two.open().id();
		assertThatExceptionOfType(UnsendableValueException.class)
			.isThrownBy(() -> this.one.send(port, (Object) new byte[20_000_000]))
			.withMessageContaining("20000")
			.withMessageContaining("'two' takes no more than 16777216 (its max_packet_size)");
		assertThatExceptionOfType(UnsendableValueException.class)
			.isThrownBy(() -> this.two.send("one#port", (Object) new byte[20_000_000]))
			.withMessageContaining("16777216 bytes (max_packet_size)")
			.withMessageContaining("send it in pieces");
		assertThat(this.one.network().isUp("two")).isTrue();
	}

}
