package io.aemp.boot.client;

import java.util.function.Supplier;

import reactor.core.publisher.Mono;

/**
 * What belongs to a subscriber, the trace of a request for example. Where no thread has
 * it, it is in the context of Reactor.
 */
final class SubscriberContext {

	private SubscriberContext() {
	}

	/**
	 * Runs something for each subscriber, on a thread that has what the context of the
	 * subscriber says: of the operators of Reactor, {@code handle} sees to that.
	 */
	static <T> Mono<T> with(Supplier<T> code) {
		return Mono.just(code).handle((supplier, sink) -> sink.next(supplier.get()));
	}

}
