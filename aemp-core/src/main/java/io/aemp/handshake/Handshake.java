package io.aemp.handshake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import io.aemp.Secret;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/**
 * One side of the handshake of one connection. Both sides do the same. Each sends its
 * greeting and a nonce. If both offer TLS, both start it. Then each proves its identity
 * and names the framing in which it will send.
 * <p>
 * A side that knows several secrets lets the peer prove itself first, and then uses the
 * secret that the peer has used. If both sides know several secrets and say so, the side
 * with the lower nonce proves itself first.
 * <p>
 * A side that knows another process with the node ID of the peer says so when it proves
 * itself, and ends the handshake when the peer has done the same.
 * <p>
 * A line is a text with one character per byte, without its end, because tokens are
 * computed over the bytes as they were sent. Not thread-safe. The handshake has no
 * timeout: the caller ends it if it takes too long.
 */
public final class Handshake {

	/** The maximum length of a line in bytes, without its end. */
	public static final int LINE_LIMIT = 4096;

	private static final int NONCE_BYTES = 66;

	/** The field behind the framing that says: your node ID is taken. */
	private static final String TAKEN = "taken";

	private final HandshakeSettings settings;

	private final Function<String, Optional<Objection>> objection;

	private final StreamGate gate;

	/** Whether this side asks for a stream of bytes. */
	private final boolean askingForStream;

	private final String ownLines;

	private final String ownNonce;

	private State state = State.GREETING;

	private Greeting peer = Greeting.NONE;

	private String peerLines = "";

	private String ownFraming = "";

	private boolean tls;

	/** What the peer is told, before it is refused. */
	private @Nullable Objection told;

	/** The method by which this side will prove itself after the peer. */
	private @Nullable AuthMethod waiting;

	/**
	 * Begins a handshake.
	 * @param settings the settings for all handshakes of the node
	 * @param peerAddress the socket address of the peer, as {@code host:port}
	 * @param random creates the nonce; must be unpredictable
	 * @param objection returns the objection if a peer with this node ID is not wanted
	 * now; called once, when the greeting is complete
	 */
	public Handshake(HandshakeSettings settings, String peerAddress, RandomGenerator random,
			Function<String, Optional<Objection>> objection) {
		this(settings, peerAddress, random, objection, StreamGate.CLOSED);
	}

	/**
	 * Begins a handshake of a side that also takes streams of bytes.
	 * @param settings the settings for all handshakes of the node
	 * @param peerAddress the socket address of the peer, as {@code host:port}
	 * @param random creates the nonce; must be unpredictable
	 * @param objection returns the objection if a peer with this node ID is not wanted
	 * now; called once, when the greeting is complete, unless the peer wants a stream
	 * @param gate decides about streams
	 */
	public Handshake(HandshakeSettings settings, String peerAddress, RandomGenerator random,
			Function<String, Optional<Objection>> objection, StreamGate gate) {
		this(settings, settings.greeting(peerAddress).line(), nonce(random), objection, gate, false);
	}

	/**
	 * Begins a handshake of a side that asks for a stream of bytes.
	 * @param settings the settings for all handshakes of the node
	 * @param peerAddress the socket address of the peer, as {@code host:port}
	 * @param random creates the nonce; must be unpredictable
	 * @param objection returns the objection if a peer with this node ID is not wanted
	 * @param streamId the ID that the peer expects
	 * @return the handshake
	 */
	public static Handshake forStream(HandshakeSettings settings, String peerAddress, RandomGenerator random,
			Function<String, Optional<Objection>> objection, String streamId) {
		return new Handshake(settings, settings.streamGreeting(peerAddress, streamId).line(), nonce(random), objection,
				StreamGate.CLOSED, true);
	}

	Handshake(HandshakeSettings settings, String greeting, String nonce,
			Function<String, Optional<Objection>> objection) {
		this(settings, greeting, nonce, objection, StreamGate.CLOSED, false);
	}

	private Handshake(HandshakeSettings settings, String greeting, String nonce,
			Function<String, Optional<Objection>> objection, StreamGate gate, boolean askingForStream) {
		this.settings = settings;
		this.gate = gate;
		this.askingForStream = askingForStream;
		this.ownLines = greeting + "\n" + nonce + "\n";
		this.ownNonce = nonce;
		this.objection = objection;
	}

	private static String nonce(RandomGenerator random) {
		byte[] bytes = new byte[NONCE_BYTES];
		random.nextBytes(bytes);
		return Base64.getEncoder().encodeToString(bytes);
	}

	/**
	 * Returns what to send first, without waiting for the peer.
	 * @return the greeting
	 */
	public HandshakeStep.Send greeting() {
		return new HandshakeStep.Send(this.ownLines);
	}

