package io.aemp.contract;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Dispatcher;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Callbacks of one port never overlap and see each other's writes. */
class C4ConfinementTests extends RealNodes {

	private static final int ROUNDS = 200;

	private final AtomicInteger inside = new AtomicInteger();

	private final AtomicInteger overlaps = new AtomicInteger();

	/** Plain on purpose: the port is its only lock. */
	private int count;

	private void counted(Node node, Port port, CountDownLatch done) {
		if (this.inside.incrementAndGet() != 1 || node.self() != port) {
			this.overlaps.incrementAndGet();
		}
		int before = this.count;
		// gives an overlap its chance
		Thread.yield();
		this.count = before + 1;
		this.inside.decrementAndGet();
		done.countDown();
	}

	@ParameterizedTest
	@EnumSource
	void everyKindOfCallbackRunsAloneInItsPort(Dispatcher.Kind kind) throws Exception {
		ExecutorService custom = Executors.newFixedThreadPool(3);
		closeLater(custom::shutdown);
		Dispatcher dispatcher = switch (kind) {
			case POOL -> Dispatcher.POOL;
			case ADAPTIVE -> Dispatcher.ADAPTIVE;
			case BLOCKING -> Dispatcher.BLOCKING;
			case EVENT_LOOP -> Dispatcher.EVENT_LOOP;
			case CUSTOM -> Dispatcher.of(custom);
		};
		Node[] pair = pair();
		Node node = pair[1];
		Port port = node.open(PortOptions.DEFAULTS.dispatcher(dispatcher));
		Port echo = pair[0].open((message) -> pair[0].send(message.text(0)));
		int callbacks = ROUNDS * 9;
		CountDownLatch done = new CountDownLatch(callbacks);
		Runnable counting = () -> counted(node, port, done);
		port.receive((message) -> counting.run());
		Thread[] threads = new Thread[3];
		for (int i = 0; i < threads.length; i++) {
			Node sender = pair[i % 2];
			threads[i] = new Thread(() -> {
				for (int round = 0; round < ROUNDS; round++) {
					sender.send(port.id());
				}
			});
			threads[i].start();
		}
		for (int round = 0; round < ROUNDS; round++) {
			Port watched = pair[round % 2].open();
			port.runInContext(() -> {
				counting.run();
				node.monitor(watched.id(), (reason) -> counting.run());
				node.after(Duration.ofNanos(1), counting);
				node.call(echo.id(), Message.of(), (answer) -> counting.run(), (failure) -> {
				});
				port.callInContext(() -> {
					this.count++;
					return null;
				});
			});
			watched.kill();
			port.bindToContext(counting).run();
			node.after(Duration.ofNanos(1), port.id());
		}
		BoundedWait.join(threads);
		assertThat(done.await(SECONDS, TimeUnit.SECONDS)).as("%d are missing", done.getCount()).isTrue();
		assertThat(this.overlaps).hasValue(0);
		assertThat(BoundedWait.get(port.callInContext(() -> this.count))).isEqualTo(callbacks + ROUNDS);
	}

	@Test
	void callbacksOfTheDatabaseRunInTheirPort() throws Exception {
		Node node = start("node");
		Port port = node.open();
		CountDownLatch done = new CountDownLatch(2);
		port.runInContext(() -> {
			node.database().monitor("family", (change) -> counted(node, port, done));
			node.database().keys("family", (subkeys) -> counted(node, port, done));
		});
		node.database().set("family", "subkey");
		assertThat(done.await(SECONDS, TimeUnit.SECONDS)).isTrue();
		assertThat(this.overlaps).hasValue(0);
	}

}
