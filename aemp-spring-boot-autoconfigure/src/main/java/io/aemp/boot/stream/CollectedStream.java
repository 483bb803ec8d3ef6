package io.aemp.boot.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * The values of a publisher as one list, for a plain call. Completing or cancelling the
 * future by other means cancels the subscription with the next value.
 */
public final class CollectedStream extends CompletableFuture<List<Object>> {

	/** One answer is one message, so an endless publisher must end somewhere. */
	static final int LIMIT = 100_000;

	private CollectedStream() {
	}

	/**
	 * Collects the values of a publisher.
	 * @param publisher the publisher
	 * @return the list; fails with the error of the publisher, or if it has more than
	 * 100000 values
	 */
	public static CompletableFuture<List<Object>> of(Publisher<?> publisher) {
		CollectedStream stream = new CollectedStream();
		publisher.subscribe(stream.new Collector());
		return stream;
	}

	/** Takes the values, one after the other. */
	private final class Collector implements Subscriber<Object> {

		private final List<Object> values = new ArrayList<>();

		private @Nullable Subscription subscription;

		@Override
		public void onSubscribe(Subscription subscription) {
			this.subscription = subscription;
			subscription.request(Long.MAX_VALUE);
		}

		@Override
		public void onNext(Object value) {
			this.values.add(value);
			if (this.values.size() > LIMIT) {
				completeExceptionally(new IllegalStateException("There are more than " + LIMIT
						+ " values, which is too much for one answer; ask for a stream"));
			}
			if (isDone() && this.subscription != null) {
				this.subscription.cancel();
			}
		}

		@Override
		public void onError(Throwable failure) {
			completeExceptionally(failure);
		}

		@Override
		public void onComplete() {
			complete(this.values);
		}

	}

}
