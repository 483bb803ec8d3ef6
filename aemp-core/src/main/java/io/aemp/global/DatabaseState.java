package io.aemp.global;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.aemp.dispatch.Timers;
import io.aemp.node.Control;

/**
 * The state that all roles of a node share. It outlives a change of the role. The control
 * executor owns it.
 *
 * @param settings the settings of the global service
 * @param control sends requests to peers
 * @param timers schedules tasks
 * @param local the entries that this node has set
 * @param monitors the family monitors of this node
 * @param queries the pending queries of this node
 * @param lookups the pending address lookups of this node
 * @param standIns the nodes that may stand in for the seeds
 * @param globals the IDs of the connected global peers
 * @param seeds the IDs of the connected seeds, in the order in which they came up
 * @param familyChanged takes the name of each family whose known contents changed
 * @param roleChanged runs when the role or the primary has changed
 */
record DatabaseState(GlobalSettings settings, PagedRequests control, Timers timers, LocalDatabase local,
		FamilyMonitors monitors, DatabaseQueries queries, AddressLookups lookups, StandIns standIns,
		Set<String> globals, Set<String> seeds, Consumer<String> familyChanged, Runnable roleChanged) {

	/** The internal family of listeners: node ID to addresses. */
	static final String LISTENERS = "'l";

	/** The internal family of global nodes: node ID without a value. */
	static final String GLOBALS = "'g";

	/** The internal family of nodes that must not be global: node ID without a value. */
	static final String NEVER = "'n";

	/**
	 * The internal family of the nodes that may stand in for the seeds: node ID to
	 * addresses. No node sets it; each global node computes it.
	 */
	static final String STAND_INS = "'s";

	/** The families that decide which nodes may stand in. */
	static final List<String> DECIDING = List.of(NEVER, GLOBALS, LISTENERS);

	DatabaseState(GlobalSettings settings, Control control, Timers timers, Consumer<String> familyChanged,
			Runnable roleChanged) {
		this(settings, control, timers, new StandIns(timers, settings.timeouts().seeds()), familyChanged, roleChanged);
	}

	private DatabaseState(GlobalSettings settings, Control control, Timers timers, StandIns standIns,
			Consumer<String> familyChanged, Runnable roleChanged) {
		this(settings, new PagedRequests(control), timers, new LocalDatabase(), new FamilyMonitors(),
				new DatabaseQueries(), new AddressLookups(standIns::addresses), standIns, new LinkedHashSet<>(),
				new LinkedHashSet<>(), familyChanged, roleChanged);
	}

	/**
	 * The ID of this node.
	 * @return the node ID
	 */
	String self() {
		return this.settings.node();
	}

	/**
	 * Withdraws what this node has set as a global node, without telling anybody: its
	 * connections are about to end.
	 */
	void forgetRole() {
		this.local.withdraw(GLOBALS);
		List<String> others = this.local.contents(LISTENERS)
			.keySet()
			.stream()
			.filter((node) -> !node.equals(self()))
			.toList();
		this.local.delete(LISTENERS, others);
	}

	/**
	 * Replaces the known contents of a monitored family, and notifies its monitors.
	 * @param family the family
	 * @param contents its contents
	 */
	void familyContents(String family, FamilyEntries contents) {
		this.monitors.contents(family, contents);
		this.familyChanged.accept(family);
	}

	/**
	 * Applies a change to a monitored family, and notifies its monitors. An empty change
	 * is ignored.
	 * @param update the change
	 */
	void familyChange(FamilyUpdate update) {
		if (!update.isEmpty()) {
			this.monitors.change(update);
			this.familyChanged.accept(update.family());
		}
	}

}
