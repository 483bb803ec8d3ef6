package io.aemp;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The cases of a selective receive, see {@link Process#receiveAny}: which messages are
 * taken, and what is made of each. Immutable, so cases can be made once and used often.
 *
 * <pre class="code">
 * String answer = process.receiveAny(ReceiveCases.on("ok", (message) -&gt; message.text(0))
 *     .or("error", (message) -&gt; "failed: " + message.text(0))
 *     .after(Duration.ofSeconds(5), () -&gt; "no answer"));
 * </pre>
 *
 * @param <T> the type of the result
 */
public final class ReceiveCases<T extends @Nullable Object> {

	private final List<Case<T>> cases;

	private final @Nullable Duration timeout;

	private final @Nullable Callable<T> timedOut;

	private ReceiveCases(List<Case<T>> cases, @Nullable Duration timeout, @Nullable Callable<T> timedOut) {
		this.cases = cases;
		this.timeout = timeout;
		this.timedOut = timedOut;
	}

	/**
	 * Begins with a case for a tag.
	 * @param tag the first element of the message, compared as text
	 * @param action takes the message without the tag
	 * @param <T> the type of the result
	 * @return the cases
	 */
	public static <T extends @Nullable Object> ReceiveCases<T> on(String tag, Action<T> action) {
		return new ReceiveCases<T>(List.of(), null, null).or(tag, action);
	}

	/**
	 * Begins with a case for a condition.
	 * @param condition looks at whole messages; must not wait, and is asked again about
	 * the message that it takes
	 * @param action takes the whole message
	 * @param <T> the type of the result
	 * @return the cases
	 */
	public static <T extends @Nullable Object> ReceiveCases<T> on(Predicate<? super Message> condition,
			Action<T> action) {
		return new ReceiveCases<T>(List.of(), null, null).or(condition, action);
	}

	/**
	 * Adds a case for a tag.
	 * @param tag the first element of the message, compared as text
	 * @param action takes the message without the tag
	 * @return the cases, and this one behind them
	 */
	public ReceiveCases<T> or(String tag, Action<T> action) {
		return with(new Case<>(Objects.requireNonNull(tag, "The tag must not be null"), null, action));
	}

	/**
	 * Adds a case for a condition.
	 * @param condition looks at whole messages; must not wait, and is asked again about
	 * the message that it takes
	 * @param action takes the whole message
	 * @return the cases, and this one behind them
	 */
	public ReceiveCases<T> or(Predicate<? super Message> condition, Action<T> action) {
		return with(new Case<>(null, Objects.requireNonNull(condition, "The condition must not be null"), action));
	}

	/**
	 * Adds a case that takes every message.
	 * @param action takes the whole message
	 * @return the cases, and this one behind them
	 */
	public ReceiveCases<T> otherwise(Action<T> action) {
		return or((message) -> true, action);
	}

	/**
	 * Ends the wait after some time.
	 * @param timeout how long to wait; zero to take only what waits already
	 * @param action runs if no message was taken
	 * @return the cases with this timeout
	 * @throws IllegalArgumentException if the timeout is negative
	 */
	public ReceiveCases<T> after(Duration timeout, Callable<T> action) {
		if (timeout.isNegative()) {
			throw new IllegalArgumentException(
					"Timeout " + timeout + " is negative; use zero to take only what waits already");
		}
		return new ReceiveCases<>(this.cases, timeout, action);
	}

	private ReceiveCases<T> with(Case<T> added) {
		return new ReceiveCases<>(Stream.concat(this.cases.stream(), Stream.of(added)).toList(), this.timeout,
				this.timedOut);
	}

	/**
	 * The tags of the cases.
	 * @return the tags
	 */
	public Set<String> tags() {
		Set<String> tags = new HashSet<>();
		for (Case<T> next : this.cases) {
			if (next.tag() != null) {
				tags.add(next.tag());
			}
		}
		return tags;
	}

	/**
	 * The conditions of the cases.
	 * @return whether one of the conditions takes a message, {@code null} if there are
	 * only tags
	 */
	public @Nullable Predicate<Message> condition() {
		List<Case<T>> conditional = this.cases.stream().filter((next) -> next.tag() == null).toList();
		return conditional.isEmpty() ? null : (message) -> conditional.stream().anyMatch((next) -> next.takes(message));
	}

	/**
	 * How long to wait.
	 * @return the timeout, {@code null} to wait for ever
	 */
	public @Nullable Duration timeout() {
		return this.timeout;
	}

	/**
	 * Runs the first case that takes a message.
	 * @param message the message, {@code null} if the time is over
	 * @return the result
	 * @throws Exception if the action throws it
	 */
	public T apply(@Nullable Message message) throws Exception {
		if (message == null) {
			return Objects.requireNonNull(this.timedOut, "There is no timeout").call();
		}
		for (Case<T> next : this.cases) {
			if (next.takes(message)) {
				return next.action().apply((next.tag() != null) ? message.from(1) : message);
			}
		}
		throw new IllegalStateException(
				"No case takes " + message + " any more: a condition must give the same answer twice");
	}

	/**
	 * Makes a result of a message. Runs in the process, which may wait in it.
	 *
	 * @param <T> the type of the result
	 */
	@FunctionalInterface
	public interface Action<T extends @Nullable Object> {

		/**
		 * Makes the result.
		 * @param message the message
		 * @return the result
		 * @throws Exception to fail the receive
		 */
		T apply(Message message) throws Exception;

	}

	private record Case<T extends @Nullable Object>(@Nullable String tag,
			@Nullable Predicate<? super Message> condition, Action<T> action) {

		boolean takes(Message message) {
			return (this.condition != null) ? this.condition.test(message)
					: this.tag != null && this.tag.equals(message.tag());
		}

	}

}
