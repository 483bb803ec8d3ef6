package io.aemp.handshake;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.aemp.Credentials;
import io.aemp.FailureDetector;
import io.aemp.InvalidConfigurationException;
import io.aemp.NodeConfiguration;
import io.aemp.Secret;

/**
 * The settings for all handshakes of a node. Immutable: other credentials need new
 * settings, see {@link #with}.
 */
public final class HandshakeSettings {

	private static final String PROVIDER = "aemp-"
			+ Optional.ofNullable(HandshakeSettings.class.getPackage().getImplementationVersion())
				.orElse("development");

	private final String provider;

	private final String instance;

	private final String node;

	private final Credentials credentials;

	private final List<AuthMethod> offered;

	private final List<AuthMethod> accepted;

	private final List<String> framings;

	private final List<NodePattern> admitted;

	private final boolean tlsRequired;

	/**
	 * The longest time between sends of this node, in milliseconds; empty without
	 * heartbeats.
	 */
	private final String heartbeat;

	/** The largest packet that this node takes, in bytes. */
	private final int packetSize;

	/** What the application tells in addition. */
	private final Map<String, String> extraKeys;

	/**
	 * Takes the settings from a configuration.
	 * @param configuration the configuration of the node
	 * @param node the node ID, expanded
	 * @param framings the names of the framings that the node understands, best first
	 * @throws InvalidConfigurationException if an authentication method is unknown, or a
	 * rule of admission is invalid
	 */
	public HandshakeSettings(NodeConfiguration configuration, String node, List<String> framings) {
		this(configuration, node, framings, PROVIDER, "");
	}

	/**
	 * Takes the settings from a configuration.
	 * @param configuration the configuration of the node
	 * @param node the node ID, expanded
	 * @param framings the names of the framings that the node understands, best first
	 * @param instance tells this process from others with the same node ID, see
	 * {@link #instance}; empty to leave it out
	 * @return the settings
	 * @throws InvalidConfigurationException if an authentication method is unknown, or a
	 * rule of admission is invalid
	 */
	public static HandshakeSettings of(NodeConfiguration configuration, String node, List<String> framings,
			String instance) {
		return new HandshakeSettings(configuration, node, framings, PROVIDER, instance);
	}

	/**
	 * Takes the settings from a configuration.
	 * @param configuration the configuration of the node
	 * @param node the node ID, expanded
	 * @param framings the names of the framings that the node understands, best first
	 * @param provider the software that the greeting names; usually the version of this
	 * library, if its packaging tells it
	 * @param instance tells this process from others with the same node ID, see
	 * {@link #instance}; empty to leave it out
	 * @throws InvalidConfigurationException if an authentication method is unknown, or a
	 * rule of admission is invalid
	 */
	public HandshakeSettings(NodeConfiguration configuration, String node, List<String> framings, String provider,
			String instance) {
		this.provider = provider;
		this.instance = instance;
		this.node = node;
		this.credentials = configuration.credentials();
		this.offered = AuthMethod.parse("auth_offer", configuration.authOffer());
		this.accepted = AuthMethod.parse("auth_accept", configuration.authAccept());
		this.framings = List.copyOf(framings);
		FailureDetector detector = configuration.failureDetector();
		this.heartbeat = detector.enabled() ? String.valueOf(detector.heartbeat().toMillis()) : "";
		this.packetSize = configuration.limits().packetSize();
		this.extraKeys = configuration.greeting();
		this.admitted = configuration.admission().nodes().stream().map(NodePattern::new).toList();
		this.tlsRequired = configuration.admission().certificateNamesNode();
		checkTls();
	}

	private HandshakeSettings(HandshakeSettings settings, Credentials credentials, String instance) {
		this.provider = settings.provider;
		this.instance = instance;
		this.node = settings.node;
		this.credentials = credentials;
		this.offered = settings.offered;
		this.accepted = settings.accepted;
		this.framings = settings.framings;
		this.admitted = settings.admitted;
		this.tlsRequired = settings.tlsRequired;
		this.heartbeat = settings.heartbeat;
		this.packetSize = settings.packetSize;
		this.extraKeys = settings.extraKeys;
		checkTls();
	}

	private void checkTls() {
		if (this.tlsRequired && !tls()) {
			throw new InvalidConfigurationException("admission.certificate_names_node",
					"Certificates have to name nodes, but this node has none and could not connect.",
					"Give it a key and a certificate, or do without the rule.");
		}
	}

	/**
	 * Checks that at least one method lets this node authenticate itself, and at least
	 * one lets it authenticate peers.
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
	 * Makes the value that tells a process from others with the same node ID. Such values
	 * have an order: the process that has started first, by the clocks of the hosts, has
	 * the lowest one.
	 * @param start when the process has started the node
	 * @param random makes the value unique
	 * @return the value
	 */
	public static String instance(Instant start, RandomGenerator random) {
		return String.format("%012x-%016x", start.toEpochMilli(), random.nextLong());
	}

