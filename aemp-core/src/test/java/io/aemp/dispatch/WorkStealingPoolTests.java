package io.aemp.dispatch;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.aemp.testing.BoundedWait;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Every task runs once and soon, whatever the threads are doing. */
class WorkStealingPoolTests {

	private static final String PREFIX = "task-pool-test-";

	private final WorkStealingPool pool = new WorkStealingPool(2, PREFIX, Runnable::run);

	@AfterEach
	void close() {
		this.pool.close();
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> threads().findAny().isEmpty());
	}

	private static Stream<Thread> threads() {
		return Thread.getAllStackTraces().keySet().stream().filter((thread) -> thread.getName().startsWith(PREFIX));
	}

	@Test
	void threadsStartWhenTheyAreNeeded() throws Exception {
		assertThat(threads()).isEmpty();
		run(() -> {
		});
		assertThat(threads()).isNotEmpty();
	}

	@Test
	void everyTaskRunsOnceThoughManyMakeOthers() throws Exception {
		int senders = 4;
		int tasks = 20_000;
		AtomicInteger runs = new AtomicInteger();
		CountDownLatch all = new CountDownLatch(senders * tasks * 3);
		Runnable leaf = () -> {
			runs.incrementAndGet();
			all.countDown();
		};
		Runnable root = () -> {
			this.pool.execute(leaf);
			this.pool.execute(leaf);
			leaf.run();
		};
		List<Thread> started = new ArrayList<>();
		for (int s = 0; s < senders; s++) {
			Thread thread = new Thread(() -> {
				for (int i = 0; i < tasks; i++) {
					this.pool.execute(root);
				}
			});
			started.add(thread);
			thread.start();
		}
		BoundedWait.join(started);
		assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(runs).hasValue(senders * tasks * 3);
	}

	/** Pauses of about the time for which threads search before they park. */
	@Test
	void noWakeUpIsLostWhenThreadsAreAboutToPark() throws Exception {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int i = 0; i < 5000; i++) {
			CountDownLatch done = new CountDownLatch(2);
			this.pool.execute(() -> {
				this.pool.execute(done::countDown);
				done.countDown();
			});
			assertThat(done.await(60, TimeUnit.SECONDS)).as("round %d, seed %d", i, seed).isTrue();
			LockSupport.parkNanos(random.nextInt(100_000));
		}
	}

	@Test
	void whatATaskMakesRunsNextOnItsThread() throws Exception {
		Thread[] threads = new Thread[2];
		List<String> order = new ArrayList<>();
		WorkStealingPool single = new WorkStealingPool(1, PREFIX + "single-", Runnable::run);
		CountDownLatch done = new CountDownLatch(3);
		single.execute(() -> {
			threads[0] = Thread.currentThread();
			single.execute(() -> {
				order.add("first");
				done.countDown();
			});
			single.execute(() -> {
				threads[1] = Thread.currentThread();
				order.add("last");
				done.countDown();
			});
			done.countDown();
		});
		assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
		single.close();
		assertThat(order).containsExactly("last", "first");
		assertThat(threads[1]).isSameAs(threads[0]);
	}

	/** Both come while a thread is about to park, and so wakes no other one. */
	@Test
	void tasksThatWaitForEachOtherMeet() throws Exception {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int i = 0; i < 10_000; i++) {
			CountDownLatch met = new CountDownLatch(2);
			for (int task = 0; task < 2; task++) {
				this.pool.execute(() -> {
					met.countDown();
					await(met);
				});
			}
			assertThat(met.await(20, TimeUnit.SECONDS)).as("round %d, seed %d", i, seed).isTrue();
			long end = System.nanoTime() + random.nextInt(60_000);
			while (System.nanoTime() < end) {
				Thread.onSpinWait();
			}
		}
	}

	@Test
	void aTaskThatWaitsForWhatItMadeDoesNotHang() throws Exception {
		// both threads are in use when the task is made, or one is parked
		for (int i = 0; i < 20; i++) {
			run(() -> {
				CountDownLatch made = new CountDownLatch(1);
				this.pool.execute(made::countDown);
				await(made);
			});
		}
	}

	/** The thread that watches is taken for another task that waits. */
	@Test
	void someThreadWatchesAlthoughTheOneThatDidIsStuckToo() throws Exception {
		getStuck(4, 300, 1, (random) -> LockSupport.parkNanos(random.nextInt(1_500_000)));
	}

	/** The thread that was woken to watch finds another task that waits. */
	@Test
	void someThreadWatchesAlthoughTheOneThatWasToDoSoIsStuckToo() throws Exception {
		getStuck(8, 500, 2, (random) -> {
			long end = System.nanoTime() + random.nextInt(20_000);
			while (System.nanoTime() < end) {
				Thread.onSpinWait();
			}
		});
	}

	/** Tasks wait for what the first one has made and keeps, and so does that one. */
	private static void getStuck(int threads, int rounds, int others, Consumer<Random> pause) throws Exception {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		WorkStealingPool large = new WorkStealingPool(threads, PREFIX + "large-", Runnable::run);
		try {
			for (int i = 0; i < rounds; i++) {
				CountDownLatch made = new CountDownLatch(1);
				CountDownLatch ended = new CountDownLatch(1 + others);
				Runnable stuck = () -> {
					await(made);
					ended.countDown();
				};
				large.execute(() -> {
					large.execute(made::countDown);
					stuck.run();
				});
				pause.accept(random);
				for (int other = 0; other < others; other++) {
					large.execute(stuck);
				}
				assertThat(ended.await(20, TimeUnit.SECONDS)).as("round %d, seed %d", i, seed).isTrue();
			}
		}
		finally {
			large.close();
		}
	}

	@Test
	void twoTasksThatWakeEachOtherForEverLetOthersRun() throws Exception {
		AtomicBoolean end = new AtomicBoolean();
		CountDownLatch ended = new CountDownLatch(2);
		for (int i = 0; i < 2; i++) {
			this.pool.execute(new Runnable() {

				private final Runnable other = () -> WorkStealingPoolTests.this.pool.execute(this);

				@Override
				public void run() {
					if (end.get()) {
						ended.countDown();
					}
					else {
						WorkStealingPoolTests.this.pool.execute(this.other);
					}
				}

			});
		}
		for (int i = 0; i < 100; i++) {
			run(() -> this.pool.execute(() -> {
			}));
		}
		end.set(true);
		assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void aTaskThatGivesWayRunsBehindThoseThatWait() throws Exception {
		WorkStealingPool single = new WorkStealingPool(1, PREFIX + "single-", Runnable::run);
		List<Integer> order = new ArrayList<>();
		CountDownLatch done = new CountDownLatch(1);
		Runnable again = new Runnable() {

			private int runs;

			@Override
			public void run() {
				order.add(this.runs);
				if (this.runs++ == 0) {
					single.execute(() -> order.add(10));
					single.execute(this);
				}
				else {
					done.countDown();
				}
			}

		};
		single.execute(again);
		assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
		single.close();
		assertThat(order).containsExactly(0, 10, 1);
	}

	@Test
	void aThreadWhoseTaskWaitsLosesItsTasksAndItsPlace() throws Exception {
		ExecutorService waiting = Executors.newCachedThreadPool();
		WorkStealingPool single = new WorkStealingPool(1, PREFIX + "single-", waiting);
		CountDownLatch kept = new CountDownLatch(1);
		CountDownLatch fromOutside = new CountDownLatch(1);
		CountDownLatch ended = new CountDownLatch(1);
		single.execute(() -> {
			TaskWatch watch = single.beginWaitingTask();
			assertThat(single.mayWait()).isTrue();
			single.execute(kept::countDown);
			await(kept);
			await(fromOutside);
			watch.end();
			ended.countDown();
		});
		single.execute(fromOutside::countDown);
		assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> threads().filter((thread) -> thread.getName().matches(".*single-\\d+")).count() == 1);
		single.close();
		waiting.shutdown();
	}

	@Test
	void tasksThatMayWaitDoNotWaitForEachOther() throws Exception {
		ExecutorService waiting = Executors.newCachedThreadPool();
		WorkStealingPool single = new WorkStealingPool(1, PREFIX + "single-", waiting);
		int count = 200;
		CountDownLatch all = new CountDownLatch(count);
		for (int i = 0; i < count; i++) {
			single.execute((WaitingTask) () -> {
				TaskWatch watch = single.beginWaitingTask();
				all.countDown();
				await(all);
				watch.end();
			});
		}
		assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
		single.close();
		waiting.shutdown();
	}

	@Test
	void whoIsAboutToWaitHandsOver() throws Exception {
		WorkStealingPool single = new WorkStealingPool(1, PREFIX + "single-", Runnable::run);
		CountDownLatch done = new CountDownLatch(1);
		single.execute(() -> {
			single.execute(done::countDown);
			TaskWatch watch = single.beginWaitingTask();
			single.handOver();
			await(done);
			watch.end();
		});
		assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
		run(() -> assertThat(this.pool.mayWait()).isFalse());
		assertThat(this.pool.mayWait()).isTrue();
		single.close();
	}

	@Test
	void aTaskThatFailsEndsNoThread() throws Exception {
		for (int i = 0; i < 5; i++) {
			this.pool.execute(() -> {
				throw new IllegalStateException("on purpose");
			});
		}
		run(() -> assertThat(this.pool.isServing()).isTrue());
		assertThat(this.pool.isServing()).isFalse();
	}

	@Test
	void closeLetsThoseRunThatWait() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(1000);
		for (int i = 0; i < 1000; i++) {
			this.pool.execute(() -> {
				await(go);
				done.countDown();
			});
		}
		this.pool.close();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.pool.execute(() -> {
		}));
		go.countDown();
		assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void threadThatIsBusyIsWokenForNoneOfTheTasksThatComeMeanwhile() throws Exception {
		WorkStealingPool single = new WorkStealingPool(1, PREFIX + "single-", Runnable::run);
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		CountDownLatch go = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(1000);
		single.execute(() -> {
			thread.complete(Thread.currentThread());
			await(go);
		});
		Awaitility.await().until(() -> waits(BoundedWait.get(thread)) == 1);
		for (int i = 0; i < 1000; i++) {
			single.execute(done::countDown);
		}
		go.countDown();
		assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
		Awaitility.await().until(() -> BoundedWait.get(thread).getState() == Thread.State.WAITING);
		assertThat(waits(BoundedWait.get(thread))).isEqualTo(2);
		single.close();
	}

	/** How often a thread has begun to wait. */
	private static long waits(Thread thread) {
		return ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId()).getWaitedCount();
	}

	@Test
	void idleThreadsUseNoTime() throws Exception {
		run(() -> this.pool.execute(() -> {
		}));
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(threads()).isNotEmpty()
				.allMatch((thread) -> thread.getState() == Thread.State.WAITING));
	}

	@Test
	void anInterruptIsForTheTaskAtHandOnly() throws Exception {
		AtomicBoolean interrupted = new AtomicBoolean();
		run(() -> {
			Thread.currentThread().interrupt();
			this.pool.execute(() -> interrupted.compareAndSet(false, Thread.currentThread().isInterrupted()));
		});
		// all threads: none is kept awake
		CountDownLatch all = new CountDownLatch(2);
		for (int i = 0; i < 2; i++) {
			this.pool.execute(() -> {
				all.countDown();
				await(all);
				Thread.currentThread().interrupt();
			});
		}
		assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
		AtomicLong before = new AtomicLong(-1);
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofMillis(20))
			.until(() -> before.getAndSet(time()) == before.get());
		assertThat(interrupted).isFalse();
	}

	/** How long the threads have run. */
	private static long time() {
		return threads().mapToLong((thread) -> ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId()))
			.sum();
	}

	private void run(Runnable task) throws InterruptedException {
		CountDownLatch done = new CountDownLatch(1);
		this.pool.execute(() -> {
			task.run();
			done.countDown();
		});
		assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
