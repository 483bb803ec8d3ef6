package io.aemp.wire;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.aemp.FamilyChange;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A node that joins and dials, as its seeds see it. */
class SeedTests extends WireTest {

	private final BlockingQueue<Reason> reasons = new LinkedBlockingQueue<>();

	private ServerSocket seed;

	@BeforeEach
	void listen() throws Exception {
		this.seed = ending(RawPeer.listen());
	}

	private RawPeer accept(ServerSocket server, String id) throws Exception {
		return ending(RawPeer.accept(server, id, RawFraming.CBOR));
	}

	private Node joining(ServerSocket... seeds) {
		return node("joining",
				(builder) -> builder.seeds(Arrays.stream(seeds).map(RawPeer::address).toArray(String[]::new)));
	}

	private static Map<?, ?> attached(RawPeer peer) throws Exception {
		while (true) {
			List<@Nullable Object> packet = peer.await("", "g_slave");
			if (packet.size() > 2) {
				return (Map<?, ?>) packet.get(2);
			}
		}
	}

	private static List<@Nullable Object> list(@Nullable Object... elements) {
		return Arrays.asList(elements);
	}

	@Test
	void warnsOnceOfASeedThatCannotBeReached() throws Exception {
		Logger logger = (Logger) LoggerFactory.getLogger("io.aemp.node.Seed");
		Level level = logger.getLevel();
		Queue<String> lines = new ConcurrentLinkedQueue<>();
		AppenderBase<ILoggingEvent> log = new AppenderBase<>() {

			@Override
			protected void append(ILoggingEvent event) {
				lines.add(event.getLevel() + " " + event.getFormattedMessage());
			}

		};
		log.start();
		logger.addAppender(log);
		logger.setLevel(Level.DEBUG);
		try {
			this.seed.close();
			joining(this.seed);
			String line = "Seed " + RawPeer.address(this.seed) + " cannot be reached: Connection refused";
			await().until(() -> lines.stream().filter((each) -> each.contains(line)).count() >= 2);
			assertThat(lines).filteredOn((each) -> each.contains(line))
				.filteredOn((each) -> each.startsWith("WARN"))
				.containsExactly("WARN " + line + ". It is tried again until it can be");
		}
		finally {
			logger.setLevel(level);
			logger.detachAppender(log);
		}
	}

	@Test
	void attachesAndSendsWhatIsPending() throws Exception {
		Node node = joining(this.seed);
		node.database().set("f", "k", 1);
		node.database().monitor("g", (change) -> {
		});
		RawPeer peer = accept(this.seed, "seed");
		assertThat(peer.packet()).containsExactly("", "g_slave");
		assertThat(attached(peer))
			.isEqualTo(Map.of("'l", Map.of("joining", node.network().listeners()), "f", Map.of("k", 1L)));
		assertThat(peer.packet()).containsExactly("", "g_mon1", "'s");
		assertThat(peer.packet()).containsExactly("", "g_mon1", "g");
		assertThat(peer.peerGreeting()).contains(";peeraddr=" + RawPeer.address(this.seed));
		await().until(() -> node.network().primary().isPresent());
		var guard = node.database().set("f", "k2", "v");
		assertThat(peer.packet()).isEqualTo(list("", "g_upd", "f", Map.of("k2", "v")));
		guard.close();
		assertThat(peer.packet()).isEqualTo(list("", "g_upd", "f", null, List.of("k2")));
		var answer = node.database().entries("f");
		List<@Nullable Object> query = peer.await("", "g_db_family", "f");
		peer.request("g_reply", query.get(3), Map.of("x", 1));
		assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(Map.of("x", 1L));
	}

	@Test
	void familyMonitorGetsTheDifferenceAfterAChangeOfSeed() throws Exception {
		Node node = joining(this.seed);
		BlockingQueue<FamilyChange> changes = new LinkedBlockingQueue<>();
		node.database().monitor("f", changes::add);
		RawPeer peer = accept(this.seed, "seed");
		attached(peer);
		peer.await("", "g_mon1", "f");
		peer.request("g_chg1", "f", Map.of("a", 1, "b", 2));
		assertThat(changes.poll(60, TimeUnit.SECONDS).added()).containsExactlyInAnyOrder("a", "b");
		peer.request("g_chg2", "f", Map.of("c", 3), List.of("a"));
		FamilyChange change = changes.poll(60, TimeUnit.SECONDS);
		assertThat(change.added()).containsExactly("c");
		assertThat(change.deleted()).containsExactly("a");
		assertThat(change.contents()).containsOnlyKeys("b", "c");
		peer.close();
		RawPeer again = accept(this.seed, "seed");
		attached(again);
		again.await("", "g_mon1", "f");
		again.request("g_chg1", "f", Map.of("b", 2, "c", 4));
		change = changes.poll(60, TimeUnit.SECONDS);
		assertThat(change.added()).isEmpty();
		assertThat(change.changed()).containsExactly("c");
		assertThat(change.deleted()).isEmpty();
		again.request("g_chg1", "f", null);
		assertThat(changes.poll(60, TimeUnit.SECONDS).deleted()).containsExactlyInAnyOrder("b", "c");
	}

