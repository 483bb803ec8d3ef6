package io.aemp.simulation;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.aemp.handshake.AuthenticatedPeer;
import io.aemp.handshake.Handshake;
import io.aemp.handshake.HandshakeProblem;
import io.aemp.handshake.HandshakeStep;
import io.aemp.handshake.Objection;
import io.aemp.link.Link;
import io.aemp.link.Transport.Failure;
import io.aemp.link.Transport.LinkAcceptor;
import io.aemp.link.Transport.Verdict;

/**
 * Runs the handshake of one connection. When the peer is authenticated, a
 * {@link SimulatedLink} takes over the socket. TLS goes without encryption.
 */
final class Handshaker implements SimulatedSocket.Handler {

	/** What nodes agree on beyond AEMP, once they are connected. */
	private static final Set<String> EXTENSIONS = Set.of("arbiter", "heartbeat", "parts", "portions", "replies");

	private final ByteQueue bytes = new ByteQueue();

	private final SimulatedSocket socket;

	private final LinkSettings settings;

	private final SerialExecutor loop;

	private final boolean dialled;

	private final LinkAcceptor owner;

	private final Handshake handshake;

	private final World.Event timeout;

	/** When the socket was connected. */
	private final long connected;

	private Verdict verdict = Verdict.ACCEPT;

	private boolean over;

	private boolean judged;

	/** Whether nothing is to be done before the peer is judged again. */
	private boolean held;

	Handshaker(SimulatedSocket socket, LinkSettings settings, SerialExecutor loop, boolean dialled, long nanosLeft,
			LinkAcceptor owner) {
		this.socket = socket;
		this.settings = settings;
		this.loop = loop;
		this.dialled = dialled;
		this.owner = owner;
		this.connected = socket.process().world().now();
		this.handshake = new Handshake(settings.handshake(), socket.peerAddress(), settings.random(), this::objection);
		this.timeout = socket.process()
			.after(nanosLeft,
					() -> loop.execute(() -> refuse(HandshakeProblem.TIMEOUT, "the handshake takes too long")));
	}

	private Optional<Objection> objection(String node) {
		if (this.handshake.isRival()) {
			return this.handshake.objectionToRival(this.dialled);
		}
		this.verdict = judge(node);
		return switch (this.verdict) {
			case ACCEPT -> Optional.empty();
			case SELF -> Optional.of(Objection.unwanted("I refuse to talk to myself"));
			case CONNECTED, UNDECIDED -> Optional.of(Objection.unwanted("there is a connection to this node already"));
			case TAKEN -> Optional.of(Objection.taken());
		};
	}

	private Verdict judge(String node) {
		return this.owner.judge(node, this.handshake.claimedInstance(),
				this.socket.process().world().now() - this.connected);
	}

	void start() {
		this.socket.attach(this.loop, this);
		this.socket.read(true);
		send(this.handshake.greeting());
	}

	private void send(HandshakeStep.Send send) {
		byte[] bytes = send.lines().getBytes(StandardCharsets.ISO_8859_1);
		this.socket.write(bytes);
		this.socket.host().sent(0, bytes.length);
	}

	@Override
	public void read(byte[] bytes) {
		this.bytes.add(bytes);
		proceed();
	}

	private void proceed() {
		while (!this.over && !isHeld()) {
			int end = this.bytes.indexOf((byte) '\n');
			if (end < 0) {
				return;
			}
			String line = new String(this.bytes.take(end + 1), StandardCharsets.ISO_8859_1);
			perform(this.handshake.line(line.substring(0, end)));
		}
	}

	/** Whether the handshake has to wait, because the peer seems to be connected. */
	private boolean isHeld() {
		if (this.held || this.judged || this.handshake.claimedNode().isEmpty() || this.handshake.isRival()) {
			return this.held;
		}
		this.held = judge(this.handshake.claimedNode()) == Verdict.UNDECIDED;
		this.judged = !this.held;
		this.socket.read(this.judged);
		if (this.held) {
			this.socket.process().after(Verdict.RETRY_DELAY.toNanos(), () -> this.loop.execute(() -> {
				this.held = false;
				proceed();
			}));
		}
		return this.held;
	}

	private void perform(List<HandshakeStep> steps) {
		for (HandshakeStep step : steps) {
			if (step instanceof HandshakeStep.Send send) {
				send(send);
			}
			else if (step instanceof HandshakeStep.Up up) {
				up(up.peer());
			}
			else if (step instanceof HandshakeStep.Refuse refuse) {
				refuse(refuse.problem(), refuse.text());
			}
		}
	}

	private void up(AuthenticatedPeer peer) {
		finish();
		this.socket.read(false);
		Link.Info info = new Link.Info(peer.node(), this.socket.peerAddress(), this.dialled, peer.framing(),
				peer.ownFraming(), peer.tls(), null, agreedKeys(peer));
		SimulatedLink link = new SimulatedLink(this.socket, this.loop, info, this.settings, this.bytes, this.connected);
		this.socket.attach(this.loop, link);
		this.owner.established(link);
	}

	/**
	 * What the peer has offered. A plain node does not understand it; that the other one
	 * does not offer it is as good as that.
	 */
	private Map<String, String> agreedKeys(AuthenticatedPeer peer) {
		Map<String, String> keys = new LinkedHashMap<>(peer.keys());
		if (this.socket.host().isPlain() || this.socket.peer().host().isPlain()) {
			keys.keySet().removeAll(EXTENSIONS);
		}
		return keys;
	}

	private void refuse(HandshakeProblem problem, String text) {
		if (this.over) {
			return;
		}
		if (problem != HandshakeProblem.UNWANTED && problem != HandshakeProblem.ID_TAKEN) {
			this.settings.observer().connectionRefused(this.socket.peerAddress(), text);
		}
		fail(switch (problem) {
			case UNWANTED -> (this.verdict == Verdict.SELF) ? Failure.SELF : Failure.CONNECTED;
			case ID_TAKEN -> Failure.ID_TAKEN;
			case TIMEOUT, OVERLOAD -> Failure.UNREACHABLE;
			default -> Failure.REFUSED;
		}, text);
	}

	private void fail(Failure failure, String text) {
		if (!this.over) {
			finish();
			this.socket.close();
			this.owner.failed(failure, this.handshake.claimedNode(), text);
		}
	}

	private void finish() {
		this.over = true;
		this.timeout.cancel();
	}

	@Override
	public void writable() {
		// greetings are short
	}

	@Override
	public void ended(String message) {
		fail(Failure.UNREACHABLE, message);
	}

}
