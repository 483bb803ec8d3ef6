package io.aemp.node;

import java.nio.ByteBuffer;
import java.time.Instant;

import io.aemp.Message;
import io.aemp.link.Link;
import io.aemp.liveness.FailureDetection;
import io.aemp.outbound.HeadersRequest;
import io.aemp.outbound.PartsAgreement;
import io.aemp.outbound.QueueLevel;
import io.aemp.outbound.SendQueue;
import io.aemp.port.DeliveryBatcher;
import io.aemp.port.PortTable;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a peer while it is up, and the packets that flow over it. The thread
 * of the link takes packets in order, and no other thread hands messages over to ports.
 * What must wait does so while the link does not read. Requests of the global protocol go
 * to the control executor.
 */
final class LinkSession implements Link.Traffic, FailureDetection.Connection {

	/** How many global requests of one batch the thread of the link may handle itself. */
	private static final int BRIEF_LIMIT = 64;

	private final Peer peer;

	private final SendQueue queue;

	private final Link link;

	private final NodePort nodePort;

	private final PortTable ports;

	private final InboundMonitors monitors;

	private final ReadPauses pauses;

	private final PendingRequests pending;

	private final MailboxBackpressure backpressure;

	private final DeliveryBatcher batcher;

	private final @Nullable PartsReassembly parts;

	private final Closed closed;

	private final Instant since;

	/**
	 * Whether this node counts the connection as lost, although the link may still read.
	 */
	private volatile boolean ended;

	/** Whether more packets of the same batch follow; only for the link thread. */
	private boolean collecting;

	/** How many brief global requests this batch had; only for the link thread. */
	private int brief;

	/** How many packets have arrived; only the link thread counts them. */
	private long received;

	private final boolean arbitrated;

	private final boolean arbiter;

	/**
	 * An empty packet that tells the peer that this side uses the connection. The arbiter
	 * sends it first; the other side sends it only if no other packet is queued.
	 */
	private byte @Nullable [] confirmation;

	LinkSession(Peer peer, Link link, ConnectionDependencies dependencies, boolean arbiter, Closed closed) {
		this.peer = peer;
		this.queue = peer.queue();
		this.link = link;
		this.nodePort = dependencies.nodePort();
		this.ports = dependencies.ports();
		this.monitors = new InboundMonitors(this.ports, this.queue, link, dependencies.limits().monitors(),
				dependencies.peers().limits());
		this.pauses = new ReadPauses(link);
		this.pending = new PendingRequests(this.pauses, (request, bytes) -> this.nodePort.answer(this, request, bytes));
		this.backpressure = new MailboxBackpressure(peer.node(), this.ports, this.pauses, dependencies.flowControl());
		this.batcher = new DeliveryBatcher(this.ports, this.backpressure.window());
		this.parts = PartsAgreement.of(link.info().keys(), 0).isAgreed() ? new PartsReassembly(link, this.pauses,
				this.ports.runtime().background(), dependencies.limits().packetSize(), new Assembled()) : null;
		this.closed = closed;
		this.since = dependencies.timers().now();
		this.arbiter = arbiter;
		this.arbitrated = link.info().keys().containsKey(Connections.ARBITER_KEY);
		this.confirmation = this.arbitrated ? link.encode("", Message.of()) : null;
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

	/** How many packets have arrived. A look from any thread, which may lag behind. */
	long received() {
		return this.received;
	}

	/** Returns the monitors of the peer on ports of this node. */
	InboundMonitors monitors() {
		return this.monitors;
	}

	/** Returns the requests that wait for the control executor. */
	PendingRequests pending() {
		return this.pending;
	}

	@Override
	public @Nullable ByteBuffer next() {
		byte[] confirmation = this.confirmation;
		this.confirmation = null;
		ByteBuffer packets = (confirmation != null && this.arbiter) ? null : this.queue.next();
		return (confirmation != null && packets == null) ? ByteBuffer.wrap(confirmation) : packets;
	}

	@Override
	public boolean resumes() {
		if (this.pauses.isPaused()) {
			// a new cause has paused reading; its end resumes it
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
		this.received++;
		return take(port, message, bytes, this.collecting);
	}

	@Override
	public boolean ends() {
		this.collecting = false;
		if (this.ended) {
			this.batcher.drop();
			return true;
		}
		return this.batcher.handOver();
	}

	/**
	 * Takes a packet.
	 * @param batched whether its message may wait for others of the same batch
	 * @return whether more may follow
	 */
	private boolean take(String port, Message message, int bytes, boolean batched) {
		if (this.ended) {
			// packets of this connection must not follow those of a newer one
			return true;
		}
		if (!port.isEmpty() || !HeadersRequest.is(message)) {
			return takeOpened(port, message, bytes, batched);
		}
		HeadersRequest request = this.nodePort.withHeaders(node(), message);
		return request == null || takeOpened(request.port(), request.message(), bytes, batched);
	}

	private boolean takeOpened(String port, Message message, int bytes, boolean batched) {
		if (!port.isEmpty()) {
			return batched ? this.batcher.take(port, message, bytes + QueueLevel.OVERHEAD)
					: deliver(port, message, bytes);
		}
		boolean more = !batched || this.batcher.handOver();
		return this.ended || (this.nodePort.request(this, message, bytes) && more);
	}

	/** Puts a message into a mailbox. Returns whether more may follow. */
	boolean deliver(String port, Message message, int bytes) {
		return this.ports.deliver(port, message, this.backpressure.window(), bytes + QueueLevel.OVERHEAD);
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
	 * Sends a request of the global protocol to the peer, over this connection only. It
	 * is sent whole and waits for no large message, because other nodes wait for its
	 * news.
	 */
	void request(Message request) {
		this.queue.append(null, request);
	}

	/**
	 * Handles a request about a large message, sent or received. Returns whether more may
	 * follow.
	 */
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
			// a skipped part would be an unreported loss
			this.link.drain(String.valueOf(ex.getMessage()));
			return false;
		}
	}

	/** Ends the monitors of the peer, because the connection is lost. */
	void end() {
		this.ended = true;
		this.backpressure.close();
		this.monitors.end();
	}

	/**
	 * Counts a brief global request. Returns whether the link thread may handle it
	 * itself.
	 */
	boolean countBrief() {
		return ++this.brief <= BRIEF_LIMIT;
	}

	/** Handles a message received in parts like one received whole. */
	private final class Assembled implements PartsReassembly.Receiver {

		@Override
		public void taken(int bytes) {
			LinkSession.this.queue.append(null, PartsAgreement.taken(bytes));
		}

		@Override
		public boolean whole(String port, Message message, int bytes) {
			return take(port, message, bytes, false);
		}

	}

	/** Receives the end of a connection, on the thread of the link. */
	@FunctionalInterface
	interface Closed {

		void closed(LinkSession session, String message);

	}

}
