package io.aemp.node;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

import io.aemp.Reason;
import io.aemp.link.Link;
import io.aemp.link.Transport;
import io.aemp.liveness.FailureDetection;
import io.aemp.outbound.SendQueue;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of connections. There is at most one connection per peer. It is made
 * on demand, and a loss ends it in one step. Runs on the control executor, except where
 * noted.
 * <p>
 * When two nodes dial each other at the same moment, two connections can be established.
 * If both nodes know about arbiters, the node with the greater ID is the arbiter: it
 * sends first on the connection to use, and closes others. The other node sends nothing
 * on a connection until it receives a packet there, and then confirms. So no packet is
 * lost. If one node does not know about arbiters, the newer connection replaces the older
 * one, and monitors fire.
 */
final class Connections implements Transport.LinkAcceptor {

	/** The greeting key of nodes that know about arbiters. */
	static final String ARBITER_KEY = "arbiter";

	/** What monitors here are told while this node is not part of the network. */
	private static final String LEFT = "this node has left the network";

	/** The greeting key that tells processes with the same node ID apart. */
	private static final String INSTANCE_KEY = "instance";

	/** The connections that are up, by node ID. Any thread reads it. */
	private final Map<String, LinkSession> up = new ConcurrentHashMap<>();

	/** The connections that are being made, by node ID. Any thread reads it. */
	private final Map<String, PeerDial> dialling = new ConcurrentHashMap<>();

	private final Executor control;

	private final ConnectionDependencies dependencies;

	private final ConnectionListener listener;

	private final CandidateConnections candidates;

	private final FailureDetection<LinkSession> detection;

	private final ConnectionHandover handover;

	private final IdConflict idConflict;

	private final Traffic traffic = new Traffic();

	/** Whether the node is not part of the network any more. */
	private boolean closed;

	Connections(Executor control, ConnectionDependencies dependencies, ConnectionListener listener) {
		this.control = control;
		this.dependencies = dependencies;
		this.listener = listener;
		this.idConflict = new IdConflict(nodeId(), dependencies.timers(), dependencies.monitorTimeout());
		this.candidates = new CandidateConnections(dependencies, control, this::decided);
		this.detection = new FailureDetection<>(dependencies.failureDetector(), nodeId(), dependencies.timers(),
				control, this::drop);
		this.handover = new ConnectionHandover(dependencies, control,
				(node) -> dialIfDemanded(dependencies.peers().peer(node)));
	}

	/** Judges the greeting of a peer; any thread. */
	@Override
	public Transport.Verdict judge(String node, String instance, long age) {
		if (node.equals(nodeId())) {
			return Transport.Verdict.SELF;
		}
		LinkSession session = this.up.get(node);
		if (session == null) {
			return Transport.Verdict.ACCEPT;
		}
		Transport.Verdict verdict = this.detection.judge(node, age);
		boolean same = session.link().info().keys().getOrDefault(INSTANCE_KEY, "").equals(instance);
		return (verdict == Transport.Verdict.CONNECTED && !same) ? Transport.Verdict.TAKEN : verdict;
	}

	/** A peer that has dialled says that the ID of this node is taken; any thread. */
	@Override
	public void failed(Transport.Failure failure, String node, String message) {
		this.control.execute(() -> this.idConflict.dialled("", failure, message));
	}

	/** Returns what is known of other processes with the ID of this node; any thread. */
	IdConflict idConflict() {
		return this.idConflict;
	}

	/** Takes an authenticated link; any thread. */
	@Override
	public void established(Link link) {
		this.control.execute(() -> accept(link));
	}

	/** Packets for a peer wait for a connection; any thread. */
	void demanded(Peer peer) {
		this.control.execute(() -> dial(peer));
	}

	/** A send queue has exceeded its limit; any thread. */
	void overflowed(Peer peer, SendQueue queue) {
		this.control.execute(() -> lose(peer, queue, "send queue overflow"));
	}

