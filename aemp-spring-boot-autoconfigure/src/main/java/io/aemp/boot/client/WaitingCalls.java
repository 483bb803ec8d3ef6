package io.aemp.boot.client;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a method that waits for the answer, and the sends of one that does not.
 */
final class WaitingCalls {

	private final ClientGroup group;

	private final CallRules rules;

	private final MayWait mayWait;

	WaitingCalls(ClientGroup group, CallRules rules) {
		this.group = group;
		this.rules = rules;
		this.mayWait = new MayWait(group.node());
	}

	/**
	 * Calls and waits.
	 * @param request the message
	 * @param reader reads the answer
	 * @return the result
	 */
	@Nullable Object call(ClientRequest request, AnswerReader reader) {
		this.mayWait.require(this.rules.method(), "an answer");
		Attempts attempts = new Attempts(this.group, this.rules, request);
		while (true) {
			attempts.requireTime();
			String port = memberOf(attempts);
			try {
				return attempts.read(answer(attempts, port), reader);
			}
			catch (ExecutionException ex) {
				Throwable failure = cause(ex);
				if (!attempts.goesOn(failure)) {
					throw attempts.failure(failure);
				}
			}
		}
	}

	private static Message answer(Attempts attempts, String port) throws ExecutionException {
		CompletableFuture<Message> answer = attempts.call(port);
		try {
			return answer.get();
		}
		catch (InterruptedException ex) {
			answer.cancel(false);
			throw interrupted(attempts, ex);
		}
		finally {
			attempts.ended(port);
		}
	}

	/**
	 * Sends. Waits only if the family has no member now.
	 * @param request the message
	 */
	void send(ClientRequest request) {
		Attempts attempts = new Attempts(this.group, this.rules, request);
		String port = attempts.next();
		if (port == null) {
			this.mayWait.require(this.rules.method(), "a member of the family");
			port = memberOf(attempts);
		}
		this.group.node().send(port, request.message());
	}

	private static String memberOf(Attempts attempts) {
		String port = attempts.next();
		while (port == null) {
			CompletableFuture<@Nullable Void> change = attempts.change();
			port = attempts.next();
			try {
				if (port == null) {
					change.get(attempts.rest().toNanos(), TimeUnit.NANOSECONDS);
				}
			}
			catch (TimeoutException ex) {
				throw attempts.noMember();
			}
			catch (InterruptedException ex) {
				throw interrupted(attempts, ex);
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException(cause(ex).getMessage(), ex);
			}
		}
		return port;
	}

	private static Throwable cause(ExecutionException failure) {
		return Objects.requireNonNullElse(failure.getCause(), failure);
	}

	private static RuntimeException interrupted(Attempts attempts, InterruptedException cause) {
		Thread.currentThread().interrupt();
		return attempts.failure(cause);
	}

}
