package io.aemp.dataconnection;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.aemp.DataConnectionException;
import io.aemp.link.ByteStream.Chunk;
import io.aemp.port.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscriber of the bytes of a connection. One task at a time in its context hands
 * over what is there and was requested.
 */
final class Subscribed implements Flow.Subscription {

	private static final Logger logger = LoggerFactory.getLogger(Subscribed.class);

	private final AtomicLong demand = new AtomicLong();

	/** How often something has happened since the task began. */
	private final AtomicInteger events = new AtomicInteger();

	private final ConnectionInput input;

	private final Flow.Subscriber<? super ByteBuffer> subscriber;

	private final Context context;

	private final Runnable close;

	/** Used by the task alone. */
	private boolean begun;

	private volatile boolean over;

	private volatile @Nullable IllegalArgumentException mistake;

	Subscribed(ConnectionInput input, Flow.Subscriber<? super ByteBuffer> subscriber, Context context, Runnable close) {
		this.input = input;
		this.subscriber = subscriber;
		this.context = context;
		this.close = close;
	}

	/** Something has arrived, or was requested. Any thread. */
	void schedule() {
		if (!this.over && this.events.getAndIncrement() == 0 && !this.context.tryExecute(this::run)) {
			cancel();
		}
	}

	private void run() {
		int seen = 0;
		do {
			seen = this.events.get();
			try {
				handOver();
			}
			catch (RuntimeException ex) {
				logger.error("A subscriber of a data connection failed; the connection is closed", ex);
				cancel();
			}
		}
		while (this.events.addAndGet(-seen) != 0);
	}

	private void handOver() {
		if (!this.begun) {
			this.begun = true;
			this.subscriber.onSubscribe(this);
		}
		while (!this.over && this.demand.get() > 0) {
			Chunk chunk = this.input.poll();
			if (chunk == null) {
				break;
			}
			if (this.demand.get() != Long.MAX_VALUE) {
				this.demand.decrementAndGet();
			}
			this.subscriber.onNext(copy(chunk));
		}
		ConnectionInput.State state = this.input.state();
		IllegalArgumentException mistake = this.mistake;
		if (!this.over && mistake != null) {
			cancel();
			this.subscriber.onError(mistake);
		}
		else if (!this.over && !state.open()) {
			this.over = true;
			tellEnd(state.failure());
		}
	}

	private void tellEnd(@Nullable DataConnectionException failure) {
		if (failure != null) {
			this.subscriber.onError(failure);
		}
		else {
			this.subscriber.onComplete();
		}
	}

	private static ByteBuffer copy(Chunk chunk) {
		byte[] bytes = new byte[chunk.remaining()];
		chunk.read(bytes, 0, bytes.length);
		chunk.release();
		return ByteBuffer.wrap(bytes);
	}

	@Override
	public void request(long number) {
		if (number <= 0) {
			this.mistake = new IllegalArgumentException(number + " buffers were requested; request at least one");
		}
		else {
			this.demand.accumulateAndGet(number,
					(before, more) -> (before + more < 0) ? Long.MAX_VALUE : before + more);
		}
		schedule();
	}

	@Override
	public void cancel() {
		this.over = true;
		this.close.run();
	}

}
