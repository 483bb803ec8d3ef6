package io.aemp.global;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the global role of a node that stands in for the seeds, once a seed is up again
 * and the node serves nobody. On the control executor.
 */
final class Resignation {

	private static final Logger logger = LoggerFactory.getLogger(Resignation.class);

	/** For so long nobody may need the node. */
	private static final Duration UNUSED = Duration.ofSeconds(5);

	private final DatabaseState state;

	private final Supplier<GlobalRole> role;

	private final Consumer<GlobalRole> play;

	/**
	 * Whether this node is global only because no seed was up, here or elsewhere, and not
	 * because it is a seed or is configured so.
	 */
	private boolean standingIn;

	private boolean waiting;

	/**
	 * Creates the resignation of a node that does not stand in.
	 * @param state the state of the node
	 * @param role returns the present role of the node
	 * @param play changes the role
	 */
	Resignation(DatabaseState state, Supplier<GlobalRole> role, Consumer<GlobalRole> play) {
		this.state = state;
		this.role = role;
		this.play = play;
	}

	/**
	 * Somebody wants this node to be global.
	 * @param standingIn whether only as long as no seed is up; any other wish is for ever
	 */
	void wanted(boolean standingIn) {
		this.standingIn = standingIn && (this.standingIn || this.role.get() instanceof AttachedRole);
	}

	/** Gives up the role soon, if nobody needs it then. */
	void consider() {
		if (isUnused() && !this.waiting) {
			this.waiting = true;
			this.state.timers().schedule(UNUSED, () -> this.state.control().executor().execute(() -> {
				this.waiting = false;
				if (isUnused()) {
					resign();
				}
			}));
		}
	}

	private boolean isUnused() {
		return this.standingIn && this.role.get() instanceof PrimaryRole primary && !primary.isServing()
				&& this.state.seeds().stream().anyMatch(this.state.globals()::contains);
	}

	/**
	 * The protocol knows no request by which a node is global no more: only the end of a
	 * connection tells that.
	 */
	private void resign() {
		logger.info("Node {}: a seed is up again, so this node stands in no more and joins again", this.state.self());
		this.standingIn = false;
		this.role.get().close();
		this.state.forgetRole();
		this.play.accept(new AttachedRole(this.state));
		List.copyOf(this.state.control().connected())
			.forEach((peer) -> this.state.control().disconnect(peer, "stands in for the seeds no more"));
	}

	/** The node leaves the network. */
	void close() {
		this.standingIn = false;
	}

}
