package io.aemp.port;

import java.util.function.UnaryOperator;

import io.aemp.Dispatcher;
import io.aemp.Guard;
import io.aemp.dispatch.TaskWatch;
import io.aemp.dispatch.WaitingTask;

/** Runs callbacks outside ports, as the ports of one dispatcher run theirs. */
final class OutsideContext implements Context {

	private final PortRuntime runtime;

	private final Dispatcher dispatcher;

	OutsideContext(PortRuntime runtime, Dispatcher dispatcher) {
		this.runtime = runtime;
		this.dispatcher = dispatcher;
	}

	@Override
	public boolean tryExecute(Runnable callback) {
		UnaryOperator<Runnable> decorator = this.runtime.decorator();
		Runnable decorated = (decorator != null) ? decorator.apply(callback) : callback;
		return this.runtime.execute(this.dispatcher, new Task(this.runtime, decorated));
	}

	@Override
	public void own(Guard guard) {
	}

	@Override
	public void disown(Guard guard) {
	}

	@Override
	public String toString() {
		return "outside of ports";
	}

	/** A callback outside ports. */
	private record Task(PortRuntime runtime, Runnable callback) implements WaitingTask {

		@Override
		public void run() {
			ClassLoader before = this.runtime.enterApplication();
			TaskWatch watch = this.runtime.watch();
			try {
				this.callback.run();
			}
			catch (RuntimeException | Error ex) {
				this.runtime.failedOutside(ex);
			}
			finally {
				watch.end();
				this.runtime.leaveApplication(before);
			}
		}

	}

}
