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
	 * Asks for a family.
	 * @param family the family
	 * @return subkeys and values, empty if there is no such family
	 */
	CompletableFuture<Map<String, @Nullable Object>> family(String family);

	/**
	 * Asks for a family.
	 * @param family the family
	 * @param callback takes subkeys and values
	 */
	void family(String family, Consumer<Map<String, @Nullable Object>> callback);

	/**
	 * Asks for the subkeys of a family.
	 * @param family the family
	 * @return the subkeys, in no particular order
	 */
	CompletableFuture<List<String>> subkeys(String family);

	/**
	 * Asks for the subkeys of a family.
	 * @param family the family
	 * @param callback takes the subkeys, in no particular order
	 */
	void subkeys(String family, Consumer<List<String>> callback);

	/**
	 * Asks for the values of a family.
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
	 * Monitors a family. The first call comes soon and always, also for an empty family:
	 * what is there then counts as added. Later ones tell changes. Calls of one monitor
	 * never overlap.
	 * @param family the family
	 * @param callback takes the changes
	 * @return stops the monitor
	 */
	Guard monitor(String family, Consumer<FamilyChange> callback);

	/**
	 * The families that this node monitors or has set values in, with what it knows of
	 * them; for tools.
	 * @return families, subkeys and values
	 */
	Map<String, Map<String, @Nullable Object>> snapshot();

}
