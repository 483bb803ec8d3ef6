package io.aemp.global;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aemp.Network;
import io.aemp.global.DatabaseQueries.Query;
import io.aemp.global.MergedDatabase.Effect;
import org.jspecify.annotations.Nullable;

/**
 * A global node. It keeps two databases: the entries of this node and of the nodes that
 * it serves, which it sends to the other global nodes; and these entries merged with what
 * the other global nodes send.
 * <p>
 * A global node does not pass on entries from one global node to another. The exceptions
 * are {@code 'g} and {@code 'l}: it mirrors the entries of its connected global peers, so
 * that global nodes find each other.
 */
final class PrimaryRole implements GlobalRole {

	private final DatabaseState state;

	private final MergedDatabase served;

	private final MergedDatabase merged;

	private final GlobalMesh mesh;

	private final FamilySubscribers subscribers;

	/**
	 * The global peers that were known when this node became global, and have not sent
	 * their databases yet. Until then the queries and monitors of this node wait;
	 * otherwise they would see all entries disappear and come back.
	 */
	private final Set<String> awaited;

	/** The peers that this node serves. */
	private final Set<String> attached = new LinkedHashSet<>();

	/** Searches of peers that are answered when nobody is awaited any more. */
	private final Set<Search> searches = new LinkedHashSet<>();

	private final StandInList standIns;

	PrimaryRole(DatabaseState state) {
		this.state = state;
		this.served = new MergedDatabase(state.self());
		this.merged = new MergedDatabase(state.self());
		this.mesh = new GlobalMesh(state.self(), state.control(), state.timers(), this.merged);
		this.subscribers = new FamilySubscribers(state.settings().limits().monitorsPerPeer());
		this.awaited = new LinkedHashSet<>(state.globals());
		this.standIns = new StandInList(this.merged, state, this::changed);
	}

	@Override
	public Network.Role role() {
		return Network.Role.GLOBAL;
	}

	@Override
	public String primary() {
		return this.state.self();
	}

	@Override
	public void start() {
		this.state.local().set(DatabaseState.GLOBALS, this.state.self(), null, this);
		this.state.globals().forEach((global) -> this.state.local().set(DatabaseState.GLOBALS, global, null, this));
		this.served.replace(this.state.self(), this.state.local().database());
		this.merged.replace(this.state.self(), this.served.database());
		this.standIns.refresh();
		this.state.control().connected().forEach((peer) -> this.state.control().request(peer, "g_global"));
		this.state.globals().forEach(this::tellDatabase);
		this.state.roleChanged().run();
		settle();
	}

	private void tellDatabase(String global) {
		this.state.control().database(global, "g_set", this.served.database());
	}

	private void heardFrom(String peer) {
		if (this.awaited.remove(peer)) {
			settle();
		}
	}

	private void settle() {
		if (this.awaited.isEmpty()) {
			this.state.local().database().keySet().forEach(this.state.familyChanged());
			this.state.monitors().families().forEach(this::monitor);
			this.state.queries().all().forEach(this::ask);
			this.state.lookups().nodes().forEach(this::find);
			List.copyOf(this.searches).forEach((search) -> find(search.peer(), search.node()));
			this.searches.clear();
		}
	}

	@Override
	public void close() {
		this.mesh.close();
		this.standIns.close();
	}

	@Override
	public FamilyEntries contents(String family) {
		return family.equals(DatabaseState.STAND_INS) ? this.standIns.entries() : this.merged.contents(family);
	}

	@Override
	public void monitor(String family) {
		if (this.awaited.isEmpty()) {
			this.state.familyContents(family, contents(family));
		}
	}

	@Override
	public void unmonitor(String family) {
		// there is no registration with a peer
	}

	@Override
	public void ask(Query<?> query) {
		if (this.awaited.isEmpty()) {
			this.state.queries().answer(query, contents(query.family()));
		}
	}

	@Override
	public void find(String node) {
		if (this.awaited.isEmpty()) {
			this.state.lookups().found(node, DatabaseWireFormat.listeners(contents(DatabaseState.LISTENERS).get(node)));
		}
	}

	@Override
	public int audience(String family) {
		int others = StandInList.dependsOn(family) ? this.subscribers.of(DatabaseState.STAND_INS).size() : 0;
		return this.state.globals().size() + this.subscribers.of(family).size() + others;
	}

	@Override
	public void localChange(FamilyUpdate update) {
		apply(this.served.update(this.state.self(), update));
	}

	/**
	 * Applies a change of the served entries, and sends it to the other global nodes.
	 */
	private void apply(Effect effect) {
		FamilyUpdate arrived = effect.arrived();
		if (arrived.isEmpty()) {
			return;
		}
		FamilyUpdate changed = this.merged.update(this.state.self(), arrived).changed();
		Map<String, @Nullable Object> set = new LinkedHashMap<>(arrived.set());
		set.keySet()
			.removeIf((subkey) -> !effect.changed().set().containsKey(subkey) && !changed.set().containsKey(subkey));
		if (!set.isEmpty() || !arrived.deleted().isEmpty()) {
			FamilyUpdate told = new FamilyUpdate(arrived.family(), set, arrived.deleted());
			for (String global : this.state.globals()) {
				this.state.control().update(global, "g_upd", told, PrimaryRole::arguments);
			}
		}
		changed(changed);
	}

