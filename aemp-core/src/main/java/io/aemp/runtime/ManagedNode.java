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
	 * then calls the configured services. Does not wait for seeds. After {@link #leave()}
	 * the node joins the network again, without another call of the services. A node that
	 * is part of the network already stays as it is. Any thread may call this.
	 * @throws InvalidConfigurationException if a listener cannot be bound, or a seed or a
	 * service is not valid; the node stays local, and may be started again
	 * @throws IllegalStateException if the node is still leaving the network, because a
	 * callback on an event loop does not return
	 */
	void start();

	/**
	 * Leaves the network until the next {@link #start()}: sends what is queued, then
	 * closes all listeners, connections and event loops, so that the node holds no file
	 * descriptor. Waits for that, a few seconds at most unless callbacks on event loops
	 * hang. Does nothing if the node is not part of a network. Any thread may call this.
	 * <p>
	 * For each side the other one is lost, as with any loss of the connection: monitors
	 * fire with {@link io.aemp.Reason#TRANSPORT_ERROR}, and do so at once for other nodes
	 * until the node is back. The node goes on to work locally. Its ports stay, under
	 * their IDs, and so do its timers, monitors and database entries; until it is back,
	 * the database holds no others. A listener on port 0 gets another port then.
	 */
	void leave();

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
	 * ports; it sets no more. Everything else continues to work: ports receive, call and
	 * ask the database, and a global node serves others. Waits a few seconds at most.
	 * This is the first step of an orderly shutdown.
	 */
	void withdraw();

	/**
	 * Ends the database of this node, so that queries fail, kills all ports, and waits a
	 * few seconds at most for their callbacks. This is the second step of an orderly
	 * shutdown; {@link #close()} is the last.
	 */
	void killPorts();

}
