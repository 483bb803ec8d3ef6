package io.aemp.benchmarks.process;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** A stream of bytes, as fast as the other side takes it or at a rate that is held. */
final class StreamedBytes implements Traffic {

	/** A rate that is not held. */
	static final double UNLIMITED = Double.POSITIVE_INFINITY;

	private static final int CHUNK = 64 * 1024;

	/** What is in buffers when the last chunk was written is gone by then. */
	private static final int DRAIN_MILLIS = 50;

	private final ByteStream stream;

	private final double bytesPerNano;

	private final byte[] chunk = new byte[CHUNK];

	private long sent;

	StreamedBytes(ByteStream stream, double bytesPerSecond) {
		this.stream = stream;
		this.bytesPerNano = bytesPerSecond / 1e9;
	}

	@Override
	public void run(long millis) throws IOException, InterruptedException {
		write(millis);
		Thread.sleep(DRAIN_MILLIS);
	}

	/** Writes for some time, once at least. */
	void write(long millis) throws IOException {
		long begin = System.nanoTime();
		long before = this.sent;
		long elapsed;
		do {
			this.stream.write(this.chunk);
			this.sent += CHUNK;
			elapsed = System.nanoTime() - begin;
			long early = (long) ((this.sent - before) / this.bytesPerNano) - elapsed;
			if (early > 0) {
				LockSupport.parkNanos(this, early);
			}
		}
		while (elapsed < millis * 1_000_000);
	}

	@Override
	public long bytes() {
		return this.sent;
	}

	@Override
	public void close() throws IOException {
		long arrived = this.stream.end();
		if (arrived != this.sent) {
			throw new IOException(this.sent + " bytes were sent, " + arrived + " have arrived");
		}
	}

	/** Measures nothing but the stream. */
	Measurement measure(Plan plan, Processors processors) throws IOException {
		write(plan.before().toMillis());
		long before = this.sent;
		double used = processors.seconds();
		long begin = System.nanoTime();
		write(plan.measured().toMillis());
		double nanos = System.nanoTime() - begin;
		used = processors.seconds() - used;
		double bytes = this.sent - before;
		return Measurement.of(Metric.MEGABYTES, bytes * 1e3 / nanos).and(Metric.CPU_GIGABYTE, used * 1e9 / bytes);
	}

}
