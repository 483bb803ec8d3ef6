package io.aemp.boot.conversion;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * A record as an element: an unmodifiable map, as those from other nodes are. All records
 * of a class share the keys, so that a map takes two objects.
 */
final class RecordMap extends AbstractMap<String, @Nullable Object> {

	private final Names names;

	private final @Nullable Object[] contents;

	RecordMap(Names names, @Nullable Object[] contents) {
		this.names = names;
		this.contents = contents;
	}

	@Override
	public int size() {
		return this.contents.length;
	}

	@Override
	public boolean containsKey(@Nullable Object key) {
		return key != null && this.names.find(key) >= 0;
	}

	@Override
	public @Nullable Object get(@Nullable Object key) {
		int position = (key != null) ? this.names.find(key) : -1;
		return (position >= 0) ? this.contents[position] : null;
	}

	@Override
	public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
		for (int i = 0; i < this.contents.length; i++) {
			action.accept(this.names.get(i), this.contents[i]);
		}
	}

	@Override
	public Set<Map.Entry<String, @Nullable Object>> entrySet() {
		return new AbstractSet<>() {

			@Override
			public int size() {
				return RecordMap.this.contents.length;
			}

			@Override
			public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
				return new Entries();
			}

		};
	}

	private final class Entries implements Iterator<Map.Entry<String, @Nullable Object>> {

		private int next;

		@Override
		public boolean hasNext() {
			return this.next < RecordMap.this.contents.length;
		}

		@Override
		public Map.Entry<String, @Nullable Object> next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			int position = this.next++;
			return new SimpleImmutableEntry<>(RecordMap.this.names.get(position), RecordMap.this.contents[position]);
		}

	}

}
