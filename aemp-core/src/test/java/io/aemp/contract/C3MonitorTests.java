package io.aemp.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each monitor fires exactly once, and never after its guard was closed. */
class C3MonitorTests extends RealNodes {

	private final List<Object> seen = new CopyOnWriteArrayList<>();

	private final List<String> problems = new CopyOnWriteArrayList<>();

	/** Runs all at the same time and waits for them. */
	private void race(Runnable... racers) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(racers.length);
		CyclicBarrier barrier = new CyclicBarrier(racers.length);
		List<Future<?>> all = new ArrayList<>();
		for (Runnable racer : racers) {
			all.add(threads.submit(() -> {
				barrier.await(SECONDS, TimeUnit.SECONDS);
				racer.run();
				return null;
			}));
		}
		for (Future<?> one : all) {
			one.get(SECONDS, TimeUnit.SECONDS);
		}
		threads.shutdown();
	}

	@Test
	void onceUnderRacesOfMonitorKillAndCloseHere() throws Exception {
		Node node = closeLater(Nodes.local());
		for (int round = 0; round < 200; round++) {
			assertOnce(node, node.open(), () -> {
			});
		}
		assertThat(this.problems).isEmpty();
	}

	@Test
	void onceUnderRacesOfMonitorKillCloseAndCutElsewhere() throws Exception {
		CuttingFraming framing = new CuttingFraming("cut");
		Node hub = start("hub");
		Node there = start(configuration("there").seeds(hub.network().listeners())
			.connectInterval(Duration.ofMillis(100))
			.customFramings(framing)
			.framings("cutting", "cbor"));
		Node here = start(configuration("here").seeds(hub.network().listeners())
			.connectInterval(Duration.ofMillis(100))
			.customFramings(new CuttingFraming("none"))
			.framings("cutting", "cbor"));
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int round = 0; round < 150; round++) {
			Port port = there.open().receive("cut", (message) -> {
			});
			framing.cutAfter(random.nextInt(2));
			assertOnce(here, port, () -> here.send(port.id(), "cut"));
		}
		assertThat(framing.cuts()).as("seed %d", seed).isGreaterThan(20);
		assertThat(this.problems).as("seed %d", seed).isEmpty();
	}

	private void assertOnce(Node node, Port port, Runnable accident) throws Exception {
		AtomicInteger fired = new AtomicInteger();
		AtomicInteger lateFired = new AtomicInteger();
		Port owner = node.open();
		boolean[] closed = { false };
		Guard guard = BoundedWait.get(owner.callInContext(() -> node.monitor(port.id(), (reason) -> {
			if (closed[0]) {
				this.problems.add("fired after close");
			}
		})));
		node.monitor(port.id(), (reason) -> fired.incrementAndGet());
		BoundedWait.get(owner.runInContext(() -> node.monitor(port.id(), (reason) -> fired.incrementAndGet())));
		race(port::kill, accident, () -> BoundedWait.get(owner.runInContext(() -> {
			guard.close();
			closed[0] = true;
		})), () -> node.monitor(port.id(), (reason) -> lateFired.incrementAndGet()));
		eventually().until(() -> fired.get() >= 2 && lateFired.get() >= 1);
		// what else could come has come before this
		BoundedWait.get(owner.runInContext(() -> {
		}));
		if (fired.get() != 2 || lateFired.get() != 1) {
			this.problems.add("fired " + fired + " and " + lateFired);
		}
		owner.kill();
	}

	@Test
	void atOnceIfThereIsNoSuchPort() throws Exception {
		Node[] pair = pair();
		for (String id : List.of("other#nobody", "seed#nobody")) {
			pair[1].monitor(id, this.seen::add);
			eventually().untilAsserted(() -> assertThat(this.seen).last()
				.isEqualTo(Reason.of(Reason.NO_SUCH_PORT, "cannot monitor nonexistent port", id)));
		}
		assertThat(this.seen).hasSize(2);
	}

	@Test
	void monitorsDieWithTheirOwner() throws Exception {
		Node[] pair = pair();
		Node node = pair[1];
		for (Node home : pair) {
			Port watched = home.open();
			Port owner = node.open();
			BoundedWait.get(owner.runInContext(() -> {
				node.monitor(watched.id(), this.seen::add);
				node.sendOnDeath(watched.id(), node.self().id(), Message.of("told"));
			}));
			node.monitor(watched.id(), (reason) -> this.seen.add("outside"));
			flush(node, "seed");
			owner.kill();
			watched.kill("now");
		}
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactly("outside", "outside"));
	}

	@Test
	void monitorOfTheOwnDeathRunsOnceOutsidePorts() throws Exception {
		Node node = start("node");
		Port port = node.open();
		CountDownLatch closed = new CountDownLatch(1);
		BoundedWait.get(port.runInContext(() -> {
			node.monitor(node.self().id(), (reason) -> {
				try {
					this.seen.add(node.self());
				}
				catch (IllegalStateException ex) {
					this.seen.add(reason);
				}
			});
			node.closeOnDeath(node.self().id(), closed::countDown);
		}));
		port.kill("bye", "now");
		assertThat(closed.await(SECONDS, TimeUnit.SECONDS)).isTrue();
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactly(Reason.of("bye", "now")));
	}

	@Test
	void deathIsPassedOnUnlessItIsNormal() throws Exception {
		Node[] pair = pair();
		Port first = pair[0].open();
		Port second = pair[1].open();
		Port spared = pair[1].open();
		Port normal = pair[0].open();
		pair[1].killOnDeath(first.id(), second.id());
		pair[1].killOnDeath(normal.id(), spared.id());
		flush(pair[1], "seed");
		pair[1].monitor(second.id(), this.seen::add);
		normal.kill();
		first.kill("bye", "now");
		eventually().untilAsserted(() -> assertThat(this.seen).containsExactly(Reason.of("bye", "now")));
		assertThat(pair[1].port(spared.id())).isPresent();
	}

}
