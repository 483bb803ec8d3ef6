package io.aemp;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The settings of a node. Without a secret and a TLS identity, the node is local: it
 * works, but has no network. Immutable; {@link #toString} shows no secret. (AEMP manual:
 * {@code configure}.)
 */
public final class NodeConfiguration {

	/** The conventional TCP port of AEMP nodes. */
	public static final int CUSTOMARY_PORT = 4040;

	private final ConfigurationValues values;

	NodeConfiguration(ConfigurationValues values) {
		this.values = values;
	}

	/**
	 * Begins a configuration with the defaults.
	 * @return a builder
	 */
	public static NodeConfigurationBuilder builder() {
		return new NodeConfigurationBuilder(new ConfigurationValues());
	}

	/**
	 * Begins a configuration with the settings of this one.
	 * @return a builder
	 */
	public NodeConfigurationBuilder toBuilder() {
		return new NodeConfigurationBuilder(this.values.copy());
	}

	/**
	 * {@return the node ID; {@code %n} stands for the host name, {@code %u} or a
	 * {@code /} at the end for a random text}
	 */
	public String nodeId() {
		return this.values.nodeId;
	}

	/**
	 * {@return the addresses to listen on, as {@code host:port}; empty for a private
	 * node, which only dials}
	 */
	public List<String> binds() {
		return this.values.binds;
	}

	/**
	 * {@return the addresses that other nodes are told instead of those that are bound,
	 * as {@code host:port}; empty for the bound ones}
	 */
	public List<String> advertise() {
		return this.values.advertise;
	}

	/**
	 * {@return the seeds, as {@code host:port}, {@code dns:name:port} or
	 * {@code srv:_service._proto.name}}
	 */
	public List<String> seeds() {
		return this.values.seeds;
	}

	/**
	 * {@return suppliers of further seeds}
	 */
	public List<SeedSource> seedSources() {
		return this.values.seedSources;
	}

	/**
	 * {@return how often names among the seeds are looked up, and seed sources asked}
	 */
	public Duration seedInterval() {
		return this.values.seedInterval;
	}

	/**
	 * Whether there is anything that leads to other nodes.
	 * @return whether there are seeds or seed sources
	 */
	public boolean isSeeded() {
		return !seeds().isEmpty() || !seedSources().isEmpty();
	}

	/**
	 * {@return the secret that all nodes share}
	 */
	public Secret secret() {
		return this.values.secret;
	}

	/**
	 * {@return further secrets that this node accepts from peers}
	 */
	public List<Secret> acceptedSecrets() {
		return this.values.acceptedSecrets;
	}

	/**
	 * {@return key and certificates for encrypted connections, {@code null} for none}
	 */
	public @Nullable TlsIdentity tls() {
		return this.values.tls;
	}

	/**
	 * {@return what other nodes may run on this node}
	 */
	public ExecutionPolicy executionPolicy() {
		return this.values.executionPolicy;
	}

	/**
	 * {@return what is put around each message and each task of ports, {@code null} for
	 * nothing}
	 */
	public @Nullable UnaryOperator<Runnable> taskDecorator() {
		return this.values.taskDecorator;
	}

	/**
	 * {@return what takes part in what the application sends, {@code null} if nothing
	 * does}
	 */
	public @Nullable SendInterceptor sendInterceptor() {
		return this.values.sendInterceptor;
	}

	/**
	 * {@return how long to try to reach a node before it counts as unreachable}
	 */
	public Duration monitorTimeout() {
		return this.values.monitorTimeout;
	}

	/**
	 * {@return how long a query of the database waits for its answer; unless it was set,
	 * this is the {@link #monitorTimeout}}
	 */
	public Duration queryTimeout() {
		Duration queryTimeout = this.values.queryTimeout;
		return (queryTimeout != null) ? queryTimeout : monitorTimeout();
	}

