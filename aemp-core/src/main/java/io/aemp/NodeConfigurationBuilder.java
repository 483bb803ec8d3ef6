package io.aemp;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.aemp.NodeConfiguration.GlobalMode;
import org.jspecify.annotations.Nullable;

/**
 * Collects the settings of a {@link NodeConfiguration}; each one has a default. Not
 * thread-safe.
 */
public final class NodeConfigurationBuilder {

	private final ConfigurationValues values;

	NodeConfigurationBuilder(ConfigurationValues values) {
		this.values = values;
	}

	/**
	 * Sets {@link NodeConfiguration#nodeId()}.
	 * @param nodeId the node ID, may contain {@code %n} and {@code %u}
	 * @return this builder
	 */
	public NodeConfigurationBuilder nodeId(String nodeId) {
		this.values.nodeId = nodeId;
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#binds()}.
	 * @param binds the addresses to listen on, as {@code host:port}; {@code *} as host
	 * means all addresses of this host except loopback, {@code *} or {@code 0} as port
	 * means a free port; none for a private node
	 * @return this builder
	 */
	public NodeConfigurationBuilder binds(String... binds) {
		return binds(List.of(binds));
	}

	/**
	 * Sets {@link NodeConfiguration#binds()}.
	 * @param binds the addresses to listen on, as {@code host:port}; {@code *} as host
	 * means all addresses of this host except loopback, {@code *} or {@code 0} as port
	 * means a free port; none for a private node
	 * @return this builder
	 */
	public NodeConfigurationBuilder binds(List<String> binds) {
		this.values.binds = List.copyOf(binds);
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#advertise()}.
	 * @param advertise what other nodes are told instead of what is bound, as
	 * {@code host:port}, where the host may be a name; {@code *} as host means the bound
	 * addresses, {@code *} or {@code 0} as port the bound port
	 * @return this builder
	 */
	public NodeConfigurationBuilder advertise(String... advertise) {
		return advertise(List.of(advertise));
	}

	/**
	 * Sets {@link NodeConfiguration#advertise()}.
	 * @param advertise what other nodes are told instead of what is bound, as
	 * {@code host:port}, where the host may be a name; {@code *} as host means the bound
	 * addresses, {@code *} or {@code 0} as port the bound port
	 * @return this builder
	 */
	public NodeConfigurationBuilder advertise(List<String> advertise) {
		this.values.advertise = List.copyOf(advertise);
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#seedSources()}.
	 * @param seedSources suppliers of further seeds
	 * @return this builder
	 */
	public NodeConfigurationBuilder seedSources(SeedSource... seedSources) {
		return seedSources(List.of(seedSources));
	}

	/**
	 * Sets {@link NodeConfiguration#seedSources()}.
	 * @param seedSources suppliers of further seeds
	 * @return this builder
	 */
	public NodeConfigurationBuilder seedSources(List<SeedSource> seedSources) {
		this.values.seedSources = List.copyOf(seedSources);
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#seedInterval()}.
	 * @param seedInterval how often names among the seeds are looked up, and seed sources
	 * asked; at least a second
	 * @return this builder
	 */
	public NodeConfigurationBuilder seedInterval(Duration seedInterval) {
		this.values.seedInterval = seedInterval;
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#seeds()}.
	 * @param seeds addresses of nodes of the network, as {@code host:port}; names that
	 * lead to several nodes as {@code dns:name:port} or {@code srv:_service._proto.name}
	 * @return this builder
	 */
	public NodeConfigurationBuilder seeds(String... seeds) {
		return seeds(List.of(seeds));
	}

	/**
	 * Sets {@link NodeConfiguration#seeds()}.
	 * @param seeds addresses of nodes of the network, as {@code host:port}; names that
	 * lead to several nodes as {@code dns:name:port} or {@code srv:_service._proto.name}
	 * @return this builder
	 */
	public NodeConfigurationBuilder seeds(List<String> seeds) {
		this.values.seeds = List.copyOf(seeds);
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#secret()}.
	 * @param secret the shared secret
	 * @return this builder
	 */
	public NodeConfigurationBuilder secret(Secret secret) {
		this.values.secret = secret;
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#tls()}.
	 * @param tls key and certificates, or {@code null}
	 * @return this builder
	 */
	public NodeConfigurationBuilder tls(@Nullable TlsIdentity tls) {
		this.values.tls = tls;
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#executionPolicy()}.
	 * @param executionPolicy what other nodes may run on this node
	 * @return this builder
	 */
	public NodeConfigurationBuilder executionPolicy(ExecutionPolicy executionPolicy) {
		this.values.executionPolicy = executionPolicy;
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#taskDecorator()}. It is applied on the thread that
	 * sends a message or submits a task, so it can take the context of that thread along;
	 * its result runs on the thread of the port. A message of another node is decorated
	 * on the thread of the port: it brings no context.
	 * @param taskDecorator what is put around each message and task, or {@code null}
	 * @return this builder
	 */
	public NodeConfigurationBuilder taskDecorator(@Nullable UnaryOperator<Runnable> taskDecorator) {
		this.values.taskDecorator = taskDecorator;
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#sendInterceptor()}.
	 * @param sendInterceptor what takes part in each send, or {@code null}
	 * @return this builder
	 */
	public NodeConfigurationBuilder sendInterceptor(@Nullable SendInterceptor sendInterceptor) {
		this.values.sendInterceptor = sendInterceptor;
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#monitorTimeout()}.
	 * @param monitorTimeout how long to try to reach a node
	 * @return this builder
	 */
	public NodeConfigurationBuilder monitorTimeout(Duration monitorTimeout) {
		this.values.monitorTimeout = monitorTimeout;
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#queryTimeout()}.
	 * @param queryTimeout how long a query of the database waits for its answer;
	 * {@code null}: as long as the monitor timeout
	 * @return this builder
	 */
	public NodeConfigurationBuilder queryTimeout(@Nullable Duration queryTimeout) {
		this.values.queryTimeout = queryTimeout;
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#connectInterval()}.
	 * @param connectInterval how long to wait before dialling the next address of a node
	 * @return this builder
	 */
	public NodeConfigurationBuilder connectInterval(Duration connectInterval) {
		this.values.connectInterval = connectInterval;
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#framings()}.
	 * @param framings the names of the framings, preferred first
	 * @return this builder
	 */
	public NodeConfigurationBuilder framings(String... framings) {
		return framings(List.of(framings));
	}

	/**
	 * Sets {@link NodeConfiguration#framings()}.
	 * @param framings the names of the framings, preferred first
	 * @return this builder
	 */
	public NodeConfigurationBuilder framings(List<String> framings) {
		this.values.framings = List.copyOf(framings);
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#customFramings()}.
	 * @param customFramings framings that are not built in; {@link #framings} must list
	 * their names too
	 * @return this builder
	 */
	public NodeConfigurationBuilder customFramings(Framing... customFramings) {
		return customFramings(List.of(customFramings));
	}

	/**
	 * Sets {@link NodeConfiguration#customFramings()}.
	 * @param customFramings framings that are not built in; {@link #framings} must list
	 * their names too
	 * @return this builder
	 */
	public NodeConfigurationBuilder customFramings(List<Framing> customFramings) {
		this.values.customFramings = List.copyOf(customFramings);
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#authOffer()}.
	 * @param authOffer the methods by which this node authenticates itself
	 * @return this builder
	 */
	public NodeConfigurationBuilder authOffer(String... authOffer) {
		return authOffer(List.of(authOffer));
	}

	/**
	 * Sets {@link NodeConfiguration#authOffer()}.
	 * @param authOffer the methods by which this node authenticates itself
	 * @return this builder
	 */
	public NodeConfigurationBuilder authOffer(List<String> authOffer) {
		this.values.authOffer = List.copyOf(authOffer);
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#authAccept()}.
	 * @param authAccept the methods by which other nodes may authenticate themselves,
	 * preferred first
	 * @return this builder
	 */
	public NodeConfigurationBuilder authAccept(String... authAccept) {
		return authAccept(List.of(authAccept));
	}

	/**
	 * Sets {@link NodeConfiguration#authAccept()}.
	 * @param authAccept the methods by which other nodes may authenticate themselves,
	 * preferred first
	 * @return this builder
	 */
	public NodeConfigurationBuilder authAccept(List<String> authAccept) {
		this.values.authAccept = List.copyOf(authAccept);
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#autocork()}.
	 * @param autocork whether to batch what is sent within one iteration of the event
	 * loop
	 * @return this builder
	 */
	public NodeConfigurationBuilder autocork(boolean autocork) {
		this.values.autocork = autocork;
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#nodelay()}.
	 * @param nodelay whether TCP sends small packets at once
	 * @return this builder
	 */
	public NodeConfigurationBuilder nodelay(boolean nodelay) {
		this.values.nodelay = nodelay;
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#busyPoll()}.
	 * @param busyPoll how long a thread that has sent something polls for the answer, as
	 * long as answers usually arrive that fast; at most 1 ms, zero to turn polling off
	 * @return this builder
	 */
	public NodeConfigurationBuilder busyPoll(Duration busyPoll) {
		this.values.busyPoll = busyPoll;
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#loopSharing()}. Without loop sharing, the threads of
	 * the pool run all ports of the pool, and the event loops only serve sockets. That is
	 * slower, and easier to read in a profile or a thread dump.
	 * @param loopSharing whether the threads of the event loops also run ports; true by
	 * default
	 * @return this builder
	 */
	public NodeConfigurationBuilder loopSharing(boolean loopSharing) {
		this.values.loopSharing = loopSharing;
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#strictLocalSends()}, for tests. The node encodes and
	 * decodes messages to its own ports, and init data for them, as if they went to
	 * another node. The sender gets an {@link UnsendableValueException} for a value that
	 * cannot travel, and the port receives values, see {@link Message}.
	 * @param strictLocalSends whether local messages must be able to travel
	 * @return this builder
	 */
	public NodeConfigurationBuilder strictLocalSends(boolean strictLocalSends) {
		this.values.strictLocalSends = strictLocalSends;
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#tracePackets()}, for diagnosis. The logger
	 * {@code io.aemp.trace} gets one line of level {@code INFO} for each packet, with its
	 * content as JSON: {@code SND NODE <- [...]} or {@code RCV NODE -> [...]}. Messages
	 * may be confidential; the secret is never part of a packet. Long packets are
	 * shortened.
	 * @param tracePackets whether to log packets; false by default
	 * @return this builder
	 */
	public NodeConfigurationBuilder tracePackets(boolean tracePackets) {
		this.values.tracePackets = tracePackets;
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#greeting()}: keys of the application's own, which
	 * other nodes see in {@link PeerInfo#greeting}. A greeting is sent before the nodes
	 * have authenticated each other, and in clear, so it must not contain secrets.
	 * @param greeting at most 16 keys and values. A key consists of up to 32 letters,
	 * digits, {@code _}, {@code -} and {@code .}, starts with a letter, and is no key of
	 * the protocol. A value consists of up to 200 printable ASCII characters
	 * @return this builder
	 */
	public NodeConfigurationBuilder greeting(Map<String, String> greeting) {
		this.values.greeting = Collections.unmodifiableMap(new LinkedHashMap<>(greeting));
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#services()}.
	 * @param services the functions to call after the start
	 * @return this builder
	 */
	public NodeConfigurationBuilder services(Service... services) {
		return services(List.of(services));
	}

	/**
	 * Sets {@link NodeConfiguration#services()}.
	 * @param services the functions to call after the start
	 * @return this builder
	 */
	public NodeConfigurationBuilder services(List<Service> services) {
		this.values.services = List.copyOf(services);
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#globalMode()}.
	 * @param globalMode whether this node holds the merged database
	 * @return this builder
	 */
	public NodeConfigurationBuilder globalMode(GlobalMode globalMode) {
		this.values.globalMode = globalMode;
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#limits()}.
	 * @param limits the hard limits
	 * @return this builder
	 */
	public NodeConfigurationBuilder limits(Limits limits) {
		this.values.limits = limits;
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#flowControl()}.
	 * @param flowControl the thresholds that slow down senders and connections
	 * @return this builder
	 */
	public NodeConfigurationBuilder flowControl(FlowControl flowControl) {
		this.values.flowControl = flowControl;
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#failureDetector()}.
	 * @param failureDetector when a silent peer counts as lost
	 * @return this builder
	 */
	public NodeConfigurationBuilder failureDetector(FailureDetector failureDetector) {
		this.values.failureDetector = failureDetector;
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#admission()}.
	 * @param admission which nodes may connect
	 * @return this builder
	 */
	public NodeConfigurationBuilder admission(Admission admission) {
		this.values.admission = admission;
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#acceptedSecrets()}.
	 * @param acceptedSecrets further secrets to accept from peers, while the secret of a
	 * network is being changed
	 * @return this builder
	 */
	public NodeConfigurationBuilder acceptedSecrets(List<Secret> acceptedSecrets) {
		this.values.acceptedSecrets = List.copyOf(acceptedSecrets);
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#observers()}.
	 * @param observers the observers of the node
	 * @return this builder
	 */
	public NodeConfigurationBuilder observers(NodeObserver... observers) {
		return observers(List.of(observers));
	}

	/**
	 * Sets {@link NodeConfiguration#observers()}.
	 * @param observers the observers of the node
	 * @return this builder
	 */
	public NodeConfigurationBuilder observers(List<NodeObserver> observers) {
		this.values.observers = List.copyOf(observers);
		return this;
	}

	/**
	 * Sets {@link NodeConfiguration#secret()}.
	 * @param secret the text of the shared secret
	 * @return this builder
	 */
	public NodeConfigurationBuilder secret(String secret) {
		return secret(Secret.of(secret));
	}

	/**
	 * Makes the configuration. A node checks its values when it is started with it.
	 * @return the configuration
	 * @throws NullPointerException if a setting is {@code null} that must have a value
	 */
	public NodeConfiguration build() {
		this.values.requireComplete();
		return new NodeConfiguration(this.values.copy());
	}

}
