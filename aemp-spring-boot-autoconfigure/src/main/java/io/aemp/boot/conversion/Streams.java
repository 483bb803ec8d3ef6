package io.aemp.boot.conversion;

import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.BaseStream;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.aemp.UnsendableValueException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/** Sequences that are made while they are read. They travel as lists. */
final class Streams {

	/** More elements fit into no message of the usual size, and some have no end. */
	static final int MOST = 1_000_000;

	private Streams() {
	}

	static boolean isStream(Class<?> type) {
		return BaseStream.class.isAssignableFrom(type);
	}

	/** The type of an array with the elements of a stream of this type. */
	static ResolvableType arrayType(ResolvableType type) {
		Class<?> stream = type.toClass();
		return (stream == IntStream.class) ? ResolvableType.forClass(int[].class)
				: (stream == LongStream.class) ? ResolvableType.forClass(long[].class)
						: (stream == DoubleStream.class) ? ResolvableType.forClass(double[].class)
								: ResolvableType.forArrayComponent(type.as(BaseStream.class).getGeneric());
	}

	static Object of(Class<?> stream, Object array) {
		if (array instanceof int[] numbers) {
			return IntStream.of(numbers);
		}
		if (array instanceof long[] numbers) {
			return LongStream.of(numbers);
		}
		return (array instanceof double[] numbers) ? DoubleStream.of(numbers) : Stream.of((Object[]) array);
	}

	/**
	 * Collects a sequence.
	 * @param value a stream, an iterator, an enumeration or something iterable
	 * @return its elements, or {@code null} if it is none of these
	 */
	static @Nullable List<@Nullable Object> collect(Object value) {
		if (value instanceof BaseStream<?, ?> stream) {
			try (stream) {
				return drain(stream.iterator());
			}
		}
		if (value instanceof Enumeration<?> enumeration) {
			return drain(enumeration.asIterator());
		}
		return (value instanceof Iterator<?> iterator) ? drain(iterator)
				: (value instanceof Iterable<?> iterable) ? drain(iterable.iterator()) : null;
	}

	private static List<@Nullable Object> drain(Iterator<?> iterator) {
		List<@Nullable Object> elements = new ArrayList<>();
		while (iterator.hasNext()) {
			if (elements.size() == MOST) {
				throw new UnsendableValueException(
						"It cannot travel: it has more than " + MOST + " elements; send it in pieces");
			}
			elements.add(iterator.next());
		}
		return elements;
	}

}
