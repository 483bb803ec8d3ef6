package io.aemp.contract;

import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.aemp.HostPort;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.NodeConfigurationBuilder;
import io.aemp.SeedSource;
import io.aemp.discovery.Names;
import io.aemp.runtime.ManagedNode;
import io.aemp.runtime.Nodes;
import io.aemp.runtime.RealEnvironment;
import io.aemp.testing.BoundedWait;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Seeds that are never forgotten, over real sockets: names that lead to several nodes,
 * and seed sources.
 */
@Timeout(300)
class SharedNameTests extends RealNodes {

	private final Map<String, List<String>> hosts = new ConcurrentHashMap<>();

	private final Map<String, List<String>> services = new ConcurrentHashMap<>();

	private final Names names = new Names() {

		@Override
		public List<String> addresses(String host) throws UnknownHostException {
			return get(SharedNameTests.this.hosts, host);
		}

		@Override
		public List<String> services(String name) throws UnknownHostException {
			return get(SharedNameTests.this.services, name);
		}

		private List<String> get(Map<String, List<String>> all, String name) throws UnknownHostException {
			List<String> known = all.get(name);
			if (known == null) {
				throw new UnknownHostException(name);
			}
			return known;
		}

	};

	private int port;

	private Node pod(int number, String... seeds) {
		NodeConfigurationBuilder configuration = configuration("pod" + number)
			.binds("127.0.0." + number + ":" + this.port)
			.seedInterval(Duration.ofSeconds(1))
			.connectInterval(Duration.ofMillis(500))
			.seeds(seeds);
		return named(configuration);
	}

	private Node named(NodeConfigurationBuilder configuration) {
		ManagedNode node = closeLater(Nodes.create(configuration.build(), new RealEnvironment(this.names)));
		node.start();
		return node;
	}

	/** The first pod chooses the port of all. */
	private void choosePort() {
		Node first = named(configuration("first"));
		this.port = HostPort.parse("listener", first.network().listeners().get(0)).port();
		first.close();
	}

	private void resolve(String name, int... pods) {
		this.hosts.put(name, Arrays.stream(pods).mapToObj((pod) -> "127.0.0." + pod).toList());
	}

	private static void awaitOneNetwork(Node... nodes) {
		List<String> ids = Arrays.stream(nodes).map(Node::id).toList();
		Arrays.stream(nodes).forEach((node) -> node.database().set("family", node.id()));
		for (Node node : nodes) {
			eventually().until(() -> node.database().keys("family").get(SECONDS, TimeUnit.SECONDS).containsAll(ids));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s:%d", "dns:%s:%d" })
	void nodesThatShareANameAreOneNetworkAndTheNameStaysASeed(String form) {
		choosePort();
		String seed = form.formatted("headless", this.port);
		resolve("headless", 2);
		Node two = pod(2, seed);
		eventually().until(() -> two.network().role() == Network.Role.GLOBAL);
		assertThat(two.network().seeds()).containsExactly(seed);
		// one after the other is published, the first of them cannot know of the others
		resolve("headless", 4, 3, 2);
		Node three = pod(3, seed);
		Node four = pod(4, seed);
		awaitOneNetwork(two, three, four);
		two.close();
		awaitOneNetwork(three, four);
		Node again = pod(2, seed);
		awaitOneNetwork(again, three, four);
		assertThat(again.network().seeds()).containsExactly(seed);
	}

	@Test
	void theTargetsOfAServiceAreSeeds() {
		choosePort();
		resolve("a.pods", 2);
		resolve("b.pods", 3);
		this.services.put("_aemp._tcp.pods", List.of("a.pods:" + this.port, "b.pods:" + this.port));
		awaitOneNetwork(pod(2, "srv:_aemp._tcp.pods"), pod(3, "srv:_aemp._tcp.pods"));
	}

	@Test
	void seedsAreAskedForAgainAndChangeAtRunTime() {
		choosePort();
		Node client = pod(9, "dns:late:" + this.port);
		Node seed = pod(2);
		resolve("late", 2);
		awaitUp(client, seed.id());
		eventually().until(() -> client.network().primary().orElse("").equals("pod2"));
		Node other = pod(3);
		other.database().set("place", "other");
		resolve("elsewhere", 3);
		client.network().changeSeeds(List.of("dns:elsewhere:" + this.port));
		assertThat(seed.network().isUp("pod9")).isTrue();
		eventually().until(() -> client.network().primary().orElse("").equals("pod3"));
		assertThat(client.network().seeds()).containsExactly("dns:elsewhere:" + this.port);
	}

	@Test
	void sourcesSupplySeedsThatChange() {
		choosePort();
		AtomicReference<Collection<String>> supplied = new AtomicReference<>(List.of());
		Node node = named(configuration("node").seedInterval(Duration.ofSeconds(1)).seedSources(supplied::get));
		assertThat(node.network().role()).isEqualTo(Network.Role.DETACHED);
		for (int number = 2; number < 4; number++) {
			Node seed = pod(number);
			supplied.set(List.of("127.0.0." + number + ":" + this.port));
			eventually().until(() -> node.network().primary().orElse("").equals(seed.id()));
			assertThat(node.network().seeds()).isEmpty();
			seed.close();
		}
	}

	/** Whatever a source does, others work, and so does the node. */
	@Test
	void sourcesThatFailHangOrTalkNonsenseHarmNobody() throws Exception {
		choosePort();
		Node seed = pod(2);
		String address = "127.0.0.2:" + this.port;
		CountDownLatch end = new CountDownLatch(1);
		AtomicInteger calls = new AtomicInteger();
		List<@Nullable String> nonsense = new ArrayList<>();
		nonsense.add(null);
		nonsense.addAll(List.of("", "nowhere", "srv:nonsense", "127.0.0.1:0", "dns:unknown:4040", "\u0000",
				"x".repeat(100_000)));
		nonsense.add(address);
		List<SeedSource> sources = List.of(() -> {
			throw new IOException("out of order");
		}, () -> {
			throw new StackOverflowError();
		}, () -> null, () -> {
			BoundedWait.await(end);
			return List.of();
		}, () -> {
			calls.incrementAndGet();
			assertThat(Thread.currentThread().getName()).doesNotContain("control", "-io-");
			return nonsense;
		});
		Node node = named(configuration("node").seedInterval(Duration.ofSeconds(1)).seedSources(sources));
		eventually().until(() -> node.network().primary().orElse("").equals("pod2"));
		seed.close();
		Node again = pod(2);
		eventually().until(() -> node.network().isUp(again.id()));
		eventually().until(() -> calls.get() >= 3);
		end.countDown();
	}

	/** What it supplied last stays. */
	@Test
	void aSourceThatFailsForgetsNothing() {
		choosePort();
		AtomicInteger calls = new AtomicInteger();
		String address = "127.0.0.2:" + this.port;
		Node node = named(configuration("node").seedInterval(Duration.ofSeconds(1)).seedSources(() -> {
			if (calls.incrementAndGet() > 1) {
				throw new IllegalStateException("out of order");
			}
			return List.of(address);
		}));
		eventually().until(() -> calls.get() >= 3);
		pod(2);
		awaitUp(node, "pod2");
	}

}
