package io.aemp.boot.handler;

import java.util.List;
import java.util.function.Consumer;

import io.aemp.boot.event.MessageFailedEvent;

/**
 * What the application adds to the handling of messages, and decides for all of it.
 *
 * @param watches watch all methods, from outside of the interceptors
 * @param interceptors run around all methods, the first one outermost
 * @param argumentResolvers supply arguments that are no elements
 * @param resultWriters write results as messages
 * @param advices turn exceptions of all methods into answers
 * @param argumentValidators validate arguments that are annotated so
 * @param failureDescriber decides what others are told of an exception
 * @param events takes the failures; must not block
 * @param showContents whether logs may show the contents of messages
 * @param unfinishedAnswersLimit with how many unfinished answers a port is paused that
 * has no limit of its own
 */
public record HandlerExtensions(List<HandlerWatch> watches, List<MessageInterceptor> interceptors,
		List<ArgumentResolver> argumentResolvers, List<ResultWriter> resultWriters, List<Advice> advices,
		ArgumentValidators argumentValidators, FailureDescriber failureDescriber, Consumer<MessageFailedEvent> events,
		boolean showContents, int unfinishedAnswersLimit) {

	/** Nothing. */
	public static final HandlerExtensions NONE = new HandlerExtensions(List.of(), List.of(), List.of(), List.of(),
			List.of(), new ArgumentValidators(() -> null, () -> false), FailureDescriber.MESSAGE, (event) -> {
			}, false, 1000);

}
