package io.aemp.boot.actuate;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

import io.aemp.boot.actuate.NodeEvent.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Shows what happened in this node of late. */
@Endpoint(id = "aempevents")
public class AempEventsEndpoint {

	private final String node;

	private final RecentEvents recent;

	/**
	 * Creates the endpoint.
	 * @param node the ID of this node
	 * @param recent the last events
	 */
	public AempEventsEndpoint(String node, RecentEvents recent) {
		this.node = node;
		this.recent = recent;
	}

	/**
	 * Shows events, the newest first.
	 * @param after shows events with greater numbers only, {@code null} for all
	 * @param before shows events with smaller numbers only, {@code null} for all
	 * @param limit how many to show at most, up to 1000; {@code null} for 100
	 * @param kind shows events of this kind only
	 * @param node shows events about this node only
	 * @param reason shows events only whose reason begins with this identifier
	 * @return the events
	 */
	@ReadOperation
	public Events events(@Nullable Long after, @Nullable Long before, @Nullable Integer limit, @Nullable String kind,
			@Nullable String node, @Nullable String reason) {
		int most = Page.of(limit, null).limit();
		requireKnown(kind);
		Predicate<NodeEvent> wanted = (event) -> (after == null || event.number() > after)
				&& (before == null || event.number() < before) && (kind == null || kind.equals(event.kind()))
				&& (node == null || node.equals(event.node())) && (reason == null || hasReason(event, reason));
		return show(this.recent.snapshot(wanted, most), most);
	}

	/**
	 * Shows the newest events of each subject, so that many of one displace none of
	 * another one.
	 * @param after shows events with greater numbers only, {@code null} for all
	 * @param most how many of each subject to show at most
	 * @return the events
	 */
	public Events newest(@Nullable Long after, int most) {
		return show(this.recent.snapshot((event) -> after == null || event.number() > after, most), Integer.MAX_VALUE);
	}

	private Events show(RecentEvents.Snapshot snapshot, int most) {
		List<NodeEvent> events = snapshot.events();
		return new Events(this.node, snapshot.since(), snapshot.last(), snapshot.total(),
				events.subList(0, Math.min(most, events.size())));
	}

	private static boolean hasReason(NodeEvent event, String identifier) {
		List<String> reason = event.reason();
		return reason != null && !reason.isEmpty() && reason.get(0).equals(identifier);
	}

	private static void requireKnown(@Nullable String kind) {
		List<String> known = Arrays.stream(Kind.values()).map(Kind::identifier).toList();
		if (kind != null && !known.contains(kind)) {
			String rule = "'kind' is '" + kind + "', but must be one of " + String.join(", ", known);
			throw new InvalidEndpointRequestException(rule, rule);
		}
	}

	/**
	 * The last events of a node.
	 *
	 * @param node the node ID
	 * @param since when the node began to count; another time means that it was started
	 * anew, and counts from 1 again
	 * @param last the number of the last event, whether it is shown or not; zero if there
	 * is none
	 * @param total how many events there are to which the filters apply
	 * @param events those that are shown, the newest first
	 */
	public record Events(String node, Instant since, long last, int total,
			List<NodeEvent> events) implements OperationResponseBody {

	}

}
