package io.aemp.transport;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.aemp.link.Link;
import io.aemp.link.Transport.Failure;
import io.aemp.link.Transport.Verdict;
import io.aemp.testing.BoundedWait;
import io.aemp.transport.TestNode.Dialling;
import io.aemp.transport.TestNode.Failed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(NoLeaks.class)
@Timeout(300)
class AddressDialTests {

	@Test
	void nobodyListens() throws Exception {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		try (TestNode node = new TestNode(TestNode.configuration("a"))) {
			Dialling dialling = node.dial("127.0.0.1:" + port);
			assertThat(dialling.failure()).isEqualTo(new Failed(Failure.UNREACHABLE, "", "Connection refused"));
			assertThat(node.refusals).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "nonsense", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:99999", "*:4040", "::1:4040" })
	void whatIsNoAddressIsUnreachable(String address) throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a"))) {
			Failed failed = node.dial(address).failure();
			assertThat(failed.failure()).isEqualTo(Failure.UNREACHABLE);
			assertThat(failed.message()).contains("'" + address + "'");
		}
	}

	@Test
	void anUnknownHostIsUnreachable() throws Exception {
		try (TestNode node = node("a", (host) -> {
			throw new UnknownHostException(host);
		})) {
			assertThat(node.dial("nowhere:4040").failure())
				.isEqualTo(new Failed(Failure.UNREACHABLE, "", "unknown host: nowhere"));
		}
	}

	@Test
	void namesAreResolvedEachTime() throws Exception {
		CountDownLatch lookups = new CountDownLatch(2);
		try (TestNode a = new TestNode(TestNode.configuration("a")); TestNode b = node("b", (host) -> {
			lookups.countDown();
			return new InetAddress[] { InetAddress.getByName("127.0.0.1") };
		})) {
			String port = a.listen().split(":")[1];
			b.dial("name:" + port).link();
			b.dial("name:" + port).link();
			assertThat(lookups.getCount()).isZero();
		}
	}

	@Test
	void allAddressesOfANameAreTried() throws Exception {
		try (TestNode a = new TestNode(TestNode.configuration("a"));
				TestNode b = node("b", (host) -> new InetAddress[] { InetAddress.getByName("127.0.0.2"),
						InetAddress.getByName("127.0.0.3"), InetAddress.getByName("127.0.0.1") })) {
			Dialling dialling = b.dial("name:" + a.listen().split(":")[1]);
			assertThat(dialling.link().info().address()).startsWith("127.0.0.1:");
			assertThat(dialling.outcomes).hasValue(1);
		}
	}

	@Test
	void anAnswerThatChangesCountsForTheNextAttempt() throws Exception {
		AtomicReference<String> answer = new AtomicReference<>("127.0.0.2");
		try (TestNode a = new TestNode(TestNode.configuration("a"));
				TestNode b = node("b", (host) -> new InetAddress[] { InetAddress.getByName(answer.get()) })) {
			String address = "name:" + a.listen().split(":")[1];
			assertThat(b.dial(address).failure().message()).isEqualTo("Connection refused");
			answer.set("127.0.0.1");
			b.dial(address).link();
			answer.set("127.0.0.2");
			assertThat(b.dial(address).failure().message()).isEqualTo("Connection refused");
		}
	}

	/** However long the node would try, and more than are tried at the same time. */
	@Test
	void manySilentAddressesDoNotHideTheOneThatAnswers() throws Exception {
		List<ServerSocket> silent = new ArrayList<>();
		try (TestNode a = new TestNode(TestNode.configuration("a"));
				TestNode b = new TestNode(
						TestNode.configuration("b")
							.connectInterval(Duration.ofMillis(20))
							.monitorTimeout(Duration.ofHours(1)),
						new SecureRandom(), IoPlatform.best(), (host) -> addresses(2, 50))) {
			int port = port(a.transport.listen(List.of("127.0.0.50:0"), a.acceptor()).get(0));
			for (int i = 2; i < 50; i++) {
				silent.add(new ServerSocket(port, 5, InetAddress.getByName("127.0.0." + i)));
			}
			assertThat(b.dial("name:" + port).link().info().address()).startsWith("127.0.0.50:");
		}
		finally {
			for (ServerSocket socket : silent) {
				socket.close();
			}
		}
	}

