package io.aemp.contract;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Dispatcher;
import io.aemp.Node;
import io.aemp.NodeObserver;
import io.aemp.PeerInfo;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.testing.BoundedWait;
import io.aemp.testing.TimeLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a closed node leaves: nothing. */
class CloseTests extends RealNodes {

	/** As long as a connection that is being closed sends what is left. */
	private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(1);

	/** Much less than the limits here, and much more than a thread has to wait. */
	private static final Duration STANDSTILL = Duration.ofMillis(200);

	private final List<Object> seen = new CopyOnWriteArrayList<>();

	private static List<String> threadsOf(String node) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("aemp-" + node + "-"))
			.toList();
	}

	private static void assertNoThreadIsLeft(String node) {
		eventually().untilAsserted(() -> assertThat(threadsOf(node)).isEmpty());
	}

	private static Dispatcher dispatcher(Dispatcher.Kind kind) {
		return switch (kind) {
			case POOL -> Dispatcher.POOL;
			case ADAPTIVE -> Dispatcher.ADAPTIVE;
			case BLOCKING -> Dispatcher.BLOCKING;
			case EVENT_LOOP -> Dispatcher.EVENT_LOOP;
			case CUSTOM -> Dispatcher.of((task) -> new Thread(task, "custom").start());
		};
	}

	@Test
	void closedNodeIsGoneForItselfAndForOthers() throws Exception {
		Node[] pair = pair();
		Node seed = pair[0];
		Node other = pair[1];
		Port port = other.open();
		other.database().set("family", "subkey", 1);
		other.monitor(port.id(), (reason) -> this.seen.add("here " + reason.identifier()));
		seed.monitor(port.id(), (reason) -> this.seen.add("there " + reason.identifier()));
		flush(seed, "other");
		eventually().until(() -> seed.database().keys("family").get(SECONDS, TimeUnit.SECONDS).size() == 1);
		other.close();
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactlyInAnyOrder("here " + Reason.NODE_CLOSED,
				"there " + Reason.NODE_CLOSED));
		eventually().until(() -> seed.database().keys("family").get(SECONDS, TimeUnit.SECONDS).isEmpty());
		eventually().until(() -> !seed.network().isUp("other"));
		assertThat(other.ports()).isEmpty();
		assertNoThreadIsLeft("other");
		other.close();
	}

	@Test
	void closedNodeAnswersCallsWithoutThrowing() {
		Node[] pair = pair();
		Port port = pair[0].open();
		Node other = pair[1];
		String own = other.open().id();
		other.close();
		for (String id : List.of(own, port.id(), "elsewhere#port")) {
			other.send(id, "x");
			other.kill(id, "x");
			other.monitor(id, (reason) -> {
			}).close();
			other.sendOnDeath(id, own, "x").close();
			other.after(Duration.ofMillis(1), id, "x").close();
		}
		other.spawn("seed", "function");
		other.spawn("other", "function");
		assertThat(other.port(own)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void nodeMayBeClosedInACallback(Dispatcher.Kind kind) throws Exception {
		// it does not wait for the port whose callback it is
		Duration most = Duration.ofSeconds((kind != Dispatcher.Kind.EVENT_LOOP) ? 3 : 15);
		TimeLimit.check(STANDSTILL, () -> timeOfCloseInACallback(kind), (time) -> assertThat(time).isLessThan(most));
	}

	private Duration timeOfCloseInACallback(Dispatcher.Kind kind) throws Exception {
		Node[] pair = pair();
		Node other = pair[1];
		this.seen.clear();
		CompletableFuture<Duration> closed = new CompletableFuture<>();
		other.open((message) -> {
		});
		Port port = other.open(PortOptions.DEFAULTS.dispatcher(dispatcher(kind))).receive((message) -> {
			long before = System.nanoTime();
			other.close();
			closed.complete(Duration.ofNanos(System.nanoTime() - before));
		});
		pair[0].monitor(port.id(), this.seen::add);
		pair[0].send(port.id());
		Duration time = closed.get(SECONDS, TimeUnit.SECONDS);
		assertNoThreadIsLeft("other");
		eventually().untilAsserted(() -> assertThat(this.seen).hasSize(1));
		return time;
	}

	@Test
	void nodeMayBeClosedByAFunctionThatAnotherNodeCalls() throws Exception {
		Node[] pair = pair();
		CompletableFuture<Void> closed = new CompletableFuture<>();
		pair[1].functions().register("shutdown", (node, arguments) -> {
			pair[1].close();
			closed.complete(null);
		});
		pair[0].send("other", "shutdown");
		closed.get(SECONDS, TimeUnit.SECONDS);
		assertNoThreadIsLeft("other");
	}

	@Test
	void nodeMayBeClosedByAnObserver() throws Exception {
		Node seed = start("seed");
		CompletableFuture<Node> node = new CompletableFuture<>();
		CompletableFuture<Void> closed = new CompletableFuture<>();
		node.complete(start(configuration("other").seeds(seed.network().listeners()).observers(new NodeObserver() {

			@Override
			public void peerUp(PeerInfo peer) {
				BoundedWait.get(node).close();
				closed.complete(null);
			}

		})));
		closed.get(SECONDS + 10, TimeUnit.SECONDS);
		assertNoThreadIsLeft("other");
	}

	@Test
	void callbackThatHangsDelaysTheEndButDoesNotPreventIt() throws Exception {
		Node[] pair = pair();
		CountDownLatch hanging = new CountDownLatch(1);
		Port port = pair[1].open(PortOptions.DEFAULTS.dispatcher(Dispatcher.BLOCKING))
			.receive((message) -> BoundedWait.await(hanging));
		pair[1].send(port.id());
		pair[1].close();
		eventually().until(() -> !pair[0].network().isUp("other"));
		hanging.countDown();
		assertNoThreadIsLeft("other");
	}

	@Test
	void whatWasSentBeforeTheEndArrives() throws Exception {
		int count = 10_000;
		TimeLimit.check(STANDSTILL, () -> arrivedBeforeTheEnd(count),
				(arrived) -> assertThat(arrived).isEqualTo(count));
	}

	private int arrivedBeforeTheEnd(int count) throws Exception {
		Node[] pair = pair();
		AtomicInteger arrived = new AtomicInteger();
		CountDownLatch end = new CountDownLatch(1);
		Port port = pair[0].open()
			.receive("end", (message) -> end.countDown())
			.receive((message) -> arrived.incrementAndGet());
		pair[0].sendOnDeath("other", port.id(), "end");
		for (int i = 0; i < count; i++) {
			pair[1].send(port.id(), i);
		}
		long start = System.nanoTime();
		pair[1].close();
		assertThat(end.await(SECONDS, TimeUnit.SECONDS)).isTrue();
		if (System.nanoTime() - start < CLOSE_NANOS) {
			assertThat(arrived).hasValue(count);
		}
		pair[0].close();
		return arrived.get();
	}

}
