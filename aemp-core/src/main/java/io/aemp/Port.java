package io.aemp;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A local port: a cheap destination for messages. Other nodes know it by its
 * {@linkplain #id() ID} only.
 * <p>
 * All methods may be called from any thread and from inside the port's own callbacks.
 * Called from inside, they take effect at once; from elsewhere, in order with the
 * messages that the caller sends. On a dead port they do nothing, except for
 * {@link #execute}, which is refused. (AEMP manual: {@code port}, {@code rcv},
 * {@code peval}, {@code psub}, {@code kil}.)
 */
public interface Port extends Executor {

	/**
	 * The port ID, {@code node#port}. It is never used again, also not by a restarted
	 * node with the same node ID.
	 * @return the port ID
	 */
	String id();

	/**
	 * Sets or replaces the default receiver, which takes all messages that no tag
	 * matches.
	 * @param receiver takes whole messages
	 * @return this port
	 */
	Port receive(Receiver receiver);

	/**
	 * Sets, replaces or removes the receiver of messages whose first element is the tag.
	 * Any string can be a tag, for example a port ID of which an answer is expected.
	 * @param tag the first element, compared as text
	 * @param receiver takes the messages without their tag; {@code null} removes the
	 * receiver
	 * @return this port
	 */
	Port receive(String tag, @Nullable Receiver receiver);

	/**
	 * Kills this port. From inside one of its callbacks, that takes effect when the
	 * callback returns, ahead of the waiting messages; from elsewhere in its turn.
	 * @param reason the elements of the reason; none means a normal death
	 * @throws IllegalArgumentException if an element is a {@link Message} or a
	 * {@link Reason}, which is no value
	 */
	default void kill(@Nullable Object... reason) {
		kill(Values.reason("kill(Reason)", reason));
	}

	/**
	 * Kills this port, see {@link #kill(Object...)}.
	 * @param reason why
	 */
	void kill(Reason reason);

	/**
	 * Runs a task as a callback of this port, in its turn: behind the messages and tasks
	 * that wait already, also when called from inside the port. So a port can be given to
	 * what asks for an executor: {@code future.thenAcceptAsync(consumer, port)}. Like a
	 * message, a waiting task counts for {@link PortOptions#mailboxLimit}, and is lost
	 * when the port dies before its turn.
	 * <p>
	 * An exception kills the port. {@link CompletableFuture} itself catches what its
	 * functions throw: that fails the future and leaves the port alone.
	 * @param task the task
	 * @throws RejectedExecutionException if the port is dead, or a kill waits for it
	 */
	@Override
	void execute(Runnable task);

	/**
	 * Runs a task in the context of this port: inline when called from inside it,
	 * otherwise queued. An exception kills the port.
	 * @param task the task
	 * @return completes when the task has run; fails with its exception, or with a
	 * {@link PortDiedException} when the port is dead before the task's turn. What
	 * depends on it by then runs inside the port too, or on any thread if the port is
	 * dead
	 */
	CompletableFuture<@Nullable Void> runInContext(Runnable task);

	/**
	 * Computes a value in the context of this port, see {@link #runInContext(Runnable)}.
	 * @param task computes the value
	 * @param <T> the type of the value
	 * @return the value
	 */
	<T extends @Nullable Object> CompletableFuture<T> callInContext(Callable<T> task);

	/**
	 * Binds a task to this port: whenever and wherever the result is run, the task runs
	 * in the context of the port. For timers, executors and other callbacks.
	 * @param task the task
	 * @return the bound task
	 */
	default Runnable bindToContext(Runnable task) {
		return () -> runInContext(task);
	}

	/**
	 * Binds a consumer to this port, see {@link #bindToContext(Runnable)}.
	 * @param consumer the consumer
	 * @param <T> what is consumed
	 * @return the bound consumer
	 */
	default <T extends @Nullable Object> Consumer<T> bindToContext(Consumer<T> consumer) {
		return (value) -> runInContext(() -> consumer.accept(value));
	}

	/**
	 * Binds a computation to this port, see {@link #bindToContext(Runnable)}.
	 * @param task computes the value
	 * @param <T> the type of the value
	 * @return a computation whose future completes when the task has run in the port
	 */
	default <T extends @Nullable Object> Callable<CompletableFuture<T>> bindToContext(Callable<T> task) {
		return () -> callInContext(task);
	}

}
