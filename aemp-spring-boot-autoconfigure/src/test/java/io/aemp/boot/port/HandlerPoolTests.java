package io.aemp.boot.port;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tests for {@link HandlerPool}. */
class HandlerPoolTests {

	private final AtomicInteger threads = new AtomicInteger();

	private final HandlerPool pool = new HandlerPool(20, (task) -> {
		this.threads.incrementAndGet();
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		return thread;
	});

	@Test
	void growsToItsBoundAndQueuesThen() throws InterruptedException {
		CountDownLatch running = new CountDownLatch(20);
		CountDownLatch go = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(50);
		for (int i = 0; i < 50; i++) {
			this.pool.execute(() -> {
				running.countDown();
				await(go);
				done.countDown();
			});
		}
		assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.threads).hasValue(20);
		go.countDown();
		assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.threads).hasValue(20);
		this.pool.close();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.pool.execute(() -> {
		}));
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
