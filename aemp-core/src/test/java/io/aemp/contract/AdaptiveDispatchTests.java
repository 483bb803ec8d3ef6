package io.aemp.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.aemp.Dispatcher;
import io.aemp.FlowControl;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ports whose callbacks may wait hold up nobody else, and are quick while they do not.
 */
class AdaptiveDispatchTests extends RealNodes {

	private static final PortOptions ADAPTIVE = PortOptions.DEFAULTS.dispatcher(Dispatcher.ADAPTIVE);

	/** More than there are threads of the pool and of the event loops. */
	private static final int MANY = 4 * Math.max(2, Runtime.getRuntime().availableProcessors());

	private final CountDownLatch latch = new CountDownLatch(1);

	private final CountDownLatch entered = new CountDownLatch(MANY);

	/** Lets callbacks end that wait, before nodes are closed. */
	private void releaseAtTheEnd() {
		closeLater(this.latch::countDown);
	}

	private Port holding(Node node) {
		return node.open(ADAPTIVE).receive((message) -> {
			this.entered.countDown();
			BoundedWait.await(this.latch);
			node.send(message.text(0), "released");
		});
	}

	private static Port echo(Node node, Dispatcher dispatcher) {
		return node.open(PortOptions.DEFAULTS.dispatcher(dispatcher))
			.receive((message) -> node.send(message.text(0), "answer"));
	}

	private static String thread(Port port) {
		return BoundedWait.get(port.callInContext(() -> Thread.currentThread().getName()));
	}

	private static boolean isOfPool(String thread) {
		return thread.contains("-pool-") || thread.contains("-io-");
	}

	@Test
	void quickCallbacksRunOnThePool() {
		Node node = start("node");
		assertThat(thread(echo(node, Dispatcher.ADAPTIVE))).startsWith("aemp-node-pool-");
	}

	@Test
	void aPortMovesWhenItWaitsAndReturnsWhenItIsQuick() {
		Node node = start("node");
		Port port = node.open(ADAPTIVE);
		makeWait(port);
		assertThat(thread(port)).doesNotContain("-pool-").contains("-blocking-");
		// a busy machine may make some of them slow
		eventually().until(() -> isOfPool(thread(port)));
		makeWait(port);
		assertThat(thread(port)).contains("-blocking-");
	}

	/** Twice, as one alone may be an accident. */
	private static void makeWait(Port port) {
		BoundedWait.get(port.runInContext(AdaptiveDispatchTests::rest));
		BoundedWait.get(port.runInContext(AdaptiveDispatchTests::rest));
	}

