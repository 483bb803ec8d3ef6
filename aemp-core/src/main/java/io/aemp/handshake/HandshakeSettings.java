package io.aemp.handshake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.aemp.Credentials;
import io.aemp.FailureDetector;
import io.aemp.InvalidConfigurationException;
import io.aemp.NodeConfiguration;
import io.aemp.Secret;

/**
 * What a node needs to know for its handshakes; the same for all of them, until its
 * credentials change.
 */
public final class HandshakeSettings {

	private static final String PROVIDER = "aemp-"
			+ Optional.ofNullable(HandshakeSettings.class.getPackage().getImplementationVersion())
				.orElse("development");

	private final String provider;

	private final String node;

	private final Credentials credentials;

	private final List<AuthMethod> offered;

	private final List<AuthMethod> accepted;

	private final List<String> framings;

	private final List<NodePattern> admitted;

	private final boolean tlsRequired;

	/** How often this node sends something, in milliseconds; empty if it does not. */
	private final String heartbeat;

	/** The bytes of the largest packet that this node takes. */
	private final int packetSize;

	/**
	 * Takes what is needed out of a configuration.
	 * @param configuration the configuration of the node
	 * @param node its node ID, expanded
	 * @param framings the names of the framings that it understands, best first
	 * @throws InvalidConfigurationException if an authentication method is unknown, or
	 * what is to be admitted cannot be
	 */
	public HandshakeSettings(NodeConfiguration configuration, String node, List<String> framings) {
		this(configuration, node, framings, PROVIDER);
	}

	/**
	 * Takes what is needed out of a configuration.
	 * @param configuration the configuration of the node
	 * @param node its node ID, expanded
	 * @param framings the names of the framings that it understands, best first
	 * @param provider what the node says it runs on; usually that is the version of this
	 * library, as far as its packaging tells
	 * @throws InvalidConfigurationException if an authentication method is unknown, or
	 * what is to be admitted cannot be
	 */
	public HandshakeSettings(NodeConfiguration configuration, String node, List<String> framings, String provider) {
		this.provider = provider;
		this.node = node;
		this.credentials = configuration.credentials();
		this.offered = AuthMethod.parse("auth_offer", configuration.authOffer());
		this.accepted = AuthMethod.parse("auth_accept", configuration.authAccept());
		this.framings = List.copyOf(framings);
		FailureDetector detector = configuration.failureDetector();
		this.heartbeat = detector.enabled() ? String.valueOf(detector.heartbeat().toMillis()) : "";
		this.packetSize = configuration.limits().packetSize();
		this.admitted = configuration.admission().nodes().stream().map(NodePattern::new).toList();
		this.tlsRequired = configuration.admission().certificateNamesNode();
		checkTls();
	}

	private HandshakeSettings(HandshakeSettings settings, Credentials credentials) {
		this.provider = settings.provider;
		this.node = settings.node;
		this.credentials = credentials;
		this.offered = settings.offered;
		this.accepted = settings.accepted;
		this.framings = settings.framings;
		this.admitted = settings.admitted;
		this.tlsRequired = settings.tlsRequired;
		this.heartbeat = settings.heartbeat;
		this.packetSize = settings.packetSize;
		checkTls();
	}

	private void checkTls() {
		if (this.tlsRequired && !tls()) {
			throw new InvalidConfigurationException("admission.certificate_names_node",
					"Certificates are to name nodes, but this node has none, and could connect to nobody.",
					"Give it a key and a certificate, or do without the rule.");
		}
	}

	/**
	 * Checks that this node can prove itself, and others to it, by at least one method.
	 * @throws InvalidConfigurationException if not
	 */
	public void requireUsableMethods() {
		requireUsable("auth_offer", this.offered);
		requireUsable("auth_accept", this.accepted);
	}

	private void requireUsable(String setting, List<AuthMethod> methods) {
		if (usableNames(methods).isEmpty()) {
			throw new InvalidConfigurationException(setting,
					methods.stream().map(AuthMethod::wireName).toList() + " needs what this node does not have: "
							+ (tls() ? "a secret." : "a certificate."),
					tls() ? "Give it a secret, or add tls_sha3_512." : "Give it a certificate, or add hmac_sha3_512.");
		}
	}

