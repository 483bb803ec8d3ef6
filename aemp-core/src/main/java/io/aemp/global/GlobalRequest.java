package io.aemp.global;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/**
 * A request of the global protocol. Parsed once; then the role of the node handles it.
 */
sealed interface GlobalRequest {

	/** The functions of the protocol. */
	Set<String> FUNCTIONS = Set.of("g_slave", "g_global", "g_set", "g_upd", "g_find", "g_found", "g_db_family",
			"g_db_keys", "g_db_values", "g_reply", "g_mon1", "g_mon0", "g_chg1", "g_chg2");

	/** Those that tell changes of one family. */
	Set<String> CHANGES = Set.of("g_upd", "g_chg2");

	/**
	 * Has a role handle this request.
	 * @param role the role
	 * @param peer the ID of the node that sent the request
	 */
	void handle(GlobalRole role, String peer);

	/**
	 * Understands a request.
	 * @param function the name of the function
	 * @param arguments its arguments
	 * @return the request
	 * @throws IllegalArgumentException if it makes no sense
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
				default -> throw new IllegalArgumentException("no request of the global protocol");
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
	 * The peer wants to be served.
	 *
	 * @param database all that it has set; {@code null} if it only wants this node to be
	 * global
	 */
	record Slave(@Nullable Map<String, FamilyEntries> database) implements GlobalRequest {

		@Override
		public void handle(GlobalRole role, String peer) {
			role.slave(peer, this.database);
		}

	}

	/** The peer is global. */
	record Global() implements GlobalRequest {

		@Override
		public void handle(GlobalRole role, String peer) {
			role.global(peer);
		}

	}

	/**
	 * The global peer and those that it serves have set this.
	 *
	 * @param database their merged databases
	 */
	record Database(Map<String, FamilyEntries> database) implements GlobalRequest {

		@Override
		public void handle(GlobalRole role, String peer) {
			role.database(peer, this.database);
		}

	}

	/**
	 * The peer, or somebody that it serves, has changed a family.
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
	 * The peer asks where a node listens.
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
	 * The primary tells where a node listens.
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
	 * The peer asks for a family.
	 *
	 * @param type what of it
	 * @param family the family
	 * @param id identifies the question; goes back as it came
	 */
	record Ask(QueryType<?> type, String family, @Nullable Object id) implements GlobalRequest {

		@Override
		public void handle(GlobalRole role, String peer) {
			role.ask(peer, this.type, this.family, this.id);
		}

	}

	/**
	 * The primary answers a question.
	 *
	 * @param id identifies the question
	 * @param result the answer
	 */
	record Reply(String id, @Nullable Object result) implements GlobalRequest {

		@Override
		public void handle(GlobalRole role, String peer) {
			role.reply(peer, this.id, this.result);
		}

	}

	/**
	 * The peer monitors a family.
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
	 * The peer monitors a family no more.
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
	 * The primary tells what is in a monitored family.
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
	 * The primary tells a change of a monitored family.
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
