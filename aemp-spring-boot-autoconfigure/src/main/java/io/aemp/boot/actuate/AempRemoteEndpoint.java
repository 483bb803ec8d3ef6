package io.aemp.boot.actuate;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.aemp.Node;
import io.aemp.boot.conversion.ElementConversion;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Shows what the endpoints of another node show, so that one management port shows the
 * whole network. The other node must permit it.
 */
@Endpoint(id = "aempremote")
@RegisterReflectionForBinding({ RemoteQuery.class, OperatorAnswer.class })
public class AempRemoteEndpoint {

	private static final Duration LONGEST = Duration.ofSeconds(5);

	private final OtherNodes others;

	private final Duration longest;

	/**
	 * Creates the endpoint.
	 * @param node this node
	 * @param conversion writes questions as elements
	 */
	public AempRemoteEndpoint(Node node, ElementConversion conversion) {
		this(node, conversion, LONGEST);
	}

	/**
	 * Creates the endpoint.
	 * @param longest how long to wait for an answer
	 */
	AempRemoteEndpoint(Node node, ElementConversion conversion, Duration longest) {
		this.others = new OtherNodes(node, conversion);
		this.longest = longest;
	}

	/**
	 * Asks a node, and waits five seconds at most for its answer. The parameters are
	 * those of the endpoint there.
	 * @param limit how much to show at most
	 * @param offset how much to skip
	 * @param label shows ports with this label only
	 * @param tag shows ports only that have a receiver for this tag
	 * @param family shows ports of this family only
	 * @param after shows events with greater numbers only
	 * @param before shows events with smaller numbers only
	 * @param kind shows events of this kind only
	 * @param node shows events about this node only
	 * @param reason shows events with this reason only
	 * @param message shows hops of the message only that is followed under this name
	 * @param path what to show, {@code ports}, {@code families}, {@code nodes},
	 * {@code events} or {@code hops}, and the ID of the node to ask, which may contain
	 * slashes. WebFlux would give the view as a part of the ID, if it had a parameter of
	 * its own
	 * @return what the node shows, or why there is no answer
	 */
	@ReadOperation
	public WebEndpointResponse<?> ask(@Nullable Integer limit, @Nullable Integer offset, @Nullable String label,
			@Nullable String tag, @Nullable String family, @Nullable Long after, @Nullable Long before,
			@Nullable String kind, @Nullable String node, @Nullable String reason, @Nullable String message,
			@Selector(match = Match.ALL_REMAINING) String... path) {
		String view = (path.length > 0) ? path[0] : "";
		String id = Arrays.stream(path).skip(1).collect(Collectors.joining("/"));
		return ask(id, view,
				new RemoteQuery(limit, offset, label, tag, family, after, before, kind, node, reason, message));
	}

	private WebEndpointResponse<?> ask(String id, String view, RemoteQuery query) {
		if (id.isEmpty() || id.indexOf('#') >= 0) {
			return OperatorAnswer.refusal(WebEndpointResponse.STATUS_BAD_REQUEST,
					"'" + id + "' is not the ID of a node",
					"Ask for aempremote/VIEW/NODE, with one of the nodes that 'aempnodes' shows");
		}
		try {
			return new WebEndpointResponse<>(withoutNulls(this.others.ask(id, view, query, this.longest).answer()));
		}
		catch (RefusedRequestException ex) {
			return ex.answer();
		}
	}

	/**
	 * What a node has no value for is left out, as it is where the node itself is asked.
	 */
	private static @Nullable Object withoutNulls(@Nullable Object shown) {
		if (shown instanceof Map<?, ?> map) {
			Map<Object, Object> present = new LinkedHashMap<>();
			map.forEach((key, value) -> {
				if (value != null) {
					present.put(key, withoutNulls(value));
				}
			});
			return present;
		}
		return (shown instanceof List<?> list) ? list.stream().map(AempRemoteEndpoint::withoutNulls).toList() : shown;
	}

}
