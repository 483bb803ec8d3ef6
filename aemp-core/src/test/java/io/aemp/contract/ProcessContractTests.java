package io.aemp.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.Process;
import io.aemp.Reason;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** A process is a context: C1 to C6 hold for it over real sockets. */
@Timeout(300)
class ProcessContractTests extends RealNodes {

	private static final int NUMBERS = 20_000;

	private static final int CUTS = 5;

	private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

	private Object seen() {
		return BoundedWait.take(this.seen);
	}

	@Test
	void c1WhatAProcessSendsArrivesInOrder() {
		Node[] nodes = pair();
		List<Object> numbers = new CopyOnWriteArrayList<>();
		Port target = nodes[0].open((message) -> {
			if (message.integer(0) != numbers.size()) {
				this.seen.add("disorder at " + message);
			}
			numbers.add(1);
			if (numbers.size() == NUMBERS) {
				this.seen.add("all");
			}
		});
		nodes[1].openProcess((self) -> {
			for (int i = 0; i < NUMBERS; i++) {
				nodes[1].send(target.id(), i);
			}
		});
		assertThat(seen()).isEqualTo("all");
	}

	@Test
	void c1WhatAProcessReceivesCameInOrderAlsoAcrossSpawn() {
		Node[] nodes = pair();
		nodes[0].functions().registerProcess("counter", (self, arguments) -> {
			String problem = arguments.text(0);
			long odd = 1;
			for (int i = 0; i < NUMBERS; i += 2) {
				if (self.receive("even").integer(0) != i) {
					problem = "disorder before " + i;
				}
				if (i % 100 == 0) {
					// leaves the even ones between
					for (int j = 0; j < 50; j++) {
						problem = (self.receive("odd").integer(0) != odd) ? "disorder before " + odd : problem;
						odd += 2;
					}
				}
			}
			this.seen.add(problem);
		});
		String process = nodes[1].spawn("seed", "counter", "no problem");
		for (int i = 0; i < NUMBERS; i++) {
			nodes[1].send(process, (i % 2 == 0) ? "even" : "odd", i);
		}
		assertThat(seen()).isEqualTo("no problem");
	}

	/**
	 * A process that sends numbers and begins a new epoch when its monitor fires, while
	 * connections are cut.
	 */
	@Test
	void c2WhatItSendsUnderAMonitorHasNoHoles() {
		CuttingFraming atReceiver = new CuttingFraming("number");
		Node receiver = start(configuration("receiver").connectInterval(Duration.ofMillis(100))
			.customFramings(atReceiver)
			.framings("cutting"));
		Node sender = start(configuration("sender").connectInterval(Duration.ofMillis(100))
			.customFramings(new CuttingFraming("none"))
			.framings("cutting")
			.seeds(receiver.network().listeners()));
		Map<Long, Long> next = new ConcurrentHashMap<>();
		List<String> problems = new CopyOnWriteArrayList<>();
		Port target = receiver.open().receive("number", (message) -> {
			long expected = next.merge(message.integer(0), 1L, Long::sum) - 1;
			if (message.integer(1) != expected) {
				problems.add("epoch " + message.get(0) + " has " + message.get(1) + " instead of " + expected);
			}
		});
		Process process = sender.openProcess((self) -> {
			long[] position = { 0, 0 };
			watch(sender, target, position);
			while (self.receive("stop", Duration.ofNanos(100_000)).isEmpty()) {
				for (int i = 0; i < 3; i++) {
					sender.send(target.id(), "number", position[0], position[1]++);
				}
			}
			this.seen.add(position[0]);
		});
		for (int round = 0; round < CUTS; round++) {
			int before = atReceiver.cuts();
			atReceiver.cutAfter(round % 7);
			eventually().until(() -> atReceiver.cuts() > before || !problems.isEmpty());
		}
		sender.send(process.id(), "stop");
		assertThat((long) seen()).isGreaterThan(CUTS / 3);
		assertThat(problems).isEmpty();
	}

	private static void watch(Node node, Port target, long[] position) {
		node.monitor(target.id(), (reason) -> {
			position[0]++;
			position[1] = 0;
			watch(node, target, position);
		});
	}

	@Test
	void c3ItsDeathIsSeenOnceFromOtherNodes() {
		Node[] nodes = pair();
		List<Reason> deaths = new CopyOnWriteArrayList<>();
		for (Object[] end : new Object[][] { {}, { "die", "bad luck" } }) {
			Process process = nodes[0].openProcess((self) -> {
				if (self.receive("end").size() > 0) {
					throw new IllegalStateException("bad luck");
				}
			});
			nodes[1].monitor(process.id(), deaths::add);
			nodes[1].send(process.id(), (end.length > 0) ? new Object[] { "end", 1 } : new Object[] { "end" });
			eventually().until(() -> deaths.contains(Reason.of(end)));
		}
		Process killed = nodes[0].openProcess(Process::receive);
		nodes[1].monitor(killed.id(), deaths::add);
		nodes[1].kill(killed.id(), "kill", "from afar");
		eventually().until(() -> deaths.contains(Reason.of("kill", "from afar")));
		assertThat(deaths).hasSize(3);
	}

