package io.aemp.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SerialControlExecutorTests {

	private final Queue<Runnable> thread = new ArrayDeque<>();

	private final SerialControlExecutor control = new SerialControlExecutor(this.thread::add);

	private final List<String> done = new ArrayList<>();

	private void here(String name) {
		this.control.executeHere(() -> true, () -> this.done.add(name));
	}

	private void later(String name) {
		this.control.execute(() -> this.done.add(name));
	}

	private void runThread() {
		for (Runnable task = this.thread.poll(); task != null; task = this.thread.poll()) {
			task.run();
		}
	}

	@Test
	void aBriefTaskRunsWhereItComesUpAndWakesNobody() {
		here("a");
		here("b");
		assertThat(this.done).containsExactly("a", "b");
		assertThat(this.thread).isEmpty();
	}

	@Test
	void othersRunOnTheThread() {
		later("a");
		assertThat(this.done).isEmpty();
		runThread();
		this.control.executeHere(() -> false, () -> this.done.add("long"));
		assertThat(this.done).containsExactly("a");
		runThread();
		assertThat(this.done).containsExactly("a", "long");
		here("b");
		assertThat(this.done).endsWith("b");
	}

	@Test
	void nothingOvertakesWhatWaits() {
		later("a");
		here("b");
		later("c");
		assertThat(this.done).isEmpty();
		assertThat(this.thread).hasSize(1);
		runThread();
		assertThat(this.done).containsExactly("a", "b", "c");
	}

	@Test
	void noTaskRunsInsideAnotherOne() {
		this.control.executeHere(() -> true, () -> {
			here("inner");
			later("later");
			this.done.add("outer");
		});
		assertThat(this.done).containsExactly("outer");
		runThread();
		assertThat(this.done).containsExactly("outer", "inner", "later");
	}

	@Test
	void whetherATaskIsBriefIsAskedInItsPlace() {
		this.control.executeHere(() -> {
			here("another");
			return this.done.isEmpty();
		}, () -> this.done.add("asked"));
		assertThat(this.done).containsExactly("asked");
		runThread();
		assertThat(this.done).containsExactly("asked", "another");
	}

	@Test
	void aTaskThatFailsKeepsNothing() {
		this.control.executeHere(() -> true, () -> {
			throw new IllegalStateException("on purpose");
		});
		this.control.executeHere(() -> {
			throw new IllegalStateException("on purpose");
		}, () -> this.done.add("a"));
		this.control.execute(() -> {
			throw new IllegalStateException("on purpose");
		});
		runThread();
		here("b");
		assertThat(this.done).containsExactly("a", "b");
	}

	@Test
	void othersOfTheThreadHaveTheirTurn() {
		for (int i = 0; i < 100; i++) {
			later("task");
		}
		this.thread.add(() -> this.done.add("timer"));
		runThread();
		assertThat(this.done).hasSize(101);
		assertThat(this.done.indexOf("timer")).isLessThan(100);
	}

	@Test
	void whatWasGivenBeforeTheEndIsDone() {
		Queue<Runnable> last = new ArrayDeque<>();
		boolean[] ended = new boolean[1];
		SerialControlExecutor control = new SerialControlExecutor((task) -> {
			if (ended[0]) {
				throw new RejectedExecutionException("on purpose");
			}
			last.add(task);
		});
		for (int i = 0; i < 200; i++) {
			control.execute(() -> this.done.add("task"));
		}
		ended[0] = true;
		last.remove().run();
		assertThat(this.done).hasSize(200);
		control.execute(() -> this.done.add("too late"));
		assertThat(this.done).hasSize(200);
	}

	@Test
	void threadsKeepTheirOrderAndTasksNeverOverlap() throws InterruptedException {
		int threads = 4;
		int tasks = 50_000;
		ExecutorService one = Executors.newSingleThreadExecutor();
		SerialControlExecutor control = new SerialControlExecutor(one);
		int[] last = new int[threads];
		int[] total = new int[1];
		List<Integer> disorder = new ArrayList<>();
		CountDownLatch all = new CountDownLatch(threads * tasks);
		for (int thread = 0; thread < threads; thread++) {
			int number = thread;
			new Thread(() -> {
				for (int i = 1; i <= tasks; i++) {
					int next = i;
					Runnable task = () -> {
						total[0]++;
						if (last[number] != next - 1) {
							disorder.add(next);
						}
						last[number] = next;
						all.countDown();
					};
					if (i % 3 == 0) {
						control.execute(task);
					}
					else {
						control.executeHere(() -> next % 5 != 0, task);
					}
				}
			}).start();
		}
		try {
			assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
			assertThat(total[0]).isEqualTo(threads * tasks);
			assertThat(disorder).isEmpty();
		}
		finally {
			one.shutdown();
		}
	}

}
