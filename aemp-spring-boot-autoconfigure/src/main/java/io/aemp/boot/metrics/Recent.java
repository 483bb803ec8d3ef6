package io.aemp.boot.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A value that is taken anew when it is older than a second, so that the many meters of
 * one report share one look at the node. Any thread.
 *
 * @param <T> the type of the value
 */
final class Recent<T> {

	private static final long MOST_AGE = TimeUnit.SECONDS.toNanos(1);

	private final Supplier<T> source;

	private final LongSupplier nanoTime;

	private @Nullable T value;

	private long takenAt;

	Recent(Supplier<T> source, LongSupplier nanoTime) {
		this.source = source;
		this.nanoTime = nanoTime;
	}

	synchronized T get() {
		long now = this.nanoTime.getAsLong();
		T known = this.value;
		if (known == null || now - this.takenAt >= MOST_AGE) {
			known = this.source.get();
			this.value = known;
			this.takenAt = now;
		}
		return known;
	}

}
