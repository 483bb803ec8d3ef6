package io.aemp.testing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BoundedWaitTests {

	@Test
	void whatComesIsHandedOn() {
		LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
		Thread thread = new Thread(() -> queue.add("element"));
		thread.start();
		assertThat(BoundedWait.take(queue)).isEqualTo("element");
		BoundedWait.join(thread);
		assertThat(thread.isAlive()).isFalse();
		assertThat(BoundedWait.get(CompletableFuture.completedFuture("result"))).isEqualTo("result");
	}

	@Test
	void failureOfAFutureIsThrown() {
		IllegalStateException failure = new IllegalStateException("on purpose");
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> BoundedWait.get(CompletableFuture.failedFuture(failure)))
			.withCause(failure);
	}

	@Test
	void interruptEndsAWaitAndIsKept() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> BoundedWait.await(new CountDownLatch(1)));
		assertThat(Thread.interrupted()).isTrue();
	}

}
