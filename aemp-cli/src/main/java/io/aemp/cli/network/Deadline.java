package io.aemp.cli.network;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.ExitStatus;
import org.jspecify.annotations.Nullable;

/** When a command stops waiting; maybe never. */
public final class Deadline {

	/** How long commands wait unless they are told otherwise. */
	public static final Optional<Duration> PRESET = Optional.of(Duration.ofSeconds(5));

	private final long start = System.nanoTime();

	private final Optional<Duration> timeout;

	/**
	 * Begins to wait.
	 * @param timeout how long; empty for ever
	 */
	public Deadline(Optional<Duration> timeout) {
		this.timeout = timeout;
	}

	/**
	 * How much time is left; empty for ever.
	 */
	Optional<Duration> remaining() {
		return this.timeout.map((time) -> time.minusNanos(System.nanoTime() - this.start))
			.map((left) -> left.isNegative() ? Duration.ZERO : left);
	}

	/** For people: how long was waited in all. */
	@Override
	public String toString() {
		return this.timeout.map((time) -> time.toMillis() / 1000.0 + " s").orElse("all the time").replace(".0 s", " s");
	}

	/**
	 * Waits for a result.
	 * @param future the future
	 * @param <T> the type of the result
	 * @return the result
	 * @throws TimeoutException if there is none in time
	 * @throws ExecutionException if it failed
	 */
	public <T extends @Nullable Object> T await(CompletableFuture<T> future)
			throws TimeoutException, ExecutionException {
		try {
			Optional<Duration> left = remaining();
			return left.isPresent() ? future.get(left.get().toNanos(), TimeUnit.NANOSECONDS) : future.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CommandException(ExitStatus.NO_ANSWER, "interrupted");
		}
	}

}
