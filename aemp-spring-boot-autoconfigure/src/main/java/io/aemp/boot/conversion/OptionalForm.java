package io.aemp.boot.conversion;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/** The types for a value that may be missing, {@code null} as an element. */
enum OptionalForm {

	/** {@link Optional}. */
	ANY,
	/** {@link OptionalInt}. */
	INT,
	/** {@link OptionalLong}. */
	LONG,
	/** {@link OptionalDouble}. */
	DOUBLE;

	static @Nullable OptionalForm of(Class<?> type) {
		return (type == Optional.class) ? ANY : (type == OptionalInt.class) ? INT
				: (type == OptionalLong.class) ? LONG : (type == OptionalDouble.class) ? DOUBLE : null;
	}

	ResolvableType elementType(ResolvableType type) {
		return switch (this) {
			case ANY -> type.getGeneric();
			case INT -> ResolvableType.forClass(int.class);
			case LONG -> ResolvableType.forClass(long.class);
			case DOUBLE -> ResolvableType.forClass(double.class);
		};
	}

	Object empty() {
		return switch (this) {
			case ANY -> Optional.empty();
			case INT -> OptionalInt.empty();
			case LONG -> OptionalLong.empty();
			case DOUBLE -> OptionalDouble.empty();
		};
	}

	Object of(@Nullable Object value) {
		if (value == null) {
			return empty();
		}
		return switch (this) {
			case ANY -> Optional.of(value);
			case INT -> OptionalInt.of((Integer) value);
			case LONG -> OptionalLong.of((Long) value);
			case DOUBLE -> OptionalDouble.of((Double) value);
		};
	}

	/**
	 * The value in an optional, or the value itself.
	 * @param value any value
	 * @return {@code null} if the optional is empty
	 */
	static @Nullable Object unwrap(@Nullable Object value) {
		if (value instanceof Optional<?> optional) {
			return optional.orElse(null);
		}
		if (value instanceof OptionalInt optional) {
			return optional.isPresent() ? optional.getAsInt() : null;
		}
		if (value instanceof OptionalLong optional) {
			return optional.isPresent() ? optional.getAsLong() : null;
		}
		if (value instanceof OptionalDouble optional) {
			return optional.isPresent() ? optional.getAsDouble() : null;
		}
		return value;
	}

}
