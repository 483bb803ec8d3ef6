package io.aemp.boot.handler;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.boot.stream.CollectedStream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;

/**
 * Results that come later: a {@link CompletionStage}, or what Spring's
 * {@link ReactiveAdapterRegistry} knows, Reactor's {@code Mono} and {@code Flux} for
 * example.
 */
final class AsyncResults {

	private final ReactiveAdapterRegistry adapters = ReactiveAdapterRegistry.getSharedInstance();

	/** By the class of a result: the registry asks all its types for each one. */
	private final Map<Class<?>, Optional<ReactiveAdapter>> found = new ConcurrentHashMap<>();

	/**
	 * The type of the value that is sent in the end.
	 * @param type the type that a method returns
	 * @return the type, {@code Void} if it tells only that something has ended, a list if
	 * there may be several values
	 */
	ResolvableType valueType(ResolvableType type) {
		if (CompletionStage.class.isAssignableFrom(type.toClass())) {
			return type.as(CompletionStage.class).getGeneric();
		}
		ReactiveAdapter adapter = this.adapters.getAdapter(type.toClass());
		if (adapter == null) {
			return type;
		}
		if (adapter.isNoValue() || type.getGeneric().toClass() == Void.class) {
			return ResolvableType.forClass(Void.class);
		}
		return adapter.isMultiValue() ? ResolvableType.forClassWithGenerics(List.class, type.getGeneric())
				: type.getGeneric();
	}

	/**
	 * The type of the values of a stream.
	 * @param type the type that a method returns
	 * @return the type of one value; {@code null} if there is never more than one
	 */
	@Nullable ResolvableType streamedType(ResolvableType type) {
		ReactiveAdapter adapter = this.adapters.getAdapter(type.toClass());
		boolean several = adapter != null && adapter.isMultiValue() && type.getGeneric().toClass() != Void.class;
		return several ? type.getGeneric() : null;
	}

	/**
	 * What a method has returned, as a future. Several values become a list.
	 * @param result the result
	 * @return the future; {@code null} if the result is there already
	 */
	@Nullable CompletionStage<?> stage(@Nullable Object result) {
		if (result == null || result instanceof CompletionStage) {
			return (CompletionStage<?>) result;
		}
		ReactiveAdapter adapter = adapter(result);
		if (adapter == null) {
			return null;
		}
		if (adapter.isMultiValue()) {
			return CollectedStream.of(publisher(adapter, result));
		}
		ReactiveAdapter futures = Objects.requireNonNull(this.adapters.getAdapter(CompletableFuture.class));
		return (CompletionStage<?>) futures.fromPublisher(publisher(adapter, result));
	}

	/**
	 * What a method has returned, as a publisher.
	 * @param result the result
	 * @return the publisher
	 * @throws IllegalArgumentException if it is none
	 */
	Publisher<Object> publisher(@Nullable Object result) {
		ReactiveAdapter adapter = (result != null) ? adapter(result) : null;
		if (result == null || adapter == null) {
			throw new IllegalArgumentException(
					"It is " + ((result != null) ? "a " + result.getClass().getName() : "null")
							+ ", but a stream was asked for");
		}
		return publisher(adapter, result);
	}

	private static Publisher<Object> publisher(ReactiveAdapter adapter, Object result) {
		Publisher<Object> publisher = adapter.toPublisher(result);
		boolean ofReactor = adapter.getReactiveType().getName().startsWith("reactor.");
		return ofReactor ? HandlerContext.capture(publisher) : publisher;
	}

	private @Nullable ReactiveAdapter adapter(Object result) {
		return this.found.computeIfAbsent(result.getClass(), this::find).orElse(null);
	}

	private Optional<ReactiveAdapter> find(Class<?> type) {
		return Optional.ofNullable(this.adapters.getAdapter(type));
	}

}
