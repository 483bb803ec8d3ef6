package io.aemp.boot.conversion;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * Reads maps (by component name), lists (by order) and other records as records of one
 * type. Keys that match no component are ignored, so that a sender may be newer than its
 * receiver; a missing key counts as {@code null}.
 */
final class RecordReader implements ElementReader {

	private final Class<?> target;

	private final RecordShape shape;

	private final ElementReader[] components;

	private final Readers readers;

	/**
	 * Creates the reader.
	 * @param type the type of the records
	 * @param shapes knows classes of records
	 * @param readers reads the components
	 */
	RecordReader(ResolvableType type, RecordShapes shapes, Readers readers) {
		this.target = type.toClass();
		this.readers = readers;
		this.shape = shapes.of(this.target);
		this.components = new ElementReader[this.shape.size()];
		for (int i = 0; i < this.components.length; i++) {
			this.components[i] = readers.later(this.shape.type(i, type));
		}
	}

	@Override
	public Object read(@Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			return fromMap(map);
		}
		if (value instanceof Record other) {
			return fromMap(this.readers.toMap(other));
		}
		if (value instanceof List<?> list) {
			return fromList(list);
		}
		throw new IllegalArgumentException(
				"It is neither map nor list and cannot become a " + this.target.getSimpleName());
	}

	private Object fromMap(Map<?, ?> map) {
		@Nullable Object[] contents = new Object[this.components.length];
		for (int i = 0; i < contents.length; i++) {
			contents[i] = read(i, map.get(this.shape.names().get(i)));
		}
		return this.shape.create(contents);
	}

	private Object fromList(List<?> list) {
		if (list.size() != this.components.length) {
			throw new IllegalArgumentException("It has " + list.size() + " elements, " + this.target.getSimpleName()
					+ " needs " + this.components.length);
		}
		@Nullable Object[] contents = new Object[this.components.length];
		for (int i = 0; i < contents.length; i++) {
			contents[i] = read(i, list.get(i));
		}
		return this.shape.create(contents);
	}

	private @Nullable Object read(int component, @Nullable Object content) {
		try {
			return this.components[component].read(content);
		}
		catch (RuntimeException ex) {
			throw new IllegalArgumentException(
					"Component '" + this.shape.names().get(component) + "': " + ex.getMessage(), ex);
		}
	}

}
