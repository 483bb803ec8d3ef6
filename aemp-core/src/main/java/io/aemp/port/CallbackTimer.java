package io.aemp.port;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.aemp.Guard;

/** A callback that runs once later, in the context in which it was asked for. */
public final class CallbackTimer implements Guard {

	private final AtomicBoolean over = new AtomicBoolean();

	private final Context context;

	private final Runnable callback;

	private volatile Guard timer = () -> {
	};

	private CallbackTimer(Context context, Runnable callback) {
		this.context = context;
		this.callback = callback;
	}

	/**
	 * Starts the wait.
	 * @param runtime gives time and the current context
	 * @param delay how long to wait
	 * @param callback what to run
	 * @return cancels it
	 */
	public static Guard start(PortRuntime runtime, Duration delay, Runnable callback) {
		CallbackTimer after = new CallbackTimer(runtime.currentContext(), callback);
		after.context.own(after);
		after.timer = runtime.timers().schedule(delay, after::elapsed);
		if (after.over.get()) {
			// the context ended in the meantime
			after.timer.close();
		}
		return after;
	}

	private void elapsed() {
		this.context.tryExecute(() -> {
			if (this.over.compareAndSet(false, true)) {
				this.context.disown(this);
				this.callback.run();
			}
		});
	}

	@Override
	public void close() {
		if (this.over.compareAndSet(false, true)) {
			this.timer.close();
			this.context.disown(this);
		}
	}

}
