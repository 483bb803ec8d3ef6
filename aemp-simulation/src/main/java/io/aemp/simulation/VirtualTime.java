package io.aemp.simulation;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The time of a simulation: it passes when it is given, and all that falls due happens.
 */
abstract class VirtualTime {

	final World world;

	VirtualTime(World world) {
		this.world = world;
	}

	/**
	 * Lets time pass.
	 * @param duration how much
	 */
	public void run(Duration duration) {
		long end = this.world.now() + Nanos.of(duration);
		boolean more;
		do {
			more = step(end);
		}
		while (more);
	}

	/**
	 * Lets time pass until something has come true.
	 * @param condition looked at after each event
	 * @param patience how long at most
	 * @throws AssertionError if it does not come true
	 */
	public void runUntil(BooleanSupplier condition, Duration patience) {
		long end = this.world.now() + Nanos.of(patience);
		while (!condition.getAsBoolean()) {
			if (!step(end)) {
				throw new AssertionError(this + ": it has not come true within " + patience);
			}
		}
	}

	/**
	 * Lets time pass until a future is complete.
	 * @param future the future, of a call for example
	 * @param patience how long at most
	 * @param <T> the type of the result
	 * @return the result
	 * @throws CompletionException if the future fails
	 * @throws AssertionError if it is not complete in time
	 */
	public <T extends @Nullable Object> T await(CompletableFuture<T> future, Duration patience) {
		runUntil(future::isDone, patience);
		try {
			return future.join();
		}
		catch (CancellationException ex) {
			throw new CompletionException(ex);
		}
	}

	private boolean step(long end) {
		boolean happened = this.world.step(end);
		Throwable failure = this.world.takeFailure();
		if (failure != null) {
			throw new AssertionError(this + ": " + failure, failure);
		}
		return happened;
	}

	/**
	 * Does something later, while time passes.
	 * @param delay how much later
	 * @param task what to do
	 */
	public void later(Duration delay, Runnable task) {
		this.world.after(Nanos.of(delay), task);
	}

	/**
	 * How much time has passed.
	 * @return the time since the beginning
	 */
	public Duration time() {
		return Duration.ofNanos(this.world.now());
	}

}
