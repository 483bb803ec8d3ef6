package io.aemp.boot.actuate;

import java.util.ArrayList;
import java.util.List;

import io.aemp.Node;
import io.aemp.boot.logging.LogLimit;
import io.aemp.logcatcher.LogLevel;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** What operators change of a node. Any thread. */
public final class NodeChanges {

	private final Node node;

	private final OperatorChanges changes;

	private final NodeDrain drain;

	private final @Nullable LogLimit logLimit;

	/**
	 * Creates the changes of a node.
	 * @param node the node
	 * @param changes makes the changes that operators ask for
	 * @param drain takes the node out of service
	 * @param logLimit limits what other nodes receive of the log; {@code null} if they
	 * receive nothing
	 */
	public NodeChanges(Node node, OperatorChanges changes, NodeDrain drain, @Nullable LogLimit logLimit) {
		this.node = node;
		this.changes = changes;
		this.drain = drain;
		this.logLimit = logLimit;
	}

	/** Whether the node was taken out of service. */
	boolean isDraining() {
		return this.drain.isBegun();
	}

	/**
	 * Makes the changes that are given, in the order of the parameters, up to the first
	 * one that is refused.
	 * @param caller who asks for them
	 * @param seeds the new seeds, {@code null} to keep them
	 * @param drain whether to take the node out of service, {@code null} to leave it
	 * @param logLevel the new limit of the log, {@code null} to keep it
	 */
	WebEndpointResponse<OperatorAnswer> make(SecurityContext caller, String @Nullable [] seeds, @Nullable Boolean drain,
			@Nullable String logLevel) {
		return this.changes.make(caller, () -> {
			List<String> done = new ArrayList<>();
			if (seeds != null) {
				done.add(changeSeeds(List.of(seeds)));
			}
			if (logLevel != null) {
				done.add(limitLog(logLevel));
			}
			if (drain != null) {
				this.drain.change(drain);
				done.add("the node is taken out of service");
			}
			if (done.isEmpty()) {
				throw new RefusedRequestException(WebEndpointResponse.STATUS_BAD_REQUEST, "There is nothing to change",
						"Give 'seeds', addresses separated by commas, 'logLevel', or 'drain' as true");
			}
			return OperatorAnswer.done(String.join("; ", done));
		});
	}

	/**
	 * Ends the connection to a peer.
	 * @param caller who asks for it
	 * @param peer the ID of the peer
	 */
	WebEndpointResponse<OperatorAnswer> disconnect(SecurityContext caller, String peer) {
		return this.changes.make(caller, () -> {
			if (this.node.network().connection(peer).isEmpty()) {
				throw new RefusedRequestException(WebEndpointResponse.STATUS_NOT_FOUND,
						"There is no connection to a node '" + peer + "'", "Choose one that 'aempnodes' shows as UP");
			}
			this.node.network().disconnect(peer);
			return OperatorAnswer.done("ended the connection to " + peer);
		});
	}

	private String changeSeeds(List<String> seeds) {
		try {
			this.node.network().changeSeeds(seeds);
		}
		catch (IllegalStateException ex) {
			throw new RefusedRequestException(OperatorChanges.CONFLICT,
					"This node is local, so it connects to no seeds",
					"Configure a secret or a certificate to join a network");
		}
		return seeds.isEmpty() ? "the node has no seeds any more" : "the seeds are " + seeds;
	}

	private String limitLog(String text) {
		if (this.logLimit == null) {
			throw new RefusedRequestException(OperatorChanges.CONFLICT, "Other nodes receive nothing of this log",
					"Set 'aemp.log-source.enabled' to true, and log by Logback");
		}
		try {
			LogLevel level = LogLevel.parse(text);
			this.logLimit.change(level);
			return "other nodes receive no records beyond " + level;
		}
		catch (IllegalArgumentException ex) {
			throw new RefusedRequestException(WebEndpointResponse.STATUS_BAD_REQUEST, String.valueOf(ex.getMessage()),
					"Choose one of these, 'off' to send nothing");
		}
	}

}