	/**
	 * The same with other credentials.
	 * @param credentials secrets and TLS identity
	 * @return the settings
	 * @throws InvalidConfigurationException if they are of no use with these settings
	 */
	public HandshakeSettings with(Credentials credentials) {
		return new HandshakeSettings(this, credentials);
	}

	/**
	 * By what this node and its peers prove who they are.
	 * @return the credentials
	 */
	public Credentials credentials() {
		return this.credentials;
	}

	/**
	 * What this node tells a peer of itself. Five keys are this implementation's own. By
	 * the arbiter key, nodes agree on one of two connections that were made at the same
	 * moment. The heartbeat key tells how often this node sends something at least, in
	 * milliseconds; the one about parts, how large packets may be, and that large
	 * messages may come in parts; the one about portions, that those of databases are put
	 * together. The last one says that this side waits for the peer to prove itself.
	 */
	Greeting greeting(String peerAddress) {
		Map<String, String> keys = new LinkedHashMap<>();
		keys.put("provider", this.provider);
		keys.put("peeraddr", peerAddress);
		if (tls()) {
			keys.put("tls", "1.0");
		}
		keys.put("mproto", "1");
		keys.put("gproto", "1");
		keys.put("arbiter", "1");
		keys.put("portions", "1");
		if (!this.heartbeat.isEmpty()) {
			keys.put("heartbeat", this.heartbeat);
		}
		keys.put("parts", String.valueOf(this.packetSize));
		if (followsPeer()) {
			keys.put(Greeting.FOLLOWS_KEY, "1");
		}
		return new Greeting(this.node, acceptedNames(), this.framings, keys);
	}

	/** The secret by which this node proves itself, if the peer does not decide that. */
	Secret secret() {
		return this.credentials.secret();
	}

	/** All secrets by which a peer may prove itself. */
	List<Secret> secrets() {
		return this.credentials.secrets();
	}

	/** Whether this node knows several secrets, and uses the one that its peer knows. */
	boolean followsPeer() {
		return this.credentials.secrets().size() > 1;
	}

	boolean tls() {
		return this.credentials.tls() != null;
	}

	boolean tlsRequired() {
		return this.tlsRequired;
	}

	/** Whether a node may connect; this node itself has to be recognised, at least. */
	boolean admits(String peer) {
		return this.admitted.isEmpty() || peer.equals(this.node)
				|| this.admitted.stream().anyMatch((pattern) -> pattern.matches(peer));
	}

	/** The methods to tell peers: those that could work on some connection. */
	private List<String> acceptedNames() {
		return usableNames(this.accepted);
	}

	private List<String> usableNames(List<AuthMethod> methods) {
		return methods.stream()
			.filter((method) -> method.usable(!secrets().isEmpty(), tls()))
			.map(AuthMethod::wireName)
			.toList();
	}

	List<String> framings() {
		return this.framings;
	}

	/** The first method of the peer's list by which this node can authenticate itself. */
	Optional<AuthMethod> choose(List<String> peerAccepts, boolean tlsActive) {
		return peerAccepts.stream()
			.flatMap((name) -> find(this.offered, name, !secret().isEmpty(), tlsActive).stream())
			.findFirst();
	}

	/** The method that a peer used, if it may. */
	Optional<AuthMethod> accepted(String name, boolean tlsActive) {
		return find(this.accepted, name, !secrets().isEmpty(), tlsActive);
	}

	private static Optional<AuthMethod> find(List<AuthMethod> methods, String name, boolean secret, boolean tlsActive) {
		return methods.stream()
			.filter((method) -> method.wireName().equals(name) && method.usable(secret, tlsActive))
			.findFirst();
	}

	/** The first framing of a peer's list that this node has too. */
	Optional<String> chooseFraming(List<String> peerUnderstands) {
		return peerUnderstands.stream().filter(this.framings::contains).findFirst();
	}

}
