package io.aemp.global;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

import io.aemp.dispatch.Timers;
import io.aemp.node.Control;

/**
 * What the roles of a node work with, and hand over from one to the next.
 *
 * @param settings how the node is to be
 * @param control the way to the peers
 * @param timers time
 * @param local what this node has set
 * @param monitors the family monitors of this node
 * @param queries the open questions of this node
 * @param lookups who looks for which node
 * @param globals the connected peers that said that they are global
 * @param seeds the connected peers that are seeds, in the order in which they came up
 * @param familyChanged takes the name of each family of which something else is known
 * than before
 * @param roleChanged is run when role or primary have changed
 */
record DatabaseState(GlobalSettings settings, PagedRequests control, Timers timers, LocalDatabase local,
		FamilyMonitors monitors, DatabaseQueries queries, AddressLookups lookups, Set<String> globals, Set<String> seeds,
		Consumer<String> familyChanged, Runnable roleChanged) {

	/** The family of listeners. */
	static final String LISTENERS = "'l";

	/** The family of global nodes. */
	static final String GLOBALS = "'g";

	DatabaseState(GlobalSettings settings, Control control, Timers timers, Consumer<String> familyChanged,
			Runnable roleChanged) {
		this(settings, new PagedRequests(control), timers, new LocalDatabase(), new FamilyMonitors(),
				new DatabaseQueries(), new AddressLookups(), new LinkedHashSet<>(), new LinkedHashSet<>(),
				familyChanged, roleChanged);
	}

	/**
	 * The ID of this node.
	 * @return the node ID
	 */
	String self() {
		return this.settings.node();
	}

	/**
	 * Brings a monitored family up to date.
	 * @param family the family
	 * @param contents what is in it
	 */
	void familyContents(String family, FamilyEntries contents) {
		this.monitors.contents(family, contents);
		this.familyChanged.accept(family);
	}

	/**
	 * Tells a change to the family monitors.
	 * @param update the change
	 */
	void familyChange(FamilyUpdate update) {
		if (!update.isEmpty()) {
			this.monitors.change(update);
			this.familyChanged.accept(update.family());
		}
	}

}
