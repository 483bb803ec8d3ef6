package io.aemp.runtime;

import java.util.function.UnaryOperator;

import io.aemp.Credentials;
import io.aemp.InvalidConfigurationException;
import io.aemp.Node;

/**
 * A node whose life somebody manages: it works locally from the beginning, and becomes
 * part of the network when it is started.
 */
public interface ManagedNode extends Node {

	/**
	 * Binds listeners and begins to dial seeds, if the node is configured for a network,
	 * and calls the configured services. Does not wait for seeds. A second call does
	 * nothing.
	 * @throws InvalidConfigurationException if a listener cannot be bound, or a seed or a
	 * service is not valid; the node stays local
	 */
	void start();

	/**
	 * Changes by what this node and its peers prove who they are, from the next handshake
	 * on; connections that are up stay. For rotating secrets and certificates without a
	 * restart. May be called on any thread, also before {@link #start()}.
	 * @param change makes new credentials of the present ones
	 * @throws InvalidConfigurationException if the new ones are of no use: key and
	 * certificate do not fit, for example, or there is neither a secret nor a
	 * certificate. The present ones stay in use then
	 * @throws IllegalStateException if the node is local: it has no network
	 */
	void changeCredentials(UnaryOperator<Credentials> change);

	/**
	 * Withdraws what this node has set in the database, so that nobody finds its ports
	 * any more, while everything goes on working. The first step of an orderly end.
	 */
	void withdraw();

	/**
	 * Kills all ports, and waits for their callbacks for some seconds at most. The second
	 * step of an orderly end; {@link #close()} is the last.
	 */
	void killPorts();

}
