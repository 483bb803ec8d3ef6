package io.aemp.testing;

import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * Waits that fail instead of hanging. The limit is long: it tells a test that has hung
 * from one that is slow.
 */
public final class BoundedWait {

	/** The limit of each wait. */
	public static final long SECONDS = 60;

	private BoundedWait() {
	}

	/**
	 * Waits for the end of threads.
	 * @param threads the threads
	 */
	public static void join(Iterable<Thread> threads) {
		threads.forEach(BoundedWait::joinOne);
	}

	/**
	 * Waits for the end of threads.
	 * @param threads the threads
	 */
	public static void join(Thread... threads) {
		join(Arrays.asList(threads));
	}

	private static void joinOne(Thread thread) {
		uninterrupted(() -> {
			thread.join(TimeUnit.SECONDS.toMillis(SECONDS));
			if (thread.isAlive()) {
				throw late(thread + " is still at " + Arrays.toString(thread.getStackTrace()));
			}
			return thread;
		});
	}

	/**
	 * Waits for the result of a future.
	 * @param future the future
	 * @param <T> the type of the result
	 * @return the result
	 * @throws CompletionException if the future fails
	 */
	public static <T extends @Nullable Object> T get(Future<T> future) {
		return uninterrupted(() -> {
			try {
				return future.get(SECONDS, TimeUnit.SECONDS);
			}
			catch (ExecutionException ex) {
				throw new CompletionException(ex.getCause());
			}
			catch (TimeoutException ex) {
				throw late("no result: " + future);
			}
		});
	}

	/**
	 * Waits until a latch is open.
	 * @param latch the latch
	 */
	public static void await(CountDownLatch latch) {
		uninterrupted(() -> {
			if (!latch.await(SECONDS, TimeUnit.SECONDS)) {
				throw late(latch.toString());
			}
			return latch;
		});
	}

	/**
	 * Waits for the next element of a queue.
	 * @param queue the queue
	 * @param <T> the type of the elements
	 * @return the element
	 */
	public static <T> T take(BlockingQueue<T> queue) {
		return uninterrupted(() -> {
			T element = queue.poll(SECONDS, TimeUnit.SECONDS);
			if (element == null) {
				throw late("the queue stays empty");
			}
			return element;
		});
	}

	private static AssertionError late(String problem) {
		return new AssertionError("After " + SECONDS + " s: " + problem);
	}

	private static <T extends @Nullable Object> T uninterrupted(Wait<T> wait) {
		try {
			return wait.end();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError("Interrupted", ex);
		}
	}

	private interface Wait<T extends @Nullable Object> {

		T end() throws InterruptedException;

	}

}
