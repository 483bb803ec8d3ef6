package io.aemp.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import io.aemp.testing.BoundedWait;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A thread of another kind that takes part in the pool; here that of the test. */
class LoopWorkerTests {

	private final WorkStealingPool pool = new WorkStealingPool(2, "loop-share-test-", Runnable::run);

	private final LoopWorker share = this.pool.join();

	private final Thread own = Thread.currentThread();

	private final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();

	@AfterEach
	void close() {
		this.share.leave();
		this.pool.close();
	}

	@Test
	void theThreadDoesWhatItHasMadeWhenItIsAskedTo() {
		assertThat(this.share.isDue()).isFalse();
		this.pool.execute(this::note);
		assertThat(this.share.isDue()).isTrue();
		assertThat(this.pool.isServing()).isTrue();
		this.share.work();
		assertThat(this.threads).containsExactly(this.own);
		assertThat(this.share.isDue()).isFalse();
	}

	@Test
	void aTaskThatComesFromATaskIsDoneAtOnce() {
		this.pool.execute(() -> {
			note();
			this.pool.execute(this::note);
		});
		workUntilAllIsDone();
		assertThat(this.threads).containsExactly(this.own, this.own);
	}

	@Test
	void othersHelpWithWhatIsMoreThanOne() throws Exception {
		CountDownLatch both = new CountDownLatch(2);
		for (int i = 0; i < 2; i++) {
			this.pool.execute(() -> {
				note();
				both.countDown();
				await(both);
			});
		}
		this.share.work();
		assertThat(both.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.threads).contains(this.own).doesNotHaveDuplicates();
	}

	@Test
	void whatMayTakeLongIsNeverForTheThread() throws Exception {
		this.pool.executeApart(this::note);
		assertThat(this.threads.poll(60, TimeUnit.SECONDS)).isNotNull().isNotEqualTo(this.own);
		assertThat(this.share.isDue()).isFalse();
	}

	@Test
	void thePoolGetsTasksThatTendToTakeLong() throws Exception {
		int rounds = 0;
		do {
			this.pool.execute(() -> {
				note();
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
			});
			this.share.work();
			rounds++;
		}
		while (this.threads.poll(60, TimeUnit.SECONDS) == this.own && rounds < 1000);
		assertThat(rounds).isBetween(2, 100);
		// for a while, then it is tried again
		int attempts = 0;
		while (!this.share.isDue() && attempts < 10_000) {
			this.pool.execute(() -> {
			});
			attempts++;
		}
		assertThat(attempts).isBetween(100, 1000);
	}

	@Test
	void oneLongTaskChangesNothing() {
		this.pool.execute(() -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5)));
		this.share.work();
		this.pool.execute(this::note);
		this.share.work();
		assertThat(this.threads).containsExactly(this.own);
	}

	@Test
	void othersDoWhatIsLeftWhenTheThreadIsStuck() throws Exception {
		List<String> order = new CopyOnWriteArrayList<>();
		this.pool.execute(() -> {
			this.pool.execute(() -> order.add("before"));
			Thread standby = new Thread(this.share::giveUp);
			standby.start();
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> order.contains("before"));
			this.pool.execute(this::note);
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !this.threads.isEmpty());
		});
		this.share.work();
		assertThat(BoundedWait.take(this.threads)).isNotEqualTo(this.own);
		this.share.comeBack();
		this.pool.execute(this::note);
		assertThat(this.share.isDue()).isTrue();
		this.share.work();
		assertThat(this.threads).containsExactly(this.own);
	}

	@Test
	void aTaskThatFailsStopsNothing() {
		this.pool.execute(() -> {
			throw new IllegalStateException("expected by the test");
		});
		this.share.work();
		this.pool.execute(this::note);
		this.share.work();
		assertThat(this.threads).containsExactly(this.own);
	}

	@Test
	void anInterruptIsForTheTaskAtHandOnly() {
		AtomicBoolean interrupted = new AtomicBoolean();
		this.pool.execute(() -> {
			Thread.currentThread().interrupt();
			this.pool.execute(() -> interrupted.set(Thread.interrupted()));
		});
		workUntilAllIsDone();
		assertThat(interrupted).isFalse();
	}

	@Test
	void whatIsLeftAtTheEndIsDoneByOthers() throws Exception {
		this.pool.execute(this::note);
		this.share.leave();
		assertThat(this.threads.poll(60, TimeUnit.SECONDS)).isNotNull().isNotEqualTo(this.own);
		assertThat(this.pool.isServing()).isFalse();
	}

	/** It stops after a moment, which may be over soon on a machine that is busy. */
	private void workUntilAllIsDone() {
		while (this.share.isDue()) {
			this.share.work();
		}
	}

	private void note() {
		this.threads.add(Thread.currentThread());
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(60, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
