package io.aemp.boot.handler;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;

/**
 * Results that come later: a {@link CompletionStage}, or what Spring's
 * {@link ReactiveAdapterRegistry} knows, Reactor's {@code Mono} for example.
 */
final class AsyncResults {

	private final ReactiveAdapterRegistry adapters = ReactiveAdapterRegistry.getSharedInstance();

	/** By the class of a result: the registry asks all its types for each one. */
	private final Map<Class<?>, Optional<ReactiveAdapter>> found = new ConcurrentHashMap<>();

	/**
	 * The type of the value that is sent in the end.
	 * @param method the name of the method, for exceptions
	 * @param type the type that it returns
	 * @return the type, {@code Void} if it tells only that something has ended
	 * @throws InvalidAnnotationException if there may be several values
	 */
	ResolvableType valueType(String method, ResolvableType type) {
		if (CompletionStage.class.isAssignableFrom(type.toClass())) {
			return type.as(CompletionStage.class).getGeneric();
		}
		ReactiveAdapter adapter = this.adapters.getAdapter(type.toClass());
		if (adapter == null) {
			return type;
		}
		if (adapter.isMultiValue()) {
			throw new InvalidAnnotationException(
					"Method " + method + " returns a " + type + ", but a message is answered once.",
					"Collect the values, with collectList() for example, and return that.");
		}
		return adapter.isNoValue() ? ResolvableType.forClass(Void.class) : type.getGeneric();
	}

	/**
	 * What a method has returned, as a future.
	 * @param request the message that it has processed
	 * @param result the result
	 * @return the future; {@code null} if the result is there already
	 * @throws ResultException if there may be several values, which the type of the
	 * method did not tell
	 */
	@Nullable CompletionStage<?> stage(Request request, @Nullable Object result) {
		if (result == null || result instanceof CompletionStage) {
			return (CompletionStage<?>) result;
		}
		ReactiveAdapter adapter = this.found.computeIfAbsent(result.getClass(), this::find).orElse(null);
		if (adapter != null && adapter.isMultiValue()) {
			throw new ResultException(request.received().name(), new IllegalArgumentException(
					"It is a " + result.getClass().getName() + ", but a message is answered once"));
		}
		if (adapter == null) {
			return null;
		}
		ReactiveAdapter futures = Objects.requireNonNull(this.adapters.getAdapter(CompletableFuture.class));
		return (CompletionStage<?>) futures.fromPublisher(adapter.toPublisher(result));
	}

	private Optional<ReactiveAdapter> find(Class<?> type) {
		return Optional.ofNullable(this.adapters.getAdapter(type));
	}

}
