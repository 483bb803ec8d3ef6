package io.aemp;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a node is to be. A configuration without a secret and without a TLS identity gives
 * a local node: it works, but has no network. (AEMP manual: {@code configure}.)
 *
 * @param nodeId the node ID, in which {@code %n} stands for the host name and {@code %u},
 * or a {@code /} at the end, for a random text
 * @param binds where to listen, as {@code host:port}; {@code *} as host means all
 * addresses of this host but loopback, {@code *} or {@code 0} as port a free one; an
 * empty list gives a private node, which only reaches out
 * @param seeds addresses of nodes of the network, as {@code host:port}
 * @param secret the secret that all nodes share
 * @param acceptedSecrets other secrets by which peers may prove themselves too, while the
 * secret of a network is being changed
 * @param tls key and certificates for encrypted connections
 * @param executionPolicy what other nodes may run here
 * @param monitorTimeout when to give up on a node that cannot be reached
 * @param connectInterval when to try the next address of a node
 * @param framings names of framings, best first
 * @param customFramings framings that are not built in
 * @param authOffer how this node may authenticate itself
 * @param authAccept how other nodes may authenticate themselves, best first
 * @param autocork whether to collect what is sent within one turn of the event loop
 * @param nodelay whether small packets leave at once ({@code TCP_NODELAY})
 * @param busyPoll how long a thread that has sent something looks for the answer again
 * and again before it waits, as long as answers tend to come that soon; at most 1 ms,
 * zero for not at all
 * @param strictLocalSends whether messages to ports of the node itself go the way of
 * those to other nodes, so that tests find what cannot travel
 * @param services functions to call after the start
 * @param globalMode whether to hold the merged database
 * @param limits what must not be exceeded
 * @param flowControl when to slow down
 * @param failureDetector when a silent peer is lost
 * @param admission who may connect at all
 * @param observers are told what happens
 */
