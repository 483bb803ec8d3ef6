package io.aemp.global;

import io.aemp.Network;
import io.aemp.global.DatabaseQueries.Query;
import org.jspecify.annotations.Nullable;

/**
 * A node without seeds that its mode forbids to be global, or without a network. The
 * database contains only the entries of this node.
 */
final class StandaloneRole implements GlobalRole {

	private final DatabaseState state;

	StandaloneRole(DatabaseState state) {
		this.state = state;
	}

	@Override
	public Network.Role role() {
		return this.state.settings().networked() ? Network.Role.DETACHED : Network.Role.LOCAL;
	}

	@Override
	public @Nullable String primary() {
		return null;
	}

	@Override
	public void start() {
		this.state.monitors().families().forEach(this::monitor);
		this.state.queries().all().forEach(this::ask);
		this.state.lookups().nodes().forEach(this::find);
		this.state.roleChanged().run();
	}

	@Override
	public FamilyEntries contents(String family) {
		return this.state.local().contents(family);
	}

	@Override
	public void localChange(FamilyUpdate update) {
		this.state.familyChange(update);
	}

	@Override
	public void monitor(String family) {
		this.state.familyContents(family, contents(family));
	}

	@Override
	public void unmonitor(String family) {
		// there is no registration with a peer
	}

	@Override
	public void ask(Query<?> query) {
		this.state.queries().answer(query, contents(query.family()));
	}

	@Override
	public void find(String node) {
		this.state.lookups().found(node, null);
	}

	@Override
	public void global(String peer) {
		this.state.globals().add(peer);
	}

}
