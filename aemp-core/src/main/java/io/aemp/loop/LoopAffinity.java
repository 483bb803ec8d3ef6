package io.aemp.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;

/**
 * Executors that run ports on event loops. A task submitted by an event loop thread stays
 * on that loop: the thread that reads a message also handles and answers it, and no other
 * thread wakes up. Each executor has a home loop for tasks from other threads.
 * Thread-safe.
 */
public final class LoopAffinity {

	private final EventExecutor[] loops;

	private final List<Executor> executors = new ArrayList<>();

	public LoopAffinity(EventLoopGroup group) {
		List<EventExecutor> loops = new ArrayList<>();
		group.forEach(loops::add);
		this.loops = loops.toArray(new EventExecutor[0]);
		loops.forEach((home) -> this.executors.add((task) -> near(home).execute(task)));
	}

	/**
	 * Returns an executor.
	 * @param number any number; numbers in a row have different home loops
	 * @return the executor
	 */
	public Executor executor(int number) {
		return this.executors.get(Math.floorMod(number, this.executors.size()));
	}

	/** Whether the calling thread holds one of the loops. */
	public boolean isNear() {
		for (EventExecutor loop : this.loops) {
			if (loop.inEventLoop()) {
				return true;
			}
		}
		return false;
	}

	private EventExecutor near(EventExecutor home) {
		for (EventExecutor loop : this.loops) {
			if (loop.inEventLoop()) {
				return loop;
			}
		}
		return home;
	}

}
