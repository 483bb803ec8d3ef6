package io.aemp.boot.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.aemp.ErrorAnswerException;
import io.aemp.Message;
import io.aemp.PortDiedException;
import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way to the member that takes it: whom to try next, for how long, and
 * whether to go on after a failure. One thread at a time.
 */
final class Attempts {

	private final ClientGroup group;

	private final CallRules rules;

	private final ClientRequest request;

	private final long deadline;

	/** How long the call may take in all. */
	private final Duration limit;

	/** Whether the caller of the handler that makes this call has set the limit. */
	private final boolean inherited;

	private final List<String> tried = new ArrayList<>(1);

	/** How many members were called. */
	private int attempts;

	/** What is sent now: a lower version, once no member knows the higher ones. */
	private Message message;

	private int lowered;

	/** How the first member that did not know the version has refused it. */
	private @Nullable ErrorAnswerException refusal;

	private @Nullable Throwable lastFailure;

	Attempts(ClientGroup group, CallRules rules, ClientRequest request) {
		this.group = group;
		this.rules = rules;
		this.request = request;
		this.message = request.message();
		long now = group.limits().nanoTime();
		long own = now + group.settings().timeout().toNanos();
		Long caller = group.limits().inherited();
		this.inherited = caller != null && caller - own < 0;
		this.deadline = (caller != null && this.inherited) ? caller : own;
		this.limit = Duration.ofNanos(Math.max(0, this.deadline - now));
	}

	/**
	 * Chooses a port that was not tried yet.
	 * @return its ID, {@code null} if there is none now
	 */
	@Nullable String next() {
		if (this.request.port() != null) {
			return this.request.port();
		}
		List<String> members = untried();
		return members.isEmpty() ? null : this.group.choice().choose(members, this.request.key());
	}

	private List<String> untried() {
		List<String> members = members().ports();
		return this.tried.isEmpty() ? members
				: members.stream().filter((member) -> !this.tried.contains(member)).toList();
	}

	/** What is sent now. */
	Message message() {
		return this.message;
	}

	/**
	 * Calls a port.
	 * @param port the port
	 * @return its answer; fails when the time for this attempt is over
	 */
	CompletableFuture<Message> call(String port) {
		begin(port);
		try {
			Duration limit = limit();
			return this.group.node().call(port, this.group.limits().write(this.message, limit), limit);
		}
		catch (RuntimeException ex) {
			this.group.choice().end(port);
			throw ex;
		}
	}

	/**
	 * Checks that the caller of the handler that makes this call has left time for it.
	 * @throws ClientCallException if there is none
	 */
	void requireTime() {
		if (this.inherited && rest().isZero()) {
			String problem = this.rules.method()
					+ " is not called, because its caller handles a message whose time limit is over";
			throw new ClientCallException(problem, this.attempts, new TimeoutException(problem));
		}
	}

	/** Begins a call of a port, which {@link #ended(String)} ends. */
	void begin(String port) {
		this.tried.add(port);
		this.attempts++;
		this.group.choice().begin(port);
	}

	/**
	 * How long the call of the port that was begun last may wait for an answer. The last
	 * one that is left to try has all the time that there is.
	 */
	Duration limit() {
		Duration rest = rest();
		Duration attempt = this.rules.attemptTimeout();
		if (attempt == null || attempt.compareTo(rest) > 0) {
			return rest;
		}
		boolean last = this.request.port() != null || untried().isEmpty();
		return last ? rest : attempt;
	}

	/** The call of a port has ended. */
	void ended(String port) {
		this.group.choice().end(port);
	}

	/**
	 * Reads the answer.
	 * @param answer the answer
	 * @param reader what reads it
	 * @return the result
	 * @throws ClientCallException if the answer does not fit
	 */
	@Nullable Object read(Message answer, AnswerReader reader) {
		try {
			return reader.read(answer);
		}
		catch (RuntimeException ex) {
			throw new ClientCallException(
					"The answer to " + this.rules.method() + " does not fit its result: " + ex.getMessage(),
					this.attempts, ex);
		}
	}

	/** The time that is left, maybe none. */
	Duration rest() {
		return Duration.ofNanos(Math.max(0, this.deadline - this.group.limits().nanoTime()));
	}

