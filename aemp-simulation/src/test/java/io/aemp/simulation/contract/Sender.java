package io.aemp.simulation.contract;

/** A context that sends: a port, or the outside of all ports of a node. */
class Sender {

	private final String id;

	private final Member member;

	private boolean alive = true;

	Sender(String id, Member member) {
		this.id = id;
		this.member = member;
	}

	String id() {
		return this.id;
	}

	Member member() {
		return this.member;
	}

	boolean isAlive() {
		return this.alive;
	}

	/** Whether it may have died, which is told a moment later. */
	boolean mayBeDead() {
		return !this.alive;
	}

	void end() {
		this.alive = false;
	}

	/** Runs a task in this context. */
	void run(Runnable task) {
		task.run();
	}

	@Override
	public String toString() {
		return this.id;
	}

}
