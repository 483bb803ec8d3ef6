package io.aemp.boot.actuate;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import io.aemp.ErrorAnswerException;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.PortDiedException;
import io.aemp.boot.conversion.ElementConversion;
import io.aemp.boot.conversion.ElementWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.core.ResolvableType;

/** Asks other nodes what they show. They must permit it. Any thread. */
final class OtherNodes {

	private final Node node;

	private final ElementWriter queries;

	/**
	 * Creates the one who asks.
	 * @param node this node
	 * @param conversion writes questions as elements
	 */
	OtherNodes(Node node, ElementConversion conversion) {
		this.node = node;
		this.queries = conversion.writer(ResolvableType.forClass(RemoteQuery.class));
	}

	/**
	 * Asks a node, and returns at once.
	 * @param id its ID
	 * @param view what it should show
	 * @param query the parameters
	 * @param longest how long to wait for the answer
	 */
	Asked ask(String id, String view, RemoteQuery query, Duration longest) {
		try {
			Message question = Message.of(RemoteInspection.FUNCTION, view, this.queries.write(query));
			return new Asked(id, longest, this.node.call(id, question, longest));
		}
		catch (IllegalArgumentException ex) {
			return new Asked(id, longest, CompletableFuture.failedFuture(ex));
		}
	}

	/**
	 * A node that was asked.
	 *
	 * @param node its ID
	 * @param longest how long to wait for its answer
	 * @param future its answer
	 */
	record Asked(String node, Duration longest, CompletableFuture<Message> future) {

		/**
		 * Waits for the answer.
		 * @return what the node shows
		 * @throws RefusedRequestException if there is no answer
		 */
		@Nullable Object answer() {
			try {
				Message answer = this.future.get();
				return answer.isEmpty() ? null : answer.get(0);
			}
			catch (ExecutionException ex) {
				throw refusal(ex.getCause());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new RefusedRequestException(OperatorChanges.GATEWAY_TIMEOUT, "The request was interrupted",
						"Ask again");
			}
		}

		private RefusedRequestException refusal(@Nullable Throwable cause) {
			if (cause instanceof TimeoutException) {
				return new RefusedRequestException(OperatorChanges.GATEWAY_TIMEOUT,
						"Node '" + this.node + "' has not answered within " + this.longest.toMillis() + " ms",
						"If it is one of this library, set 'aemp.operations.inspection' to true there, and let its "
								+ "ExecutionPolicy permit '" + RemoteInspection.FUNCTION
								+ "'; its log tells of a refusal");
			}
			if (cause instanceof ErrorAnswerException error) {
				return new RefusedRequestException(WebEndpointResponse.STATUS_BAD_REQUEST, error.reason().text(),
						"Correct the view or the parameters");
			}
			if (cause instanceof IllegalArgumentException) {
				return new RefusedRequestException(WebEndpointResponse.STATUS_BAD_REQUEST,
						String.valueOf(cause.getMessage()),
						"Give the ID of a node, one of those that 'aempnodes' shows");
			}
			String problem = (cause instanceof PortDiedException lost) ? lost.reason().text() : String.valueOf(cause);
			return new RefusedRequestException(OperatorChanges.BAD_GATEWAY,
					"Node '" + this.node + "' cannot be asked: " + problem, "Choose one that 'aempnodes' shows as UP");
		}

	}

}
