package io.aemp.global;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aemp.Network;
import io.aemp.global.DatabaseQueries.Query;
import org.jspecify.annotations.Nullable;

/**
 * A node that is not global. A global node, its primary, serves it. The primary is the
 * first seed that is up. If the connection to the primary is lost, or the primary stops
 * being a seed, the node attaches to another seed that is up, or to the next one that
 * comes up. If there is none for long, {@link Succession} finds another node. It repeats
 * all pending requests to each new primary. While there is none, it answers queries of
 * monitored families from their last contents.
 */
final class AttachedRole implements GlobalRole {

	private final DatabaseState state;

	private @Nullable String primary;

	/**
	 * Earlier primaries that are still connected. A message that such a peer sent before
	 * it learned of the move is ignored, not refused.
	 */
	private final Set<String> former = new HashSet<>();

	AttachedRole(DatabaseState state) {
		this.state = state;
	}

	@Override
	public Network.Role role() {
		return (this.primary != null) ? Network.Role.ATTACHED : Network.Role.DETACHED;
	}

	@Override
	public @Nullable String primary() {
		return this.primary;
	}

	@Override
	public void start() {
		this.state.roleChanged().run();
	}

	@Override
	public void seedUp(String peer) {
		this.state.control().request(peer, "g_slave");
		if (this.primary == null || !this.state.seeds().contains(this.primary)) {
			move(peer);
		}
	}

	@Override
	public void seedGone(String peer) {
		if (peer.equals(this.primary)) {
			this.state.seeds().stream().findFirst().ifPresent(this::move);
		}
	}

	/**
	 * Attaches to another seed. A previous primary that is still connected is told to
	 * drop the entries and family monitors of this node. Otherwise two primaries would
	 * announce the same entries to the network.
	 */
	private void move(String seed) {
		String before = this.primary;
		attach(seed);
		if (before != null) {
			this.former.add(before);
			this.state.control().database(before, "g_slave", Map.of());
			this.state.monitors()
				.families()
				.forEach((family) -> this.state.control().request(before, "g_mon0", family));
		}
	}

	@Override
	public void peerDown(String peer, boolean global) {
		this.former.remove(peer);
		if (peer.equals(this.primary)) {
			this.primary = null;
			this.state.seeds().stream().findFirst().ifPresentOrElse(this::attach, this.state.roleChanged());
		}
	}

	@Override
	public void attach(String node) {
		this.primary = node;
		this.state.control().database(node, "g_slave", this.state.local().database());
		this.state.monitors().families().forEach(this::monitor);
		this.state.queries().all().forEach(this::ask);
		this.state.lookups().nodes().forEach(this::find);
		this.state.roleChanged().run();
	}

	@Override
	public FamilyEntries contents(String family) {
		FamilyEntries known = this.state.monitors().contents(family);
		return (known != null) ? known : this.state.local().contents(family);
	}

	@Override
	public void localChange(FamilyUpdate update) {
		if (this.primary != null) {
			this.state.control().update(this.primary, "g_upd", update, AttachedRole::arguments);
		}
	}

	private static @Nullable Object[] arguments(FamilyUpdate update) {
		if (update.deleted().isEmpty()) {
			return new Object[] { update.family(), update.set() };
		}
		return new @Nullable Object[] { update.family(), update.set().isEmpty() ? null : update.set(),
				update.deletedList() };
	}

	@Override
	public void monitor(String family) {
		tellPrimary("g_mon1", family);
	}

	@Override
	public void unmonitor(String family) {
		tellPrimary("g_mon0", family);
	}

	@Override
	public void ask(Query<?> query) {
		FamilyEntries known = this.state.monitors().contents(query.family());
		if (this.primary == null && known != null) {
			this.state.queries().answer(query, known);
		}
		else {
			tellPrimary(query.type().function(), query.family(), query.id());
		}
	}

	@Override
	public void find(String node) {
		List<String> known = this.state.standIns().addresses(node);
		if (this.primary == null && known != null) {
			this.state.lookups().found(node, known);
		}
		else {
			tellPrimary("g_find", node);
		}
	}

	private void tellPrimary(String function, @Nullable Object... arguments) {
		if (this.primary != null) {
			this.state.control().request(this.primary, function, arguments);
		}
	}

	@Override
	public void global(String peer) {
		this.state.globals().add(peer);
	}

	@Override
	public void found(String peer, String node, @Nullable List<String> listeners) {
		if (isPrimary(peer)) {
			this.state.lookups().found(node, listeners);
		}
	}

	@Override
	public void reply(String peer, String id, @Nullable Object result) {
		if (isPrimary(peer)) {
			this.state.queries().reply(id, result);
		}
	}

	@Override
	public void familyContents(String peer, String family, FamilyEntries contents) {
		if (isPrimary(peer)) {
			this.state.familyContents(family, contents);
		}
	}

	@Override
	public void familyChanged(String peer, FamilyUpdate update) {
		if (isPrimary(peer)) {
			this.state.familyChange(update);
		}
	}

	private boolean isPrimary(String peer) {
		if (!peer.equals(this.primary) && !this.former.contains(peer)) {
			throw new IllegalArgumentException(
					"only the primary may send this, and the primary is " + this.primary + ", not " + peer);
		}
		return peer.equals(this.primary);
	}

}
