package io.aemp.port;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.aemp.Dispatcher;
import io.aemp.Message;
import io.aemp.PortIds;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.testing.BoundedWait;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What connections have put into mailboxes is accounted for to the byte. */
class ReceiveWindowTests {

	private static final int SIZE = 100;

	private final List<Object> seen = new ArrayList<>();

	private final VirtualWorld world = new VirtualWorld();

	private final VirtualWorld slow = new VirtualWorld();

	private final PortTable ports = this.world.ports();

	private final ReceiveWindow inflow = inflow(800);

	private ReceiveWindow inflow(long high) {
		return new ReceiveWindow("peer", high, new NotedMarks(this.seen));
	}

	private LocalPort slowPort() {
		LocalPort port = this.ports.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(this.slow)).mailboxLimit(50));
		port.receive((message) -> this.seen.add(message.get(0)));
		return port;
	}

	private boolean arrive(LocalPort port, ReceiveWindow inflow, Object element) {
		return this.ports.deliver(PortIds.nameOf(port.id()), Message.of(element), inflow, SIZE);
	}

	private void watch(LocalPort port) {
		this.ports.monitor(PortIds.nameOf(port.id()),
				new Monitor(this.ports.runtime().outside(), null, true, (reason) -> this.seen.add(reason)));
	}

	@Test
	void isFullAboveTheMarkAndDrainedBelowSevenEighths() {
		LocalPort port = slowPort();
		for (int i = 0; i < 8; i++) {
			assertThat(arrive(port, this.inflow, i)).isTrue();
		}
		assertThat(this.inflow.isFull()).isFalse();
		assertThat(arrive(port, this.inflow, 8)).isFalse();
		assertThat(this.inflow.isFull()).isTrue();
		assertThat(this.inflow.waiting()).isEqualTo(900);
		this.slow.run();
		assertThat(this.seen).containsExactly("filled", 0, "drained", 1, 2, 3, 4, 5, 6, 7, 8);
		assertThat(this.inflow.waiting()).isZero();
		assertThat(this.inflow.isFull()).isFalse();
	}

	@Test
	void messagesForNoPortAndForADeadOneTakeNothing() {
		LocalPort port = slowPort();
		port.kill(Reason.NORMAL);
		assertThat(arrive(port, this.inflow, 1)).isTrue();
		assertThat(this.ports.deliver("nobody", Message.of(1), this.inflow, 10_000)).isTrue();
		assertThat(this.inflow.waiting()).isZero();
	}

	@Test
	void deathGivesBackWhatWaited() {
		LocalPort port = slowPort();
		arrive(port, this.inflow, 1);
		port.kill(Reason.of("end"));
		LocalPort other = slowPort();
		arrive(other, this.inflow, 2);
		this.slow.run();
		assertThat(this.inflow.waiting()).isZero();
		LocalPort failing = this.ports.open(PortOptions.DEFAULTS);
		failing.receive((message) -> {
			throw new IllegalStateException("broken");
		});
		arrive(failing, this.inflow, 1);
		arrive(failing, this.inflow, 2);
		this.world.run();
		assertThat(this.inflow.waiting()).isZero();
	}

	@Test
	void mailboxLimitGivesBackWhatWaited() {
		LocalPort port = slowPort();
		ReceiveWindow large = inflow(1 << 20);
		watch(port);
		for (int i = 0; i < 60; i++) {
			arrive(port, large, i);
		}
		this.world.run();
		assertThat(this.seen).containsExactly(Reason.of(Reason.MAILBOX_OVERFLOW, "more than 50 messages wait"));
		assertThat(large.waiting()).isZero();
	}

	@Test
	void theFullestPortOfAConnectionDiesAndNoOther() {
		LocalPort some = slowPort();
		LocalPort most = slowPort();
		LocalPort others = slowPort();
		ReceiveWindow other = inflow(1 << 20);
		arrive(some, this.inflow, 1);
		arrive(most, this.inflow, 1);
		arrive(most, this.inflow, 2);
		for (int i = 0; i < 40; i++) {
			arrive(others, other, i);
		}
		watch(most);
		assertThat(this.ports.overflow(this.inflow, "too much")).isTrue();
		this.world.run();
		assertThat(this.seen).containsExactly(Reason.of(Reason.MAILBOX_OVERFLOW, "too much"));
		assertThat(this.inflow.waiting()).isEqualTo(SIZE);
		assertThat(this.ports.find(PortIds.nameOf(some.id()))).isNotNull();
		assertThat(this.ports.find(PortIds.nameOf(others.id()))).isNotNull();
		assertThat(this.ports.overflow(this.inflow, "too much")).isTrue();
		assertThat(this.ports.overflow(this.inflow, "too much")).isFalse();
	}

	@Test
	void portThatHangsDiesAtOnceAndRunsNothingMore() throws Exception {
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			LocalPort port = this.ports.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(threads)));
			CountDownLatch begun = new CountDownLatch(1);
			CountDownLatch returns = new CountDownLatch(1);
			port.receive((message) -> {
				this.seen.add(message.get(0));
				begun.countDown();
				BoundedWait.await(returns);
			});
			// both what the consumer has taken and what came later
			port.runInContext(() -> {
				for (int i = 0; i < 3; i++) {
					arrive(port, this.inflow, i);
				}
			}).get(60, TimeUnit.SECONDS);
			assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
			arrive(port, this.inflow, 3);
			watch(port);
			assertThat(this.inflow.waiting()).isEqualTo(3 * SIZE);
			this.ports.overflow(this.inflow, "too much");
			this.world.run();
			assertThat(this.inflow.waiting()).isZero();
			assertThat(this.seen).containsExactly(0, Reason.of(Reason.MAILBOX_OVERFLOW, "too much"));
			assertThat(arrive(port, this.inflow, 4)).isTrue();
			watch(port);
			assertThat(this.seen).last().isInstanceOf(Reason.class);
			returns.countDown();
			threads.shutdown();
			assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
			assertThat(this.seen).hasSize(3);
			assertThat(this.inflow.waiting()).isZero();
		}
		finally {
			threads.shutdownNow();
		}
	}

	/** Its consumer has taken what waits, and lets others have its thread. */
	@Test
	void portThatDiesBetweenTwoTurnsRunsNothingMore() {
		LocalPort port = this.ports.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(this.slow)));
		List<Object> received = new ArrayList<>();
		port.receive((message) -> received.add(message.get(0)));
		watch(port);
		for (int i = 0; i < 100; i++) {
			port.deliver(Message.of(i));
		}
		this.slow.execute(() -> {
			assertThat(received).isNotEmpty().hasSizeLessThan(100);
			received.clear();
			port.overflow("too much");
			this.world.run();
		});
		this.slow.run();
		assertThat(this.seen).containsExactly(Reason.of(Reason.MAILBOX_OVERFLOW, "too much"));
		assertThat(received).isEmpty();
	}

	/** What is told of the account by two threads. */
	@Test
	void thatItIsFullAgainIsToldAfterThatItWasNot() throws Exception {
		CountDownLatch draining = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		List<String> told = Collections.synchronizedList(new ArrayList<>());
		ReceiveWindow account = new ReceiveWindow("peer", 800, new ReceiveWindow.Listener() {

			@Override
			public void filled() {
				told.add("filled");
			}

			@Override
			public void drained() {
				draining.countDown();
				BoundedWait.await(goOn);
				told.add("drained");
			}

		});
		assertThat(account.add(900)).isFalse();
		Thread consumer = new Thread(() -> account.take(900));
		consumer.start();
		assertThat(draining.await(60, TimeUnit.SECONDS)).isTrue();
		Thread connection = new Thread(() -> account.add(900));
		connection.start();
		Awaitility.await()
			.until(() -> connection.getState() == Thread.State.BLOCKED
					|| connection.getState() == Thread.State.TERMINATED);
		goOn.countDown();
		BoundedWait.join(connection);
		BoundedWait.join(consumer);
		assertThat(told).containsExactly("filled", "drained", "filled");
		account.take(900);
		assertThat(told).containsExactly("filled", "drained", "filled", "drained");
	}

	@Test
	void sumReturnsToZeroUnderRacesOfDeliveryConsumptionAndDeath() throws Exception {
		long seed = System.nanoTime();
		ExecutorService threads = Executors.newFixedThreadPool(3);
		PortTable ports = this.world.ports((dispatcher) -> threads, 200);
		Semaphore room = new Semaphore(1);
		ReceiveWindow inflow = new ReceiveWindow("peer", 5000, new ReceiveWindow.Listener() {

			@Override
			public void filled() {
				assertThat(room.tryAcquire()).as("filled and drained in turn").isTrue();
			}

			@Override
			public void drained() {
				room.release();
			}

		});
		Random random = new Random(seed);
		try {
			LocalPort[] open = new LocalPort[8];
			for (int i = 0; i < 300_000; i++) {
				int index = random.nextInt(open.length);
				if (open[index] == null) {
					open[index] = ports.open(PortOptions.DEFAULTS);
					open[index].receive((message) -> Thread.onSpinWait());
				}
				LocalPort port = open[index];
				switch (random.nextInt(2000)) {
					case 0 -> {
						threads.execute(() -> port.kill(Reason.NORMAL));
						open[index] = null;
					}
					case 1 -> {
						threads.execute(() -> port.overflow("race"));
						open[index] = null;
					}
					case 2 -> {
						threads.execute(() -> ports.overflow(inflow, "race"));
						open[index] = null;
					}
					default -> {
						if (!ports.deliver(PortIds.nameOf(port.id()), Message.of(i), inflow, 1 + random.nextInt(200))) {
							assertThat(room.tryAcquire(30, TimeUnit.SECONDS)).as("seed %d: goes on", seed).isTrue();
							room.release();
						}
					}
				}
			}
			Awaitility.await()
				.atMost(30, TimeUnit.SECONDS)
				.untilAsserted(() -> assertThat(inflow.waiting()).as("seed %d", seed).isZero());
			assertThat(inflow.isFull()).isFalse();
		}
		finally {
			threads.shutdown();
			assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
		}
	}

}