	@Test
	void otherSeedTakesOverAnyNumberOfTimes() throws Exception {
		ServerSocket other = ending(RawPeer.listen());
		Node node = joining(this.seed, other);
		RawPeer first = accept(this.seed, "first");
		attached(first);
		RawPeer second = accept(other, "second");
		assertThat(second.packet()).containsExactly("", "g_slave");
		for (int i = 0; i < 2; i++) {
			first.close();
			attached(second);
			first = accept(this.seed, "first");
			assertThat(first.packet()).containsExactly("", "g_slave");
			second.close();
			attached(first);
			second = accept(other, "second");
			assertThat(second.packet()).containsExactly("", "g_slave");
		}
		await().until(() -> node.network().primary().orElse("").equals("first"));
	}

	@Test
	void dialsByNameOneAddressAfterTheOther() throws Exception {
		Node node = joining(this.seed);
		RawPeer peer = accept(this.seed, "seed");
		attached(peer);
		node.send("far#p", "queued", 1);
		peer.await("", "g_find", "far");
		ServerSocket far = ending(RawPeer.listen());
		ServerSocket closed = RawPeer.listen();
		closed.close();
		peer.request("g_found", "far", List.of(RawPeer.address(closed), RawPeer.address(far)));
		RawPeer reached = accept(far, "far");
		assertThat(reached.packet()).containsExactly("p", "queued", 1L);
		node.monitor("nowhere#p", this.reasons::add);
		peer.await("", "g_find", "nowhere");
		peer.request("g_found", "nowhere", null);
		assertThat(this.reasons.poll(60, TimeUnit.SECONDS))
			.isEqualTo(Reason.transportError("nowhere", "no known address"));
	}

	@Test
	void aPeerThatMovesWhileItIsDialledIsFoundAtItsNewAddress() throws Exception {
		Node node = node("joining",
				(builder) -> builder.seeds(RawPeer.address(this.seed)).connectInterval(Duration.ofMillis(50)));
		RawPeer peer = accept(this.seed, "seed");
		attached(peer);
		node.send("far#p", "queued");
		ServerSocket closed = RawPeer.listen();
		ServerSocket far = ending(RawPeer.listen());
		closed.close();
		for (List<String> answer : List.of(List.of(RawPeer.address(closed)), List.<String>of(),
				List.of(RawPeer.address(far)))) {
			peer.await("", "g_find", "far");
			peer.request("g_found", "far", answer);
		}
		assertThat(accept(far, "far").packet()).containsExactly("p", "queued");
	}

	@Test
	void silentAddressIsATimeout() throws Exception {
		Node node = node("hasty",
				(builder) -> builder.seeds(RawPeer.address(this.seed))
					.monitorTimeout(Duration.ofSeconds(5))
					.connectInterval(Duration.ofMillis(100)));
		RawPeer peer = accept(this.seed, "seed");
		attached(peer);
		node.monitor("silent", this.reasons::add);
		peer.await("", "g_find", "silent");
		peer.request("g_found", "silent", List.of(RawPeer.address(ending(RawPeer.listen()))));
		assertThat(this.reasons.poll(60, TimeUnit.SECONDS))
			.isEqualTo(Reason.transportError("silent", "connect timeout"));
	}

	@Test
	void becomesGlobalWhenItIsAskedTo() throws Exception {
		Node node = joining(this.seed);
		RawPeer peer = accept(this.seed, "seed");
		attached(peer);
		peer.request("g_slave");
		peer.await("", "g_global");
		peer.request("g_global");
		assertThat((Map<?, ?>) peer.await("", "g_set").get(2)).hasSize(2);
		await().until(() -> node.network().role() == Network.Role.GLOBAL);
	}

	@Test
	void seedThatIsTheNodeItselfIsForgotten() throws Exception {
		int port;
		try (ServerSocket free = RawPeer.listen()) {
			port = free.getLocalPort();
		}
		Node node = node("self",
				(builder) -> builder.binds("127.0.0.1:" + port).seeds("127.0.0.1:" + port, RawPeer.address(this.seed)));
		await().until(() -> node.network().role() == Network.Role.GLOBAL);
		assertThat(node.network().seeds()).containsExactly(RawPeer.address(this.seed));
	}

	@Test
	void privateNodeReachesOut() throws Exception {
		Node node = node("private", (builder) -> builder.binds().seeds(RawPeer.address(this.seed)));
		RawPeer peer = accept(this.seed, "seed");
		assertThat(attached(peer)).isEqualTo(Map.of("'l", Map.of("private", List.of())));
		assertThat(node.network().listeners()).isEmpty();
		assertThat(peer.packet()).containsExactly("", "g_mon1", "'s");
		assertThat(peer.sync()).isEmpty();
	}

}
