package io.aemp.global;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.aemp.FamilyChange;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Network;
import io.aemp.Values;
import io.aemp.dispatch.ControlExecutor;
import io.aemp.dispatch.Timers;
import io.aemp.global.DatabaseQueries.Query;
import io.aemp.node.Control;
import io.aemp.node.GlobalProtocol;
import org.jspecify.annotations.Nullable;

/**
 * The global service of a node. It passes requests and events to the current role of the
 * node, and decides when the role changes. The control executor owns all state.
 */
public final class GlobalService implements GlobalProtocol {

	/** A change for at most so many receivers takes some microseconds. */
	private static final int FEW = 32;

	private final GlobalSettings settings;

	private final Control control;

	private final RoleListener listener;

	private final DatabaseState state;

	private final Map<String, FamilyEntries> visible = new ConcurrentHashMap<>();

	private final Map<String, PageAssembler> assemblers = new HashMap<>();

	private final RoleChoice roles;

	private final Succession succession;

	/** How often a family has changed; only the control executor counts. */
	private long changes;

	private boolean started;

	/** Whether this node is part of the network, or about to join it. */
	private boolean present = true;

	/** Whether the entries of this node are withdrawn, and it sets no more. */
	private boolean withdrawn;

	/** Written by the control executor. */
	private volatile boolean closed;

	/**
	 * Creates the service. It has no effect before {@link #start}.
	 * @param settings the settings of the service
	 * @param control sends requests to peers
	 * @param timers schedules tasks; they run outside the control executor
	 * @param listener is called with role and primary, on the control executor
	 */
	public GlobalService(GlobalSettings settings, Control control, Timers timers, RoleListener listener) {
		this.settings = settings;
		this.control = control;
		this.listener = listener;
		this.state = new DatabaseState(settings, control, timers, this::familyChanged, this::roleChanged);
		this.roles = new RoleChoice(this.state);
		this.succession = new Succession(this.state, this.roles::role, () -> this.roles.becomeGlobal(true));
	}

	/**
	 * Starts the service, for the first time or after {@link #rejoin}. To be called on
	 * the control executor.
	 * @param listeners the addresses that this node listens on, empty if there are none
	 */
	public void start(List<String> listeners) {
		changed(this.state.local().set(DatabaseState.LISTENERS, this.settings.node(), List.copyOf(listeners), this));
		if (this.roles.isNever() && !listeners.isEmpty()) {
			changed(this.state.local().set(DatabaseState.NEVER, this.settings.node(), null, this));
		}
		this.started = true;
		role().start();
		if (this.settings.networked()) {
			this.succession.start();
		}
	}

	/**
	 * Gives up the role of this node, which is about to leave the network. Until it
	 * starts again, the database holds its own entries only. To be called on the control
	 * executor.
	 */
	public void leave() {
		if (this.present) {
			this.present = false;
			this.started = false;
			this.succession.leave();
			this.state.forgetRole();
			this.state.local().withdraw(DatabaseState.LISTENERS);
			this.roles.standAlone();
			this.state.local().database().keySet().forEach(this::familyChanged);
		}
	}

	/**
	 * Chooses the role anew after {@link #leave}, before the first event of a peer. To be
	 * called on the control executor; {@link #start} follows.
	 */
	public void rejoin() {
		if (!this.closed && !this.present) {
			this.present = true;
			this.roles.begin();
			this.state.local()
				.database()
				.forEach((family, entries) -> role().localChange(new FamilyUpdate(family, entries, List.of())));
		}
	}

	/**
	 * Withdraws what the ports of this node have set, which set no more. The node keeps
	 * its role: it serves others, asks and monitors as before, because it may go on to
	 * work for long. To be called on the control executor.
	 */
	public void withdraw() {
		if (!this.withdrawn) {
			this.withdrawn = true;
			families().filter(FamilyNames::isValid).forEach(this::withdraw);
			this.roles.keep();
		}
	}

	private Stream<String> families() {
		return List.copyOf(this.state.local().database().keySet()).stream();
	}

	private void withdraw(String family) {
		changed(this.state.local().withdraw(family));
	}

