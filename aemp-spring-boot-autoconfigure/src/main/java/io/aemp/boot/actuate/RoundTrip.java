package io.aemp.boot.actuate;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import io.aemp.Message;
import io.aemp.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;

/**
 * How long a message to another node and back takes. It waits where any message waits: in
 * the send queues of both nodes.
 *
 * @param time how long it took, {@code null} if there was no answer
 * @param problem why there was none
 */
record RoundTrip(@Nullable Duration time, @Nullable String problem) {

	private static final Duration LONGEST = Duration.ofSeconds(2);

	/**
	 * Asks a node for its time, which each node tells, and waits for the answer.
	 * @param node this node
	 * @param peer the ID of the other node
	 * @param nanoTime a monotonic clock, in nanoseconds
	 */
	static RoundTrip measure(Node node, String peer, LongSupplier nanoTime) {
		long start = nanoTime.getAsLong();
		CompletableFuture<Message> answer = node.call(peer, Message.of("time"), LONGEST);
		try {
			answer.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
			return new RoundTrip(Duration.ofNanos(nanoTime.getAsLong() - start), null);
		}
		catch (TimeoutException ex) {
			return new RoundTrip(null, "No answer within " + LONGEST.toMillis() + " ms");
		}
		catch (ExecutionException ex) {
			return new RoundTrip(null, NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return new RoundTrip(null, "Interrupted");
		}
		finally {
			answer.cancel(false);
		}
	}

}
