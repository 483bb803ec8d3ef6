package io.aemp.global;

import java.util.List;
import java.util.Map;

import io.aemp.Network;
import io.aemp.global.DatabaseQueries.Query;
import org.jspecify.annotations.Nullable;

/**
 * What this node is to the network decides how it answers its own questions and those of
 * its peers. A request that a role does not expect makes no sense: an
 * {@link IllegalArgumentException} has it dropped.
 */
sealed interface GlobalRole permits StandaloneRole, AttachedRole, PrimaryRole {

	/**
	 * What to show to the user.
	 * @return the role
	 */
	Network.Role role();

	/**
	 * Who serves this node.
	 * @return a node ID, or {@code null} if nobody does
	 */
	@Nullable String primary();

	/**
	 * Begins, and takes over what waits from the role before.
	 */
	void start();

	/**
	 * Begins nothing new any more.
	 */
	default void close() {
	}

	/**
	 * What is known of a family.
	 * @param family the family
	 * @return its contents
	 */
	FamilyEntries contents(String family);

	/**
	 * How many peers are told of a change in a family.
	 * @param family the family
	 * @return their number
	 */
	default int audience(String family) {
		return 1;
	}

	/**
	 * This node has changed its part of the database.
	 * @param update the change
	 */
	void localChange(FamilyUpdate update);

	/**
	 * This node begins to monitor a family.
	 * @param family the family
	 */
	void monitor(String family);

	/**
	 * This node monitors a family no more.
	 * @param family the family
	 */
	void unmonitor(String family);

	/**
	 * This node has a question.
	 * @param query the question
	 */
	void ask(Query<?> query);

	/**
	 * This node looks for another.
	 * @param node the ID of the other one
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
	 * A connected peer is a seed no more.
	 * @param peer its node ID
	 */
	default void seedGone(String peer) {
	}

	/**
	 * A peer is connected no more.
	 * @param peer its node ID
	 * @param global whether it was global
	 */
	default void peerDown(String peer, boolean global) {
	}

	/**
	 * A peer wants to be served.
	 * @param peer its node ID
	 * @param database all that it has set, {@code null} if it only wants this node to be
	 * global
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
	 * A global peer tells its database.
	 * @param peer its node ID
	 * @param database all that it and those that it serves have set
	 */
	default void database(String peer, Map<String, FamilyEntries> database) {
		throw notGlobal("g_set");
	}

	/**
	 * A peer tells a change of its database.
	 * @param peer its node ID
	 * @param update the change
	 */
	default void changed(String peer, FamilyUpdate update) {
		throw notGlobal("g_upd");
	}

	/**
	 * A peer looks for a node.
	 * @param peer its node ID
	 * @param node the ID of the other one
	 */
	default void find(String peer, String node) {
		throw notGlobal("g_find");
	}

	/**
	 * A peer asks.
	 * @param peer its node ID
	 * @param type what it asks for
	 * @param family the family
	 * @param id identifies the question
	 */
	default void ask(String peer, QueryType<?> type, String family, @Nullable Object id) {
		throw notGlobal(type.function());
	}

	/**
	 * A peer begins to monitor a family.
	 * @param peer its node ID
	 * @param family the family
	 */
	default void monitor(String peer, String family) {
		throw notGlobal("g_mon1");
	}

	/**
	 * A peer monitors a family no more.
	 * @param peer its node ID
	 * @param family the family
	 */
	default void unmonitor(String peer, String family) {
		throw notGlobal("g_mon0");
	}

	/**
	 * A peer tells where a node listens.
	 * @param peer its node ID
	 * @param node the ID of the other one
	 * @param listeners its addresses, {@code null} if they are not known
	 */
	default void found(String peer, String node, @Nullable List<String> listeners) {
	}

	/**
	 * A peer answers a question.
	 * @param peer its node ID
	 * @param id identifies the question
	 * @param result the answer
	 */
	default void reply(String peer, String id, @Nullable Object result) {
	}

	/**
	 * A peer tells what is in a family.
	 * @param peer its node ID
	 * @param family the family
	 * @param contents its contents
	 */
	default void familyContents(String peer, String family, FamilyEntries contents) {
	}

	/**
	 * A peer tells a change of a family.
	 * @param peer its node ID
	 * @param update the change
	 */
	default void familyChanged(String peer, FamilyUpdate update) {
	}

	private IllegalArgumentException notGlobal(String function) {
		return new IllegalArgumentException(
				function + " asks for a global node, but this one is not: its role is " + role());
	}

}
