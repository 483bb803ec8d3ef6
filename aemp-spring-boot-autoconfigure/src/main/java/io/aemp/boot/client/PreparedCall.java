package io.aemp.boot.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;

/** A call of {@link AempTemplate}. */
record PreparedCall(ClientGroup group, CallRules rules, ClientRequest request,
		TypedAnswers answers) implements AempOperations.CallOperations {

	@Override
	public AempOperations.CallOperations within(Duration timeout) {
		if (timeout.isNegative() || timeout.isZero()) {
			throw new IllegalArgumentException("A call cannot take " + timeout + "; give a time above 0");
		}
		return new PreparedCall(this.group.within(timeout), this.rules, this.request, this.answers);
	}

	@Override
	public AempOperations.CallOperations idempotent() {
		return new PreparedCall(this.group, new CallRules(this.rules.method(), true), this.request, this.answers);
	}

	@Override
	public <T> @Nullable T as(Class<T> type) {
		return await(this.answers.reader(type));
	}

	@Override
	public <T> @Nullable T as(ParameterizedTypeReference<T> type) {
		return await(this.answers.reader(type.getType()));
	}

	@SuppressWarnings("unchecked")
	private <T> @Nullable T await(AnswerReader reader) {
		return (T) new WaitingCalls(this.group, this.rules).call(this.request, reader);
	}

	@Override
	public <T> CompletableFuture<@Nullable T> later(Class<T> type) {
		return begin(this.answers.reader(type));
	}

	@Override
	public <T> CompletableFuture<@Nullable T> later(ParameterizedTypeReference<T> type) {
		return begin(this.answers.reader(type.getType()));
	}

	@SuppressWarnings("unchecked")
	private <T> CompletableFuture<@Nullable T> begin(AnswerReader reader) {
		return (CompletableFuture<@Nullable T>) LaterCall.begin(new Attempts(this.group, this.rules, this.request),
				reader);
	}

}
