package io.aemp.boot.page;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.aemp.ConnectionInfo;
import io.aemp.Network;
import io.aemp.Node;
import io.aemp.NodeStatistics;
import io.aemp.PortInfo;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What a node does, as counts of which the page makes rates.
 *
 * @param node the node ID
 * @param ports how many ports there are, without those that wait for the answer to a call
 * @param calls how many calls wait for their answer
 * @param messagesReceived how many messages all ports have taken from their mailboxes
 * @param packetsSent how many packets went to peers
 * @param packetsReceived how many packets came from peers
 * @param bytesSent how many bytes went to peers
 * @param bytesReceived how many bytes came from peers
 * @param links what went through each connection, 1000 at most
 * @param totalLabels how many labels there are
 * @param labels the ports by their label, those that have received most first, 200 at
 * most
 */
record Activity(String node, int ports, int calls, long messagesReceived, long packetsSent, long packetsReceived,
		long bytesSent, long bytesReceived, List<Link> links, int totalLabels,
		List<Label> labels) implements OperationResponseBody {

	private static final int MAX_LINKS = 1000;

	private static final int MAX_LABELS = 200;

	private static final Comparator<Label> BUSIEST = Comparator.comparingLong(Label::received)
		.reversed()
		.thenComparing(Label::label);

	/** Looks at each port once. */
	static Activity of(Node node) {
		Map<String, Label> labels = new HashMap<>();
		int[] calls = new int[1];
		node.streamPorts().forEach((port) -> {
			if (node.isReplyPort(port.id())) {
				calls[0]++;
			}
			else {
				labels.merge(port.label(), Label.of(port), Label::with);
			}
		});
		NodeStatistics counts = node.statistics();
		return new Activity(node.id(), labels.values().stream().mapToInt(Label::ports).sum(), calls[0],
				counts.messagesReceived(), counts.packetsSent(), counts.packetsReceived(), counts.bytesSent(),
				counts.bytesReceived(), links(node.network()), labels.size(),
				labels.values().stream().sorted(BUSIEST).limit(MAX_LABELS).toList());
	}

	private static List<Link> links(Network network) {
		return network.peers()
			.stream()
			.flatMap((peer) -> network.connection(peer.node()).stream())
			.limit(MAX_LINKS)
			.map(Link::of)
			.toList();
	}

	/**
	 * The connection to a peer.
	 *
	 * @param node the ID of the peer
	 * @param bytesSent how many bytes of packets the socket has taken
	 * @param bytesReceived how many bytes of packets have arrived
	 */
	record Link(String node, long bytesSent, long bytesReceived) {

		static Link of(ConnectionInfo connection) {
			return new Link(connection.node(), connection.bytesSent(), connection.bytesReceived());
		}

	}

	/**
	 * The ports with one label.
	 *
	 * @param label the label, may be empty
	 * @param ports how many there are
	 * @param paused how many of them take no messages at present
	 * @param waiting how many messages wait in their mailboxes
	 * @param deepest how many messages wait in the fullest of these
	 * @param received how many messages they have taken from their mailboxes
	 * @param monitors how many monitors watch them
	 */
	record Label(String label, int ports, int paused, long waiting, int deepest, long received, long monitors) {

		static Label of(PortInfo port) {
			return new Label(port.label(), 1, port.paused() ? 1 : 0, port.waiting(), port.waiting(), port.received(),
					port.monitors());
		}

		Label with(Label other) {
			return new Label(this.label, this.ports + other.ports, this.paused + other.paused,
					this.waiting + other.waiting, Math.max(this.deepest, other.deepest), this.received + other.received,
					this.monitors + other.monitors);
		}

	}

}