	/**
	 * Withdraws all entries of this node, and fails all pending queries. To be called on
	 * the control executor, while peers are still connected.
	 */
	public void close() {
		if (!this.closed) {
			this.withdrawn = true;
			families().forEach(this::withdraw);
			this.closed = true;
			this.present = false;
			this.succession.close();
			this.roles.close();
			this.state.queries().all().forEach((query) -> this.state.queries().fail(query, closed(query.family())));
		}
	}

	@Override
	public boolean understands(String function) {
		return GlobalRequest.FUNCTIONS.contains(function);
	}

	@Override
	public void request(String node, String function, Message arguments) {
		Message whole = this.assemblers.computeIfAbsent(node, (peer) -> newAssembler()).complete(function, arguments);
		if (!this.present || whole == null) {
			return;
		}
		GlobalRequest request = GlobalRequest.parse(function, whole);
		if (node.equals(this.settings.node())) {
			throw new IllegalArgumentException(function + " comes from this node itself");
		}
		if (request instanceof GlobalRequest.Slave slave) {
			// without a database, the peer says that this node is one of its seeds
			this.roles.becomeGlobal(slave.database() != null);
		}
		request.handle(role(), node);
		if (request instanceof GlobalRequest.Global) {
			this.succession.global(node);
		}
		this.roles.consider();
	}

	@Override
	public boolean isBrief(String function, Message arguments) {
		String family = arguments.isEmpty() ? null : Values.text(arguments.get(0));
		return family != null && GlobalRequest.CHANGES.contains(function) && isBrief(family);
	}

	/**
	 * Whether a change of a family has few receivers, so that any thread may apply it
	 * quickly.
	 */
	boolean isBrief(String family) {
		return role().audience(family) + this.state.monitors().count(family) <= FEW;
	}

	private PageAssembler newAssembler() {
		return new PageAssembler(this.settings.limits().subkeysPerPeer());
	}

	@Override
	public void peerUp(String node) {
		if (this.present) {
			role().peerUp(node);
			this.succession.peerUp(node);
		}
	}

	@Override
	public void peerDown(String node) {
		boolean global = this.state.globals().remove(node);
		String primary = role().primary();
		removeSeed(node);
		this.state.control().forget(node);
		this.assemblers.remove(node);
		if (this.present) {
			role().peerDown(node, global);
			this.roles.reconsider();
			if (node.equals(primary)) {
				this.succession.primaryLost();
			}
			this.roles.consider();
			if (role().primary() == null) {
				// the contents of monitored families answer them now
				this.state.queries().all().forEach(role()::ask);
			}
		}
	}

	@Override
	public void peerWritable(String node) {
		this.state.control().writable(node);
	}

	@Override
	public void seedUp(String node) {
		if (this.present && this.state.seeds().add(node)) {
			if (this.state.seeds().size() == 1) {
				this.succession.seedUp();
			}
			role().seedUp(node);
			this.roles.consider();
		}
	}

	@Override
	public void seedGone(String node) {
		if (removeSeed(node) && this.present) {
			role().seedGone(node);
		}
	}

	private boolean removeSeed(String node) {
		boolean removed = this.state.seeds().remove(node);
		if (removed && this.state.seeds().isEmpty() && this.present) {
			this.succession.seedsLost();
		}
		return removed;
	}

	@Override
	public void seedIsSelf() {
		if (this.present) {
			this.roles.becomeGlobal(false);
		}
	}

	@Override
	public boolean isServed() {
		String primary = role().primary();
		return role() instanceof PrimaryRole || (primary != null && this.state.seeds().contains(primary));
	}

	@Override
	public boolean isGlobal(String node) {
		return this.state.globals().contains(node);
	}

	@Override
	public void promote(String node) {
		this.state.control().request(node, "g_slave");
	}

	@Override
	public void seedsChanged(boolean any) {
		this.roles.seeded(any);
		if (this.present && !this.started) {
			this.roles.begin();
		}
		else if (this.present) {
			this.roles.reconsider();
		}
	}