	/** A send queue has crossed a water mark; any thread. */
	void writabilityChanged(Peer peer) {
		this.control.execute(() -> {
			tellWritability(peer);
			// also after a change too short for the listener to see
			if (peer.queue().isWritable()) {
				this.dependencies.global().peerWritable(peer.node());
			}
		});
	}

	private void tellWritability(Peer peer) {
		if (peer.hasChanged()) {
			this.listener.writabilityChanged(peer.node(), peer.queue().isWritable());
		}
	}

	/** Returns the connections that are up; any thread. */
	Collection<LinkSession> sessions() {
		return this.up.values();
	}

	/** Returns the attempts to reach peers; any thread. */
	Collection<PeerDial> attempts() {
		return this.dialling.values();
	}

	/** Returns what all connections have counted; any thread. */
	Traffic traffic() {
		return this.traffic;
	}

	/** Whether a node is connected; any thread. */
	boolean isUp(String node) {
		return this.up.containsKey(node);
	}

	/** Returns the connection to a node, {@code null} if it is not up; any thread. */
	@Nullable LinkSession session(String node) {
		return this.up.get(node);
	}

	/** Returns how long a node has been silent, in nanoseconds; any thread. */
	long silence(String node) {
		return this.detection.silence(node);
	}

	/** Ensures that there is a connection to a node, or an attempt to make one. */
	void connect(String node) {
		if (!node.equals(nodeId())) {
			this.dependencies.peers().peer(node).queue().demand();
		}
	}

	private void dial(Peer peer) {
		String node = peer.node();
		if (this.closed) {
			lose(peer, peer.queue(), LEFT);
		}
		else if (!this.up.containsKey(node) && !this.dialling.containsKey(node) && !this.handover.isAwaited(node)) {
			PeerDial attempt = new PeerDial(peer, this.dependencies, this, this.control);
			this.dialling.put(node, attempt);
			this.dependencies.dialLimiter().begin(attempt);
		}
	}

	/** Gives up an attempt to reach a peer. */
	void unreachable(PeerDial attempt, String message) {
		if (this.dialling.get(attempt.node()) == attempt) {
			lose(attempt.peer(), attempt.peer().queue(), message);
		}
	}

	private void endDial(String node) {
		PeerDial attempt = this.dialling.remove(node);
		if (attempt != null) {
			attempt.end();
			this.dependencies.dialLimiter().end(attempt);
		}
	}

	private void accept(Link link) {
		String node = link.info().node();
		boolean arbitrated = link.info().keys().containsKey(ARBITER_KEY);
		boolean arbiter = nodeId().compareTo(node) > 0;
		if (this.closed) {
			link.close(LEFT);
			return;
		}
		LinkSession overdue = this.detection.overdue(node);
		if (overdue != null) {
			drop(overdue, "replaced by a new connection");
		}
		if (arbitrated && !arbiter) {
			acceptCandidate(link);
		}
		else if (arbitrated && (this.up.containsKey(node) || this.handover.isAwaited(node))) {
			link.close("already connected");
		}
		else if (!arbitrated && isLate(link)) {
			link.close("already connected");
		}
		else {
			replace(link, () -> link.start(promote(link, arbitrated)));
		}
	}

	/**
	 * Whether a connection was made before the present one was heard, and completes its
	 * handshake only now. The peer may have left it, and what it has sent there counts as
	 * lost. Without failure detection nobody knows.
	 */
	private boolean isLate(Link link) {
		String node = link.info().node();
		return this.up.containsKey(node) && this.detection.isKnownToBeOlder(node, link.age());
	}

	/**
	 * The arbiter uses one connection at a time. One that was made before the present one
	 * was heard, and completes its handshake only now, may be one that the arbiter has
	 * left.
	 */
	private void acceptCandidate(Link link) {
		String node = link.info().node();
		if (this.up.containsKey(node) && this.detection.isOlder(node, link.age())) {
			link.close("already connected");
		}
		else {
			this.candidates.add(link);
		}
	}

