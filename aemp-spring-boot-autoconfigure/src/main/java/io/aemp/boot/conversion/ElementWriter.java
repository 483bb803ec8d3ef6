package io.aemp.boot.conversion;

import io.aemp.UnsendableValueException;
import org.jspecify.annotations.Nullable;

/** Writes values of one type as elements of messages. Any thread may use it. */
@FunctionalInterface
public interface ElementWriter {

	/**
	 * Writes a value.
	 * @param value the value
	 * @return an element that can travel to any node
	 * @throws UnsendableValueException if this value cannot travel; the message names it
	 * and the rule
	 */
	@Nullable Object write(@Nullable Object value);

}
