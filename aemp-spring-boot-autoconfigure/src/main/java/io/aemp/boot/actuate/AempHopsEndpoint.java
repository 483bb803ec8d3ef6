package io.aemp.boot.actuate;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import io.aemp.Node;
import io.aemp.boot.hop.Hop;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** Shows where the messages went that are followed. */
@Endpoint(id = "aemphops")
@RegisterReflectionForBinding({ AempHopsEndpoint.Messages.class, AempHopsEndpoint.Hops.class, OperatorAnswer.class })
public class AempHopsEndpoint {

	private final Node node;

	private final MessageHops hops;

	/**
	 * Creates the endpoint.
	 * @param node this node
	 * @param hops finds the hops
	 */
	public AempHopsEndpoint(Node node, MessageHops hops) {
		this.node = node;
		this.hops = hops;
	}

	/**
	 * Shows which messages are followed, as far as hops of them are known here.
	 * @return the messages, the oldest first; or why none are followed
	 */
	@ReadOperation
	public WebEndpointResponse<?> messages() {
		return answer(() -> new Messages(this.node.id(), this.hops.firsts().stream().map(Followed::of).toList()));
	}

	/**
	 * Shows the hops of a message, on this node and on those that they name. Waits two
	 * seconds at most for other nodes.
	 * @param message the name under which the message is followed
	 * @return the hops by node, or why no messages are followed
	 */
	@ReadOperation
	public WebEndpointResponse<?> hops(@Selector String message) {
		return answer(() -> new Hops(message, this.hops.everywhere(message)));
	}

	/**
	 * Whether messages are followed here.
	 * @return {@code false} if nothing is recorded
	 */
	public boolean isOn() {
		return this.hops.isOn();
	}

	private static WebEndpointResponse<?> answer(Supplier<OperationResponseBody> body) {
		try {
			return new WebEndpointResponse<>(body.get());
		}
		catch (RefusedRequestException ex) {
			return ex.answer();
		}
	}

	/**
	 * The messages that are followed.
	 *
	 * @param node the node ID
	 * @param messages the messages
	 */
	public record Messages(String node, List<Followed> messages) implements OperationResponseBody {

	}

	/**
	 * A message that is followed.
	 *
	 * @param message the name under which it is followed
	 * @param start when its first hop on this node began that is known
	 * @param tag the tag of that hop
	 * @param port the port that got the message in that hop
	 */
	public record Followed(String message, Instant start, @Nullable String tag, String port) {

		static Followed of(Hop first) {
			return new Followed(first.message(), first.start(), first.tag(), first.port());
		}

	}

	/**
	 * The hops of a message.
	 *
	 * @param message the name under which it is followed
	 * @param nodes the hops by node, those of this node first
	 */
	public record Hops(String message, List<NodeHops> nodes) implements OperationResponseBody {

	}

}
