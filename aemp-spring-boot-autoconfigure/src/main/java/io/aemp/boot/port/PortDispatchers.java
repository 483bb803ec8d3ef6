package io.aemp.boot.port;

import io.aemp.Dispatcher;
import io.aemp.annotation.PortDispatcher;

/** Chooses the threads for the ports of beans. */
public final class PortDispatchers {

	private final Dispatcher byDefault;

	private final Dispatcher taskExecutor;

	/**
	 * Creates the dispatchers.
	 * @param byDefault runs the handlers of ports that ask for nothing else
	 * @param taskExecutor runs the handlers of ports that ask for the task executor
	 */
	public PortDispatchers(Dispatcher byDefault, Dispatcher taskExecutor) {
		this.byDefault = byDefault;
		this.taskExecutor = taskExecutor;
	}

	Dispatcher get(PortDispatcher dispatcher) {
		return switch (dispatcher) {
			case DEFAULT -> this.byDefault;
			case ADAPTIVE -> Dispatcher.ADAPTIVE;
			case TASK_EXECUTOR -> this.taskExecutor;
			case POOL -> Dispatcher.POOL;
			case BLOCKING -> Dispatcher.BLOCKING;
			case EVENT_LOOP -> Dispatcher.EVENT_LOOP;
		};
	}

}
