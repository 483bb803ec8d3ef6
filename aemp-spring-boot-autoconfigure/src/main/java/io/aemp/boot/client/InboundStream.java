package io.aemp.boot.client;

import java.util.Objects;
import java.util.concurrent.CompletionException;

import io.aemp.Message;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * One subscription of a stream. Until the first element has come, it goes on with another
 * member after a failure, as calls do. The subscriber gets its signals one after the
 * other, on threads of the node.
 */
final class InboundStream implements Subscription, StreamAttempt.Listener {

	private final ClientGroup group;

	private final AnswerReader reader;

	private final Attempts attempts;

	private final Subscriber<? super Object> subscriber;

	private volatile boolean cancelled;

	/** What the subscriber has asked for, and so each attempt anew. */
	private long requested;

	private @Nullable StreamAttempt attempt;

	/** How many elements have come. */
	private long count;

	private InboundStream(ClientGroup group, CallRules rules, ClientRequest request, AnswerReader reader,
			Subscriber<? super Object> subscriber) {
		this.group = group;
		this.reader = reader;
		this.attempts = new Attempts(group, rules, request);
		this.subscriber = subscriber;
	}

	/** Asks for a stream. */
	static InboundStream begin(ClientGroup group, CallRules rules, ClientRequest request, AnswerReader reader,
			Subscriber<? super Object> subscriber) {
		InboundStream stream = new InboundStream(group, rules, request, reader, subscriber);
		subscriber.onSubscribe(stream);
		stream.attempt();
		return stream;
	}

	private void attempt() {
		this.attempts.awaitNext().whenComplete((member, failure) -> {
			if (this.cancelled) {
				return;
			}
			if (failure != null) {
				this.subscriber.onError((failure instanceof CompletionException)
						? Objects.requireNonNullElse(failure.getCause(), failure) : failure);
				return;
			}
			try {
				call(member);
			}
			catch (RuntimeException ex) {
				cancel();
				this.subscriber.onError(ex);
			}
		});
	}

	private void call(String member) {
		StreamAttempt next = new StreamAttempt(this.group, member, this);
		synchronized (this) {
			next.request(this.requested);
			this.attempt = next;
		}
		this.attempts.begin(member);
		next.begin(this.attempts.message(), this.attempts.limit());
		if (this.cancelled) {
			next.cancel();
		}
	}

	@Override
	public void request(long count) {
		StreamAttempt current;
		synchronized (this) {
			this.requested += count;
			current = this.attempt;
		}
		if (current != null) {
			current.request(count);
		}
	}

	@Override
	public void cancel() {
		this.cancelled = true;
		StreamAttempt current;
		synchronized (this) {
			current = this.attempt;
		}
		if (current != null) {
			current.cancel();
		}
	}

	@Override
	public void next(Message answer) {
		if (!this.cancelled) {
			Object value = this.attempts.read(answer, this.reader);
			this.count++;
			this.subscriber.onNext(Objects.requireNonNull(value));
		}
	}

	@Override
	public void ended(String member, @Nullable Exception failure) {
		this.attempts.ended(member);
		if (this.cancelled) {
			return;
		}
		if (failure == null) {
			this.subscriber.onComplete();
		}
		else if (this.count == 0 && this.attempts.goesOn(failure)) {
			attempt();
		}
		else {
			this.subscriber.onError(this.attempts.failure(failure, this.count));
		}
	}

}
