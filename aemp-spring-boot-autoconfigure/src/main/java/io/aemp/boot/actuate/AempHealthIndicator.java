package io.aemp.boot.actuate;

import java.util.List;
import java.util.function.BooleanSupplier;

import io.aemp.Network;
import io.aemp.Node;
import io.aemp.PeerInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Health of a node. It is up if it has no seeds, or is attached to a global node, and if
 * no other process that was there first has its node ID. It is out of service after an
 * operator has drained it. Peers that are not writable, and those that are not read, are
 * listed, but do not change the status.
 */
public class AempHealthIndicator extends AbstractHealthIndicator {

	private final Node node;

	private final BooleanSupplier draining;

	/**
	 * Creates the indicator.
	 * @param node the node
	 * @param drain whether the node was taken out of service, {@code null} if nobody can
	 * do that
	 */
	public AempHealthIndicator(Node node, @Nullable NodeDrain drain) {
		super("The node cannot be asked");
		this.node = node;
		this.draining = (drain != null) ? drain::isBegun : () -> false;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Network network = this.node.network();
		List<PeerInfo> peers = network.peers();
		List<String> up = peers.stream()
			.filter((peer) -> peer.state() == PeerInfo.State.UP)
			.map(PeerInfo::node)
			.toList();
		builder.withDetail("node", this.node.id()).withDetail("role", network.role()).withDetail("peers", up.size());
		List<String> slow = up.stream().filter((peer) -> !network.isWritable(peer)).limit(Page.DEFAULT_LIMIT).toList();
		if (!slow.isEmpty()) {
			builder.withDetail("slow", slow);
		}
		List<String> paused = peers.stream()
			.filter(PeerInfo::paused)
			.map(PeerInfo::node)
			.limit(Page.DEFAULT_LIMIT)
			.toList();
		if (!paused.isEmpty()) {
			builder.withDetail("paused", paused);
		}
		network.primary().ifPresent((primary) -> builder.withDetail("primary", primary));
		if (this.draining.getAsBoolean()) {
			builder.outOfService().withDetail("problem", "an operator has taken the node out of service");
		}
		else if (network.idConflict().isPresent()) {
			builder.down().withDetail("problem", network.idConflict().get());
		}
		else if (!network.seeds().isEmpty() && network.primary().isEmpty()) {
			builder.down().withDetail("problem", "not attached to any of the seeds " + network.seeds());
		}
		else {
			if (network.role() == Network.Role.DETACHED) {
				builder.withDetail("missing", "a global node; this node waits until one connects to it");
			}
			builder.up();
		}
	}

}