	/**
	 * {@return how long to wait before dialling the next address of a node}
	 */
	public Duration connectInterval() {
		return this.values.connectInterval;
	}

	/**
	 * {@return the names of the framings, preferred first}
	 */
	public List<String> framings() {
		return this.values.framings;
	}

	/**
	 * {@return framings that are not built in}
	 */
	public List<Framing> customFramings() {
		return this.values.customFramings;
	}

	/**
	 * {@return the methods by which this node authenticates itself}
	 */
	public List<String> authOffer() {
		return this.values.authOffer;
	}

	/**
	 * {@return the methods by which other nodes may authenticate themselves, preferred
	 * first}
	 */
	public List<String> authAccept() {
		return this.values.authAccept;
	}

	/**
	 * {@return whether to batch what is sent within one iteration of the event loop}
	 */
	public boolean autocork() {
		return this.values.autocork;
	}

	/**
	 * {@return whether TCP sends small packets at once ({@code TCP_NODELAY})}
	 */
	public boolean nodelay() {
		return this.values.nodelay;
	}

	/**
	 * {@return how long a thread that has sent something polls for the answer before it
	 * blocks}
	 */
	public Duration busyPoll() {
		return this.values.busyPoll;
	}

	/**
	 * {@return whether the threads of the event loops also run ports, between two polls
	 * of the sockets}
	 */
	public boolean loopSharing() {
		return this.values.loopSharing;
	}

	/**
	 * {@return whether messages to ports of this node are encoded and decoded like
	 * messages to other nodes, so that tests find values that cannot travel}
	 */
	public boolean strictLocalSends() {
		return this.values.strictLocalSends;
	}

	/**
	 * {@return whether the node logs each packet that it sends to other nodes or receives
	 * from them}
	 */
	public boolean tracePackets() {
		return this.values.tracePackets;
	}

	/**
	 * {@return what this node tells about itself in each greeting, beside the keys of the
	 * protocol}
	 */
	public Map<String, String> greeting() {
		return this.values.greeting;
	}

	/**
	 * {@return the functions to call after the start}
	 */
	public List<Service> services() {
		return this.values.services;
	}

	/**
	 * {@return whether this node holds the merged database}
	 */
	public GlobalMode globalMode() {
		return this.values.globalMode;
	}

	/**
	 * {@return the hard limits}
	 */
	public Limits limits() {
		return this.values.limits;
	}

	/**
	 * {@return the thresholds that slow down senders and connections}
	 */
	public FlowControl flowControl() {
		return this.values.flowControl;
	}

	/**
	 * {@return when a silent peer counts as lost}
	 */
	public FailureDetector failureDetector() {
		return this.values.failureDetector;
	}

	/**
	 * {@return which nodes may connect}
	 */
	public Admission admission() {
		return this.values.admission;
	}

	/**
	 * {@return the observers of the node}
	 */
	public List<NodeObserver> observers() {
		return this.values.observers;
	}

	/**
	 * Whether the node can belong to a network: it needs a secret or a TLS identity for
	 * that.
	 * @return whether there is a secret or a TLS identity
	 */
	public boolean isNetworked() {
		return !credentials().isEmpty();
	}

	/**
	 * The initial credentials of the node; they can be replaced while it runs.
	 * @return secrets and TLS identity
	 */
	public Credentials credentials() {
		return new Credentials(secret(), acceptedSecrets(), tls());
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof NodeConfiguration that && this.values.equals(that.values);
	}

	@Override
	public int hashCode() {
		return this.values.hashCode();
	}

	@Override
	public String toString() {
		return "NodeConfiguration" + this.values;
	}

	/** Whether a node holds the merged database and serves other nodes. */
	public enum GlobalMode {

		/** If it has no seeds, is one of its own seeds, or another node asks for it. */
		AUTO,
		/** From the start. */
		ALWAYS,
		/** Never, even if another node asks for it. */
		NEVER

	}

}
