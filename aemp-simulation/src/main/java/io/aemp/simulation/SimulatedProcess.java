package io.aemp.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * The process that a node runs in, from its start to its end. It can be stopped for a
 * while, like by SIGSTOP; what falls due then happens when it goes on.
 */
final class SimulatedProcess {

	private static final int MICROSECOND = 1000;

	private final Queue<Runnable> overdue = new ArrayDeque<>();

	private final World world;

	private final Host host;

	private final SplittableRandom random;

	private State state = State.RUNNING;

	/** By how much its clock is wrong. */
	private long clockOffset;

	SimulatedProcess(World world, Host host) {
		this.world = world;
		this.host = host;
		this.random = world.random().split();
	}

	World world() {
		return this.world;
	}

	Host host() {
		return this.host;
	}

	/** For what the node itself draws. */
	SplittableRandom random() {
		return this.random;
	}

	boolean isRunning() {
		return this.state == State.RUNNING;
	}

	boolean isDead() {
		return this.state == State.DEAD;
	}

	World.Event after(long nanos, Runnable task) {
		return this.world.after(nanos, () -> perform(task));
	}

	/** As soon as a thread has time, which is mostly at once. */
	World.Event soon(Work work, Runnable task) {
		return after(delay(work), task);
	}

	/** Later, as soon as a thread has time by then. */
	World.Event later(Work work, long nanos, Runnable task) {
		return after((nanos > Long.MAX_VALUE / 2) ? nanos : nanos + delay(work), task);
	}

	private long delay(Work work) {
		long slow = this.world.slowness(work);
		if (slow > 0 || this.world.isPrompt()) {
			return slow;
		}
		int dice = this.world.random().nextInt(200);
		if (dice < 100) {
			return 0;
		}
		if (dice < 190) {
			return this.world.random().nextInt(20 * MICROSECOND);
		}
		return this.world.random().nextLong((dice < 199) ? 500 * MICROSECOND : this.world.longestDelay());
	}

	private void perform(Runnable task) {
		switch (this.state) {
			case RUNNING -> task.run();
			case STOPPED -> this.overdue.add(task);
			case DEAD -> {
				// nothing runs any more
			}
		}
	}

	void stop() {
		if (this.state == State.RUNNING) {
			this.state = State.STOPPED;
		}
	}

	void goOn() {
		if (this.state == State.STOPPED) {
			this.state = State.RUNNING;
			List<Runnable> tasks = new ArrayList<>(this.overdue);
			this.overdue.clear();
			tasks.forEach((task) -> after(0, task));
		}
	}

	void kill() {
		this.state = State.DEAD;
		this.overdue.clear();
	}

	long clockOffset() {
		return this.clockOffset;
	}

	void jumpClock(long nanos) {
		this.clockOffset += nanos;
	}

	private enum State {

		RUNNING, STOPPED, DEAD

	}

}
