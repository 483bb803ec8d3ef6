package io.aemp;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The settings of a node. A configuration without a secret and without a TLS identity
 * gives a local node: it works, but has no network. Immutable; its text form shows no
 * secret. (AEMP manual: {@code configure}.)
 */
public final class NodeConfiguration {

	/** The port that AEMP nodes listen on by custom. */
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
	 * {@return the node ID, in which {@code %n} stands for the host name and {@code %u},
	 * or a {@code /} at the end, for a random text}
	 */
	public String nodeId() {
		return this.values.nodeId;
	}

	/**
	 * {@return where to listen, as {@code host:port}; empty for a private node, which
	 * only reaches out}
	 */
	public List<String> binds() {
		return this.values.binds;
	}

	/**
	 * {@return addresses of nodes of the network, as {@code host:port}}
	 */
	public List<String> seeds() {
		return this.values.seeds;
	}

	/**
	 * {@return the secret that all nodes share}
	 */
	public Secret secret() {
		return this.values.secret;
	}

	/**
	 * {@return other secrets by which peers may prove themselves too}
	 */
	public List<Secret> acceptedSecrets() {
		return this.values.acceptedSecrets;
	}

	/**
	 * {@return key and certificates for encrypted connections}
	 */
	public @Nullable TlsIdentity tls() {
		return this.values.tls;
	}

	/**
	 * {@return what other nodes may run here}
	 */
	public ExecutionPolicy executionPolicy() {
		return this.values.executionPolicy;
	}

	/**
	 * {@return when to give up on a node that cannot be reached}
	 */
	public Duration monitorTimeout() {
		return this.values.monitorTimeout;
	}

	/**
	 * {@return when to try the next address of a node}
	 */
	public Duration connectInterval() {
		return this.values.connectInterval;
	}

	/**
	 * {@return names of framings, best first}
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
	 * {@return how this node may authenticate itself}
	 */
	public List<String> authOffer() {
		return this.values.authOffer;
	}

	/**
	 * {@return how other nodes may authenticate themselves, best first}
	 */
	public List<String> authAccept() {
		return this.values.authAccept;
	}

	/**
	 * {@return whether to collect what is sent within one turn of the event loop}
	 */
	public boolean autocork() {
		return this.values.autocork;
	}

	/**
	 * {@return whether small packets leave at once ({@code TCP_NODELAY})}
	 */
	public boolean nodelay() {
		return this.values.nodelay;
	}

	/**
	 * {@return how long a thread that has sent something polls for the answer before it
	 * waits}
	 */
	public Duration busyPoll() {
		return this.values.busyPoll;
	}

	/**
	 * {@return whether threads of event loops run ports between two looks at the sockets}
	 */
	public boolean loopSharing() {
		return this.values.loopSharing;
	}

	/**
	 * {@return whether messages to ports of the node itself go the way of those to other
	 * nodes, so that tests find what cannot travel}
	 */
	public boolean strictLocalSends() {
		return this.values.strictLocalSends;
	}

	/**
	 * {@return functions to call after the start}
	 */
	public List<Service> services() {
		return this.values.services;
	}

	/**
	 * {@return whether to hold the merged database}
	 */
	public GlobalMode globalMode() {
		return this.values.globalMode;
	}

	/**
	 * {@return what must not be exceeded}
	 */
	public Limits limits() {
		return this.values.limits;
	}

	/**
	 * {@return when to slow down}
	 */
	public FlowControl flowControl() {
		return this.values.flowControl;
	}

	/**
	 * {@return when a silent peer is lost}
	 */
	public FailureDetector failureDetector() {
		return this.values.failureDetector;
	}

	/**
	 * {@return who may connect at all}
	 */
	public Admission admission() {
		return this.values.admission;
	}

	/**
	 * {@return the observers, which are told what happens}
	 */
	public List<NodeObserver> observers() {
		return this.values.observers;
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

	/** Whether a node holds the merged database and serves others. */
	public enum GlobalMode {

		/** If it has no seeds, is one of its own seeds, or is asked to. */
		AUTO,
		/** From the start. */
		ALWAYS,
		/** Never, also when asked. */
		NEVER

	}

}