	/**
	 * Handles a line of the peer.
	 * @param line the line without its end
	 * @return the steps to perform now, in order; none while more lines are needed
	 * @throws IllegalStateException if the handshake is over
	 */
	public List<HandshakeStep> line(String line) {
		List<HandshakeStep> steps = new ArrayList<>();
		try {
			if (line.length() > LINE_LIMIT) {
				throw new HandshakeRefusedException(HandshakeProblem.PROTOCOL,
						"the peer sends a line of over " + LINE_LIMIT + " bytes");
			}
			this.state = this.state.line(this, line, steps);
		}
		catch (HandshakeRefusedException ex) {
			this.state = State.OVER;
			steps.clear();
			steps.add(ex.step());
		}
		return steps;
	}

	/**
	 * The node ID that the peer claims.
	 * @return the node ID; empty before the greeting has arrived
	 */
	public String claimedNode() {
		return this.peer.node();
	}

	/**
	 * What tells the processes apart that have the node ID of the peer.
	 * @return the value; empty if the peer does not tell, or not yet
	 */
	public String claimedInstance() {
		return this.peer.instance();
	}

	/**
	 * Whether the peer is another process with the ID of this node, and no connection of
	 * this node to itself.
	 * @return whether it has the node ID, and does not greet as this process does
	 */
	public boolean isRival() {
		return !isForStream() && this.peer.node().equals(this.settings.node())
				&& !this.peer.instance().equals(this.settings.instance());
	}

	/**
	 * Whether the connection is to become a stream of bytes.
	 * @return whether this side or the peer asks for one
	 */
	public boolean isForStream() {
		return this.askingForStream || isPeerAskingForStream();
	}

	private boolean isPeerAskingForStream() {
		return this.peer.isForStream() && !this.askingForStream;
	}

	/**
	 * What this node objects to another process with its ID. The process that was there
	 * first refuses the other one and tells it why. A peer that does not say when it has
	 * started was there first if this side has dialled.
	 * @param dialled whether this side has dialled
	 * @return the objection; empty if this process comes second and waits to be told
	 */
	public Optional<Objection> objectionToRival(boolean dialled) {
		String other = this.peer.instance();
		boolean second = other.isEmpty() ? dialled : other.compareTo(this.settings.instance()) < 0;
		return second ? Optional.empty() : Optional.of(Objection.claimed(this.settings.node()));
	}

	private void judgePeer(String nonce) throws HandshakeRefusedException {
		if (nonce.equals(this.ownNonce)) {
			throw new HandshakeRefusedException(HandshakeProblem.ECHO,
					"the peer sends back what this node sent: no node, but an echo");
		}
		Objection objection = isPeerAskingForStream() ? null : this.objection.apply(this.peer.node()).orElse(null);
		if (objection != null && !(objection.told() && !this.peer.instance().isEmpty())) {
			throw new HandshakeRefusedException(objection.problem(), objection.text());
		}
		this.told = objection;
	}

	private List<HandshakeStep> authenticate(String nonce) throws HandshakeRefusedException {
		this.ownFraming = this.settings.chooseFraming(this.peer.framings())
			.orElseThrow(() -> new HandshakeRefusedException(HandshakeProblem.FRAMING,
					"no framing in common: the peer understands " + display(this.peer.framings()) + ", this node "
							+ this.settings.framings()));
		List<HandshakeStep> steps = new ArrayList<>();
		this.tls = this.settings.tls() && this.peer.offersTls();
		if (!this.tls && this.settings.tlsRequired()) {
			throw new HandshakeRefusedException(HandshakeProblem.ADMISSION,
					"the peer offers no TLS, so that no certificate can name its node ID");
		}
		boolean lower = this.ownNonce.compareTo(nonce) < 0;
		if (this.tls) {
			steps.add(new HandshakeStep.StartTls(lower));
		}
		AuthMethod method = this.settings.choose(this.peer.methods(), this.tls)
			.orElseThrow(() -> new HandshakeRefusedException(HandshakeProblem.AUTHENTICATION, cannotAuthenticate()));
		boolean first = lower && this.peer.followsPeer();
		if (method.needsSecret() && this.settings.followsPeer() && !first || waitsForClaim()) {
			this.waiting = method;
		}
		else {
			steps.add(proof(method, this.settings.secret()));
		}
		return steps;
	}

	/**
	 * Whether this side first looks whether it expects the stream, so that the peer does
	 * not take a stream for open that is not. A peer that may wait for this side as well
	 * is not kept waiting.
	 */
	private boolean waitsForClaim() {
		return isPeerAskingForStream() && this.peer.knowsStreams() && !this.peer.followsPeer();
	}

	private HandshakeStep.Send proof(AuthMethod method, Secret secret) {
		String token = token(method, this.ownLines, this.peerLines, secret);
		return new HandshakeStep.Send(String.join(";", method.wireName(), token, this.ownFraming)
				+ ((this.told != null) ? ";" + TAKEN : "") + "\n");
	}

	private String cannotAuthenticate() {
		if (this.tls || !this.settings.secret().isEmpty()) {
			return "no authentication method in common: the peer accepts " + display(this.peer.methods());
		}
		return this.settings.tls() ? "the peer offers no TLS, and without it this node needs a secret, but has none"
				: "this node has neither a secret nor a certificate, and cannot connect without";
	}

