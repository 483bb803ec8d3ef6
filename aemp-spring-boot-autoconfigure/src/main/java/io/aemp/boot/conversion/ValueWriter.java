package io.aemp.boot.conversion;

import io.aemp.UnsendableValueException;
import org.jspecify.annotations.Nullable;

/** Writes values at any place of a result. */
@FunctionalInterface
interface ValueWriter {

	/**
	 * Writes a value.
	 * @param value the value
	 * @param depth in how many lists and maps it is
	 * @return the element
	 * @throws UnsendableValueException if it cannot travel
	 */
	@Nullable Object write(@Nullable Object value, int depth);

}
