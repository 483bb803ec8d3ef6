package io.aemp.node;

import java.nio.ByteBuffer;
import java.time.Instant;

import io.aemp.Message;
import io.aemp.link.Link;
import io.aemp.liveness.FailureDetection;
import io.aemp.outbound.PartRequests;
import io.aemp.outbound.PartsAgreement;
import io.aemp.outbound.QueueLevel;
import io.aemp.outbound.SendQueue;
import io.aemp.port.DeliveryBatcher;
import io.aemp.port.PortTable;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a peer while it is up, and what flows over it. Packets are taken on
 * the thread of the link, in order, and nothing else hands anything over to ports: what
 * has to wait does so while the link does not read. Requests of the global protocol go on
 * to the control executor.
 */
final class LinkSession implements Link.Traffic, FailureDetection.Connection {

	/** How many global requests it handles in one go on its thread, which has others. */
	private static final int BRIEF_LIMIT = 64;

	private final Peer peer;

	private final SendQueue queue;

	private final Link link;

	private final NodePort nodePort;

	private final PortTable ports;

	private final InboundMonitors monitors;

	private final ReadPauses pauses;

	private final PendingRequests pending;

	private final MailboxBackpressure backlog;

	private final DeliveryBatcher intake;

	private final @Nullable PartsReassembly parts;

	private final Closed closed;

	private final Instant since;

	/** Whether the connection is lost for this node, though the link may still read. */
	private volatile boolean ended;

	/** Whether more packets are about to come from the same go; the link's. */
	private boolean collecting;

	/** How many brief global requests came in this go; the link's. */
	private int brief;

	private final boolean arbitrated;

	private final boolean arbiter;

	/**
	 * Sent first, to tell the other side that this side uses this connection. Whoever is
	 * not the arbiter sends it only if there is nothing else to be sent.
	 */
	private byte @Nullable [] go;

	LinkSession(Peer peer, Link link, ConnectionDependencies setup, boolean arbiter, Closed closed) {
		this.peer = peer;
		this.queue = peer.queue();
		this.link = link;
		this.nodePort = setup.nodePort();
		this.ports = setup.ports();
		this.monitors = new InboundMonitors(this.ports, this.queue, link, setup.limits().monitors(),
				setup.peers().limits());
		this.pauses = new ReadPauses(link);
		this.pending = new PendingRequests(this.pauses, (request, bytes) -> this.nodePort.answer(this, request, bytes));
		this.backlog = new MailboxBackpressure(peer.node(), this.ports, this.pauses, setup.flowControl());
		this.intake = new DeliveryBatcher(this.ports, this.backlog.inflow());
		this.parts = PartsAgreement.of(link.info().keys(), 0).isAgreed() ? new PartsReassembly(link, this.pauses,
				this.ports.runtime().background(), setup.limits().packetSize(), new Assembled()) : null;
		this.closed = closed;
		this.since = setup.timers().now();
		this.arbiter = arbiter;
		this.arbitrated = link.info().keys().containsKey(Connections.ARBITER_KEY);
		this.go = this.arbitrated ? link.encode("", Message.of()) : null;
	}

	Peer peer() {
		return this.peer;
	}

	@Override
	public String node() {
		return this.peer.node();
	}

	@Override
	public SendQueue queue() {
		return this.queue;
	}

	@Override
	public Link link() {
		return this.link;
	}

	@Override
	public boolean isArbitrated() {
		return this.arbitrated;
	}

	Instant since() {
		return this.since;
	}

	/** What the peer monitors here. */
	InboundMonitors monitors() {
		return this.monitors;
	}

	/** What the control executor has to do for the peer. */
	PendingRequests pending() {
		return this.pending;
	}

	@Override
	public @Nullable ByteBuffer next() {
		byte[] go = this.go;
		this.go = null;
		ByteBuffer packets = (go != null && this.arbiter) ? null : this.queue.next();
		return (go != null && packets == null) ? ByteBuffer.wrap(go) : packets;
	}

	@Override
	public boolean resumes() {
		if (this.pauses.isPaused()) {
			// a cause came meanwhile; its end goes on
			return false;
		}
		return this.ended || (this.pending.resumes() && (this.parts == null || this.parts.resumes()));
	}

	@Override
	public void begins() {
		this.collecting = true;
		this.brief = 0;
	}

	@Override
	public boolean packet(String port, Message message, int bytes) {
		if (this.ended || !this.collecting) {
			return alone(port, message, bytes);
		}
		if (!port.isEmpty()) {
			return this.intake.take(port, message, bytes + QueueLevel.OVERHEAD);
		}
		boolean more = this.intake.handOver();
		return alone(port, message, bytes) && more;
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
	private boolean alone(String port, Message message, int bytes) {
		if (this.ended) {
			// a newer connection must not be followed by what came over this one
			return true;
		}
		return port.isEmpty() ? this.nodePort.request(this, message, bytes) : deliver(port, message, bytes);
	}

	/** Puts a message into a mailbox. Returns whether more may follow now. */
	boolean deliver(String port, Message message, int bytes) {
		return this.ports.deliver(port, message, this.backlog.inflow(), bytes + QueueLevel.OVERHEAD);
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
		this.queue.hurry();
	}

	/**
	 * Sends a request of the global protocol to the peer, over this connection and no
	 * other. It goes as a whole and waits for no large message: others wait to be told.
	 */
	void request(Message request) {
		this.queue.append(null, request);
	}

	/** The peer sends a large message, or takes one. Returns whether more may follow. */
	boolean parts(NodeRequest.OfParts request) {
		PartsReassembly parts = this.parts;
		if (parts == null) {
			throw new IllegalArgumentException("parts of messages were not agreed on");
		}
		try {
			if (request instanceof NodeRequest.Part part) {
				parts.part(part.total(), part.bytes());
			}
			else if (request instanceof NodeRequest.PartTaken taken) {
				this.queue.taken(taken.bytes());
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

	/** The connection is gone, and with it the peer's interest in ports of this node. */
	void end() {
		this.ended = true;
		this.backlog.close();
		this.monitors.end();
	}

	/**
	 * Whether the thread of the link may handle one more brief global request at once.
	 */
	boolean isSpared() {
		return ++this.brief <= BRIEF_LIMIT;
	}

	/** What comes in parts goes on like what does not. */
	private final class Assembled implements PartsReassembly.Receiver {

		@Override
		public void taken(int bytes) {
			LinkSession.this.queue.append(null, PartRequests.taken(bytes));
		}

		@Override
		public boolean whole(String port, Message message, int bytes) {
			return alone(port, message, bytes);
		}

	}

	/** Is told of the end of a connection, on the thread of the link. */
	@FunctionalInterface
	interface Closed {

		void closed(LinkSession session, String message);

	}

}
