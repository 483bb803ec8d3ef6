package io.aemp.boot.actuate;

import io.aemp.Network;
import io.aemp.Node;
import io.aemp.PeerInfo;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** A node is healthy if it runs and, where it has seeds, is part of their network. */
public class AempHealthIndicator extends AbstractHealthIndicator {

	private final Node node;

	/**
	 * Creates the indicator.
	 * @param node the node
	 */
	public AempHealthIndicator(Node node) {
		super("The node cannot be asked");
		this.node = node;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Network network = this.node.network();
		long up = network.peers().stream().filter((peer) -> peer.state() == PeerInfo.State.UP).count();
		builder.withDetail("node", this.node.id()).withDetail("role", network.role()).withDetail("peers", up);
		network.primary().ifPresent((primary) -> builder.withDetail("primary", primary));
		if (!network.seeds().isEmpty() && network.primary().isEmpty()) {
			builder.down().withDetail("problem", "not attached to any of the seeds " + network.seeds());
		}
		else {
			builder.up();
		}
	}

}
