package io.aemp.testing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Measures for how long the machine does not let a thread of this JVM run: the processors
 * are taken by others, the virtual machine is stopped, or a collection of garbage stops
 * all threads. A thread parks for a millisecond, again and again; what it takes longer is
 * a standstill.
 */
final class StandstillMeter implements AutoCloseable {

	private static final long PARK = TimeUnit.MILLISECONDS.toNanos(1);

	private final LongSupplier clock;

	private final Thread thread = new Thread(this::run, "standstill-meter");

	private volatile long parked;

	private volatile long longest;

	private volatile boolean closed;

	private StandstillMeter(LongSupplier clock) {
		this.clock = clock;
		this.parked = clock.getAsLong();
	}

	static StandstillMeter start() {
		return start(System::nanoTime);
	}

	static StandstillMeter start(LongSupplier clock) {
		StandstillMeter meter = new StandstillMeter(clock);
		meter.thread.setDaemon(true);
		meter.thread.start();
		return meter;
	}

	private void run() {
		while (!this.closed) {
			LockSupport.parkNanos(PARK);
			long now = this.clock.getAsLong();
			this.longest = Math.max(this.longest, now - this.parked - PARK);
			this.parked = now;
		}
	}

	/**
	 * Returns the longest standstill until now. One that has not ended yet for the thread
	 * of the meter counts too: the thread that asks may be the first one that runs again.
	 */
	Duration longest() {
		// in this order, as the thread of the meter writes the other way round
		long underWay = this.clock.getAsLong() - this.parked - PARK;
		return Duration.ofNanos(Math.max(0, Math.max(underWay, this.longest)));
	}

	@Override
	public void close() {
		this.closed = true;
		BoundedWait.join(this.thread);
	}

}
