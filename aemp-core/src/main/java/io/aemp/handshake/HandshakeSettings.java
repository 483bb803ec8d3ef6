package io.aemp.handshake;

import java.util.List;
import java.util.Optional;

import io.aemp.FailureDetector;
import io.aemp.NodeConfiguration;
import io.aemp.Secret;

/** What a node needs to know for its handshakes; the same for all of them. */
public final class HandshakeSettings {

	private final String node;

	private final Secret secret;

	private final boolean tls;

	private final List<AuthMethod> offered;

	private final List<AuthMethod> accepted;

	private final List<String> framings;

	private final String heartbeat;

	/**
	 * Takes what is needed out of a configuration.
	 * @param configuration the configuration of the node
	 * @param node its node ID, expanded
	 * @param framings the names of the framings that it understands, best first
	 * @throws io.aemp.InvalidConfigurationException if an authentication method is
	 * unknown
	 */
	public HandshakeSettings(NodeConfiguration configuration, String node, List<String> framings) {
		this.node = node;
		this.secret = configuration.secret();
		this.tls = configuration.tls() != null;
		this.offered = AuthMethod.parse("auth_offer", configuration.authOffer());
		this.accepted = AuthMethod.parse("auth_accept", configuration.authAccept())
			.stream()
			.filter((method) -> method.usable(this.secret, this.tls))
			.toList();
		this.framings = List.copyOf(framings);
		FailureDetector detector = configuration.failureDetector();
		this.heartbeat = detector.enabled() ? String.valueOf(detector.heartbeat().toMillis()) : "";
	}

	String node() {
		return this.node;
	}

	Secret secret() {
		return this.secret;
	}

	boolean tls() {
		return this.tls;
	}

	/** The methods to tell peers: those that could work on some connection. */
	List<String> acceptedNames() {
		return this.accepted.stream().map(AuthMethod::wireName).toList();
	}

	List<String> framings() {
		return this.framings;
	}

	/** How often this node sends something, in milliseconds; empty if it does not. */
	String heartbeat() {
		return this.heartbeat;
	}

	/** The first method of the peer's list by which this node can authenticate itself. */
	Optional<AuthMethod> choose(List<String> peerAccepts, boolean tlsActive) {
		return peerAccepts.stream().flatMap((name) -> find(this.offered, name, tlsActive).stream()).findFirst();
	}

	/** The method that a peer used, if it may. */
	Optional<AuthMethod> accepted(String name, boolean tlsActive) {
		return find(this.accepted, name, tlsActive);
	}

	private Optional<AuthMethod> find(List<AuthMethod> methods, String name, boolean tlsActive) {
		return methods.stream()
			.filter((method) -> method.wireName().equals(name) && method.usable(this.secret, tlsActive))
			.findFirst();
	}

	/** The first framing of a peer's list that this node has too. */
	Optional<String> chooseFraming(List<String> peerUnderstands) {
		return peerUnderstands.stream().filter(this.framings::contains).findFirst();
	}

}