	@Override
	public Guard find(String node, Consumer<@Nullable List<String>> found) {
		if (this.state.lookups().add(node, found)) {
			role().find(node);
		}
		return () -> executor().execute(() -> this.state.lookups().remove(node, found));
	}

	private GlobalRole role() {
		return this.roles.role();
	}

	/** Whether the service is closed, so that queries have no answer; any thread. */
	boolean isClosed() {
		return this.closed;
	}

	ControlExecutor executor() {
		return this.control.executor();
	}

	void set(String family, String subkey, @Nullable Object value, Object token) {
		if (!this.withdrawn) {
			changed(this.state.local().set(family, subkey, value, token));
		}
	}

	void delete(String family, Collection<String> subkeys) {
		if (!this.closed) {
			changed(this.state.local().delete(family, subkeys));
		}
	}

	void delete(String family, String subkey, Object token) {
		if (!this.closed) {
			changed(this.state.local().delete(family, subkey, token));
		}
	}

	private void changed(FamilyUpdate update) {
		if (!update.isEmpty()) {
			role().localChange(update);
			familyChanged(update.family());
		}
	}

	void monitor(String family, Consumer<FamilyChange> monitor) {
		if (!this.closed && this.state.monitors().add(family, monitor)) {
			role().monitor(family);
		}
	}

	void unmonitor(String family, Consumer<FamilyChange> monitor) {
		if (this.state.monitors().remove(family, monitor) && !this.closed) {
			role().unmonitor(family);
			familyChanged(family);
		}
	}

	<T> @Nullable Query<T> ask(QueryType<T> type, String family, Consumer<T> answer, Consumer<Exception> fail) {
		if (this.closed) {
			fail.accept(closed(family));
			return null;
		}
		Query<T> query = this.state.queries().add(type, family, answer, fail);
		role().ask(query);
		if (this.state.queries().isPending(query)) {
			this.state.queries()
				.limit(query, this.state.timers()
					.schedule(this.settings.timeouts().query(), () -> executor().execute(() -> timeOut(query))));
		}
		return query;
	}

	long nanoTime() {
		return this.state.timers().nanoTime();
	}

	private void timeOut(Query<?> query) {
		String primary = role().primary();
		this.state.queries()
			.fail(query,
					new TimeoutException("The query of the family '" + query.family() + "' had no answer within "
							+ this.settings.timeouts().query() + ": "
							+ ((primary != null) ? "its primary " + primary + " did not answer"
									: "no global node serves this node, because no seed is up")));
	}

	/** The failure of queries that the end of the node leaves without an answer. */
	static IllegalStateException closed(String family) {
		return new IllegalStateException("The query of the family '" + family + "' has no answer: the node is closed");
	}

	void forget(Query<?> query) {
		this.state.queries().remove(query);
	}

	/**
	 * The contents of a family that the monitors of this node were given last. Any
	 * thread.
	 * @param family the family
	 * @return its contents, or {@code null} if there are none yet
	 */
	@Nullable FamilyEntries monitored(String family) {
		return this.state.monitors().contents(family);
	}

	/**
	 * The known contents of the families that this node monitors or has set subkeys in.
	 * Any thread.
	 * @return a snapshot
	 */
	Map<String, Map<String, @Nullable Object>> snapshot() {
		return new TreeMap<>(this.visible);
	}

	private void familyChanged(String family) {
		this.changes++;
		boolean known = this.state.monitors().watches(family) || this.state.local().holds(family);
		if (known && FamilyNames.isValid(family)) {
			this.visible.put(family, role().contents(family));
		}
		else {
			this.visible.remove(family);
		}
	}

	/**
	 * How often a family has changed. A look from any thread, which may lag behind.
	 * @return the number of changes
	 */
	public long changes() {
		return this.changes;
	}

	private void roleChanged() {
		this.listener.changed(role().role(), role().primary());
	}

	/** Is notified of the role of this node in the network. */
	@FunctionalInterface
	public interface RoleListener {

		/**
		 * The role or the primary has changed.
		 * @param role the role
		 * @param primary the ID of the global node that serves this one; this node itself
		 * if it is global; {@code null} if there is none
		 */
		void changed(Network.Role role, @Nullable String primary);

	}

}
