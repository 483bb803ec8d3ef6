package io.aemp.port;

import java.util.concurrent.Executor;

import io.aemp.Dispatcher;
import io.aemp.PortOptions;
import io.aemp.dispatch.TaskWatch;
import io.aemp.dispatch.WaitingTask;

/**
 * A port whose callbacks may wait. Its turns run on the pool, and on threads that may
 * wait as long as its callbacks do so. Only the consumer of the mailbox changes where the
 * next turn runs, and who schedules that turn has got the mailbox from the consumer. So
 * no turn begins before the one on the other threads has ended.
 */
final class AdaptivePort extends LocalPort implements WaitingTask {

	private final Executor waiting;

	private final CallbackPace pace = new CallbackPace();

	/** Whether the port has moved in this turn. */
	private boolean moved;

	AdaptivePort(PortTable table, String id, PortOptions options) {
		super(table, id, options);
		this.waiting = runtime().executor(Dispatcher.BLOCKING);
	}

	@Override
	public void run() {
		this.moved = false;
		TaskWatch watch = runtime().watch();
		try {
			super.run();
		}
		finally {
			watch.end();
		}
	}

	@Override
	void process(Object entry) {
		long begin = runtime().callbackClock();
		super.process(entry);
		this.moved |= this.pace.add(runtime().callbackClock() - begin);
	}

	/** What waits in the mailbox must not follow a callback that waits on the pool. */
	@Override
	boolean isTurnOver() {
		return this.moved;
	}

	@Override
	void schedule() {
		if (this.pace.waits()) {
			schedule(this.waiting);
		}
		else {
			super.schedule();
		}
	}

}
