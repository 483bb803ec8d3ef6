package io.aemp.global;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.aemp.FamilyChange;
import io.aemp.Guard;
import io.aemp.Network;
import io.aemp.NodeConfiguration.GlobalMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node does when no seed has been up for the monitor timeout. A node that is
 * served asks the nodes of the list for the role, one after the other, and attaches to
 * the first one that says that it is global. When it comes to itself, it becomes global.
 * A global node dials the list, so that all who stand in become one network. On the
 * control executor.
 */
final class Succession {

	private static final Logger logger = LoggerFactory.getLogger(Succession.class);

	/** How often a global node dials the list. */
	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final DatabaseState state;

	private final Supplier<GlobalRole> role;

	private final Runnable standIn;

	private final Consumer<FamilyChange> told = this::told;

	private final Consumer<FamilyChange> followed = (change) -> {
		// only the contents count, when the last seed is lost
	};

	private final Set<String> asked = new HashSet<>();

	/** Whether this node follows what the list depends on. */
	private boolean following;

	private Guard timer = () -> {
	};

	/** Counts the timers, so that one that was just about to run does nothing. */
	private int timers;

	/** Whether the time without a seed is over. */
	private boolean due;

	private int next;

	/**
	 * Creates the succession of a node.
	 * @param state the state of the node
	 * @param role returns the present role of the node
	 * @param standIn makes this node global
	 */
	Succession(DatabaseState state, Supplier<GlobalRole> role, Runnable standIn) {
		this.state = state;
		this.role = role;
		this.standIn = standIn;
	}

	/**
	 * Begins to follow the list. If this node knows one from an earlier time in the
	 * network, the seeds may all be gone by now.
	 */
	void start() {
		monitor(DatabaseState.STAND_INS, this.told);
		if (!this.state.standIns().nodes().isEmpty()) {
			schedule(this.state.settings().timeouts().seeds(), this::begin);
		}
	}

	/** This node leaves the network. */
	void leave() {
		close();
		if (!this.state.seeds().isEmpty()) {
			this.state.standIns().seedsLost(list());
		}
		this.state.monitors().remove(DatabaseState.STAND_INS, this.told);
		DatabaseState.DECIDING.forEach((family) -> this.state.monitors().remove(family, this.followed));
	}

	/**
	 * The list has changed. A primary that is a Perl node knows no such list, so this
	 * node follows what the list depends on.
	 */
	private void told(FamilyChange change) {
		boolean unknown = change.contents().isEmpty();
		if (unknown == this.following) {
			return;
		}
		this.following = unknown;
		for (String family : DatabaseState.DECIDING) {
			if (unknown) {
				monitor(family, this.followed);
			}
			else if (this.state.monitors().remove(family, this.followed)) {
				this.role.get().unmonitor(family);
			}
		}
	}

	private void monitor(String family, Consumer<FamilyChange> monitor) {
		if (this.state.monitors().add(family, monitor)) {
			this.role.get().monitor(family);
		}
	}

	/** A seed is up, and was the first one. */
	void seedUp() {
		close();
		this.state.standIns().seedUp();
	}

	/** The last seed is lost; its entries are still there. */
	void seedsLost() {
		this.state.standIns().seedsLost(list());
		schedule(this.state.settings().timeouts().seeds(), this::begin);
	}

	/**
	 * The list as the primary told it, or as it follows from all that a Perl node tells.
	 */
	private FamilyEntries list() {
		FamilyEntries told = this.state.monitors().contents(DatabaseState.STAND_INS);
		if (told != null && !told.isEmpty()) {
			return told;
		}
		FamilyEntries listeners = this.state.monitors().contents(DatabaseState.LISTENERS);
		FamilyEntries never = this.state.monitors().contents(DatabaseState.NEVER);
		FamilyEntries globals = this.state.monitors().contents(DatabaseState.GLOBALS);
		return (listeners != null && never != null && globals != null) ? StandInList.choose(listeners, never, globals)
				: FamilyEntries.EMPTY;
	}

	/** A node that stood in is lost. */
	void primaryLost() {
		if (this.due) {
			begin();
		}
	}

	private void begin() {
		this.due = true;
		this.next = 0;
		this.asked.clear();
		this.state.lookups().nodes().forEach(this.role.get()::find);
		step();
	}

	private void step() {
		List<String> nodes = this.state.standIns().nodes();
		if (this.role.get().role() == Network.Role.GLOBAL) {
			dialAll(nodes);
		}
		else if (isWaiting() && !nodes.isEmpty()) {
			tryOne(nodes);
		}
	}

	/** Whether this node needs a primary. */
	private boolean isWaiting() {
		return this.due && this.role.get() instanceof AttachedRole && this.role.get().primary() == null;
	}

	private void dialAll(List<String> nodes) {
		nodes.stream()
			.filter((node) -> !node.equals(this.state.self()) && !isConnected(node))
			.forEach(this.state.control()::connect);
		schedule(INTERVAL, this::step);
	}

	private void tryOne(List<String> nodes) {
		String node = nodes.get(this.next % nodes.size());
		this.next++;
		if (!node.equals(this.state.self())) {
			this.asked.add(node);
			if (isConnected(node)) {
				ask(node);
			}
			else {
				this.state.control().connect(node);
			}
		}
		else if (this.state.settings().mode() != GlobalMode.NEVER) {
			logger.info("Node {}: no seed is up, so this node stands in", node);
			this.standIn.run();
		}
		boolean all = this.next % nodes.size() == 0;
		schedule(all ? this.state.settings().timeouts().seeds() : this.state.settings().timeouts().attempt(),
				this::step);
	}

	private boolean isConnected(String node) {
		return this.state.control().connected().contains(node);
	}

	/**
	 * A request with an empty database: unlike one without, it does not say that the node
	 * is a seed of this one.
	 */
	private void ask(String node) {
		if (this.state.globals().contains(node)) {
			global(node);
		}
		else {
			this.state.control().database(node, "g_slave", Map.of());
		}
	}

	/**
	 * A peer is connected.
	 * @param node its node ID
	 */
	void peerUp(String node) {
		if (isWaiting() && this.asked.contains(node)) {
			ask(node);
		}
	}

	/**
	 * A peer is global.
	 * @param node its node ID
	 */
	void global(String node) {
		if (isWaiting() && this.asked.contains(node)) {
			logger.info("Node {}: no seed is up, so {} stands in", this.state.self(), node);
			this.role.get().attach(node);
		}
	}

	private void schedule(Duration delay, Runnable task) {
		stop();
		int timer = this.timers;
		this.timer = this.state.timers().schedule(delay, () -> this.state.control().executor().execute(() -> {
			if (timer == this.timers) {
				task.run();
			}
		}));
	}

	private void stop() {
		this.timers++;
		this.timer.close();
	}

	/** Ends all attempts. */
	void close() {
		stop();
		this.due = false;
		this.asked.clear();
	}

}
