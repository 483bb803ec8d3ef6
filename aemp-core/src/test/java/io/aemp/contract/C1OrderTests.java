package io.aemp.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.aemp.Node;
import io.aemp.Port;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Messages from one context to one port arrive in the order sent. */
class C1OrderTests extends RealNodes {

	private static final int MESSAGES = 5_000;

	private final Map<String, Long> next = new ConcurrentHashMap<>();

	private final List<String> problems = new ArrayList<>();

	private void arrived(String sender, long number) {
		long expected = this.next.merge(sender, 1L, Long::sum) - 1;
		if (number != expected) {
			this.problems.add(sender + ": " + number + " instead of " + expected);
		}
	}

	/** Two threads and two ports send at the same time. */
	private void sendFromFourContexts(Node from, String target) throws InterruptedException {
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			String name = "sender " + i;
			Runnable sending = () -> {
				for (int number = 0; number < MESSAGES; number++) {
					from.send(target, "number", name, number);
				}
			};
			Port port = from.open();
			threads.add(new Thread((i % 2 == 0) ? sending : () -> BoundedWait.get(port.runInContext(sending))));
		}
		threads.forEach(Thread::start);
		BoundedWait.join(threads);
		from.send(target, "end");
	}

	private Port receiver(Node node, CountDownLatch done) {
		return node.open()
			.receive("number", (message) -> arrived(message.text(0), message.integer(1)))
			.receive("end", (message) -> done.countDown());
	}

	private void assertOrder(Node from, Node to) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(1);
		sendFromFourContexts(from, receiver(to, done).id());
		assertThat(done.await(SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(this.problems).isEmpty();
		assertThat(this.next).hasSize(4).allSatisfy((name, count) -> assertThat(count).isEqualTo(MESSAGES));
	}

	@Test
	void local() throws Exception {
		Node node = start("node");
		assertOrder(node, node);
	}

	@Test
	void remoteAlsoAcrossTheMomentTheConnectionComesUp() throws Exception {
		Node seed = start("seed");
		assertOrder(start("other", seed), seed);
	}

	@Test
	void acrossSpawnTheInitFunctionComesFirst() throws Exception {
		Node[] pair = pair();
		List<Long> order = new ArrayList<>();
		CountDownLatch done = new CountDownLatch(400);
		for (Node node : pair) {
			node.functions().registerInit("init", (self, arguments) -> {
				long[] expected = { 0 };
				self.receive((message) -> {
					synchronized (order) {
						order.add(message.integer(0) - expected[0]++);
					}
					if (message.integer(0) == 9) {
						done.countDown();
					}
				});
			});
		}
		for (int round = 0; round < 200; round++) {
			for (Node node : pair) {
				String port = pair[1].spawn(node.id(), "init");
				for (int i = 0; i < 10; i++) {
					pair[1].send(port, i);
				}
			}
		}
		assertThat(done.await(SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(order).hasSize(4_000).containsOnly(0L);
	}

}
