package io.aemp.runtime;

import java.util.function.UnaryOperator;

import io.aemp.Credentials;
import io.aemp.InvalidConfigurationException;
import io.aemp.Node;

/**
 * A node with an explicit lifecycle. It works locally from its creation on, and joins the
 * network when {@link #start()} is called.
 */
public interface ManagedNode extends Node {

	/**
	 * Binds listeners and starts to dial seeds if the node is configured for a network,
	 * then calls the configured services. Does not wait for seeds. A second call does
	 * nothing. Any thread may call this.
	 * @throws InvalidConfigurationException if a listener cannot be bound, or a seed or a
	 * service is not valid; the node stays local
	 */
	void start();

	/**
	 * Changes the credentials by which this node and its peers authenticate, from the
	 * next handshake on. Connections that are up stay. Use this to rotate secrets and
	 * certificates without a restart. Any thread may call this, also before
	 * {@link #start()}.
	 * @param change computes the new credentials from the current ones
	 * @throws InvalidConfigurationException if the new credentials are not usable, for
	 * example because key and certificate do not match, or because there is neither a
	 * secret nor a certificate; the current ones stay in use
	 * @throws IllegalStateException if the node is local and so has no network
	 */
	void changeCredentials(UnaryOperator<Credentials> change);

	/**
	 * Withdraws the database entries of this node, so that other nodes no longer find its
	 * ports. Everything else continues to work. Waits a few seconds at most. This is the
	 * first step of an orderly shutdown.
	 */
	void withdraw();

	/**
	 * Kills all ports and waits a few seconds at most for their callbacks. This is the
	 * second step of an orderly shutdown; {@link #close()} is the last.
	 */
	void killPorts();

}
