package io.aemp;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The distributed database: family, subkey, value. Each node owns the values that it
 * sets; all global nodes hold the merged database. (AEMP manual: DISTRIBUTED DATABASE.)
 * <p>
 * A family name starts with a letter and consists of letters, digits, {@code _} and
 * {@code :}. A subkey is any non-empty string. A value is anything that may travel in a
 * message. Methods throw an {@link IllegalArgumentException} for anything else, before
 * they change something.
 * <p>
 * Any thread may call any method, and no method blocks. A callback that is given inside a
 * port runs in that port and ends with it; one that is given outside ports runs on a
 * thread of the node that may block. Futures complete outside ports.
 * <p>
 * A query waits until the node is attached to a global node, and for its answer. It fails
 * with a {@link TimeoutException} if that takes longer than
 * {@link NodeConfiguration#queryTimeout()}. While no global node serves this node, a
 * query of a family that is monitored here is answered at once, from the last contents
 * that the monitors know. When the node is closed, queries fail with an
 * {@link IllegalStateException}, and set values are ignored. A query without a callback
 * for failures that fails is logged; its callback is not called.
 */
public interface Database {

	/**
	 * Sets or replaces a value. It is withdrawn when this node goes away.
	 * @param family the family
	 * @param subkey the subkey
	 * @param value the value
	 * @return deletes the subkey, if it still has the value that this call set
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
	 * Sets a port as a subkey until it dies.
	 * @param family the family
	 * @param port the port ID, preferably of a local port
	 * @param value the value
	 * @return deletes the subkey
	 * @throws IllegalArgumentException if the text is not a port ID; nothing is set then
	 */
	Guard register(String family, String port, @Nullable Object value);

	/**
	 * Sets a port as a subkey without a value until it dies.
	 * @param family the family
	 * @param port the port ID, preferably of a local port
	 * @return deletes the subkey
	 */
	default Guard register(String family, String port) {
		return register(family, port, null);
	}

	/**
	 * Sets the current port as a subkey without a value until it dies.
	 * @param family the family
	 * @return deletes the subkey
	 * @throws IllegalStateException outside ports
	 */
	Guard register(String family);

	/**
	 * Queries the subkeys of a family (AEMP manual: {@code db_keys}).
	 * @param family the family
	 * @return the subkeys, in no particular order, empty if there is no such family
	 */
	CompletableFuture<List<String>> keys(String family);

	/**
	 * Queries the subkeys of a family.
	 * @param family the family
	 * @param callback receives the subkeys, in no particular order
	 */
	void keys(String family, Consumer<List<String>> callback);

	/**
	 * Queries the subkeys of a family. Exactly one of the callbacks runs, once, unless
	 * the calling port dies before.
	 * @param family the family
	 * @param answered receives the subkeys, in no particular order
	 * @param failed receives the reason why there is no answer: a
	 * {@link TimeoutException}, or an {@link IllegalStateException} if the node is closed
	 */
	void keys(String family, Consumer<List<String>> answered, Consumer<Exception> failed);

	/**
	 * Queries the values of a family (AEMP manual: {@code db_values}).
	 * @param family the family
	 * @return the values, in no particular order
	 */
	CompletableFuture<List<@Nullable Object>> values(String family);

	/**
	 * Queries the values of a family.
	 * @param family the family
	 * @param callback receives the values, in no particular order
	 */
	void values(String family, Consumer<List<@Nullable Object>> callback);

	/**
	 * Queries the values of a family. Exactly one of the callbacks runs, once, unless the
	 * calling port dies before.
	 * @param family the family
	 * @param answered receives the values, in no particular order
	 * @param failed receives the reason why there is no answer: a
	 * {@link TimeoutException}, or an {@link IllegalStateException} if the node is closed
	 */
	void values(String family, Consumer<List<@Nullable Object>> answered, Consumer<Exception> failed);

	/**
	 * Queries the subkeys of a family with their values (AEMP manual: {@code db_family}).
	 * @param family the family
	 * @return subkeys and values, empty if there is no such family
	 */
	CompletableFuture<Map<String, @Nullable Object>> entries(String family);

	/**
	 * Queries the subkeys of a family with their values.
	 * @param family the family
	 * @param callback receives subkeys and values
	 */
	void entries(String family, Consumer<Map<String, @Nullable Object>> callback);

	/**
	 * Queries the subkeys of a family with their values. Exactly one of the callbacks
	 * runs, once, unless the calling port dies before.
	 * @param family the family
	 * @param answered receives subkeys and values
	 * @param failed receives the reason why there is no answer: a
	 * {@link TimeoutException}, or an {@link IllegalStateException} if the node is closed
	 */
	void entries(String family, Consumer<Map<String, @Nullable Object>> answered, Consumer<Exception> failed);

	/**
	 * Monitors a family. The first call comes soon, even for an empty family, and reports
	 * the present entries as added. Later calls report changes. Calls of one monitor
	 * never overlap.
	 * @param family the family
	 * @param callback receives the changes
	 * @return stops the monitor
	 */
	Guard monitor(String family, Consumer<FamilyChange> callback);

	/**
	 * Monitors the nodes of the network, like a family: each node that this node could
	 * reach, by its node ID, with the list of its addresses, which is empty for a node
	 * that does not listen. Includes this node. See {@link #monitor}; whether a node is
	 * connected with this one tells {@link Network#monitor}.
	 * @param callback receives the changes
	 * @return stops the monitor
	 */
	Guard monitorNodes(Consumer<FamilyChange> callback);

	/**
	 * The latest state of a family that the monitors of this node know. A callback of a
	 * monitor finds here the state that it is told, or a newer one. Empty until the first
	 * call of the monitor. This method sends no query, so the state may be old while the
	 * node is detached. Any thread may call it, and it does not block.
	 * @param family a family that this node monitors
	 * @return subkeys and values; immutable
	 * @throws IllegalStateException if this node has no monitor of the family: monitor
	 * it, or query its {@link #entries}
	 */
	Map<String, @Nullable Object> snapshot(String family);

	/**
	 * The families that this node monitors or has set values in, with the entries that it
	 * knows; for tools.
	 * @return families, subkeys and values
	 */
	Map<String, Map<String, @Nullable Object>> snapshot();

	/**
	 * Sends a message to every port that is a subkey of a family. Subkeys that are not
	 * port IDs are skipped, and so are node ports. As with {@link Node#send}, the sender
	 * is the current port, or none outside ports, and messages get lost in the same
	 * cases.
	 * <ul>
	 * <li>If this node monitors the family and the monitor has been called, the message
	 * goes to the ports of the {@linkplain #snapshot(String) snapshot} before this method
	 * returns. It keeps its order with other messages of the caller to these ports.</li>
	 * <li>Otherwise the node queries the subkeys first, and sends the messages when the
	 * answer arrives: later than what the caller sends in the meantime, and in no defined
	 * order relative to other calls of this method. Nothing is sent if the calling port
	 * dies or the node is closed before that. Monitor a family that often receives
	 * messages.</li>
	 * </ul>
	 * Any thread may call this, and it does not block. A port that is registered or dies
	 * at the same time may or may not receive the message.
	 * @param family the family
	 * @param message the message
	 * @throws UnsendableValueException if the message cannot travel, even if all ports
	 * are local; it is sent to no port then. If only the node or the framing of one port
	 * cannot take the message, the node skips that port and logs it
	 */
	void sendToAll(String family, Message message);

	/**
	 * Sends a message to every port that is a subkey of a family, like
	 * {@link #sendToAll(String, Message)}.
	 * @param family the family
	 * @param message the elements of the message
	 * @throws IllegalArgumentException if an element is a {@link Message} or a
	 * {@link Reason}, which are not values
	 */
	default void sendToAll(String family, @Nullable Object... message) {
		sendToAll(family, Values.message("sendToAll(String, Message)", message));
	}

}