	private List<HandshakeStep> verify(String line) throws HandshakeRefusedException {
		String[] fields = line.split(";", -1);
		if (fields.length < 3) {
			throw new HandshakeRefusedException(HandshakeProblem.PROTOCOL, "the peer's authentication is incomplete");
		}
		AuthMethod method = this.settings.accepted(fields[0], this.tls)
			.orElseThrow(() -> new HandshakeRefusedException(HandshakeProblem.AUTHENTICATION,
					"the peer authenticates itself by '" + Values.display(fields[0])
							+ "', which is not accepted here"));
		Secret known = provenBy(method, fields[1])
			.orElseThrow(() -> new HandshakeRefusedException(HandshakeProblem.AUTHENTICATION,
					"the peer fails to authenticate itself by " + method.wireName()
							+ (method.needsSecret() ? ": its secret is another one" : "")));
		checkNotTaken(fields.length > 3 && fields[3].equals(TAKEN));
		if (!this.settings.framings().contains(fields[2])) {
			throw new HandshakeRefusedException(HandshakeProblem.FRAMING,
					"the peer wants to send in framing '" + Values.display(fields[2]) + "', which is not known here");
		}
		if (isPeerAskingForStream()) {
			checkExpected();
		}
		List<HandshakeStep> steps = new ArrayList<>();
		if (this.waiting != null) {
			steps.add(proof(this.waiting, known));
		}
		Objection told = this.told;
		steps.add((told != null) ? new HandshakeStep.Refuse(told.problem(), told.text()) : new HandshakeStep.Up(
				new AuthenticatedPeer(this.peer.node(), fields[2], this.ownFraming, this.tls, this.peer.keys())));
		return steps;
	}

	private void checkExpected() throws HandshakeRefusedException {
		Objection objection = this.gate.claim(this.peer.node(), this.peer.streamId()).orElse(null);
		if (objection != null) {
			throw new HandshakeRefusedException(objection.problem(), objection.text());
		}
	}

	/** Gives up if the peer, which has proven itself, says that the own ID is taken. */
	private void checkNotTaken(boolean said) throws HandshakeRefusedException {
		if (said || (isRival() && this.told == null)) {
			throw new HandshakeRefusedException(HandshakeProblem.ID_TAKEN, isRival()
					? "another process runs as that node"
					: "node '" + this.peer.node() + "' is connected with another process that runs as that node");
		}
	}

	/** Tries all secrets even after one fits, so that the time taken reveals nothing. */
	private Optional<Secret> provenBy(AuthMethod method, String token) {
		List<Secret> secrets = this.settings.secrets();
		Optional<Secret> proven = Optional.empty();
		for (Secret secret : (method.needsSecret() && !secrets.isEmpty()) ? secrets : List.of(this.settings.secret())) {
			boolean same = sameBytes(token, token(method, this.peerLines, this.ownLines, secret));
			proven = same ? Optional.of(secret) : proven;
		}
		return proven;
	}

	private static String token(AuthMethod method, String firstLines, String secondLines, Secret secret) {
		return method.token(bytes(firstLines + secondLines), secret);
	}

	/** Compares in a time that does not depend on the position of a difference. */
	private static boolean sameBytes(String a, String b) {
		return MessageDigest.isEqual(bytes(a), bytes(b));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	private static String display(List<String> names) {
		return Values.display(names);
	}

	/** The states, named after the next line. */
	private enum State {

		GREETING {
			@Override
			State line(Handshake handshake, String line, List<HandshakeStep> steps) throws HandshakeRefusedException {
				handshake.peer = Greeting.parse(line);
				if (handshake.isPeerAskingForStream() && !handshake.gate.isOpen()) {
					throw new HandshakeRefusedException(HandshakeProblem.PROTOCOL, Greeting.unknown(Greeting.STREAM));
				}
				handshake.peerLines = line + "\n";
				if (!handshake.settings.admits(handshake.peer.node())) {
					throw new HandshakeRefusedException(HandshakeProblem.ADMISSION, "node ID '"
							+ Values.display(handshake.peer.node()) + "' is not among those that may connect");
				}
				return NONCE;
			}
		},

		NONCE {
			@Override
			State line(Handshake handshake, String line, List<HandshakeStep> steps) throws HandshakeRefusedException {
				handshake.peerLines += line + "\n";
				handshake.judgePeer(line);
				steps.addAll(handshake.authenticate(line));
				return AUTHENTICATION;
			}
		},

		AUTHENTICATION {
			@Override
			State line(Handshake handshake, String line, List<HandshakeStep> steps) throws HandshakeRefusedException {
				steps.addAll(handshake.verify(line));
				return OVER;
			}
		},

		OVER {
			@Override
			State line(Handshake handshake, String line, List<HandshakeStep> steps) {
				throw new IllegalStateException("The handshake is over");
			}
		};

		abstract State line(Handshake handshake, String line, List<HandshakeStep> steps)
				throws HandshakeRefusedException;

	}

}
