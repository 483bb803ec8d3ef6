package io.aemp.boot.actuate;

import java.util.List;

import io.aemp.Network;
import io.aemp.Node;
import io.aemp.PeerInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Shows this node and its peers. */
@Endpoint(id = "aempnodes")
public class AempNodesEndpoint {

	private final Node node;

	/**
	 * Creates the endpoint.
	 * @param node the node
	 */
	public AempNodesEndpoint(Node node) {
		this.node = node;
	}

	/**
	 * Shows this node and its peers.
	 * @return the network as this node sees it
	 */
	@ReadOperation
	public Nodes nodes() {
		Network network = this.node.network();
		return new Nodes(this.node.id(), network.role(), network.primary().orElse(null), network.listeners(),
				network.seeds(), network.peers());
	}

	/**
	 * The network as this node sees it.
	 *
	 * @param node the node ID
	 * @param role its role in the network
	 * @param primary the global node that serves it, {@code null} while there is none
	 * @param listeners its published addresses
	 * @param seeds its current seeds, without itself
	 * @param peers the nodes that it is connected or connecting to
	 */
	public record Nodes(String node, Network.Role role, @Nullable String primary, List<String> listeners,
			List<String> seeds, List<PeerInfo> peers) implements OperationResponseBody {

	}

}
