package io.aemp.node;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Reason;
import io.aemp.UnsendableValueException;
import io.aemp.port.Intake;
import io.aemp.port.Monitor;
import io.aemp.port.PortTable;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a peer while it is up: what flows over it, and the monitors that the
 * peer has put on ports of this node. Packets are taken on the thread of the link, in
 * order; those of the global protocol go on to the control executor, and a request with
 * an answer waits for them.
 */
final class LinkSession implements Link.Traffic {

	/** How many global requests of a peer may wait for the control executor. */
	private static final int PENDING_LIMIT = 256;

	/** How many are handled in one go by the thread of the link, which has others. */
	private static final int BRIEF_LIMIT = 64;

	private final Map<String, Monitor> monitors = new ConcurrentHashMap<>();

	private final Peer peer;

	private final Outbound outbound;

	private final Link link;

	private final NodePort nodePort;

	private final PortTable ports;

	private final int monitorLimit;

	private final Pauses pauses;

	private final Backlog backlog;

	private final Intake intake;

	private final @Nullable IncomingParts parts;

	private final Closed closed;

	private final Instant since;

	/** Whether the connection is lost for this node, though the link may still read. */
	private volatile boolean ended;

	/** Whether more packets are about to come from the same go; the link's. */
	private boolean collecting;

	/** How many brief global requests came in this go; the link's. */
	private int brief;

	/** Sent first, to tell the other side that this connection is the one to use. */
	private byte @Nullable [] go;

	/**
	 * How many global requests the control executor has not handled yet. Guarded by this.
	 */
	private int pending;

	/** Waits for them, while reading is paused. Guarded by this. */
	private NodeRequest.@Nullable Answered waiting;

	private int waitingOctets;

	LinkSession(Peer peer, Link link, ConnectionSetup setup, boolean arbiter, Closed closed) {
		this.peer = peer;
		this.outbound = peer.outbound();
		this.link = link;
		this.nodePort = setup.nodePort();
		this.ports = setup.ports();
		this.monitorLimit = setup.limits().monitors();
		this.pauses = new Pauses(link);
		this.backlog = new Backlog(this.ports, this.pauses, setup.flowControl());
		this.intake = new Intake(this.ports, this.backlog.inflow());
		this.parts = PartsTerms.of(link.info().keys(), 0).isAgreed() ? new IncomingParts(link, this.pauses,
				this.ports.runtime().background(), setup.limits().packetSize(), new Assembled()) : null;
		this.closed = closed;
		this.since = setup.timers().now();
		this.go = arbiter ? link.encode("", Message.of()) : null;
	}

	Peer peer() {
		return this.peer;
	}

	String node() {
		return this.peer.node();
	}

	Outbound outbound() {
		return this.outbound;
	}

	Link link() {
		return this.link;
	}

	Instant since() {
		return this.since;
	}

	@Override
	public @Nullable ByteBuffer next() {
		byte[] go = this.go;
		if (go != null) {
			this.go = null;
			return ByteBuffer.wrap(go);
		}
		try {
			return this.outbound.departures().next();
		}
		catch (UnsendableValueException ex) {
			// its sender is gone; without a loss this and what follows would be holes
			this.outbound.close();
			this.link.close("a queued message cannot be sent: " + ex.getMessage());
			return null;
		}
	}

	@Override
	public void begins() {
		this.collecting = true;
		this.brief = 0;
	}

	@Override
	public boolean packet(String port, Message message, int octets) {
		if (this.ended || !this.collecting) {
			return alone(port, message, octets);
		}
		if (!port.isEmpty()) {
			return this.intake.take(port, message, octets + QueueLevel.OVERHEAD);
		}
		boolean more = this.intake.handOver();
		return alone(port, message, octets) && more;
	}

	@Override
	public boolean ends() {
		this.collecting = false;
		if (this.ended) {
			this.intake.drop();
			return true;
		}
		return this.intake.handOver();
	}

	/** Takes a packet, and collects nothing. Returns whether more may follow. */
	private boolean alone(String port, Message message, int octets) {
		if (this.ended) {
			// a newer connection must not be followed by what came over this one
			return true;
		}
		return port.isEmpty() ? this.nodePort.request(this, message, octets) : deliver(port, message, octets);
	}

	/** Puts a message into a mailbox. Returns whether more may follow now. */
	boolean deliver(String port, Message message, int octets) {
		return this.ports.deliver(port, message, this.backlog.inflow(), octets + QueueLevel.OVERHEAD);
	}

