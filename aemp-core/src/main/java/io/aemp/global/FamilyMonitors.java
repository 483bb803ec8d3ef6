package io.aemp.global;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.aemp.FamilyChange;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/**
 * The family monitors of this node. All monitors of one family share one registration
 * with the primary, and one copy of the known contents. On the control executor, unless a
 * method says otherwise.
 */
final class FamilyMonitors {

	private final Map<String, Watch> watches = new ConcurrentHashMap<>();

	/**
	 * Adds a monitor. If the contents of the family are known, the monitor is called at
	 * once.
	 * @param family the family
	 * @param monitor takes the changes
	 * @return whether it is the first monitor of the family, so that the caller has to
	 * register with the primary
	 */
	boolean add(String family, Consumer<FamilyChange> monitor) {
		boolean first = !this.watches.containsKey(family);
		Watch watch = this.watches.computeIfAbsent(family, (name) -> new Watch());
		watch.monitors.add(monitor);
		if (watch.contents != null) {
			monitor.accept(everythingAdded(family, watch.contents));
		}
		return first;
	}

	/**
	 * Removes a monitor.
	 * @param family the family
	 * @param monitor the monitor
	 * @return whether it was the last monitor of the family
	 */
	boolean remove(String family, Consumer<FamilyChange> monitor) {
		Watch watch = this.watches.get(family);
		return watch != null && watch.monitors.remove(monitor) && watch.monitors.isEmpty()
				&& this.watches.remove(family, watch);
	}

	/**
	 * The monitored families.
	 * @return a snapshot
	 */
	Set<String> families() {
		return new TreeSet<>(this.watches.keySet());
	}

	/**
	 * Whether a family is monitored.
	 * @param family the family
	 * @return whether it is
	 */
	boolean watches(String family) {
		return this.watches.containsKey(family);
	}

	/**
	 * The number of monitors of a family.
	 * @param family the family
	 * @return their number
	 */
	int count(String family) {
		Watch watch = this.watches.get(family);
		return (watch != null) ? watch.monitors.size() : 0;
	}

	/**
	 * The known contents of a monitored family; any thread. Monitors are called after a
	 * change is visible here.
	 * @param family the family
	 * @return its contents, or {@code null} if they are not known yet
	 */
	@Nullable FamilyEntries contents(String family) {
		Watch watch = this.watches.get(family);
		return (watch != null) ? watch.contents : null;
	}

	/**
	 * Replaces the contents of a family. If they were known, the monitors get the
	 * difference; otherwise they get all entries as added.
	 * @param family the family
	 * @param contents its contents
	 */
	void contents(String family, FamilyEntries contents) {
		Watch watch = this.watches.get(family);
		if (watch == null) {
			return;
		}
		FamilyEntries known = watch.contents;
		watch.contents = contents;
		watch.tell((known != null) ? difference(family, known, contents) : everythingAdded(family, contents),
				known == null);
	}

	/**
	 * Applies a change to a family whose contents are known; otherwise it is ignored.
	 * @param update the change
	 */
	void change(FamilyUpdate update) {
		Watch watch = this.watches.get(update.family());
		if (watch == null || watch.contents == null) {
			return;
		}
		FamilyEntries known = watch.contents;
		Changes changes = new Changes();
		update.set().forEach((subkey, value) -> changes.compare(known, subkey, value));
		update.deleted().forEach((subkey) -> changes.delete(known, subkey));
		FamilyEntries contents = known.with(update.set()).without(update.deleted());
		watch.contents = contents;
		watch.tell(changes.in(update.family(), contents), false);
	}

	private static FamilyChange everythingAdded(String family, FamilyEntries contents) {
		return new FamilyChange(family, contents, Collections.unmodifiableSet(contents.keySet()), Set.of(), Set.of());
	}

	private static FamilyChange difference(String family, FamilyEntries known, FamilyEntries contents) {
		Changes changes = new Changes();
		contents.forEach((subkey, value) -> changes.compare(known, subkey, value));
		known.keySet().stream().filter((subkey) -> !contents.containsKey(subkey)).forEach(changes.deleted::add);
		return changes.in(family, contents);
	}

	/** The monitors and known contents of one family. */
	private static final class Watch {

		private final Set<Consumer<FamilyChange>> monitors = new LinkedHashSet<>();

		private volatile @Nullable FamilyEntries contents;

		void tell(FamilyChange change, boolean always) {
			if (always || !change.added().isEmpty() || !change.changed().isEmpty() || !change.deleted().isEmpty()) {
				this.monitors.forEach((monitor) -> monitor.accept(change));
			}
		}

	}

	/** Collects the added, changed and deleted subkeys. */
	private static final class Changes {

		private final Set<String> added = new LinkedHashSet<>();

		private final Set<String> changed = new LinkedHashSet<>();

		private final Set<String> deleted = new LinkedHashSet<>();

		void compare(FamilyEntries known, String subkey, @Nullable Object value) {
			if (!known.containsKey(subkey)) {
				this.added.add(subkey);
			}
			else if (!Values.equal(known.get(subkey), value)) {
				this.changed.add(subkey);
			}
		}

		void delete(FamilyEntries known, String subkey) {
			this.added.remove(subkey);
			this.changed.remove(subkey);
			if (known.containsKey(subkey)) {
				this.deleted.add(subkey);
			}
		}

		FamilyChange in(String family, FamilyEntries contents) {
			return new FamilyChange(family, contents, Collections.unmodifiableSet(this.added),
					Collections.unmodifiableSet(this.changed), Collections.unmodifiableSet(this.deleted));
		}

	}

}
