package io.aemp.boot.client;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import reactor.core.publisher.Mono;

/** Calls that begin when somebody subscribes. Only this class knows Reactor. */
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
		return Mono.fromCompletionStage(call);
	}

}
