package io.aemp.boot.conversion;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/** Writes records of one type as maps. */
final class RecordWriter implements ValueWriter {

	private final Class<?> type;

	private final RecordShape shape;

	private final ValueWriter[] components;

	private final Names names;

	/** The content of the key that comes before the components, if there is one. */
	private final @Nullable String name;

	private final Writers writers;

	/**
	 * Creates the writer of records that nothing but their type tells from others.
	 * @param type the type of the records
	 * @param shape its components
	 * @param writers writes the components
	 */
	RecordWriter(ResolvableType type, RecordShape shape, Writers writers) {
		this(type, shape, writers, shape.names(), null);
	}

	private RecordWriter(ResolvableType type, RecordShape shape, Writers writers, Names names, @Nullable String name) {
		this.type = type.toClass();
		this.shape = shape;
		this.writers = writers;
		this.names = names;
		this.name = name;
		this.components = new ValueWriter[shape.size()];
		for (int i = 0; i < this.components.length; i++) {
			this.components[i] = writers.later(shape.type(i, type));
		}
	}

	/** The writer of records that a discriminator tells from others. */
	static RecordWriter named(ResolvableType type, RecordShape shape, Writers writers, String discriminator,
			String name) {
		return new RecordWriter(type, shape, writers, shape.names().after(discriminator), name);
	}

	@Override
	public @Nullable Object write(@Nullable Object value, int depth) {
		if (value == null || value.getClass() != this.type) {
			return this.writers.writeAny(value, depth);
		}
		this.writers.enter(depth);
		@Nullable Object[] contents = new Object[this.names.size()];
		int next = 0;
		if (this.name != null) {
			contents[next++] = this.name;
		}
		for (int i = 0; i < this.components.length; i++) {
			contents[next++] = this.components[i].write(this.shape.get(value, i), depth + 1);
		}
		return new RecordMap(this.names, contents);
	}

}
