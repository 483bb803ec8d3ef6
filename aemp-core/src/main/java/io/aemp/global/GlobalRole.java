package io.aemp.global;

import java.util.List;
import java.util.Map;

import io.aemp.Network;
import io.aemp.global.DatabaseQueries.Query;
import org.jspecify.annotations.Nullable;

/**
 * The role of this node in the network. It decides how the node answers its own queries
 * and the requests of its peers. A method throws an {@link IllegalArgumentException} for
 * a request that the role does not expect; the node drops that request. On the control
 * executor.
 */
sealed interface GlobalRole permits StandaloneRole, AttachedRole, PrimaryRole {

	/**
	 * The role as users see it.
	 * @return the role
	 */
	Network.Role role();

	/**
	 * The node that serves this one.
	 * @return a node ID, or {@code null} if there is none
	 */
	@Nullable String primary();

	/**
	 * Starts the role, and takes over what is pending from the previous one.
	 */
	void start();

	/**
	 * Stops the role: it starts nothing new.
	 */
	default void close() {
	}

	/**
	 * The known contents of a family.
	 * @param family the family
	 * @return its contents
	 */
	FamilyEntries contents(String family);

	/**
	 * How many peers receive a change of a family.
	 * @param family the family
	 * @return their number
	 */
	default int audience(String family) {
		return 1;
	}

	/**
	 * Announces a change of the entries of this node.
	 * @param update the change
	 */
	void localChange(FamilyUpdate update);

	/**
	 * This node starts to monitor a family.
	 * @param family the family
	 */
	void monitor(String family);

	/**
	 * This node stops monitoring a family.
	 * @param family the family
	 */
	void unmonitor(String family);

	/**
	 * This node sends a query.
	 * @param query the query
	 */
	void ask(Query<?> query);

	/**
	 * This node needs the addresses of another one.
	 * @param node the ID of the other node
	 */
	void find(String node);

	/**
	 * A peer is connected.
	 * @param peer its node ID
	 */
	default void peerUp(String peer) {
	}

	/**
	 * A connected peer is a seed.
	 * @param peer its node ID
	 */
	default void seedUp(String peer) {
	}

	/**
	 * A connected peer is no longer a seed.
	 * @param peer its node ID
	 */
	default void seedGone(String peer) {
	}

	/**
	 * The connection to a peer is lost.
	 * @param peer its node ID
	 * @param global whether it was global
	 */
	default void peerDown(String peer, boolean global) {
	}

	/**
	 * A global node that stands in for the seeds becomes the primary of this node.
	 * @param standIn its node ID
	 */
	default void attach(String standIn) {
	}

	/**
	 * A peer wants this node to be its primary.
	 * @param peer its node ID
	 * @param database all entries that the peer has set, {@code null} if it only wants
	 * this node to become global
	 */
	default void slave(String peer, @Nullable Map<String, FamilyEntries> database) {
		throw notGlobal("g_slave");
	}

	/**
	 * A peer is global.
	 * @param peer its node ID
	 */
	void global(String peer);

	/**
	 * A global peer sends its whole part of the database.
	 * @param peer its node ID
	 * @param database the entries of the peer and of the nodes that it serves
	 */
	default void database(String peer, Map<String, FamilyEntries> database) {
		throw notGlobal("g_set");
	}

	/**
	 * A peer sends a change of its part of the database.
	 * @param peer its node ID
	 * @param update the change
	 */
	default void changed(String peer, FamilyUpdate update) {
		throw notGlobal("g_upd");
	}

	/**
	 * A peer asks for the addresses of a node.
	 * @param peer its node ID
	 * @param node the ID of the other node
	 */
	default void find(String peer, String node) {
		throw notGlobal("g_find");
	}

	/**
	 * A peer queries a family.
	 * @param peer its node ID
	 * @param type what it asks for
	 * @param family the family
	 * @param id identifies the query
	 */
	default void ask(String peer, QueryType<?> type, String family, @Nullable Object id) {
		throw notGlobal(type.function());
	}

	/**
	 * A peer starts to monitor a family.
	 * @param peer its node ID
	 * @param family the family
	 */
	default void monitor(String peer, String family) {
		throw notGlobal("g_mon1");
	}

	/**
	 * A peer stops monitoring a family.
	 * @param peer its node ID
	 * @param family the family
	 */
	default void unmonitor(String peer, String family) {
		throw notGlobal("g_mon0");
	}

	/**
	 * A peer replies with the addresses of a node.
	 * @param peer its node ID
	 * @param node the ID of the other node
	 * @param listeners its addresses, {@code null} if they are not known
	 */
	default void found(String peer, String node, @Nullable List<String> listeners) {
	}

	/**
	 * A peer replies to a query.
	 * @param peer its node ID
	 * @param id identifies the query
	 * @param result the reply
	 */
	default void reply(String peer, String id, @Nullable Object result) {
	}

	/**
	 * A peer sends the contents of a family.
	 * @param peer its node ID
	 * @param family the family
	 * @param contents its contents
	 */
	default void familyContents(String peer, String family, FamilyEntries contents) {
	}

	/**
	 * A peer sends a change of a family.
	 * @param peer its node ID
	 * @param update the change
	 */
	default void familyChanged(String peer, FamilyUpdate update) {
	}

	private IllegalArgumentException notGlobal(String function) {
		return new IllegalArgumentException(function + " needs a global node, but the role of this node is " + role());
	}

}
