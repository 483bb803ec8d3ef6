package io.aemp;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * A process: a port with a thread of its own, a virtual one where the JDK has them. Its
 * code reads from top to bottom, and waits for messages, answers and results where it
 * needs them. See {@link Node#openProcess(ProcessBody)} and
 * {@link Functions#registerProcess(String, Functions.ProcessFunction)}.
 * <p>
 * <b>Context.</b> The code of a process runs inside its port. What it sends, monitors,
 * spawns and kills is in order as in a callback of a port, and what it asks to be called
 * back, by monitors, timers and database queries for example, runs on its thread too:
 * while it waits in one of the methods of this interface, and at no other time.
 * <p>
 * <b>Messages</b> wait until the code receives them, however long, and count towards
 * {@link PortOptions#mailboxLimit} and the flow control of their connection like messages
 * for a port that is busy. A process that leaves too many waiting dies with
 * {@link Reason#MAILBOX_OVERFLOW}. Messages of other tags cost a {@code receive(tag)}
 * nothing.
 * <p>
 * <b>End.</b> When the code returns, the process dies normally; when it throws, with
 * {@code die, MESSAGE}. A kill interrupts the thread: what waits ends with an
 * {@link InterruptedException}. Messages that were sent before the kill can still be
 * received, if that does not need to wait. The port dies when the code has ended, with
 * the reason of the kill, so nothing that the process sends follows the news of its
 * death. Code that ignores the interrupt delays its death; if it waits here once more, an
 * {@link Error} ends it.
 * <p>
 * <b>Threads.</b> Any thread may call {@link #id} and {@link #kill}. The other methods
 * are for the code of the process alone, and throw an {@link IllegalStateException} on
 * any other thread, in callbacks that run while the process waits, and after its end.
 * (Perl: {@code port_async} of Coro::MP.)
 */
public interface Process {

	/**
	 * The ID of the port of this process.
	 * @return the port ID
	 */
	String id();

	/**
	 * Waits for any message.
	 * @return the oldest message
	 * @throws InterruptedException if the process is killed while it waits
	 */
	Message receive() throws InterruptedException;

	/**
	 * Waits for any message, but not for ever.
	 * @param timeout how long to wait; zero to take only what waits already
	 * @return the oldest message, empty if none came in time
	 * @throws InterruptedException if the process is killed while it waits
	 * @throws IllegalArgumentException if the timeout is negative
	 */
	Optional<Message> receive(Duration timeout) throws InterruptedException;

	/**
	 * Waits for a message with a tag. Others stay where they are.
	 * @param tag the first element of the message, compared as text
	 * @return the oldest such message, without the tag
	 * @throws InterruptedException if the process is killed while it waits
	 */
	Message receive(String tag) throws InterruptedException;

	/**
	 * Waits for a message with a tag, but not for ever.
	 * @param tag the first element of the message, compared as text
	 * @param timeout how long to wait; zero to take only what waits already
	 * @return the oldest such message, without the tag; empty if none came in time
	 * @throws InterruptedException if the process is killed while it waits
	 * @throws IllegalArgumentException if the timeout is negative
	 */
	Optional<Message> receive(String tag, Duration timeout) throws InterruptedException;

	/**
	 * Waits for a message that meets a condition. Others stay where they are.
	 * @param condition looks at whole messages, at each once; must not wait. What it
	 * throws is thrown here, and the message stays
	 * @return the oldest such message, with its tag
	 * @throws InterruptedException if the process is killed while it waits
	 */
	Message receive(Predicate<? super Message> condition) throws InterruptedException;

	/**
	 * Waits for a message that meets a condition, but not for ever.
	 * @param condition looks at whole messages, at each once; must not wait. What it
	 * throws is thrown here, and the message stays
	 * @param timeout how long to wait; zero to take only what waits already
	 * @return the oldest such message, with its tag; empty if none came in time
	 * @throws InterruptedException if the process is killed while it waits
	 * @throws IllegalArgumentException if the timeout is negative
	 */
	Optional<Message> receive(Predicate<? super Message> condition, Duration timeout) throws InterruptedException;

	/**
	 * Waits for the oldest message that one of several cases takes, and returns what the
	 * case makes of it. Messages that no case takes stay where they are.
	 * @param cases the cases
	 * @param <T> the type of the result
	 * @return the result of the first case that takes the message, or of the timeout
	 * @throws InterruptedException if the process is killed while it waits
	 * @throws Exception if the case throws it
	 */
	<T extends @Nullable Object> T receiveAny(ReceiveCases<T> cases) throws Exception;

	/**
	 * Calls a port and waits for the answer, as long as the port lives. See
	 * {@link Node#call(String, Message)}.
	 * @param port the port ID
	 * @param message the message
	 * @return the answer
	 * @throws InterruptedException if the process is killed while it waits
	 * @throws PortDiedException if the port dies or its connection is lost
	 * @throws ErrorAnswerException if the port answers that there is no answer
	 */
	Message call(String port, Message message) throws InterruptedException;

	/**
	 * Calls a port and waits for the answer, but not for ever. See
	 * {@link Node#call(String, Message, Duration)}.
	 * @param port the port ID
	 * @param message the message
	 * @param timeout how long to wait
	 * @return the answer
	 * @throws InterruptedException if the process is killed while it waits
	 * @throws TimeoutException if there is no answer in time
	 * @throws PortDiedException if the port dies or its connection is lost
	 * @throws ErrorAnswerException if the port answers that there is no answer
	 */
	Message call(String port, Message message, Duration timeout) throws InterruptedException, TimeoutException;

	/**
	 * Waits for a result, of a database query for example. Other ways to wait for it work
	 * too, but no callback of the process runs meanwhile.
	 * @param result the future result
	 * @param <T> the type of the result
	 * @return the result
	 * @throws InterruptedException if the process is killed while it waits; the result is
	 * not cancelled
	 * @throws Exception what the future fails with
	 */
	<T extends @Nullable Object> T await(CompletionStage<T> result) throws Exception;

	/**
	 * Waits for a result, but not for ever.
	 * @param result the future result
	 * @param timeout how long to wait
	 * @param <T> the type of the result
	 * @return the result
	 * @throws InterruptedException if the process is killed while it waits; the result is
	 * not cancelled
	 * @throws TimeoutException if there is no result in time; it is not cancelled
	 * @throws Exception what the future fails with
	 */
	<T extends @Nullable Object> T await(CompletionStage<T> result, Duration timeout) throws Exception;

	/**
	 * Kills this process. A kill by its own code takes effect when that waits or returns.
	 * @param reason the elements of the reason; none for a normal death
	 * @throws IllegalArgumentException if an element is a {@link Message} or a
	 * {@link Reason}, which are not values
	 */
	default void kill(@Nullable Object... reason) {
		kill(Values.reason("kill(Reason)", reason));
	}

	/**
	 * Kills this process, see {@link #kill(Object...)}.
	 * @param reason why the process is killed
	 */
	void kill(Reason reason);

}
