package io.aemp.boot.port;

import io.aemp.Dispatcher;
import io.aemp.annotation.PortDispatcher;

/** Chooses the threads for the ports of beans. */
public final class PortDispatchers {

	private final Dispatcher taskExecutor;

	/**
	 * Creates the dispatchers.
	 * @param taskExecutor runs handlers that may block
	 */
	public PortDispatchers(Dispatcher taskExecutor) {
		this.taskExecutor = taskExecutor;
	}

	Dispatcher get(PortDispatcher dispatcher) {
		return switch (dispatcher) {
			case TASK_EXECUTOR -> this.taskExecutor;
			case POOL -> Dispatcher.POOL;
			case BLOCKING -> Dispatcher.BLOCKING;
			case EVENT_LOOP -> Dispatcher.EVENT_LOOP;
		};
	}

}
