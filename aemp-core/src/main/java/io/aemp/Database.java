package io.aemp;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The distributed database: family, subkey, value. Every node owns what it sets; all
 * global nodes hold the merged whole. (AEMP manual: DISTRIBUTED DATABASE.)
 * <p>
 * A family name starts with a letter and consists of letters, digits, {@code _} and
 * {@code :}; a subkey is any non-empty string; a value is anything that may travel in a
 * message. Anything else is refused with an {@link IllegalArgumentException}, before
 * something has changed.
 * <p>
 * Methods return at once. A callback given inside a port runs in that port, and ends with
 * it; one given outside runs on threads that may wait. Queries wait until the node is
 * attached to a global node. Futures complete outside ports. They fail with an
 * {@link IllegalStateException} when the node is closed; queries with a callback are not
 * answered then, and what is set is ignored.
 */
public interface Database {

	/**
	 * Sets or replaces a value, to be withdrawn when this node goes away.
	 * @param family the family
	 * @param subkey the subkey
	 * @param value the value
	 * @return deletes the subkey, if it still has the value that was set here
	 */
	Guard set(String family, String subkey, @Nullable Object value);

	/**
	 * Sets a subkey without a value.
	 * @param family the family
	 * @param subkey the subkey
	 * @return deletes the subkey
	 */
	default Guard set(String family, String subkey) {
		return set(family, subkey, null);
	}

	/**
	 * Deletes subkeys that this node has set.
	 * @param family the family
	 * @param subkeys the subkeys; those that are not set are ignored
	 */
	void delete(String family, String... subkeys);

	/**
	 * Sets a port as subkey until it dies.
	 * @param family the family
	 * @param port the port ID, best of a local port
	 * @param value the value
	 * @return deletes the subkey
	 * @throws IllegalArgumentException if it is no port ID; nothing is set then
	 */
	Guard register(String family, String port, @Nullable Object value);

	/**
	 * Sets a port as subkey without a value until it dies.
	 * @param family the family
	 * @param port the port ID, best of a local port
	 * @return deletes the subkey
	 */
	default Guard register(String family, String port) {
		return register(family, port, null);
	}

	/**
	 * Sets the current port as subkey without a value until it dies.
	 * @param family the family
	 * @return deletes the subkey
	 * @throws IllegalStateException outside ports
	 */
	Guard register(String family);

	/**
	 * Asks for the subkeys of a family (AEMP manual: {@code db_keys}).
	 * @param family the family
	 * @return the subkeys, in no particular order, empty if there is no such family
	 */
	CompletableFuture<List<String>> keys(String family);

	/**
	 * Asks for the subkeys of a family.
	 * @param family the family
	 * @param callback takes the subkeys, in no particular order
	 */
	void keys(String family, Consumer<List<String>> callback);

	/**
	 * Asks for the values of a family (AEMP manual: {@code db_values}).
	 * @param family the family
	 * @return the values, in no particular order
	 */
	CompletableFuture<List<@Nullable Object>> values(String family);

	/**
	 * Asks for the values of a family.
	 * @param family the family
	 * @param callback takes the values, in no particular order
	 */
	void values(String family, Consumer<List<@Nullable Object>> callback);

	/**
	 * Asks for the subkeys of a family with their values (AEMP manual:
	 * {@code db_family}).
	 * @param family the family
	 * @return subkeys and values, empty if there is no such family
	 */
	CompletableFuture<Map<String, @Nullable Object>> entries(String family);

	/**
	 * Asks for the subkeys of a family with their values.
	 * @param family the family
	 * @param callback takes subkeys and values
	 */
	void entries(String family, Consumer<Map<String, @Nullable Object>> callback);

	/**
	 * Monitors a family. The first call comes soon and always, also for an empty family:
	 * what is there then counts as added. Later ones tell changes. Calls of one monitor
	 * never overlap.
	 * @param family the family
	 * @param callback takes the changes
	 * @return stops the monitor
	 */
	Guard monitor(String family, Consumer<FamilyChange> callback);

	/**
	 * What the monitors of this node have been told of a family last: a callback of a
	 * monitor finds here what it is told, or something newer. Empty until the first call
	 * of the monitor. It is not asked for anywhere, so while the node is detached it may
	 * be old. Any thread may call this, and it does not block.
	 * @param family a family that this node monitors
	 * @return subkeys and values; immutable
	 * @throws IllegalStateException if this node has no monitor of the family: monitor
	 * it, or ask for its {@link #entries}
	 */
	Map<String, @Nullable Object> snapshot(String family);

	/**
	 * The families that this node monitors or has set values in, with what it knows of
	 * them; for tools.
	 * @return families, subkeys and values
	 */
	Map<String, Map<String, @Nullable Object>> snapshot();

	/**
	 * Sends a message to every port that is a subkey of a family. Subkeys that are no
	 * port IDs are left out, and so are node ports. The messages come from the current
	 * port, or from outside ports, as with {@link Node#send}, and get lost in the same
	 * cases.
	 * <ul>
	 * <li>If this node monitors the family and its monitor has been called, the message
	 * goes to the ports of the {@linkplain #snapshot(String) snapshot} before this method
	 * returns. It keeps its order with what the caller sends to these ports before and
	 * after.</li>
	 * <li>Otherwise the node asks for the subkeys first, and the messages leave when the
	 * answer is there: later than what the caller sends meanwhile, and in no promised
	 * order with other calls of this method. Nothing is sent if the calling port dies or
	 * the node is closed before. Monitor a family that gets messages often.</li>
	 * </ul>
	 * Any thread may call this, and it does not block. A port that is registered or dies
	 * at the same time may get the message or not.
	 * @param family the family
	 * @param message the message
	 * @throws UnsendableValueException if the message cannot travel, though all ports may
	 * be local; it is sent to none then. A port whose node or framing takes less than
	 * that is left out, with a line in the log.
	 */
	void sendToAll(String family, Message message);

	/**
	 * Sends a message to every port that is a subkey of a family, as
	 * {@link #sendToAll(String, Message)} does.
	 * @param family the family
	 * @param message the elements of the message
	 * @throws IllegalArgumentException if an element is a {@link Message} or a
	 * {@link Reason}, which is no value
	 */
	default void sendToAll(String family, @Nullable Object... message) {
		sendToAll(family, Values.message("sendToAll(String, Message)", message));
	}

}
