package io.aemp.boot.conversion;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/** Reads maps as the record of a sealed interface that their discriminator names. */
final class AlternativesReader implements ElementReader {

	private final Alternatives alternatives;

	private final Map<String, ElementReader> readers = new HashMap<>();

	private final ElementReader others;

	/**
	 * Creates the reader.
	 * @param alternatives the records
	 * @param readers reads them
	 * @param others reads elements without a discriminator
	 */
	AlternativesReader(Alternatives alternatives, Readers readers, ElementReader others) {
		this.alternatives = alternatives;
		this.others = others;
		alternatives.records().forEach((name, type) -> {
			ElementReader reader = readers.later(type);
			this.readers.put(name, !JacksonAnnotations.areForMapper(type.toClass()) ? reader
					: (value) -> reader.read(withoutDiscriminator((Map<?, ?>) Objects.requireNonNull(value))));
		});
	}

	/** The mapper may refuse what it does not know. */
	private Map<?, ?> withoutDiscriminator(Map<?, ?> value) {
		Map<Object, @Nullable Object> map = new LinkedHashMap<>(value);
		map.remove(this.alternatives.discriminator());
		return map;
	}

	@Override
	public @Nullable Object read(@Nullable Object value) {
		Object name = (value instanceof Map<?, ?> map) ? map.get(this.alternatives.discriminator()) : null;
		String text = Values.text(name);
		if (text == null) {
			return withoutName(value);
		}
		ElementReader reader = this.readers.get(text);
		if (reader == null) {
			throw new IllegalArgumentException("Key '" + this.alternatives.discriminator() + "': "
					+ Values.display(text) + " is none of " + this.alternatives.records().keySet());
		}
		return reader.read(value);
	}

	private @Nullable Object withoutName(@Nullable Object value) {
		try {
			return this.others.read(value);
		}
		catch (RuntimeException ex) {
			throw new IllegalArgumentException("It needs a key '" + this.alternatives.discriminator()
					+ "' that says which it is, one of " + this.alternatives.records().keySet(), ex);
		}
	}

}
