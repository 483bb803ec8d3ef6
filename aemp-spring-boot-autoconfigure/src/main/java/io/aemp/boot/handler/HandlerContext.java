package io.aemp.boot.handler;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What belongs to the thread of a handler, the trace of a message for example. Only this
 * class knows Reactor.
 */
final class HandlerContext {

	private HandlerContext() {
	}

	/**
	 * Puts into the context of Reactor what the subscribing thread has, because the
	 * operators of a publisher run on any thread.
	 * @param publisher what a handler has returned
	 * @return the publisher with the context
	 */
	static Publisher<Object> capture(Publisher<Object> publisher) {
		if (publisher instanceof Mono<Object> mono) {
			return mono.contextCapture();
		}
		return (publisher instanceof Flux<Object> flux) ? flux.contextCapture() : publisher;
	}

}
