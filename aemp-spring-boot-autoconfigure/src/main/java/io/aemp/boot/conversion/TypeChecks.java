package io.aemp.boot.conversion;

import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** Finds, when the application starts, types of which no value can ever travel. */
final class TypeChecks {

	static final String UNKNOWN = "neither the conversion service knows it as text, both ways, nor is there a JsonMapper";

	static final String WAYS_OUT = "Make it a record, add spring-boot-jackson, or register converters to and from String.";

	/** What stands for something in this process. */
	private static final List<Class<?>> LIVE = List.of(AutoCloseable.class, Future.class, CompletionStage.class,
			Flow.Publisher.class, Executor.class, Lock.class, Runnable.class, Thread.class, ThreadLocal.class,
			ClassLoader.class, Class.class, Member.class, Throwable.class);

	private static final List<String> LIBRARIES = List.of("java.", "javax.", "jakarta.", "org.springframework.",
			"reactor.", "org.reactivestreams.");

	private final ObjectConverter objects;

	/** The annotations of records that only the mapper understands, found once. */
	private final Map<Class<?>, Optional<String>> annotations = new ConcurrentHashMap<>();

	TypeChecks(ObjectConverter objects) {
		this.objects = objects;
	}

	/**
	 * Checks the type of a parameter or a result, and the types in it.
	 * @param type the type
	 * @param result whether values of it are written; a parameter can also take an object
	 * that a port of this node sent as it is
	 * @throws UnsupportedTypeException if no value of it can travel
	 */
	void require(ResolvableType type, boolean result) {
		require(type, result, new HashSet<>());
	}

	private void require(ResolvableType type, boolean result, Set<String> seen) {
		Class<?> raw = type.resolve();
		if (raw == null || !seen.add(type.toString())) {
			return;
		}
		if (isLive(raw)) {
			throw new UnsupportedTypeException(type,
					"stands for something in this process, so that no message can hold it",
					"Use a value: text, a number, bytes, a list, a map or a record. A parameter of type Object takes what"
							+ " a port of this node sends as it is.");
		}
		if (raw.isArray()) {
			require(type.getComponentType(), result, seen);
		}
		else if (isForMapper(type, raw, result)) {
			return;
		}
		else if (raw.isRecord()) {
			for (RecordComponent component : raw.getRecordComponents()) {
				require(ResolvableType.forType(component.getGenericType(), type), result, seen);
			}
		}
		else if (isContainer(raw)) {
			for (ResolvableType generic : type.getGenerics()) {
				require(generic, result, seen);
			}
		}
		else if (result && !isScalar(raw) && !isOpen(raw) && !this.objects.supports(raw)) {
			throw new UnsupportedTypeException(type, "cannot travel: " + UNKNOWN, WAYS_OUT);
		}
		Alternatives alternatives = Alternatives.of(type);
		if (alternatives != null) {
			alternatives.records().values().forEach((permitted) -> require(permitted, result, seen));
		}
	}

	/** Whether the mapper of the application decides what is in a type. */
	private boolean isForMapper(ResolvableType type, Class<?> raw, boolean result) {
		String annotation = raw.isRecord() ? findForMapper(raw) : null;
		if (JacksonAnnotations.tellClass(raw) && Alternatives.of(type) == null) {
			annotation = "JsonTypeInfo";
		}
		if (annotation != null && (result || raw.isRecord()) && !this.objects.hasMapping()) {
			throw new UnsupportedTypeException(type,
					"has an annotation that only a JsonMapper understands, @" + annotation + ", and there is none",
					"Add spring-boot-jackson, or remove the annotation.");
		}
		return annotation != null;
	}

	/** To look takes long, and many methods may use the same record. */
	private @Nullable String findForMapper(Class<?> type) {
		return this.annotations
			.computeIfAbsent(type, (first) -> Optional.ofNullable(JacksonAnnotations.findForMapper(first)))
			.orElse(null);
	}

	/**
	 * Whether values of a type stand for something in this process, a resource for
	 * example.
	 * @param type the type; one of the application is what the application makes of it
	 * @return whether no message can hold them
	 */
	static boolean isLive(Class<?> type) {
		if (BaseStream.class.isAssignableFrom(type) || LIBRARIES.stream().noneMatch(type.getName()::startsWith)) {
			return false;
		}
		return LIVE.stream().anyMatch((live) -> live.isAssignableFrom(type))
				|| type.getName().startsWith("java.util.function.")
				|| type.isInterface() && !type.getName().startsWith("java.") || type.getName().startsWith("reactor.");
	}

	private static boolean isContainer(Class<?> type) {
		return Iterable.class.isAssignableFrom(type) && !TextForms.contains(type) || Map.class.isAssignableFrom(type)
				|| BaseStream.class.isAssignableFrom(type) || Iterator.class.isAssignableFrom(type)
				|| Enumeration.class.isAssignableFrom(type) || OptionalForm.of(type) != null;
	}

	private static boolean isScalar(Class<?> type) {
		return ClassUtils.isPrimitiveOrWrapper(type) || CharSequence.class.isAssignableFrom(type) || type.isEnum()
				|| type == Void.class || type == BigDecimal.class || type == BigInteger.class
				|| ByteBuffer.class.isAssignableFrom(type) || TextForms.contains(type);
	}

	/** Whether only the value tells what it is. */
	private static boolean isOpen(Class<?> type) {
		return type == Object.class || type.isInterface() || Modifier.isAbstract(type.getModifiers());
	}

}