public record NodeConfiguration(String nodeId, List<String> binds, List<String> seeds, Secret secret,
		List<Secret> acceptedSecrets, @Nullable TlsIdentity tls, ExecutionPolicy executionPolicy,
		Duration monitorTimeout, Duration connectInterval, List<String> framings, List<Framing> customFramings,
		List<String> authOffer, List<String> authAccept, boolean autocork, boolean nodelay, Duration busyPoll,
		boolean strictLocalSends, List<Service> services, GlobalMode globalMode, Limits limits, FlowControl flowControl,
		FailureDetector failureDetector, Admission admission, List<NodeObserver> observers) {

	/** The port that AEMP nodes listen on by custom. */
	public static final int CUSTOMARY_PORT = 4040;

	public NodeConfiguration {
		binds = List.copyOf(binds);
		seeds = List.copyOf(seeds);
		acceptedSecrets = List.copyOf(acceptedSecrets);
		framings = List.copyOf(framings);
		customFramings = List.copyOf(customFramings);
		authOffer = List.copyOf(authOffer);
		authAccept = List.copyOf(authAccept);
		services = List.copyOf(services);
		observers = List.copyOf(observers);
	}

	/**
	 * Begins a configuration with the defaults.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Whether the node can be part of a network at all: it needs a secret or a TLS
	 * identity.
	 * @return whether it is configured for the network
	 */
	public boolean isNetworked() {
		return !credentials().isEmpty();
	}

	/**
	 * With what the node begins to prove who it is.
	 * @return secrets and TLS identity
	 */
	public Credentials credentials() {
		return new Credentials(this.secret, this.acceptedSecrets, this.tls);
	}

	/** Whether a node holds the merged database and serves others. */
	public enum GlobalMode {

		/** If it has no seeds, is one of its own seeds, or is asked to. */
		AUTO,
		/** From the start. */
		ALWAYS,
		/** Never, also when asked. */
		NEVER

	}

	/** Collects settings; every one has a default. Not thread-safe. */
	public static final class Builder {

		private String nodeId = "%n/%u";

		private List<String> binds = List.of("*:*");

		private List<String> seeds = List.of();

		private Secret secret = Secret.of("");

		private List<Secret> acceptedSecrets = List.of();

		private @Nullable TlsIdentity tls;

		private ExecutionPolicy executionPolicy = ExecutionPolicy.ALLOW;

		private Duration monitorTimeout = Duration.ofSeconds(30);

		private Duration connectInterval = Duration.ofSeconds(2);

		private List<String> framings = List.of("cbor", "json");

		private List<Framing> customFramings = List.of();

		private List<String> authOffer = List.of("tls_sha3_512", "hmac_sha3_512");

		private List<String> authAccept = List.of("tls_sha3_512", "hmac_sha3_512");

		private boolean autocork;

		private boolean nodelay = true;

		private Duration busyPoll = Duration.ofNanos(50_000);

		private boolean strictLocalSends;

		private List<Service> services = List.of();

		private GlobalMode globalMode = GlobalMode.AUTO;

		private Limits limits = Limits.DEFAULTS;

		private FlowControl flowControl = FlowControl.DEFAULTS;

		private FailureDetector failureDetector = FailureDetector.DEFAULTS;

		private Admission admission = Admission.ALL;

		private List<NodeObserver> observers = List.of();

		private Builder() {
		}

		/**
		 * Sets {@link NodeConfiguration#nodeId}.
		 * @param nodeId the node ID, may contain {@code %n} and {@code %u}
		 * @return this builder
		 */
		public Builder nodeId(String nodeId) {
			this.nodeId = nodeId;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#binds}.
		 * @param binds where to listen; none for a private node
		 * @return this builder
		 */
		public Builder binds(String... binds) {
			return binds(List.of(binds));
		}

		/**
		 * Sets {@link NodeConfiguration#binds}.
		 * @param binds where to listen; none for a private node
		 * @return this builder
		 */
		public Builder binds(List<String> binds) {
			this.binds = binds;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#seeds}.
		 * @param seeds addresses of nodes of the network
		 * @return this builder
		 */
		public Builder seeds(String... seeds) {
			return seeds(List.of(seeds));
		}

		/**
		 * Sets {@link NodeConfiguration#seeds}.
		 * @param seeds addresses of nodes of the network
		 * @return this builder
		 */
		public Builder seeds(List<String> seeds) {
			this.seeds = seeds;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#secret}.
		 * @param secret the shared secret
		 * @return this builder
		 */
		public Builder secret(Secret secret) {
			this.secret = secret;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#tls}.
		 * @param tls key and certificates, or {@code null}
		 * @return this builder
		 */
		public Builder tls(@Nullable TlsIdentity tls) {
			this.tls = tls;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#executionPolicy}.
		 * @param executionPolicy what other nodes may run here
		 * @return this builder
		 */
		public Builder executionPolicy(ExecutionPolicy executionPolicy) {
			this.executionPolicy = executionPolicy;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#monitorTimeout}.
		 * @param monitorTimeout when to give up on a node that cannot be reached
		 * @return this builder
		 */
		public Builder monitorTimeout(Duration monitorTimeout) {
			this.monitorTimeout = monitorTimeout;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#connectInterval}.
		 * @param connectInterval when to try the next address of a node
		 * @return this builder
		 */
		public Builder connectInterval(Duration connectInterval) {
			this.connectInterval = connectInterval;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#framings}.
		 * @param framings names of framings, best first
		 * @return this builder
		 */
		public Builder framings(String... framings) {
			return framings(List.of(framings));
		}

		/**
		 * Sets {@link NodeConfiguration#framings}.
		 * @param framings names of framings, best first
		 * @return this builder
		 */
		public Builder framings(List<String> framings) {
			this.framings = framings;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#customFramings}.
		 * @param customFramings framings that are not built in; list their names in
		 * {@link #framings} too
		 * @return this builder
		 */
		public Builder customFramings(Framing... customFramings) {
			return customFramings(List.of(customFramings));
		}

		/**
		 * Sets {@link NodeConfiguration#customFramings}.
		 * @param customFramings framings that are not built in; list their names in
		 * {@link #framings} too
		 * @return this builder
		 */
		public Builder customFramings(List<Framing> customFramings) {
			this.customFramings = customFramings;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#authOffer}.
		 * @param authOffer how this node may authenticate itself
		 * @return this builder
		 */
		public Builder authOffer(String... authOffer) {
			return authOffer(List.of(authOffer));
		}

		/**
		 * Sets {@link NodeConfiguration#authOffer}.
		 * @param authOffer how this node may authenticate itself
		 * @return this builder
		 */
		public Builder authOffer(List<String> authOffer) {
			this.authOffer = authOffer;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#authAccept}.
		 * @param authAccept how other nodes may authenticate themselves, best first
		 * @return this builder
		 */
		public Builder authAccept(String... authAccept) {
			return authAccept(List.of(authAccept));
		}

		/**
		 * Sets {@link NodeConfiguration#authAccept}.
		 * @param authAccept how other nodes may authenticate themselves, best first
		 * @return this builder
		 */
		public Builder authAccept(List<String> authAccept) {
			this.authAccept = authAccept;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#autocork}.
		 * @param autocork whether to collect what is sent within one turn of the event
		 * loop
		 * @return this builder
		 */
		public Builder autocork(boolean autocork) {
			this.autocork = autocork;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#nodelay}.
		 * @param nodelay whether small packets leave at once
		 * @return this builder
		 */
		public Builder nodelay(boolean nodelay) {
			this.nodelay = nodelay;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#busyPoll}.
		 * @param busyPoll how long to look for answers before waiting for them
		 * @return this builder
		 */
		public Builder busyPoll(Duration busyPoll) {
			this.busyPoll = busyPoll;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#strictLocalSends}, for tests. A message to a port
		 * of the node itself, and init data for one, is encoded and decoded as if it went
		 * to another node: what could not travel is refused with an
		 * {@link UnsendableValueException}, and what arrives are values, see
		 * {@link Message}.
		 * @param strictLocalSends whether local messages are to be such as can travel
		 * @return this builder
		 */
		public Builder strictLocalSends(boolean strictLocalSends) {
			this.strictLocalSends = strictLocalSends;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#services}.
		 * @param services functions to call after the start
		 * @return this builder
		 */
		public Builder services(Service... services) {
			return services(List.of(services));
		}

		/**
		 * Sets {@link NodeConfiguration#services}.
		 * @param services functions to call after the start
		 * @return this builder
		 */
		public Builder services(List<Service> services) {
			this.services = services;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#globalMode}.
		 * @param globalMode whether to hold the merged database
		 * @return this builder
		 */
		public Builder globalMode(GlobalMode globalMode) {
			this.globalMode = globalMode;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#limits}.
		 * @param limits what must not be exceeded
		 * @return this builder
		 */
		public Builder limits(Limits limits) {
			this.limits = limits;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#flowControl}.
		 * @param flowControl when to slow down
		 * @return this builder
		 */
		public Builder flowControl(FlowControl flowControl) {
			this.flowControl = flowControl;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#failureDetector}.
		 * @param failureDetector when a silent peer is lost
		 * @return this builder
		 */
		public Builder failureDetector(FailureDetector failureDetector) {
			this.failureDetector = failureDetector;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#admission}.
		 * @param admission who may connect at all
		 * @return this builder
		 */
		public Builder admission(Admission admission) {
			this.admission = admission;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#acceptedSecrets}.
		 * @param acceptedSecrets other secrets that are accepted too
		 * @return this builder
		 */
		public Builder acceptedSecrets(List<Secret> acceptedSecrets) {
			this.acceptedSecrets = acceptedSecrets;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#observers}.
		 * @param observers are told what happens
		 * @return this builder
		 */
		public Builder observers(NodeObserver... observers) {
			return observers(List.of(observers));
		}

		/**
		 * Sets {@link NodeConfiguration#observers}.
		 * @param observers are told what happens
		 * @return this builder
		 */
		public Builder observers(List<NodeObserver> observers) {
			this.observers = observers;
			return this;
		}

		/**
		 * Sets {@link NodeConfiguration#secret}.
		 * @param secret the text of the shared secret
		 * @return this builder
		 */
		public Builder secret(String secret) {
			return secret(Secret.of(secret));
		}

		/**
		 * Makes the configuration. Its values are checked when a node is started with it.
		 * @return the configuration
		 */
		public NodeConfiguration build() {
			return new NodeConfiguration(this.nodeId, this.binds, this.seeds, this.secret, this.acceptedSecrets,
					this.tls, this.executionPolicy, this.monitorTimeout, this.connectInterval, this.framings,
					this.customFramings, this.authOffer, this.authAccept, this.autocork, this.nodelay, this.busyPoll,
					this.strictLocalSends, this.services, this.globalMode, this.limits, this.flowControl,
					this.failureDetector, this.admission, this.observers);
		}

	}

}
