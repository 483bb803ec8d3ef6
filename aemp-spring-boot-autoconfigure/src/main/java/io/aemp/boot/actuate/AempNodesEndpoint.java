package io.aemp.boot.actuate;

import java.util.Comparator;
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
	 * Shows this node and its peers, by node ID.
	 * @param limit how many peers to show at most, up to 1000; {@code null} for 100
	 * @param offset how many peers to skip, {@code null} for none
	 * @return the network as this node sees it
	 */
	@ReadOperation
	public Nodes nodes(@Nullable Integer limit, @Nullable Integer offset) {
		Page.Cut<PeerInfo> cut = Page.of(limit, offset).cut(Comparator.comparing(PeerInfo::node));
		Network network = this.node.network();
		network.peers().forEach(cut);
		return new Nodes(this.node.id(), network.role(), network.primary().orElse(null), network.listeners(),
				network.seeds(), cut.total(), cut.elements());
	}

	/**
	 * The network as this node sees it.
	 *
	 * @param node the node ID
	 * @param role its role in the network
	 * @param primary the global node that serves it, {@code null} while there is none
	 * @param listeners its published addresses
	 * @param seeds its current seeds, without itself
	 * @param total how many peers there are
	 * @param peers the nodes that it is connected or connecting to, those that are shown
	 */
	public record Nodes(String node, Network.Role role, @Nullable String primary, List<String> listeners,
			List<String> seeds, int total, List<PeerInfo> peers) implements OperationResponseBody {

	}

}
