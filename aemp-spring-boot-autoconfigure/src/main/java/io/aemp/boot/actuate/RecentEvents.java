package io.aemp.boot.actuate;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.aemp.Network;
import io.aemp.NodeObserver;
import io.aemp.PeerInfo;
import io.aemp.PortIds;
import io.aemp.Reason;
import io.aemp.Values;
import io.aemp.boot.actuate.NodeEvent.Kind;
import io.aemp.boot.actuate.NodeEvent.Subject;
import io.aemp.boot.event.MessageFailedEvent;
import io.aemp.boot.event.PortDiedEvent;
import io.aemp.boot.port.PortListener;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last events of a node. There is a limit for each subject, so that a port that
 * dies all the time, or a stranger who knocks all the time, does not displace what the
 * network did. Any thread.
 */
public final class RecentEvents implements NodeObserver, PortListener {

	/** Reasons come from peers too. */
	private static final int MOST_ELEMENTS = 10;

	private final Map<Subject, Deque<NodeEvent>> kept = new EnumMap<>(Subject.class);

	private final String node;

	private final int limit;

	private final InstantSource clock;

	private final Instant since;

	private long last;

	/**
	 * Creates an empty list of events.
	 * @param node the ID of this node
	 * @param limit how many events of one subject to keep
	 * @param clock tells when something happens
	 */
	public RecentEvents(String node, int limit, InstantSource clock) {
		this.node = node;
		this.limit = limit;
		this.clock = clock;
		this.since = clock.instant();
	}

	@Override
	public void peerUp(PeerInfo peer) {
		add(Kind.PEER_UP, peer.node(), null, "Connected to " + peer.node());
	}

	@Override
	public void peerDown(String node, Reason reason) {
		add(Kind.PEER_DOWN, node, texts(reason), "Lost " + node + ": " + reason.text());
	}

	@Override
	public void writabilityChanged(String node, boolean writable) {
		if (writable) {
			add(Kind.PEER_WRITABLE, node, null, node + " takes what is sent to it again");
		}
		else {
			add(Kind.PEER_SLOW, node, null, node + " takes less than is sent to it");
		}
	}

	@Override
	public void roleChanged(Network network) {
		String primary = network.primary().map((id) -> ", primary " + id).orElse("");
		add(Kind.ROLE_CHANGED, this.node, null, "Role " + network.role() + primary);
	}

	@Override
	public void connectionRefused(String address, String problem) {
		add(Kind.CONNECTION_REFUSED, null, null, "Connection with " + address + ": " + Values.display(problem));
	}

	@Override
	public void packetDropped(String node, String problem) {
		add(Kind.PACKET_DROPPED, node, null, "Packet of " + node + ": " + Values.display(problem));
	}

	@Override
	public void died(PortDiedEvent event, @Nullable String label) {
		List<String> reason = texts(event.reason());
		String name = (label != null) ? "Port '" + label + "'" : "A port";
		String cause = reason.isEmpty() ? " normally" : ": " + String.join(", ", reason);
		add(Kind.PORT_DIED, event.port(), label, reason, name + " died" + cause);
	}

	@Override
	public void reopened(String port, String label) {
		add(Kind.PORT_REOPENED, port, label, null, "Port '" + label + "' was opened again");
	}

	/**
	 * A method of a bean could not process a message.
	 * @param event the failure; left out if it happened on the node of another context
	 * @param label the label of the port, {@code null} if it is gone
	 */
	public void failed(MessageFailedEvent event, @Nullable String label) {
		if (PortIds.nodeOf(event.port()).equals(this.node)) {
			List<String> reason = texts(event.reason());
			String name = event.method().isEmpty() ? "A port" : event.method();
			add(Kind.MESSAGE_FAILED, event.port(), label, reason, name + " could not process a message from "
					+ event.sourceNode() + ": " + String.join(", ", reason));
		}
	}

	private void add(Kind kind, @Nullable String node, @Nullable List<String> reason, String text) {
		add(kind, (number, time) -> new NodeEvent(number, time, kind.identifier(), node, null, null, reason, text));
	}

	private void add(Kind kind, String port, @Nullable String label, @Nullable List<String> reason, String text) {
		add(kind,
				(number, time) -> new NodeEvent(number, time, kind.identifier(), this.node, port, label, reason, text));
	}

	private synchronized void add(Kind kind, Factory factory) {
		Deque<NodeEvent> events = this.kept.computeIfAbsent(kind.subject(), (subject) -> new ArrayDeque<>());
		if (events.size() == this.limit) {
			events.removeFirst();
		}
		events.addLast(factory.create(++this.last, this.clock.instant()));
	}

	private static List<String> texts(Reason reason) {
		return reason.elements().stream().limit(MOST_ELEMENTS).map(Values::display).toList();
	}

	/**
	 * What is kept now.
	 * @param wanted chooses the events
	 * @param most so many of each subject at most, the newest
	 */
	synchronized Snapshot snapshot(Predicate<NodeEvent> wanted, int most) {
		List<List<NodeEvent>> found = this.kept.values()
			.stream()
			.map((events) -> events.stream().filter(wanted).toList())
			.toList();
		List<NodeEvent> newest = found.stream()
			.flatMap((events) -> events.subList(Math.max(0, events.size() - most), events.size()).stream())
			.sorted(Comparator.comparingLong(NodeEvent::number).reversed())
			.toList();
		return new Snapshot(this.since, this.last, found.stream().mapToInt(List::size).sum(), newest);
	}

	/**
	 * The events of a moment.
	 *
	 * @param since since when events are counted
	 * @param last the number of the last event of all
	 * @param total how many events were wanted
	 * @param events the chosen ones, the newest first
	 */
	record Snapshot(Instant since, long last, int total, List<NodeEvent> events) {

	}

	/** Makes an event when its number and time are known. */
	@FunctionalInterface
	private interface Factory {

		NodeEvent create(long number, Instant time);

	}

}
