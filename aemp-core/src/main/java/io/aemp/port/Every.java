package io.aemp.port;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import io.aemp.Guard;

/**
 * A callback that runs at multiples of a period, in the context that was current at the
 * start. The timer schedules the next call after the previous one returned, so calls
 * never accumulate. Missed periods are skipped.
 */
public final class Every implements Guard {

	private final PortRuntime runtime;

	private final Context context;

	private final Runnable callback;

	private final long period;

	private final long start;

	private volatile boolean over;

	private volatile Guard timer = () -> {
	};

	private Every(PortRuntime runtime, long period, Runnable callback) {
		this.runtime = runtime;
		this.context = runtime.currentContext();
		this.callback = callback;
		this.period = period;
		this.start = runtime.timers().nanoTime();
	}

	/**
	 * Starts the calls; the first runs after one period. Any thread may call this and
	 * close the returned guard.
	 * @param runtime supplies the timers and the current context
	 * @param period the period
	 * @param callback the callback
	 * @return ends the calls
	 * @throws IllegalArgumentException if the period is not positive
	 */
	public static Guard start(PortRuntime runtime, Duration period, Runnable callback) {
		Objects.requireNonNull(callback, "The callback must not be null");
		if (period.isNegative() || period.isZero()) {
			throw new IllegalArgumentException(
					"A period of " + period + " is not positive; give a longer one, or use after for a single call");
		}
		Every every = new Every(runtime, TimeUnit.NANOSECONDS.convert(period), callback);
		every.context.own(every);
		every.schedule();
		return every;
	}

	private void schedule() {
		long elapsed = this.runtime.timers().nanoTime() - this.start;
		this.timer = this.runtime.timers()
			.schedule(Duration.ofNanos(this.period - elapsed % this.period), () -> this.context.tryExecute(this::run));
		if (this.over) {
			// closed before the timer was set
			this.timer.close();
		}
	}

	private void run() {
		if (!this.over) {
			this.callback.run();
			schedule();
		}
	}

	@Override
	public void close() {
		this.over = true;
		this.timer.close();
		this.context.disown(this);
	}

}
