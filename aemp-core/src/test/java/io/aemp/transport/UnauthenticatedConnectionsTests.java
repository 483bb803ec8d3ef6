package io.aemp.transport;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Limits;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.testing.BoundedWait;
import io.aemp.testing.CapturedLog;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.internal.PlatformDependent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(NoLeaks.class)
@Timeout(300)
class UnauthenticatedConnectionsTests {

	/** As many connections as the flood makes. */
	private static final int FLOOD = 6000;

	private static final int FLOODERS = 4;

	private static final String[] NONSENSE = { "", "nonsense\n", "\u0000\u00ff\u0001", "aemp;1;x;hmac_sha3_512",
			"aemp;1;x;hmac_sha3_512;json\nnonce\n", "aemp;1;x;hmac_sha3_512;json\nnonce\nhmac_sha3_512;00;json\n",
			"y".repeat(4000), "GET / HTTP/1.1\r\n\r\n" };

	@RegisterExtension
	private final CapturedLog log = new CapturedLog("io.aemp");

	@Test
	void theOldestOfAnAddressGoesAndOthersStay() throws Exception {
		try (TestNode node = new TestNode(limited(100, 3))) {
			String address = node.listen();
			Deque<RawPeer> strangers = new ArrayDeque<>();
			RawPeer bystander = connected(address, "127.0.0.3");
			strangers.add(bystander);
			for (int i = 0; i < 4; i++) {
				strangers.add(connected(address, "127.0.0.2"));
			}
			strangers.removeFirst();
			strangers.removeFirst().readToEnd();
			assertThat(node.refusal()).isEqualTo("over 3 connections of this address are not authenticated");
			strangers.add(bystander);
			for (RawPeer stranger : strangers) {
				// still listened to
				stranger.send("nonsense\n");
				assertThat(node.refusal()).contains("does not speak AEMP");
				stranger.close();
			}
		}
	}

	@Test
	void theOldestOfAllGoesIfThereAreTooManyInAll() throws Exception {
		try (TestNode node = new TestNode(limited(3, 3))) {
			String address = node.listen();
			List<RawPeer> strangers = new ArrayList<>();
			for (int i = 1; i <= 4; i++) {
				strangers.add(connected(address, "127.0.0." + i));
			}
			strangers.get(0).readToEnd();
			assertThat(node.refusal()).isEqualTo("over 3 connections are not authenticated");
			for (RawPeer stranger : strangers) {
				stranger.close();
			}
		}
	}

	@Test
	void nothingIsRememberedOfAddresses() throws Exception {
		UnauthenticatedConnections strangers = new UnauthenticatedConnections(10, 2);
		List<EmbeddedChannel> channels = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			channels.add(from("127.0.0." + i));
			strangers.add(channels.get(i));
			assertThat(strangers.addresses()).isLessThanOrEqualTo(10);
		}
		channels.forEach(strangers::remove);
		assertThat(strangers.addresses()).isZero();
		strangers.add(from("2001:db8::1"));
		strangers.add(from("2001:db8::2:3:4:5"));
		assertThat(strangers.addresses()).as("of a host with a network").isEqualTo(1);
		channels.forEach((channel) -> channel.finishAndReleaseAll());
	}

	@Test
	void aNodeJoinsWhileStrangersFloodAndTheFloodLeavesNothing() throws Exception {
		try (TestNode node = new TestNode(limited(200, 20));
				TestNode good = new TestNode(TestNode.configuration("good"))) {
			String address = node.listen();
			// on each of its event loops
			for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
				good.dial(address).link().close("warm");
				node.accepted();
			}
			long before = usedMemory();
			int threads = ManagementFactory.getThreadMXBean().getThreadCount();
			AtomicInteger made = new AtomicInteger();
			AtomicBoolean flooding = new AtomicBoolean(true);
			long began = System.nanoTime();
			ExecutorService flooders = Executors.newFixedThreadPool(FLOODERS);
			List<Future<?>> floods = new ArrayList<>();
			for (int i = 0; i < FLOODERS; i++) {
				floods.add(flooders.submit(flood(address, 10 + i, made, flooding)));
			}
			int joined = 0;
			while (made.get() < FLOOD || joined == 0) {
				joined += joins(good, node, address) ? 1 : 0;
			}
			int during = ManagementFactory.getThreadMXBean().getThreadCount();
			flooding.set(false);
			for (Future<?> flood : floods) {
				BoundedWait.get(flood);
			}
			flooders.shutdown();
			double seconds = (System.nanoTime() - began) / 1e9;
			long grown = usedMemory() - before;
			String figures = String.format("%d strangers in %.1f s, %d joins, %d log lines, %d bytes more", made.get(),
					seconds, joined, this.log.lines().size(), grown);
			assertThat(joined).as(figures).isPositive();
			assertThat(during).as(figures).isLessThanOrEqualTo(threads + FLOODERS + 2);
			assertThat(grown).as(figures).isLessThan((16L + 2 * Runtime.getRuntime().availableProcessors()) << 20);
			// of each of the handful of kinds of problems one a second
			assertThat(this.log.lines().size()).as(figures).isLessThan((int) (8 * (seconds + 1)));
		}
	}

	/**
	 * So many strangers at once may make a good one the oldest; a real node tries again.
	 */
	private static boolean joins(TestNode good, TestNode node, String address) throws Exception {
		try {
			good.dial(address).link().close("again");
			return node.accepts();
		}
		catch (ExecutionException ex) {
			return false;
		}
	}

	/** Keeps some connections open, as a stranger that means harm would. */
	private static Callable<?> flood(String address, int seed, AtomicInteger made, AtomicBoolean flooding) {
		return () -> {
			Random random = new Random(seed);
			Deque<RawPeer> open = new ArrayDeque<>();
			while (flooding.get()) {
				RawPeer raw = RawPeer.connect(address, "127.0." + random.nextInt(4) + "." + (2 + random.nextInt(100)));
				open.add(raw);
				made.incrementAndGet();
				try {
					raw.send(NONSENSE[random.nextInt(NONSENSE.length)]);
				}
				catch (IOException ex) {
					// refused already
				}
				if (open.size() > 300) {
					open.remove().close();
				}
			}
			for (RawPeer raw : open) {
				raw.close();
			}
			return null;
		};
	}

	private static long usedMemory() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		Runtime runtime = Runtime.getRuntime();
		long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)
			.stream()
			.mapToLong(BufferPoolMXBean::getMemoryUsed)
			.sum();
		return runtime.totalMemory() - runtime.freeMemory() + direct
				+ Math.max(0, PlatformDependent.usedDirectMemory());
	}

	private static RawPeer connected(String address, String from) throws Exception {
		RawPeer raw = RawPeer.connect(address, from);
		raw.readGreeting();
		return raw;
	}

	private static NodeConfigurationBuilder limited(int strangers, int perAddress) {
		return TestNode.configuration("a")
			.limits(Limits.builder().unauthenticated(strangers).unauthenticatedPerAddress(perAddress).build());
	}

	private static EmbeddedChannel from(String address) throws Exception {
		InetSocketAddress peer = new InetSocketAddress(InetAddress.getByName(address), 1);
		return new EmbeddedChannel() {

			@Override
			protected SocketAddress remoteAddress0() {
				return peer;
			}

		};
	}

}
