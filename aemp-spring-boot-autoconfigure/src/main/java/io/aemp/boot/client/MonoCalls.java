package io.aemp.boot.client;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import reactor.core.publisher.Mono;

/** Calls that begin when somebody subscribes. They have the trace of the subscriber. */
final class MonoCalls {

	private MonoCalls() {
	}

	/**
	 * Makes a {@code Mono} of a call.
	 * @param call begins the call, once for each subscription; a cancelled subscription
	 * gives it up
	 * @return the {@code Mono}
	 */
	static Object of(Supplier<? extends CompletionStage<?>> call) {
		return SubscriberContext.with(call).flatMap((stage) -> Mono.fromCompletionStage(stage));
	}

}
