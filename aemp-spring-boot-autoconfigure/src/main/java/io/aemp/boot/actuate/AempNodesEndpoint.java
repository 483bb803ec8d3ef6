package io.aemp.boot.actuate;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

import io.aemp.ConnectionInfo;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.PeerInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** Shows this node and its peers, and changes this node and its connections. */
@Endpoint(id = "aempnodes")
public class AempNodesEndpoint {

	private final Node node;

	private final NodeChanges changes;

	private final LongSupplier nanoTime;

	/**
	 * Creates the endpoint.
	 * @param node the node
	 * @param changes makes the changes that operators ask for
	 * @param nanoTime a monotonic clock, in nanoseconds
	 */
	public AempNodesEndpoint(Node node, NodeChanges changes, LongSupplier nanoTime) {
		this.node = node;
		this.changes = changes;
		this.nanoTime = nanoTime;
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
				network.seeds(), this.changes.isDraining(), cut.total(), cut.elements());
	}

	/**
	 * Shows one peer, its connection, and how long a message there and back takes now.
	 * Waits two seconds at most for that message.
	 * @param id the ID of the peer, which may contain slashes
	 * @return the peer, {@code null} if this node neither is connected nor connecting to
	 * it
	 */
	@ReadOperation
	public @Nullable Peer node(@Selector(match = Match.ALL_REMAINING) String... id) {
		String peer = String.join("/", id);
		return this.node.network()
			.peers()
			.stream()
			.filter((known) -> known.node().equals(peer))
			.findFirst()
			.map(this::describe)
			.orElse(null);
	}

	/**
	 * Changes this node.
	 * @param caller who asks for it
	 * @param seeds replaces the seeds, until the next start; separated by commas, because
	 * the bodies of requests to endpoints have no lists; {@code null} to keep them
	 * @param drain takes the node out of service if {@code true}: its ports are not found
	 * any more, what it was asked for is finished, and its health is out of service.
	 * There is no way back but a restart
	 * @param logLevel the least urgent level of the log that other nodes may receive,
	 * until the next start; {@code null} to keep it
	 * @return what was done, or why not
	 */
	@WriteOperation
	public WebEndpointResponse<OperatorAnswer> change(SecurityContext caller, String @Nullable [] seeds,
			@Nullable Boolean drain, @Nullable String logLevel) {
		return this.changes.make(caller, seeds, drain, logLevel);
	}

	/**
	 * Ends the connection to a peer, as a loss of it would. Who needs it makes it again.
	 * @param caller who asks for it
	 * @param id the ID of the peer, which may contain slashes
	 * @return what was done, or why not
	 */
	@DeleteOperation
	public WebEndpointResponse<OperatorAnswer> disconnect(SecurityContext caller,
			@Selector(match = Match.ALL_REMAINING) String... id) {
		return this.changes.disconnect(caller, String.join("/", id));
	}

	private Peer describe(PeerInfo peer) {
		ConnectionInfo connection = this.node.network().connection(peer.node()).orElse(null);
		RoundTrip roundTrip = (connection != null) ? RoundTrip.measure(this.node, peer.node(), this.nanoTime)
				: new RoundTrip(null, "There is no connection yet");
		return new Peer(peer, connection, roundTrip.time(), roundTrip.problem());
	}

	/**
	 * One peer.
	 *
	 * @param peer its state
	 * @param connection the connection, {@code null} while there is none
	 * @param roundTrip how long a message there and back took just now; {@code null} if
	 * there was no answer
	 * @param problem why there was no answer
	 */
	public record Peer(PeerInfo peer, @Nullable ConnectionInfo connection, @Nullable Duration roundTrip,
			@Nullable String problem) implements OperationResponseBody {

	}

	/**
	 * The network as this node sees it.
	 *
	 * @param node the node ID
	 * @param role its role in the network
	 * @param primary the global node that serves it, {@code null} while there is none
	 * @param listeners its published addresses
	 * @param seeds its current seeds, without itself
	 * @param draining whether it was taken out of service
	 * @param total how many peers there are
	 * @param peers the nodes that it is connected or connecting to, those that are shown
	 */
	public record Nodes(String node, Network.Role role, @Nullable String primary, List<String> listeners,
			List<String> seeds, boolean draining, int total, List<PeerInfo> peers) implements OperationResponseBody {

	}

}