	/** The arbiter has chosen a connection. */
	private void decided(CandidateConnection candidate) {
		replace(candidate.link(), () -> {
			if (!candidate.isOver()) {
				candidate.use(promote(candidate.link(), false));
			}
		});
	}

	private void replace(Link link, Runnable promotion) {
		LinkSession old = this.up.get(link.info().node());
		if (old != null) {
			end(old, "switched connections");
			old.link().close("switched connections");
		}
		this.handover.succeed(link, promotion);
	}

	private LinkSession promote(Link link, boolean arbiter) {
		String node = link.info().node();
		endDial(node);
		Peer peer = this.dependencies.peers().peer(node);
		LinkSession session = new LinkSession(peer, link, this.dependencies, arbiter, this::closed);
		this.traffic.begin(session);
		session.queue().attach(link, this.dependencies.ports().runtime().background());
		this.up.put(node, session);
		this.detection.begin(session);
		this.listener.up(session);
		return session;
	}

	/** The link thread of a connection has left it; any thread. */
	private void closed(LinkSession session, String message) {
		this.traffic.end(session);
		this.control.execute(() -> {
			end(session, message);
			this.handover.left(session);
			dialIfDemanded(session.peer());
		});
	}

	/** Applies all consequences of a loss: monitors first, then the rest. */
	private void end(LinkSession session, String message) {
		if (this.up.get(session.node()) != session) {
			return;
		}
		session.peer().lose(session.queue(), Reason.transportError(session.node(), message));
		session.end();
		this.up.remove(session.node());
		this.handover.lost(session);
		this.detection.end(session);
		this.listener.down(session.node(), Reason.transportError(session.node(), message));
		tellWritability(session.peer());
		dialIfDemanded(session.peer());
		sweepLater();
	}

	/** Aborts a connection: packets still under way are lost. */
	private void drop(LinkSession session, String message) {
		end(session, message);
		session.link().abort(message);
	}

	private void lose(Peer peer, SendQueue queue, String message) {
		LinkSession session = this.up.get(peer.node());
		if (session != null && session.queue() == queue) {
			end(session, message);
			session.link().close(message);
			return;
		}
		if (queue == peer.queue()) {
			endDial(peer.node());
		}
		peer.lose(queue, Reason.transportError(peer.node(), message));
		tellWritability(peer);
		dialIfDemanded(peer);
		this.dependencies.peers().forget(peer);
		sweepLater();
	}

	/**
	 * Dials for packets queued since the loss, while the peer still counted as connected.
	 */
	private void dialIfDemanded(Peer peer) {
		if (!this.closed && peer.queue().isDemanded()) {
			dial(peer);
		}
	}

	private void sweepLater() {
		if (!this.closed) {
			this.dependencies.peers().sweepLater(this.control, this.dependencies.monitorTimeout());
		}
	}

	/** Closes a connection, if it is up. */
	void disconnect(String node, String message) {
		LinkSession session = this.up.get(node);
		if (session != null) {
			lose(session.peer(), session.queue(), message);
		}
	}

	/** Makes connections again. */
	void open() {
		this.closed = false;
	}

	/**
	 * Makes no connections any more, and closes all after they have sent what is queued.
	 */
	void close() {
		this.closed = true;
		this.dependencies.dialLimiter().clear();
		List.copyOf(this.dialling.values()).forEach((attempt) -> unreachable(attempt, LEFT));
		this.candidates.close(LEFT);
		this.handover.close(LEFT);
		List.copyOf(this.up.values()).forEach((session) -> session.link().close(LEFT));
	}

	/** Ends the connections that have not closed in time. */
	void abandon() {
		List.copyOf(this.up.values()).forEach((session) -> drop(session, LEFT));
	}

	private String nodeId() {
		return this.dependencies.ports().runtime().nodeId();
	}

}