	@Test
	void c3ItsMonitorsDieWithIt() throws Exception {
		Node[] nodes = pair();
		Port target = nodes[0].open((message) -> {
		});
		Process process = nodes[1].openProcess((self) -> {
			nodes[1].monitor(target.id(), (reason) -> this.seen.add("too late"));
			nodes[1].after(Duration.ZERO, () -> this.seen.add("timer"));
			self.receive("end");
		});
		assertThat(seen()).isEqualTo("timer");
		List<Reason> deaths = new CopyOnWriteArrayList<>();
		nodes[1].monitor(process.id(), deaths::add);
		nodes[1].send(process.id(), "end");
		eventually().until(() -> !deaths.isEmpty());
		target.kill();
		flush(nodes[0], "other");
		flush(nodes[1], "seed");
		assertThat(this.seen).isEmpty();
	}

	@Test
	void c4NothingOverlapsAndAllSeesWhatWasWritten() {
		Node[] nodes = pair();
		int[] plain = { 0 };
		Port far = nodes[0].open((message) -> nodes[0].send(message.text(0), "answer"));
		Process process = nodes[1].openProcess((self) -> {
			for (int i = 0; i < 500; i++) {
				nodes[1].after(Duration.ZERO, () -> plain[0]++);
				nodes[1].call(far.id(), Message.of(), (answer) -> plain[0]++, (failure) -> {
				});
				plain[0]++;
				if (i % 10 == 0) {
					self.receive("never", Duration.ZERO);
				}
			}
			self.receive((message) -> false, Duration.ofMillis(1));
			while (plain[0] < 1500 + 1000) {
				self.receive("never", Duration.ofMillis(1));
			}
			this.seen.add(plain[0]);
		});
		Port port = nodes[1].port(process.id()).orElseThrow();
		for (int i = 0; i < 1000; i++) {
			port.runInContext(() -> plain[0]++);
		}
		assertThat(seen()).isEqualTo(2500);
	}

	@Test
	void c5IdsAreNeverReused() {
		Node node = start("lonely");
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			ids.add(node.openProcess((self) -> {
			}).id());
		}
		assertThat(ids).doesNotHaveDuplicates();
	}

	@Test
	void c6ADeadProcessSendsNothingMore() {
		Node[] nodes = pair();
		Port witness = nodes[1].open((message) -> this.seen.add(message.get(0)));
		List<Object> late = new ArrayList<>();
		for (int round = 0; round < 20; round++) {
			Process process = nodes[0].openProcess((self) -> {
				while (!Thread.currentThread().isInterrupted()) {
					nodes[0].send(witness.id(), "alive");
				}
				self.receive(Duration.ZERO);
				nodes[0].send(witness.id(), "too far");
			});
			assertThat(seen()).isEqualTo("alive");
			nodes[1].sendOnDeath(process.id(), witness.id(), Message.of("dead"));
			nodes[1].kill(process.id(), "stop");
			Object last = seen();
			while (!last.equals("dead")) {
				assertThat(last).isEqualTo("alive");
				last = seen();
			}
			late.addAll(this.seen);
		}
		assertThat(late).isEmpty();
	}

	@Test
	void c9AConnectionIsNotReadForWhatAProcessLeavesWaiting() {
		Node receiver = start(configuration("receiver"));
		Node sender = start("sender", receiver);
		awaitUp(sender, "receiver");
		CountDownLatch go = new CountDownLatch(1);
		Process process = receiver.openProcess(PortOptions.DEFAULTS.label("slow"), (self) -> {
			BoundedWait.await(go);
			long bytes = 0;
			while (true) {
				Message message = self.receive();
				if (message.size() == 1 && message.get(0).equals("last")) {
					break;
				}
				bytes += message.bytes(1).length;
			}
			this.seen.add(bytes);
		});
		byte[] bulk = new byte[1 << 16];
		for (int i = 0; i < 100; i++) {
			sender.send(process.id(), "bulk", bulk);
		}
		sender.send(process.id(), "last");
		go.countDown();
		assertThat(seen()).isEqualTo(100L << 16);
	}

	@Test
	void aNodeClosesThoughAProcessIgnoresItsEnd() {
		Node node = start("lonely");
		CountDownLatch end = new CountDownLatch(1);
		try {
			Process process = node.openProcess((self) -> {
				this.seen.add("runs");
				while (end.getCount() > 0) {
					// an interrupt does not end this
					Thread.onSpinWait();
					Thread.interrupted();
				}
			});
			seen();
			node.close();
			assertThat(node.port(process.id())).isEmpty();
		}
		finally {
			end.countDown();
		}
	}

}
