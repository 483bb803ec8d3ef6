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
 * The state machine of connections: at most one per peer, made when somebody has
 * something to send, lost in one step. Except where it says otherwise, everything happens
 * on the control executor.
 * <p>
 * When two nodes dial each other at the same moment, two connections can come to stand.
 * If both nodes know about arbiters, the one with the greater node ID decides: it sends
 * first on the connection that is to be used, and closes others; the other node keeps
 * silent on a connection until it hears something, and says then that it did. So nothing
 * is lost. With nodes that don't, the newer connection replaces the older one, and
 * monitors fire.
 */
final class Connections implements Transport.LinkAcceptor {

	/** Key in the greeting of nodes that know about arbiters. */
	static final String ARBITER_KEY = "arbiter";

	/** The connections that are up. Read by any thread. */
	private final Map<String, LinkSession> up = new ConcurrentHashMap<>();

	/** The connections that are being made. Read by any thread. */
	private final Map<String, PeerDial> dialling = new ConcurrentHashMap<>();

	private final Executor control;

	private final ConnectionDependencies setup;

	private final ConnectionListener listener;

	private final CandidateConnections candidates;

	private final FailureDetection detection;

	private final ConnectionHandover successions;

	private boolean sweeping;

	private boolean closed;

	Connections(Executor control, ConnectionDependencies setup, ConnectionListener listener) {
		this.control = control;
		this.setup = setup;
		this.listener = listener;
		this.candidates = new CandidateConnections(setup, control, this::decided);
		this.detection = new FailureDetection(setup.failureDetector(), nodeId(), setup.timers(), control, this::drop);
		this.successions = new ConnectionHandover(setup, control, (node) -> again(setup.peers().peer(node)));
	}

	/** Judges the greeting of a peer; any thread. */
	@Override
	public Transport.Verdict judge(String node, long age) {
		if (node.equals(nodeId())) {
			return Transport.Verdict.SELF;
		}
		return this.up.containsKey(node) ? this.detection.contest(node, age) : Transport.Verdict.ACCEPT;
	}

	/** Takes an authenticated link; any thread. */
	@Override
	public void established(Link link) {
		this.control.execute(() -> accept(link));
	}

	/** A peer has something to be sent; any thread. */
	void demanded(Peer peer) {
		this.control.execute(() -> dial(peer));
	}

	/** A queue is full; any thread. */
	void overflowed(Peer peer, SendQueue outbound) {
		this.control.execute(() -> lose(peer, outbound, "send queue overflow"));
	}

	/** A queue has become full enough, or empty enough; any thread. */
	void writabilityChanged(Peer peer) {
		this.control.execute(() -> {
			tellWritability(peer);
			// also if it has only been full for a moment, of which nobody is told
			if (peer.outbound().isWritable()) {
				this.setup.global().peerWritable(peer.node());
			}
		});
	}

	private void tellWritability(Peer peer) {
		if (peer.hasChanged()) {
			this.listener.writabilityChanged(peer.node(), peer.outbound().isWritable());
		}
	}

	/** The connections that are up; any thread. */
	Collection<LinkSession> sessions() {
		return this.up.values();
	}

	/** The peers that are dialled; any thread. */
	Collection<PeerDial> attempts() {
		return this.dialling.values();
	}

	/** Whether a node is connected; any thread. */
	boolean isUp(String node) {
		return this.up.containsKey(node);
	}

	/** The connection to a node; any thread. */
	@Nullable LinkSession session(String node) {
		return this.up.get(node);
	}

	/** How long nothing was heard of a node, in nanoseconds; any thread. */
	long silence(String node) {
		return this.detection.silence(node);
	}

	/** Sees to it that there is a connection or an attempt to make one. */
	void connect(String node) {
		if (!node.equals(nodeId())) {
			this.setup.peers().peer(node).outbound().demand();
		}
	}

	private void dial(Peer peer) {
		String node = peer.node();
		if (this.closed) {
			lose(peer, peer.outbound(), "node closed");
		}
		else if (!this.up.containsKey(node) && !this.dialling.containsKey(node) && !this.successions.isAwaited(node)) {
			PeerDial attempt = new PeerDial(peer, this.setup, this, this.control);
			this.dialling.put(node, attempt);
			this.setup.turns().begin(attempt);
		}
	}

