package io.aemp.global;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.aemp.Guard;
import io.aemp.Values;
import io.aemp.dispatch.ControlExecutor;
import io.aemp.dispatch.Timers;
import org.jspecify.annotations.Nullable;

/**
 * The list of nodes that may stand in for the seeds, as a global node computes it from
 * the merged database. It is the family {@link DatabaseState#STAND_INS} that this node
 * serves.
 * <p>
 * A node of the list that disappears stays on it for a while: seeds that are lost one
 * after the other must not leave different lists behind.
 */
final class StandInList {

	private static final int SIZE = 5;

	private final MergedDatabase database;

	private final Timers timers;

	private final ControlExecutor executor;

	private final Duration timeout;

	private final Consumer<FamilyUpdate> changed;

	private FamilyEntries entries = FamilyEntries.EMPTY;

	/** The nodes of the list that have disappeared, with the end of their time. */
	private final Map<String, Guard> gone = new HashMap<>();

	/**
	 * Creates an empty list.
	 * @param database the merged database
	 * @param state provides timers and settings
	 * @param changed takes the changes of the list
	 */
	StandInList(MergedDatabase database, DatabaseState state, Consumer<FamilyUpdate> changed) {
		this.database = database;
		this.timers = state.timers();
		this.executor = state.control().executor();
		this.timeout = state.settings().timeouts().seeds();
		this.changed = changed;
	}

	/**
	 * Whether a change of a family may change the list.
	 * @param family the family
	 * @return whether the list depends on it
	 */
	static boolean dependsOn(String family) {
		return DatabaseState.DECIDING.contains(family);
	}

	/**
	 * Chooses the nodes of the list.
	 * @param listeners the addresses of all nodes
	 * @param never the nodes that must not be global
	 * @param globals the nodes that are global already: most of them are the seeds for
	 * which others are to stand in, so they are chosen only if there are too few others
	 * @return the nodes, with their addresses
	 */
	static FamilyEntries choose(FamilyEntries listeners, FamilyEntries never, FamilyEntries globals) {
		List<Map.Entry<String, @Nullable Object>> served = new ArrayList<>();
		List<Map.Entry<String, @Nullable Object>> global = new ArrayList<>();
		for (Map.Entry<String, @Nullable Object> entry : listeners.entrySet()) {
			List<String> addresses = DatabaseWireFormat.listeners(entry.getValue());
			if (addresses != null && !addresses.isEmpty() && !never.containsKey(entry.getKey())) {
				(globals.containsKey(entry.getKey()) ? global : served).add(entry);
			}
			if (served.size() == SIZE) {
				break;
			}
		}
		Map<String, @Nullable Object> chosen = new LinkedHashMap<>();
		Stream.concat(served.stream(), global.stream())
			.limit(SIZE)
			.forEach((entry) -> chosen.put(entry.getKey(), entry.getValue()));
		return FamilyEntries.of(chosen);
	}

	/**
	 * The present list.
	 * @return node IDs and addresses
	 */
	FamilyEntries entries() {
		return this.entries;
	}

	/** Computes the list again, and tells what has changed. */
	void refresh() {
		FamilyEntries present = this.database.contents(DatabaseState.LISTENERS);
		this.entries.keySet().forEach((node) -> note(node, present.containsKey(node)));
		Map<String, @Nullable Object> staying = new HashMap<>();
		this.gone.keySet().forEach((node) -> staying.put(node, this.entries.get(node)));
		replace(choose(present.with(staying), this.database.contents(DatabaseState.NEVER),
				this.database.contents(DatabaseState.GLOBALS)));
	}

	private void note(String node, boolean present) {
		if (!present) {
			this.gone.computeIfAbsent(node,
					(name) -> this.timers.schedule(this.timeout, () -> this.executor.execute(() -> expire(node))));
			return;
		}
		Guard end = this.gone.remove(node);
		if (end != null) {
			end.close();
		}
	}

	private void expire(String node) {
		if (this.gone.remove(node) != null) {
			replace(this.entries.without(List.of(node)));
			refresh();
		}
	}

	private void replace(FamilyEntries list) {
		FamilyEntries before = this.entries;
		this.entries = list;
		Map<String, @Nullable Object> set = new LinkedHashMap<>();
		list.forEach((node, addresses) -> {
			if (!before.containsKey(node) || !Values.equal(before.get(node), addresses)) {
				set.put(node, addresses);
			}
		});
		this.changed.accept(new FamilyUpdate(DatabaseState.STAND_INS, set,
				before.keySet().stream().filter((node) -> !list.containsKey(node)).toList()));
	}

	/** Stops all timers. */
	void close() {
		this.gone.values().forEach(Guard::close);
		this.gone.clear();
	}

}
