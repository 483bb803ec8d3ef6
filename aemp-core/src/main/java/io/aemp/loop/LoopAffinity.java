package io.aemp.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;

/**
 * Executors for ports on the event loops. A task that comes from an event loop stays
 * there: what has just arrived is handled, and answered, by the thread that has it, and
 * no other one is woken up. Each port has a loop of its own for what comes from
 * elsewhere.
 */
final class LoopAffinity {

	private final EventExecutor[] loops;

	private final List<Executor> executors = new ArrayList<>();

	private final AtomicInteger next = new AtomicInteger();

	LoopAffinity(EventLoopGroup group) {
		List<EventExecutor> loops = new ArrayList<>();
		group.forEach(loops::add);
		this.loops = loops.toArray(new EventExecutor[0]);
		loops.forEach((home) -> this.executors.add((task) -> near(home).execute(task)));
	}

	/** Another one with each call, in turn. */
	Executor next() {
		return this.executors.get(Math.floorMod(this.next.getAndIncrement(), this.executors.size()));
	}

	/** Whether the calling thread is one of the loops. */
	boolean isNear() {
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
