package io.aemp.log;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Limits one kind of log line to one a second, so that nobody can fill the log by what he
 * sends. The next line tells how many were left out. There is one object for each kind;
 * kinds come from the code, never from a message. Any thread.
 */
public final class LimitedLog {

	private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

	private final LongSupplier nanoTime;

	/** When the next line may be written. */
	private final AtomicLong next;

	private final AtomicLong omitted = new AtomicLong();

	/** Creates a limit by the clock of the system. */
	public LimitedLog() {
		this(System::nanoTime);
	}

	/**
	 * Creates a limit by another clock.
	 * @param nanoTime the clock, in nanoseconds from any origin
	 */
	public LimitedLog(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.next = new AtomicLong(nanoTime.getAsLong());
	}

	/**
	 * Writes a line, or counts it.
	 * @param line writes the line, in the calling thread; it receives the text to append,
	 * which tells how many lines of this kind were left out and is empty if none were
	 */
	public void log(Consumer<String> line) {
		long now = this.nanoTime.getAsLong();
		long due = this.next.get();
		if (now - due >= 0 && this.next.compareAndSet(due, now + INTERVAL_NANOS)) {
			long omitted = this.omitted.getAndSet(0);
			line.accept((omitted > 0) ? " (and " + omitted + " more of this kind since the last such line)" : "");
		}
		else {
			this.omitted.incrementAndGet();
		}
	}

}
