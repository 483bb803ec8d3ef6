package io.aemp.boot.client;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/**
 * A call whose result comes later. Cancelling it gives up the call that is under way.
 */
final class LaterCall extends CompletableFuture<@Nullable Object> {

	private final Attempts attempts;

	private final AnswerReader reader;

	/** What this waits for: an answer or a change of the members. */
	private volatile @Nullable CompletableFuture<?> awaited;

	private LaterCall(Attempts attempts, AnswerReader reader) {
		this.attempts = attempts;
		this.reader = reader;
	}

	/** Begins a call. */
	static LaterCall begin(Attempts attempts, AnswerReader reader) {
		LaterCall call = new LaterCall(attempts, reader);
		call.attempt();
		return call;
	}

	private void attempt() {
		if (isDone()) {
			return;
		}
		try {
			this.attempts.requireTime();
			String port = this.attempts.next();
			if (port == null) {
				CompletableFuture<@Nullable Void> change = this.attempts.change();
				port = this.attempts.next();
				if (port == null) {
					awaitMember(change);
					return;
				}
			}
			call(port);
		}
		catch (RuntimeException ex) {
			completeExceptionally(ex);
		}
	}

	private void call(String port) {
		CompletableFuture<Message> answer = this.attempts.call(port);
		await(answer);
		answer.whenComplete((message, failure) -> {
			this.attempts.ended(port);
			if (message != null) {
				answered(message);
			}
			else if (failure instanceof CancellationException) {
				cancel(false);
			}
			else if (this.attempts.goesOn(failure)) {
				attempt();
			}
			else {
				completeExceptionally(this.attempts.failure(failure));
			}
		});
	}

	private void answered(Message message) {
		try {
			complete(this.attempts.read(message, this.reader));
		}
		catch (ClientCallException ex) {
			completeExceptionally(ex);
		}
	}

	private void awaitMember(CompletableFuture<@Nullable Void> change) {
		CompletableFuture<@Nullable Void> limited = change.copy()
			.orTimeout(this.attempts.rest().toNanos(), TimeUnit.NANOSECONDS);
		await(limited);
		// what follows is code of the application, too
		limited.whenCompleteAsync((ignored, failure) -> {
			if (failure == null) {
				attempt();
			}
			else if (failure instanceof CancellationException) {
				cancel(false);
			}
			else {
				completeExceptionally(
						(failure instanceof TimeoutException) ? this.attempts.noMember() : unwrapped(failure));
			}
		});
	}

	private static Throwable unwrapped(Throwable failure) {
		return Objects.requireNonNullElse(failure.getCause(), failure);
	}

	private void await(CompletableFuture<?> next) {
		this.awaited = next;
		if (isDone()) {
			next.cancel(false);
		}
	}

	@Override
	public boolean cancel(boolean interrupt) {
		boolean cancelled = super.cancel(interrupt);
		CompletableFuture<?> awaited = this.awaited;
		if (awaited != null) {
			awaited.cancel(false);
		}
		return cancelled;
	}

}