	/** It is not the only one that may authenticate this node for ever. */
	@Test
	void anAddressThatFallsSilentAfterItsGreetingDoesNotHideTheNext() throws Exception {
		try (TestNode a = new TestNode(TestNode.configuration("a"));
				TestNode b = new TestNode(
						TestNode.configuration("b")
							.connectInterval(Duration.ofMillis(100))
							.monitorTimeout(Duration.ofHours(1)),
						new SecureRandom(), IoPlatform.best(), (host) -> addresses(2, 3))) {
			int port = port(a.transport.listen(List.of("127.0.0.3:0"), a.acceptor()).get(0));
			try (ServerSocket silent = new ServerSocket(port, 5, InetAddress.getByName("127.0.0.2"))) {
				Dialling dialling = b.dial("name:" + port);
				try (RawPeer raw = RawPeer.accept(silent)) {
					raw.greet(RawPeer.GREETING, "nonce");
					assertThat(dialling.link().info().address()).startsWith("127.0.0.3:");
					assertThat(dialling.outcomes).hasValue(1);
				}
			}
		}
	}

	/** So that all nodes meet at the same one of several that share a name. */
	@Test
	void addressesAreTriedInTheOrderOfTheirNumbers() throws Exception {
		try (TestNode a = new TestNode(TestNode.configuration("a"));
				TestNode b = node("b", (host) -> new InetAddress[] { InetAddress.getByName("127.0.0.200"),
						InetAddress.getByName("127.0.0.30"), InetAddress.getByName("127.0.0.4") })) {
			int port = port(a.transport.listen(List.of("127.0.0.30:0"), a.acceptor()).get(0));
			a.transport.listen(List.of("127.0.0.200:" + port), a.acceptor());
			for (int i = 0; i < 5; i++) {
				assertThat(b.dial("name:" + port).link().info().address()).startsWith("127.0.0.30:");
			}
		}
	}

	private static InetAddress[] addresses(int first, int last) throws UnknownHostException {
		InetAddress[] addresses = new InetAddress[last - first + 1];
		for (int i = 0; i < addresses.length; i++) {
			addresses[i] = InetAddress.getByName("127.0.0." + (first + i));
		}
		return addresses;
	}

	private static int port(String address) {
		return Integer.parseInt(address.split(":")[1]);
	}

