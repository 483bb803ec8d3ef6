package io.aemp.wire;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.RepeatedTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two nodes that dial each other at the same moment lose nothing. */
class SimultaneousConnectsTests extends WireTest {

	private static final int MESSAGES = 50;

	@RepeatedTest(5)
	void bothSendAtOnce() throws Exception {
		Node seed = node("seed");
		Node first = node("first", (builder) -> builder.seeds(address(seed)));
		Node second = node("second", (builder) -> builder.seeds(address(seed)));
		first.database().set("ready", "first");
		second.database().set("ready", "second");
		await().until(() -> seed.database().keys("ready").get(60, TimeUnit.SECONDS).size() == 2);
		BlockingQueue<Object> atFirst = new LinkedBlockingQueue<>();
		BlockingQueue<Object> atSecond = new LinkedBlockingQueue<>();
		Port firstPort = first.open().receive(atFirst::add);
		Port secondPort = second.open().receive(atSecond::add);
		BlockingQueue<Object> deaths = new LinkedBlockingQueue<>();
		CyclicBarrier start = new CyclicBarrier(2);
		Thread one = new Thread(() -> flood(start, first, secondPort.id(), deaths));
		Thread two = new Thread(() -> flood(start, second, firstPort.id(), deaths));
		one.start();
		two.start();
		for (BlockingQueue<Object> seen : List.of(atFirst, atSecond)) {
			for (int i = 0; i < MESSAGES; i++) {
				assertThat(seen.poll(60, TimeUnit.SECONDS)).isEqualTo(Message.of(i));
			}
		}
		BoundedWait.join(one);
		BoundedWait.join(two);
		assertThat(deaths).isEmpty();
		assertThat(first.network().isUp("second")).isTrue();
		assertThat(second.network().isUp("first")).isTrue();
	}

	private static void flood(CyclicBarrier start, Node from, String to, BlockingQueue<Object> deaths) {
		try {
			start.await(60, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		from.monitor(to, deaths::add);
		for (int i = 0; i < MESSAGES; i++) {
			from.send(to, i);
		}
	}

}
