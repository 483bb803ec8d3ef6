package io.aemp.port;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

import io.aemp.Guard;

/**
 * A callback that runs once after a delay, in the context that was current at the start.
 */
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
	 * Starts the timer. Any thread may call this and close the returned guard.
	 * @param runtime supplies the timers and the current context
	 * @param delay the delay
	 * @param callback the callback
	 * @return cancels the callback unless it has started
	 */
	public static Guard start(PortRuntime runtime, Duration delay, Runnable callback) {
		Objects.requireNonNull(delay, "The delay must not be null");
		Objects.requireNonNull(callback, "The callback must not be null");
		CallbackTimer callbackTimer = new CallbackTimer(runtime.currentContext(), callback);
		callbackTimer.context.own(callbackTimer);
		callbackTimer.timer = runtime.timers().schedule(delay, callbackTimer::elapsed);
		if (callbackTimer.over.get()) {
			// the context ended before the timer was set
			callbackTimer.timer.close();
		}
		return callbackTimer;
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