	private static Object[] arguments(FamilyUpdate update) {
		return new Object[] { update.family(), update.set(), update.deletedList() };
	}

	/** Sends a visible change to the monitors of the family. */
	private void changed(FamilyUpdate changed) {
		if (changed.isEmpty()) {
			return;
		}
		for (String peer : this.subscribers.of(changed.family())) {
			this.state.control().update(peer, "g_chg2", changed, PrimaryRole::arguments);
		}
		if (this.awaited.isEmpty()) {
			this.state.familyChange(changed);
		}
		if (StandInList.dependsOn(changed.family())) {
			this.standIns.refresh();
		}
		if (changed.family().equals(DatabaseState.GLOBALS) || changed.family().equals(DatabaseState.LISTENERS)) {
			this.mesh.met(changed.set().keySet());
		}
	}

	@Override
	public void peerUp(String peer) {
		this.state.control().request(peer, "g_global");
	}

	@Override
	public void seedUp(String peer) {
		this.state.control().request(peer, "g_slave");
	}

	@Override
	public void peerDown(String peer, boolean global) {
		drop(peer);
		this.merged.remove(peer).forEach((effect) -> changed(effect.changed()));
		if (global) {
			localChange(this.state.local().delete(DatabaseState.GLOBALS, List.of(peer)));
			localChange(this.state.local().delete(DatabaseState.LISTENERS, List.of(peer)));
		}
		heardFrom(peer);
		this.mesh.lost(peer);
	}

	/** Drops the entries and family monitors of a peer that this node served. */
	private void drop(String peer) {
		this.subscribers.remove(peer);
		this.attached.remove(peer);
		this.searches.removeIf((search) -> search.peer().equals(peer));
		this.served.remove(peer).forEach(this::apply);
	}

	@Override
	public void slave(String peer, @Nullable Map<String, FamilyEntries> database) {
		if (database != null) {
			if (this.state.globals().contains(peer)) {
				throw new IllegalArgumentException(peer + " is global, so this node does not serve it");
			}
			requireRoom(this.served, peer, database.values().stream().mapToInt(FamilyEntries::size).sum());
			this.served.replace(peer, database).forEach(this::apply);
			if (database.isEmpty()) {
				this.attached.remove(peer);
			}
			else {
				this.attached.add(peer);
			}
		}
	}

	/** Whether this node serves any other one. */
	boolean isServing() {
		return !this.attached.isEmpty();
	}

	@Override
	public void global(String peer) {
		drop(peer);
		this.state.globals().add(peer);
		localChange(this.state.local().set(DatabaseState.GLOBALS, peer, null, this));
		tellDatabase(peer);
	}

	@Override
	public void database(String peer, Map<String, FamilyEntries> database) {
		if (!this.state.globals().contains(peer)) {
			global(peer);
		}
		requireRoom(this.merged, peer, database.values().stream().mapToInt(FamilyEntries::size).sum());
		this.merged.join(peer, database).forEach((effect) -> changed(effect.changed()));
		mirrorListeners(peer, database.getOrDefault(DatabaseState.LISTENERS, FamilyEntries.EMPTY));
		heardFrom(peer);
	}

	@Override
	public void changed(String peer, FamilyUpdate update) {
		if (this.state.globals().contains(peer)) {
			requireRoom(this.merged, peer, this.merged.sizeWith(peer, update));
			changed(this.merged.update(peer, update).changed());
			if (update.family().equals(DatabaseState.LISTENERS)) {
				mirrorListeners(peer, update.set());
			}
		}
		else {
			requireRoom(this.served, peer, this.served.sizeWith(peer, update));
			apply(this.served.update(peer, update));
		}
	}

	private void mirrorListeners(String peer, Map<String, @Nullable Object> listeners) {
		if (listeners.containsKey(peer)) {
			localChange(this.state.local().set(DatabaseState.LISTENERS, peer, listeners.get(peer), this));
		}
	}

	private void requireRoom(MergedDatabase database, String peer, int size) {
		int limit = this.state.settings().limits().subkeysPerPeer();
		if (size > limit && size > database.size(peer)) {
			throw new IllegalArgumentException(peer + " sets more than " + limit + " subkeys: the request is dropped");
		}
	}

	@Override
	public void find(String peer, String node) {
		List<String> listeners = DatabaseWireFormat.listeners(contents(DatabaseState.LISTENERS).get(node));
		if (listeners == null && !this.awaited.isEmpty()) {
			this.searches.add(new Search(peer, node));
		}
		else {
			this.state.control().request(peer, "g_found", node, listeners);
		}
	}

	@Override
	public void ask(String peer, QueryType<?> type, String family, @Nullable Object id) {
		this.state.control().reply(peer, id, type, contents(family));
	}

	@Override
	public void monitor(String peer, String family) {
		this.subscribers.add(peer, family);
		this.state.control().contents(peer, family, contents(family));
	}

	@Override
	public void unmonitor(String peer, String family) {
		this.subscribers.remove(peer, family);
	}

	/**
	 * A search of a peer.
	 *
	 * @param peer the node ID of the peer
	 * @param node the ID of the node to find
	 */
	private record Search(String peer, String node) {

	}

}
