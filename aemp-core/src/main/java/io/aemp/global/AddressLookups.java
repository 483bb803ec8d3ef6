package io.aemp.global;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The pending address lookups by node ID. All lookups of one node share one request.
 */
final class AddressLookups {

	private final Function<String, @Nullable List<String>> otherwise;

	private final Map<String, Set<Consumer<@Nullable List<String>>>> waiting = new LinkedHashMap<>();

	/**
	 * Creates lookups.
	 * @param otherwise knows addresses that the network does not know
	 */
	AddressLookups(Function<String, @Nullable List<String>> otherwise) {
		this.otherwise = otherwise;
	}

	/**
	 * Adds a lookup.
	 * @param node the ID of the node to find
	 * @param found takes the addresses of the node
	 * @return whether this is the first lookup of the node, so that the caller has to
	 * send the request
	 */
	boolean add(String node, Consumer<@Nullable List<String>> found) {
		boolean first = !this.waiting.containsKey(node);
		this.waiting.computeIfAbsent(node, (name) -> new LinkedHashSet<>()).add(found);
		return first;
	}

	/**
	 * Cancels a lookup. An unknown one is ignored.
	 * @param node the ID of the node to find
	 * @param found the callback that {@link #add} got
	 */
	void remove(String node, Consumer<@Nullable List<String>> found) {
		Set<Consumer<@Nullable List<String>>> all = this.waiting.getOrDefault(node, Set.of());
		if (all.contains(found) && all.size() == 1) {
			this.waiting.remove(node);
		}
		else if (all.contains(found)) {
			all.remove(found);
		}
	}

	/**
	 * The nodes with pending lookups.
	 * @return the node IDs, a snapshot
	 */
	List<String> nodes() {
		return List.copyOf(this.waiting.keySet());
	}

	/**
	 * Completes all lookups of a node.
	 * @param node the node ID
	 * @param listeners the addresses of the node, or {@code null} if they are unknown
	 */
	void found(String node, @Nullable List<String> listeners) {
		Set<Consumer<@Nullable List<String>>> all = this.waiting.remove(node);
		if (all != null) {
			List<String> known = (listeners != null) ? listeners : this.otherwise.apply(node);
			List.copyOf(all).forEach((found) -> found.accept(known));
		}
	}

}