	/** An attempt to reach a peer by name is given up. */
	void unreachable(PeerDial attempt, String message) {
		if (this.dialling.get(attempt.node()) == attempt) {
			lose(attempt.peer(), attempt.peer().outbound(), message);
		}
	}

	private void endDialling(String node) {
		PeerDial attempt = this.dialling.remove(node);
		if (attempt != null) {
			attempt.end();
			this.setup.turns().end(attempt);
		}
	}

	private void accept(Link link) {
		String node = link.info().node();
		boolean arbitrated = link.info().keys().containsKey(ARBITER_KEY);
		boolean arbiter = nodeId().compareTo(node) > 0;
		if (this.closed) {
			link.close("node closed");
			return;
		}
		LinkSession overdue = this.detection.overdue(node);
		if (overdue != null) {
			drop(overdue, "replaced by a new connection");
		}
		if (arbitrated && !arbiter) {
			this.candidates.add(link);
		}
		else if (arbitrated && (this.up.containsKey(node) || this.successions.isAwaited(node))) {
			link.close("already connected");
		}
		else {
			replace(link, () -> link.start(promote(link, arbitrated)));
		}
	}

	/** The arbiter has decided for a connection. */
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
		this.successions.succeed(link, promotion);
	}

	private LinkSession promote(Link link, boolean arbiter) {
		String node = link.info().node();
		endDialling(node);
		Peer peer = this.setup.peers().peer(node);
		LinkSession session = new LinkSession(peer, link, this.setup, arbiter, this::closed);
		session.outbound().attach(link, this.setup.ports().runtime().background());
		this.up.put(node, session);
		this.detection.begin(session);
		this.listener.up(session);
		return session;
	}

	/** The thread of a connection has left it; any thread. */
	private void closed(LinkSession session, String message) {
		this.control.execute(() -> {
			end(session, message);
			this.successions.left(session);
			again(session.peer());
		});
	}

	/** All consequences of a loss: monitors first, then the rest. */
	private void end(LinkSession session, String message) {
		if (this.up.get(session.node()) != session) {
			return;
		}
		session.peer().lose(session.outbound(), Reason.transportError(session.node(), message));
		session.end();
		this.up.remove(session.node());
		this.successions.lost(session);
		this.detection.end(session);
		this.listener.down(session.node(), Reason.transportError(session.node(), message));
		tellWritability(session.peer());
		again(session.peer());
		sweepLater();
	}

	/** A connection is of no use any more: whatever is still on its way is lost. */
	private void drop(LinkSession session, String message) {
		end(session, message);
		session.link().abort(message);
	}

	private void lose(Peer peer, SendQueue outbound, String message) {
		LinkSession session = this.up.get(peer.node());
		if (session != null && session.outbound() == outbound) {
			end(session, message);
			session.link().close(message);
			return;
		}
		if (outbound == peer.outbound()) {
			endDialling(peer.node());
		}
		peer.lose(outbound, Reason.transportError(peer.node(), message));
		tellWritability(peer);
		again(peer);
		this.setup.peers().forget(peer);
		sweepLater();
	}

	/** What was demanded since the loss, while the peer still counted as connected. */
	private void again(Peer peer) {
		if (!this.closed && peer.outbound().isDemanded()) {
			dial(peer);
		}
	}

	private void sweepLater() {
		if (!this.sweeping && !this.closed) {
			this.sweeping = true;
			this.setup.timers().schedule(this.setup.monitorTimeout(), () -> this.control.execute(() -> {
				this.sweeping = false;
				this.setup.peers().sweep();
			}));
		}
	}

	/** Closes all connections, after what is queued has been sent. */
	void close() {
		this.closed = true;
		this.setup.turns().close();
		List.copyOf(this.dialling.values()).forEach((attempt) -> unreachable(attempt, "node closed"));
		this.candidates.close("node closed");
		this.successions.close("node closed");
		for (LinkSession session : List.copyOf(this.up.values())) {
			session.link().close("node closed");
		}
	}

	private String nodeId() {
		return this.setup.ports().runtime().nodeId();
	}

}