	/**
	 * Returns these settings with other credentials.
	 * @param credentials secrets and TLS identity
	 * @return the new settings
	 * @throws InvalidConfigurationException if the credentials do not suit these settings
	 */
	public HandshakeSettings with(Credentials credentials) {
		return new HandshakeSettings(this, credentials, this.instance);
	}

	/**
	 * Returns these settings for another time in the network.
	 * @param instance tells it from others of nodes with the same ID, see
	 * {@link #instance}; empty to leave it out
	 * @return the new settings
	 */
	public HandshakeSettings withInstance(String instance) {
		return new HandshakeSettings(this, this.credentials, instance);
	}

	/**
	 * The credentials of this node.
	 * @return the credentials
	 */
	public Credentials credentials() {
		return this.credentials;
	}

	/**
	 * The greeting for a peer. Eight of its keys belong to this implementation. With
	 * {@code arbiter}, nodes agree on one of two connections that were made at the same
	 * moment. {@code heartbeat} is the longest time between sends of this node, in
	 * milliseconds. {@code parts} is the size of the largest packet in bytes, and says
	 * that large messages may come in parts. {@code portions} says that the portions of
	 * databases are put together. {@code replies} is how the names of the ports begin
	 * that were made for the answer of one call. {@code instance} tells processes with
	 * the same node ID apart, and says that this side understands what the others say of
	 * that. {@code headers} says that messages may come with headers. {@code follows}
	 * says that this side waits for the peer to prove itself. {@code dataconn} says that
	 * this side can make data connections when asked to.
	 */
	Greeting greeting(String peerAddress) {
		Map<String, String> keys = commonKeys(peerAddress);
		keys.put("mproto", "1");
		keys.put("gproto", "1");
		keys.put("arbiter", "1");
		keys.put("portions", "1");
		keys.put("replies", "~");
		if (!this.heartbeat.isEmpty()) {
			keys.put("heartbeat", this.heartbeat);
		}
		keys.put("parts", String.valueOf(this.packetSize));
		keys.put("headers", "1");
		if (!this.instance.isEmpty()) {
			keys.put(Greeting.INSTANCE_KEY, this.instance);
		}
		addLastKeys(keys);
		keys.putAll(this.extraKeys);
		return greeting(Greeting.MESSAGES, keys);
	}

	/** The greeting of a connection that becomes a stream, with the ID of the stream. */
	Greeting streamGreeting(String peerAddress, String id) {
		Map<String, String> keys = commonKeys(peerAddress);
		keys.put(Greeting.STREAM_ID_KEY, id);
		addLastKeys(keys);
		return greeting(Greeting.STREAM, keys);
	}

	private Map<String, String> commonKeys(String peerAddress) {
		Map<String, String> keys = new LinkedHashMap<>();
		keys.put("provider", this.provider);
		keys.put("peeraddr", peerAddress);
		if (tls()) {
			keys.put("tls", "1.0");
		}
		return keys;
	}

	private void addLastKeys(Map<String, String> keys) {
		keys.put(Greeting.STREAMS_KEY, "1");
		if (followsPeer()) {
			keys.put(Greeting.FOLLOWS_KEY, "1");
		}
	}

	private Greeting greeting(String protocol, Map<String, String> keys) {
		return new Greeting(protocol, this.node, acceptedNames(), this.framings, keys);
	}

	String node() {
		return this.node;
	}

	String instance() {
		return this.instance;
	}

	/** The secret by which this node proves itself, unless the peer decides it. */
	Secret secret() {
		return this.credentials.secret();
	}

	/** All secrets by which a peer may prove itself. */
	List<Secret> secrets() {
		return this.credentials.secrets();
	}

	/** Whether this node knows several secrets and uses the one that its peer uses. */
	boolean followsPeer() {
		return this.credentials.secrets().size() > 1;
	}

	boolean tls() {
		return this.credentials.tls() != null;
	}

	boolean tlsRequired() {
		return this.tlsRequired;
	}

	/**
	 * Whether a node may connect. The own node ID always passes, so that a connection to
	 * this node itself is recognised later.
	 */
	boolean admits(String peer) {
		return this.admitted.isEmpty() || peer.equals(this.node)
				|| this.admitted.stream().anyMatch((pattern) -> pattern.matches(peer));
	}

	/** The methods in the greeting: accepted ones that could work on some connection. */
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

	/** The method that a peer has used, if this node accepts it. */
	Optional<AuthMethod> accepted(String name, boolean tlsActive) {
		return find(this.accepted, name, !secrets().isEmpty(), tlsActive);
	}

	private static Optional<AuthMethod> find(List<AuthMethod> methods, String name, boolean secret, boolean tlsActive) {
		return methods.stream()
			.filter((method) -> method.wireName().equals(name) && method.usable(secret, tlsActive))
			.findFirst();
	}

	/** The first framing of a peer's list that this node understands too. */
	Optional<String> chooseFraming(List<String> peerUnderstands) {
		return peerUnderstands.stream().filter(this.framings::contains).findFirst();
	}

}
