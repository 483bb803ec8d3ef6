package io.aemp.boot.conversion;

import org.jspecify.annotations.Nullable;

/** Reads elements of messages as values of one type. Any thread may use it. */
@FunctionalInterface
public interface ElementReader {

	/**
	 * Reads an element.
	 * @param element an element of a message, as it was sent or as it travelled
	 * @return the value; {@code null} only if the element is {@code null}
	 * @throws IllegalArgumentException if it is not of the type; the message tells why,
	 * in a form that goes on after "Element 1 does not fit:"
	 */
	@Nullable Object read(@Nullable Object element);

}