	/** Takes as long as a callback that waits: the time alone tells one from others. */
	private static void rest() {
		try {
			Thread.sleep(5);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void whatWaitsInAMailboxFollowsToTheOtherThreadsInOrder() {
		Node node = start("node");
		int count = 500;
		CountDownLatch done = new CountDownLatch(count);
		List<Long> order = new ArrayList<>();
		Port port = node.open(ADAPTIVE).receive((message) -> {
			long number = message.integer(0);
			order.add(number);
			if (number % 100 == 0) {
				rest();
			}
			done.countDown();
		});
		for (int i = 0; i < count; i++) {
			node.send(port.id(), i);
		}
		BoundedWait.await(done);
		assertThat(BoundedWait.get(port.callInContext(() -> List.copyOf(order))))
			.containsExactlyElementsOf(IntStream.range(0, count).mapToObj((i) -> (long) i).toList());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void othersAnswerWhileManyWaitThatHaveBegunAtTheSameTime(boolean remote) {
		Node[] pair = pair();
		releaseAtTheEnd();
		List<Port> holding = IntStream.range(0, 200).mapToObj((i) -> holding(pair[0])).toList();
		Port adaptive = echo(pair[0], Dispatcher.ADAPTIVE);
		Port pooled = echo(pair[0], Dispatcher.POOL);
		Node caller = pair[remote ? 1 : 0];
		List<CompletableFuture<Message>> held = holding.stream().map((port) -> caller.call(port.id())).toList();
		CompletableFuture<Message> behind = caller.call(adaptive.id());
		assertThat(BoundedWait.get(behind)).isEqualTo(Message.of("answer"));
		assertThat(BoundedWait.get(caller.call(pooled.id()))).isEqualTo(Message.of("answer"));
		BoundedWait.await(this.entered);
		for (Port port : List.of(adaptive, pooled)) {
			assertThat(BoundedWait.get(caller.call(port.id()))).isEqualTo(Message.of("answer"));
		}
		assertThat(BoundedWait.get(pair[1].call("seed", "time"))).isNotNull();
		assertThat(held).noneMatch(CompletableFuture::isDone);
		this.latch.countDown();
		held.forEach((call) -> assertThat(BoundedWait.get(call)).isEqualTo(Message.of("released")));
	}

	@Test
	void aCallbackMayWaitForPortsThatItHasWoken() {
		Node node = start("node");
		Port last = echo(node, Dispatcher.POOL);
		List<Port> chain = Stream.iterate(last, (next) -> node.open(ADAPTIVE).receive((message) -> {
			node.call(next.id()).get(SECONDS, TimeUnit.SECONDS);
			node.send(message.text(0), "answer");
		})).limit(MANY).toList();
		assertThat(BoundedWait.get(node.call(chain.get(MANY - 1).id()))).isEqualTo(Message.of("answer"));
	}

	@Test
	void threadsThatTookThePlaceOfOthersAreNotKept() {
		Node node = start("node");
		List<Port> holding = IntStream.range(0, MANY).mapToObj((i) -> holding(node)).toList();
		List<CompletableFuture<Message>> held = holding.stream().map((port) -> node.call(port.id())).toList();
		BoundedWait.await(this.entered);
		this.latch.countDown();
		held.forEach(BoundedWait::get);
		int size = Math.max(2, Runtime.getRuntime().availableProcessors());
		eventually().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().matches("aemp-node-pool-\\d+"))
			.count() <= size);
	}

	@Test
	void ourOwnWaitsAreAllowedWithAllOthersStuck() throws Exception {
		FlowControl small = FlowControl.builder().sendHigh(50_000).sendLow(20_000).receiveHigh(100_000).build();
		Node seed = start(configuration("seed").flowControl(small));
		Node other = start(configuration("other").seeds(seed.network().listeners()).flowControl(small));
		awaitUp(other, "seed");
		releaseAtTheEnd();
		List<CompletableFuture<Message>> held = IntStream.range(0, MANY)
			.mapToObj((i) -> other.call(holding(other).id()))
			.toList();
		int count = 2000;
		CountDownLatch received = new CountDownLatch(MANY * count);
		Port sink = seed.open(ADAPTIVE).receive((message) -> received.countDown());
		for (int i = 0; i < MANY; i++) {
			other.send(other.open(ADAPTIVE).receive((message) -> {
				for (int j = 0; j < count; j++) {
					other.sendWaiting(sink.id(), Message.of(j, "x".repeat(1000)), Duration.ofSeconds(SECONDS));
				}
			}).id());
		}
		BoundedWait.await(received);
		assertThat(held).noneMatch(CompletableFuture::isDone);
	}

	/** Ports that wait now and then, and those that do not, all the while. */
	@Test
	void nothingIsLostByMoving() {
		Node[] pair = pair();
		int count = 300;
		Set<String> threads = ConcurrentHashMap.newKeySet();
		List<Port> ports = IntStream.range(0, 8).mapToObj((i) -> pair[0].open(ADAPTIVE).receive((message) -> {
			threads.add(Thread.currentThread().getName().replaceAll("\\d+$", ""));
			if (message.integer(0) % 50 == i) {
				rest();
			}
			pair[0].send(message.text(1), message.get(0));
		})).toList();
		List<CompletableFuture<Message>> calls = IntStream.range(0, count)
			.boxed()
			.flatMap((i) -> ports.stream().map((port) -> pair[i % 2].call(port.id(), i)))
			.toList();
		calls.forEach(BoundedWait::get);
		assertThat(threads).anyMatch((name) -> name.contains("-blocking-")).anyMatch(AdaptiveDispatchTests::isOfPool);
	}

}
