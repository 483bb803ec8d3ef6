package io.aemp;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A local port: a cheap destination for messages. Other nodes know only its
 * {@linkplain #id() ID}.
 * <p>
 * Any thread may call any method, and so may the callbacks of the port. A call from
 * inside the port takes effect at once; a call from elsewhere takes effect in order with
 * the messages that the caller sends. Calls on a dead port have no effect, except for
 * {@link #execute}, which throws. (AEMP manual: {@code port}, {@code rcv}, {@code peval},
 * {@code psub}, {@code kil}.)
 */
public interface Port extends Executor {

	/**
	 * The port ID, {@code node#port}. No other port ever gets the same ID, even if a node
	 * restarts with the same node ID.
	 * @return the port ID
	 */
	String id();

	/**
	 * Sets or replaces the default receiver, which receives all messages that no tag
	 * matches.
	 * @param receiver receives whole messages
	 * @return this port
	 */
	Port receive(Receiver receiver);

	/**
	 * Sets, replaces or removes the receiver of messages whose first element is the tag.
	 * Any string can be a tag, for example the ID of a port that is to answer.
	 * @param tag the first element, compared as text
	 * @param receiver receives the messages without their tag; {@code null} removes the
	 * receiver
	 * @return this port
	 */
	Port receive(String tag, @Nullable Receiver receiver);

	/**
	 * Kills this port. A kill from inside one of its callbacks takes effect when the
	 * callback returns, ahead of the waiting messages. A kill from elsewhere waits in the
	 * mailbox for its turn, unless the port is {@linkplain #pause() paused}.
	 * @param reason the elements of the reason; none for a normal death
	 * @throws IllegalArgumentException if an element is a {@link Message} or a
	 * {@link Reason}, which are not values
	 */
	default void kill(@Nullable Object... reason) {
		kill(Values.reason("kill(Reason)", reason));
	}

	/**
	 * Kills this port, see {@link #kill(Object...)}.
	 * @param reason why the port is killed
	 */
	void kill(Reason reason);

	/**
	 * Lets messages wait, so that a port with much to finish takes no more. They wait in
	 * the mailbox, in order, and count towards {@link PortOptions#mailboxLimit} and the
	 * flow control of their connection, as they do behind a callback that takes long: a
	 * connection that cannot be read for too long kills the port. Tasks, and callbacks of
	 * monitors, timers, calls and queries, still run, ahead of the messages that wait. A
	 * kill works at once. A call on a port that is paused has no effect.
	 */
	void pause();

	/**
	 * Ends a {@linkplain #pause() pause}: the port takes messages again, the oldest one
	 * first. Has no effect on a port that is not paused.
	 */
	void resume();

	/**
	 * Queues a task as a callback of this port. It runs behind the messages and tasks
	 * that wait already, even if the caller is inside the port. This makes the port an
	 * executor: {@code future.thenAcceptAsync(consumer, port)}. Like a message, a waiting
	 * task counts towards {@link PortOptions#mailboxLimit}, and is lost if the port dies
	 * before the task runs.
	 * <p>
	 * An exception kills the port. {@link CompletableFuture} itself catches what its
	 * functions throw: that fails the future and does not affect the port.
	 * @param task the task
	 * @throws RejectedExecutionException if the port is dead, or a kill of it is pending
	 */
	@Override
	void execute(Runnable task);

	/**
	 * Runs a task in the context of this port: inline if the caller is inside the port,
	 * otherwise queued. An exception kills the port.
	 * @param task the task
	 * @return completes when the task has run; fails with its exception, or with a
	 * {@link PortDiedException} if the port is dead before the task can run. Dependent
	 * stages that were added before the completion also run inside the port, or on any
	 * thread if the port is dead
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
	 * Binds a task to this port: on whatever thread the result is run, the task runs in
	 * the context of the port. For timers, executors and other callbacks.
	 * @param task the task
	 * @return the bound task
	 */
	default Runnable bindToContext(Runnable task) {
		Objects.requireNonNull(task, "The task must not be null");
		return () -> runInContext(task);
	}

	/**
	 * Binds a consumer to this port, see {@link #bindToContext(Runnable)}.
	 * @param consumer the consumer
	 * @param <T> the type of the consumed values
	 * @return the bound consumer
	 */
	default <T extends @Nullable Object> Consumer<T> bindToContext(Consumer<T> consumer) {
		Objects.requireNonNull(consumer, "The consumer must not be null");
		return (value) -> runInContext(() -> consumer.accept(value));
	}

	/**
	 * Binds a computation to this port, see {@link #bindToContext(Runnable)}.
	 * @param task computes the value
	 * @param <T> the type of the value
	 * @return a computation whose future completes when the task has run in the port
	 */
	default <T extends @Nullable Object> Callable<CompletableFuture<T>> bindToContext(Callable<T> task) {
		Objects.requireNonNull(task, "The task must not be null");
		return () -> callInContext(task);
	}

}