	@Test
	void anAddressThatDoesNotTakeTheConnectionIsLeftSoon() throws Exception {
		try (TestNode a = new TestNode(TestNode.configuration("a"));
				TestNode b = new TestNode(
						TestNode.configuration("b")
							.connectInterval(Duration.ofMillis(200))
							.monitorTimeout(Duration.ofHours(1)),
						new SecureRandom(), IoPlatform.best(), (host) -> addresses(2, 3))) {
			int port = port(a.transport.listen(List.of("127.0.0.3:0"), a.acceptor()).get(0));
			List<Socket> full = new ArrayList<>();
			try (ServerSocket silent = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.2"))) {
				fill(silent, full);
				long began = System.nanoTime();
				assertThat(b.dial("name:" + port).link().info().address()).startsWith("127.0.0.3:");
				assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(190));
			}
			finally {
				for (Socket socket : full) {
					socket.close();
				}
			}
		}
	}

	/**
	 * Fills the backlog of a listener: it takes no more connections, nor refuses them.
	 */
	private static void fill(ServerSocket listener, List<Socket> sockets) throws Exception {
		try {
			while (sockets.size() < 10) {
				Socket socket = new Socket();
				sockets.add(socket);
				socket.connect(listener.getLocalSocketAddress(), 500);
			}
		}
		catch (SocketTimeoutException ex) {
			// full
		}
	}

	@Test
	void toMeetOneselfBehindANameIsNotTheEnd() throws Exception {
		try (TestNode self = new TestNode(TestNode.configuration("self"));
				TestNode b = new TestNode(TestNode.configuration("self"), new java.util.Random(), IoPlatform.best(),
						(host) -> new InetAddress[] { InetAddress.getByName("127.0.0.1"),
								InetAddress.getByName("127.0.0.2") })) {
			String port = self.listen().split(":")[1];
			TestNode.Dialling dialling = b.new Dialling() {

				@Override
				public Verdict judge(String node, String instance, long age) {
					return node.equals("self") ? Verdict.SELF : Verdict.ACCEPT;
				}

			};
			try (TestNode other = new TestNode(TestNode.configuration("other"))) {
				other.transport.listen(List.of("127.0.0.2:" + port), other.acceptor());
				b.transport.dial("name:" + port, dialling);
				assertThat(dialling.link().info().node()).isEqualTo("other");
			}
			Dialling alone = b.new Dialling() {

				@Override
				public Verdict judge(String node, String instance, long age) {
					return Verdict.SELF;
				}

			};
			b.transport.dial("name:" + port, alone);
			assertThat(alone.failure().failure()).isEqualTo(Failure.SELF);
		}
	}

	@Test
	void thereIsOneDeadlineForResolvingConnectingAndShakingHands() throws Exception {
		CountDownLatch answer = new CountDownLatch(1);
		try (TestNode node = new TestNode(TestNode.configuration("a").monitorTimeout(Duration.ofMillis(300)),
				new Random(), IoPlatform.best(), (host) -> {
					BoundedWait.await(answer);
					throw new UnknownHostException(host);
				}); ServerSocket silent = new ServerSocket(0)) {
			assertThat(node.dial("slow:4040").failure())
				.isEqualTo(new Failed(Failure.UNREACHABLE, "", "connect timeout"));
			assertThat(node.dial("127.0.0.1:" + silent.getLocalPort()).failure())
				.isEqualTo(new Failed(Failure.UNREACHABLE, "", "connect timeout"));
			answer.countDown();
		}
	}

	@Test
	void aCancelledAttemptTellsNothing() throws Exception {
		try (TestNode node = new TestNode(TestNode.configuration("a")); ServerSocket silent = new ServerSocket(0)) {
			Dialling dialling = node.dial("127.0.0.1:" + silent.getLocalPort());
			try (RawPeer raw = RawPeer.accept(silent)) {
				raw.readGreeting();
				dialling.guard.close();
				dialling.guard.close();
				assertThat(raw.readToEnd()).isEmpty();
			}
			Dialling early = node.dial("127.0.0.1:" + silent.getLocalPort());
			early.guard.close();
			node.close();
			assertThat(dialling.outcomes).hasValue(0);
			assertThat(early.outcomes).hasValue(0);
		}
	}

	@Test
	void cancellingAnEstablishedLinkHasNoEffect() throws Exception {
		try (TestNode a = new TestNode(TestNode.configuration("a"));
				TestNode b = new TestNode(TestNode.configuration("b"))) {
			Dialling dialling = b.dial(a.listen());
			Link link = dialling.link();
			dialling.guard.close();
			TestNode.Traffic there = TestNode.Traffic.on(a.accepted());
			TestNode.Traffic.on(link).send("x", 1L);
			assertThat(there.receive().message().integer(0)).isEqualTo(1);
		}
	}

	@Test
	void cancellingAtAnyMomentGivesAnOutcomeOrNone() throws Exception {
		try (TestNode a = new TestNode(TestNode.configuration("a"));
				TestNode b = new TestNode(TestNode.configuration("b"))) {
			String address = a.listen();
			for (int round = 0; round < 200; round++) {
				Dialling dialling = b.dial(address);
				for (int spin = 0; spin < round * 500; spin++) {
					Thread.onSpinWait();
				}
				dialling.guard.close();
				if (dialling.link.isDone()) {
					dialling.link.get(60, TimeUnit.SECONDS).close("enough");
				}
				assertThat(dialling.failure).isNotDone();
			}
		}
	}

	private static TestNode node(String name, HostResolver.Names names) {
		return new TestNode(TestNode.configuration(name), new SecureRandom(), IoPlatform.best(), names);
	}

}
