package io.aemp.boot.client;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;

/** Streams that begin when somebody subscribes. They have the trace of the subscriber. */
final class StreamCalls {

	private StreamCalls() {
	}

	/**
	 * Makes a {@code Flux} of a request. Its elements are handed over outside ports,
	 * where the subscriber may wait. What is handed over and what the member may still
	 * send are together never more than the buffer of the group holds.
	 */
	static Object of(ClientGroup group, CallRules rules, ClientRequest request, AnswerReader reader) {
		Publisher<Object> stream = (subscriber) -> SubscriberContext
			.with(() -> InboundStream.begin(group, rules, request, reader, subscriber))
			.contextWrite(Operators.toCoreSubscriber(subscriber).currentContext())
			.subscribe(null, subscriber::onError);
		return Flux.from(stream).publishOn(Schedulers.boundedElastic(), group.settings().streamBuffer());
	}

}
