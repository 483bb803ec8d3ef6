package io.aemp.global;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/**
 * A parsed request of the global protocol. The role of the node handles it.
 */
sealed interface GlobalRequest {

	/** The functions of the protocol. */
	Set<String> FUNCTIONS = Set.of("g_slave", "g_global", "g_set", "g_upd", "g_find", "g_found", "g_db_family",
			"g_db_keys", "g_db_values", "g_reply", "g_mon1", "g_mon0", "g_chg1", "g_chg2");

	/** The functions that announce changes of one family. */
	Set<String> CHANGES = Set.of("g_upd", "g_chg2");

	/**
	 * Passes this request to the role that handles it.
	 * @param role the role
	 * @param peer the ID of the node that sent the request
	 * @throws IllegalArgumentException if the role does not expect such a request
	 */
	void handle(GlobalRole role, String peer);

	/**
	 * Parses a request.
	 * @param function the name of the function
	 * @param arguments its arguments
	 * @return the request
	 * @throws IllegalArgumentException if the function is unknown, or the arguments are
	 * missing or of a wrong type
	 */
	static GlobalRequest parse(String function, Message arguments) {
		try {
			return switch (function) {
				case "g_slave" -> new Slave(arguments.isEmpty() ? null : DatabaseWireFormat.database(arguments.get(0)));
				case "g_global" -> new Global();
				case "g_set" -> new Database(DatabaseWireFormat.database(arguments.get(0)));
				case "g_upd" -> new Changed(update(arguments));
				case "g_find" -> new Find(DatabaseWireFormat.text(arguments.get(0)));
				case "g_found" -> new Found(DatabaseWireFormat.text(arguments.get(0)),
						DatabaseWireFormat.listeners(optional(arguments, 1)));
				case "g_db_family" ->
					new Ask(QueryType.FAMILY, DatabaseWireFormat.text(arguments.get(0)), arguments.get(1));
				case "g_db_keys" ->
					new Ask(QueryType.SUBKEYS, DatabaseWireFormat.text(arguments.get(0)), arguments.get(1));
				case "g_db_values" ->
					new Ask(QueryType.VALUES, DatabaseWireFormat.text(arguments.get(0)), arguments.get(1));
				case "g_reply" -> new Reply(DatabaseWireFormat.text(arguments.get(0)), optional(arguments, 1));
				case "g_mon1" -> new Monitor(DatabaseWireFormat.text(arguments.get(0)));
				case "g_mon0" -> new Unmonitor(DatabaseWireFormat.text(arguments.get(0)));
				case "g_chg1" -> new FamilyContents(DatabaseWireFormat.text(arguments.get(0)),
						DatabaseWireFormat.family(optional(arguments, 1)));
				case "g_chg2" -> new FamilyChanged(update(arguments));
				default -> throw new IllegalArgumentException("not a function of the global protocol");
			};
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException(function + " makes no sense: " + ex.getMessage(), ex);
		}
	}

	private static FamilyUpdate update(Message arguments) {
		return new FamilyUpdate(DatabaseWireFormat.text(arguments.get(0)),
				DatabaseWireFormat.map(optional(arguments, 1)), DatabaseWireFormat.texts(optional(arguments, 2)));
	}

	private static @Nullable Object optional(Message arguments, int index) {
		return (index < arguments.size()) ? arguments.get(index) : null;
	}

	/**
	 * {@code g_slave}: the peer wants this node to be its primary.
	 *
	 * @param database all entries that the peer has set; {@code null} if it only wants
	 * this node to become global
	 */
	record Slave(@Nullable Map<String, FamilyEntries> database) implements GlobalRequest {

		@Override
		public void handle(GlobalRole role, String peer) {
			role.slave(peer, this.database);
		}

	}

	/** {@code g_global}: the peer is global. */
	record Global() implements GlobalRequest {

		@Override
		public void handle(GlobalRole role, String peer) {
			role.global(peer);
		}

	}

	/**
	 * {@code g_set}: a global peer sends its whole part of the database.
	 *
	 * @param database the entries of the peer and of the nodes that it serves, merged
	 */
	record Database(Map<String, FamilyEntries> database) implements GlobalRequest {

		@Override
		public void handle(GlobalRole role, String peer) {
			role.database(peer, this.database);
		}

	}

	/**
	 * {@code g_upd}: the peer, or a node that it serves, has changed a family.
	 *
	 * @param update the change
	 */
	record Changed(FamilyUpdate update) implements GlobalRequest {

		@Override
		public void handle(GlobalRole role, String peer) {
			role.changed(peer, this.update);
		}

	}

	/**
	 * {@code g_find}: the peer asks for the addresses of a node.
	 *
	 * @param node the ID of that node
	 */
	record Find(String node) implements GlobalRequest {

		@Override
		public void handle(GlobalRole role, String peer) {
			role.find(peer, this.node);
		}

	}

	/**
	 * {@code g_found}: the primary replies with the addresses of a node.
	 *
	 * @param node the ID of that node
	 * @param listeners its addresses, {@code null} if they are not known
	 */
	record Found(String node, @Nullable List<String> listeners) implements GlobalRequest {

		@Override
		public void handle(GlobalRole role, String peer) {
			role.found(peer, this.node, this.listeners);
		}

	}

	/**
	 * {@code g_db_family}, {@code g_db_keys} or {@code g_db_values}: the peer queries a
	 * family.
	 *
	 * @param type what is asked for
	 * @param family the family
	 * @param id identifies the query; the reply returns it unchanged
	 */
	record Ask(QueryType<?> type, String family, @Nullable Object id) implements GlobalRequest {

		@Override
		public void handle(GlobalRole role, String peer) {
			role.ask(peer, this.type, this.family, this.id);
		}

	}

	/**
	 * {@code g_reply}: the primary replies to a query.
	 *
	 * @param id identifies the query
	 * @param result the reply
	 */
	record Reply(String id, @Nullable Object result) implements GlobalRequest {

		@Override
		public void handle(GlobalRole role, String peer) {
			role.reply(peer, this.id, this.result);
		}

	}

	/**
	 * {@code g_mon1}: the peer starts to monitor a family.
	 *
	 * @param family the family
	 */
	record Monitor(String family) implements GlobalRequest {

		@Override
		public void handle(GlobalRole role, String peer) {
			role.monitor(peer, this.family);
		}

	}

	/**
	 * {@code g_mon0}: the peer stops monitoring a family.
	 *
	 * @param family the family
	 */
	record Unmonitor(String family) implements GlobalRequest {

		@Override
		public void handle(GlobalRole role, String peer) {
			role.unmonitor(peer, this.family);
		}

	}

	/**
	 * {@code g_chg1}: the primary sends the contents of a monitored family.
	 *
	 * @param family the family
	 * @param contents its contents
	 */
	record FamilyContents(String family, FamilyEntries contents) implements GlobalRequest {

		@Override
		public void handle(GlobalRole role, String peer) {
			role.familyContents(peer, this.family, this.contents);
		}

	}

	/**
	 * {@code g_chg2}: the primary sends a change of a monitored family.
	 *
	 * @param update the change
	 */
	record FamilyChanged(FamilyUpdate update) implements GlobalRequest {

		@Override
		public void handle(GlobalRole role, String peer) {
			role.familyChanged(peer, this.update);
		}

	}

}