	/**
	 * Waits for a port that was not tried yet.
	 * @return its ID; fails with a {@link NoMemberException} when the time is over
	 */
	CompletableFuture<String> awaitNext() {
		String port = next();
		if (port != null) {
			return CompletableFuture.completedFuture(port);
		}
		CompletableFuture<@Nullable Void> change = change();
		port = next();
		if (port != null) {
			return CompletableFuture.completedFuture(port);
		}
		// what follows is code of the application, too
		return change.copy()
			.orTimeout(rest().toNanos(), TimeUnit.NANOSECONDS)
			.handleAsync((ignored, failure) -> (failure == null) ? awaitNext()
					: CompletableFuture
						.<String>failedFuture((failure instanceof TimeoutException) ? noMember() : failure))
			.thenCompose(Function.identity());
	}

	/** The next change of the members. */
	CompletableFuture<@Nullable Void> change() {
		return members().change();
	}

	private Members members() {
		return Objects.requireNonNull(this.group.members());
	}

	/**
	 * Whether to try another member. Only a death, a missing port and a lost connection
	 * allow it, the end of the time for one attempt, and a version that the member does
	 * not know.
	 * @param failure why there is no answer
	 * @return whether the call goes on
	 */
	boolean goesOn(Throwable failure) {
		this.lastFailure = failure;
		if (failure instanceof ErrorAnswerException answer) {
			return this.rules.versioned() && isRefusal(answer) && goesOnAfterRefusal(answer);
		}
		boolean lost = failure instanceof PortDiedException
				|| failure instanceof TimeoutException && this.rules.attemptTimeout() != null;
		return lost && this.rules.idempotent() && this.request.port() == null && !rest().isZero();
	}

	private static boolean isRefusal(ErrorAnswerException answer) {
		return Reason.BAD_MESSAGE.equals(answer.reason().identifier());
	}

	/** Who has refused the message has not processed it. */
	private boolean goesOnAfterRefusal(ErrorAnswerException answer) {
		if (this.refusal == null) {
			this.refusal = answer;
		}
		if (rest().isZero()) {
			return false;
		}
		if (this.request.port() == null && !untried().isEmpty()) {
			return true;
		}
		if (this.lowered == this.rules.lowerTags().size()) {
			return false;
		}
		this.message = Message.of(this.rules.lowerTags().get(this.lowered++))
			.append(this.message.from(1).toList().toArray());
		this.tried.clear();
		return true;
	}

	/**
	 * What the caller gets instead of an answer.
	 * @param failure why there is none
	 * @return the exception
	 */
	RuntimeException failure(Throwable failure) {
		if (failure instanceof ErrorAnswerException answer) {
			ErrorAnswerException first = this.refusal;
			return (first != null && isRefusal(answer)) ? first : answer;
		}
		return new ClientCallException(this.rules.method() + " has no answer after " + attempts() + ": "
				+ ((failure.getMessage() != null) ? failure.getMessage() : failure), this.attempts, failure);
	}

	/**
	 * What the subscriber gets if a stream breaks off.
	 * @param failure why it does
	 * @param elements how many elements have come
	 * @return the exception
	 */
	RuntimeException failure(Throwable failure, long elements) {
		if (failure instanceof ClientCallException told) {
			return told;
		}
		if (failure instanceof ErrorAnswerException || elements == 0) {
			return failure(failure);
		}
		return new ClientCallException(
				this.rules.method() + " has broken off after " + elements
						+ ((elements == 1) ? " element: " : " elements: ") + failure.getMessage(),
				this.attempts, failure);
	}

	/** What the caller gets if nobody is left to try. */
	NoMemberException noMember() {
		String family = members().family();
		String problem = this.tried.isEmpty() ? "the family '" + family + "' has no member"
				: "no answer after " + attempts() + ", and the family '" + family + "' has no other member";
		String why = this.inherited ? ", which is left of the time limit of the message that its caller handles" : "";
		return new NoMemberException(family,
				this.rules.method() + ": " + problem + " within " + this.limit + why + ". " + this.group.wayOut(),
				this.attempts, this.lastFailure);
	}

	private String attempts() {
		return (this.attempts == 1) ? "1 attempt" : this.attempts + " attempts";
	}

}