	@Override
	public void closed(String message) {
		this.closed.closed(this, message);
	}

	@Override
	public boolean isSoonToGoOn() {
		return this.pauses.areShort();
	}

	@Override
	public void closing() {
		this.outbound.departures().hurry();
	}

	/** Sends a request to the peer over this connection and no other. */
	void request(Concern concern, Message request) {
		this.outbound.append(concern, request);
	}

	/** The peer sends a large message, or takes one. Returns whether more may follow. */
	boolean parts(NodeRequest.OfParts request) {
		IncomingParts parts = this.parts;
		if (parts == null) {
			throw new IllegalArgumentException("parts of messages were not agreed on");
		}
		try {
			if (request instanceof NodeRequest.Part part) {
				parts.part(part.total(), part.octets());
			}
			else if (request instanceof NodeRequest.PartTaken taken) {
				this.outbound.departures().taken(taken.octets());
			}
			else {
				return parts.end();
			}
			return true;
		}
		catch (IllegalArgumentException ex) {
			// to leave out a part would be a hole
			this.link.close(String.valueOf(ex.getMessage()));
			return false;
		}
	}

	/** The peer monitors a port: one registration, however often it asks. */
	void monitor(String port) {
		if (this.monitors.size() >= this.monitorLimit && !this.monitors.containsKey(port)) {
			// to leave out a monitor would be a hole
			this.link.close("it monitors more than " + this.monitorLimit + " ports");
			return;
		}
		Monitor monitor = new Monitor(this.ports.runtime().outside(), null, true, (reason) -> died(port, reason));
		if (this.monitors.putIfAbsent(port, monitor) == null) {
			this.ports.monitor(port, monitor);
			if (this.ended) {
				unmonitor(port);
			}
		}
	}

	private void died(String port, Reason reason) {
		this.monitors.remove(port);
		Reason sendable = Reasons.sendable(reason, this.nodePort.limits());
		try {
			request(Concern.death(port), Message.of("kil0", port).append(sendable.elements().toArray()));
		}
		catch (UnsendableValueException ex) {
			// the peer has to learn of the death in some way
			this.link.close("a reason cannot be sent: " + ex.getMessage());
		}
	}

	void unmonitor(String port) {
		Guard monitor = this.monitors.remove(port);
		if (monitor != null) {
			monitor.close();
		}
	}

	/** The connection is gone, and with it the peer's interest in ports of this node. */
	void end() {
		this.ended = true;
		this.backlog.close();
		this.monitors.values().forEach(Guard::close);
		this.monitors.clear();
	}

	/**
	 * A global request goes to the control executor. Returns whether more may follow
	 * before it is handled: what waits there is limited.
	 */
	synchronized boolean globalRequested() {
		boolean more = ++this.pending < PENDING_LIMIT;
		if (!more) {
			this.pauses.begin(Pauses.Cause.REQUESTS);
		}
		return more;
	}

	/** Whether the thread of the link may handle one more brief one at once. */
	boolean isSpared() {
		return ++this.brief <= BRIEF_LIMIT;
	}

	/** The control executor has handled one. */
	void globalHandled() {
		NodeRequest.Answered next;
		synchronized (this) {
			this.pending--;
			next = this.waiting;
			if (next == null && this.pending <= PENDING_LIMIT / 2) {
				this.pauses.end(Pauses.Cause.REQUESTS);
			}
			if (next == null || this.pending > 0) {
				return;
			}
			this.waiting = null;
		}
		this.nodePort.answer(this, next, this.waitingOctets);
		this.pauses.end(Pauses.Cause.REQUESTS);
	}

	/** Whether a request with an answer has to wait, and reading with it. */
	synchronized boolean defer(NodeRequest.Answered request, int octets) {
		if (this.pending == 0) {
			return false;
		}
		this.waiting = request;
		this.waitingOctets = octets;
		this.pauses.begin(Pauses.Cause.REQUESTS);
		return true;
	}

	/** What comes in parts goes on like what does not. */
	private final class Assembled implements IncomingParts.Receiver {

		@Override
		public void taken(int octets) {
			LinkSession.this.outbound.append(null, Message.of(NodeRequest.PART_TAKEN, octets));
		}

		@Override
		public boolean whole(String port, Message message, int octets) {
			return alone(port, message, octets);
		}

	}

	/** Is told of the end of a connection, on the thread of the link. */
	@FunctionalInterface
	interface Closed {

		void closed(LinkSession session, String message);

	}

}
