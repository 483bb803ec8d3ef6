package io.aemp.benchmarks.process;

import java.util.concurrent.CompletableFuture;

/**
 * The sending side of a system, in its own process. All methods return at once; the
 * driver calls them from a thread of its own or from inside a {@link ClientReceiver}, so
 * from the receiver of the system.
 */
public interface Client extends AutoCloseable {

	/**
	 * Sends a small message one way: the name of the receiver, a tag, an integer. The
	 * driver never has more than {@link Workload#window} messages on their way.
	 * @param number the integer
	 */
	void send(int number);

	/**
	 * Sends a message one way with bytes in place of the integer. The driver does not
	 * change them afterwards.
	 * @param bytes a kilobyte
	 */
	void send(byte[] bytes);

	/**
	 * Sends a large message to a receiver of its own, which acknowledges it. The driver
	 * does not change the bytes afterwards.
	 * @param bytes megabytes of them
	 */
	default void sendLarge(byte[] bytes) {
		throw new NotApplicableException("large messages are not measured");
	}

	/**
	 * Sends a message like {@link #send(int)}, which the receiver answers with its
	 * number.
	 * @param number the integer, for {@link ClientReceiver#returned}
	 */
	void ping(int number);

	/**
	 * Calls the receiver with a number, by the system's own way of waiting for an answer
	 * for some time; it answers with the number.
	 * @param number the integer, for {@link ClientReceiver#returned}
	 */
	default void call(int number) {
		throw new NotApplicableException("calls are not measured");
	}

	/**
	 * Calls the receiver with a number, and gives what its answer says as a future. Any
	 * thread may call this method, several at the same time.
	 * @param number the integer
	 * @return the number that was answered
	 */
	default CompletableFuture<Integer> ask(int number) {
		throw new NotApplicableException("calls with futures are not measured");
	}

	/**
	 * Calls another receiver of the same side, whose handler waits 10 ms for some of its
	 * calls. Any thread may call this method.
	 * @param neighbour which of them, from 0
	 * @param number the integer
	 * @param oneIn the handler waits if the number is divisible by this one
	 * @return the number that was answered
	 */
	default CompletableFuture<Integer> askNeighbour(int neighbour, int number, int oneIn) {
		throw new NotApplicableException("no other receivers");
	}

	/**
	 * Sends a message like {@link #send(int)}, as soon as there is room for it.
	 * @param number the integer
	 * @throws InterruptedException if the thread is interrupted
	 */
	default void sendWaiting(int number) throws InterruptedException {
		throw new NotApplicableException("no way of sending that waits");
	}

	/**
	 * Opens a stream of bytes to the other side, which reads and counts them.
	 * @return the stream
	 */
	default ByteStream openStream() {
		throw new NotApplicableException("no streams of bytes");
	}

	/**
	 * Starts a log that the other side catches.
	 * @return the log
	 */
	default RecordLog openLog() {
		throw new NotApplicableException("no log");
	}

	/**
	 * Has something opened on the other side that can die by itself: a port, an actor, a
	 * process. May wait until it is there.
	 * @return what names it, for the two methods below
	 */
	default Object openRemote() {
		throw new NotApplicableException("nothing that could be opened there");
	}

	/**
	 * Monitors what was opened, by the system's own way of death notices; a loss of the
	 * connection fires too.
	 * @param reference from {@link #openRemote}
	 * @param action runs when it is dead, in a receiver of the system
	 */
	default void monitor(Object reference, Runnable action) {
		throw new NotApplicableException("no monitors");
	}

	/**
	 * Kills what was opened, from here.
	 * @param reference from {@link #openRemote}
	 */
	default void kill(Object reference) {
		throw new NotApplicableException("no kill");
	}

	@Override
	void close();

}
