package io.aemp.global;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Who waits to learn where which node listens. One question per node is enough for all.
 */
final class AddressLookups {

	private final Map<String, Set<Consumer<@Nullable List<String>>>> waiting = new LinkedHashMap<>();

	/**
	 * Adds somebody who waits.
	 * @param node the ID of the node that is looked for
	 * @param found takes its addresses
	 * @return whether the question is to be asked now
	 */
	boolean add(String node, Consumer<@Nullable List<String>> found) {
		boolean first = !this.waiting.containsKey(node);
		this.waiting.computeIfAbsent(node, (name) -> new LinkedHashSet<>()).add(found);
		return first;
	}

	/**
	 * Removes somebody who waits no more.
	 * @param node the ID of the node that was looked for
	 * @param found the one
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
	 * The nodes that are looked for.
	 * @return a snapshot
	 */
	List<String> nodes() {
		return List.copyOf(this.waiting.keySet());
	}

	/**
	 * Answers all who wait for a node.
	 * @param node its node ID
	 * @param listeners its addresses, or {@code null} if they are not known
	 */
	void found(String node, @Nullable List<String> listeners) {
		Set<Consumer<@Nullable List<String>>> all = this.waiting.remove(node);
		if (all != null) {
			List.copyOf(all).forEach((found) -> found.accept(listeners));
		}
	}

}
