package io.aemp.global;

import io.aemp.NodeConfiguration.GlobalMode;

/**
 * Chooses the role of this node, by its mode and by whether it has seeds, and changes it.
 * On the control executor.
 */
final class RoleChoice {

	private final DatabaseState state;

	private final Resignation resignation;

	private GlobalRole role;

	/** Whether the node has any seed other than itself. */
	private boolean seeded;

	/**
	 * Chooses the first role, which is not started yet.
	 * @param state the state of the node
	 */
	RoleChoice(DatabaseState state) {
		this.state = state;
		this.resignation = new Resignation(state, this::role, this::play);
		this.seeded = state.settings().seeded();
		this.role = first();
	}

	/**
	 * The present role.
	 * @return the role
	 */
	GlobalRole role() {
		return this.role;
	}

	private GlobalRole first() {
		GlobalMode mode = this.state.settings().mode();
		boolean reachable = this.state.settings().networked();
		if (reachable && (mode == GlobalMode.ALWAYS || (mode == GlobalMode.AUTO && !this.seeded))) {
			return new PrimaryRole(this.state);
		}
		return (reachable && this.seeded) ? new AttachedRole(this.state) : new StandaloneRole(this.state);
	}

	/** Whether this node must not be global. */
	boolean isNever() {
		return this.state.settings().mode() == GlobalMode.NEVER;
	}

	/** Chooses the first role anew; {@link GlobalRole#start} follows. */
	void begin() {
		this.role = first();
	}

	/** Whether there are seeds has changed. */
	void seeded(boolean any) {
		this.seeded = any;
	}

	/** Until the next beginning, this node is for itself. */
	void standAlone() {
		close();
		play(new StandaloneRole(this.state));
	}

	private void play(GlobalRole role) {
		this.role = role;
		role.start();
	}

	/**
	 * Makes this node global, unless its mode forbids that.
	 * @param standingIn whether it is to give up the role when nobody needs it any more
	 */
	void becomeGlobal(boolean standingIn) {
		if (!isNever()) {
			this.resignation.wanted(standingIn);
			if (this.role instanceof AttachedRole) {
				play(new PrimaryRole(this.state));
			}
		}
	}

	/** Gives up a role that nobody needs. */
	void consider() {
		this.resignation.consider();
	}

	/**
	 * Chooses the role after the seeds have changed. A node without seeds becomes global,
	 * or standalone if its mode forbids that. It does not become standalone while a
	 * former seed still serves it.
	 */
	void reconsider() {
		if (this.seeded && this.role instanceof StandaloneRole && this.state.settings().networked()) {
			play(new AttachedRole(this.state));
		}
		else if (!this.seeded) {
			becomeGlobal(false);
			if (isNever() && this.role instanceof AttachedRole && this.role.primary() == null) {
				play(new StandaloneRole(this.state));
			}
		}
	}

	/** The node, which is about to end, gives up its role only then. */
	void keep() {
		this.resignation.close();
	}

	/** Nothing new begins. */
	void close() {
		keep();
		this.role.close();
	}

}
