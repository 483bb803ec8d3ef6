package io.aemp.codec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.aemp.Framing.DecodingException;
import io.aemp.Framing.PacketLimits;
import org.jspecify.annotations.Nullable;

/**
 * The strings (tags 256 and 25) and the shared values (tags 28 and 29) to which a packet
 * may refer.
 * <p>
 * References let a small packet stand for a huge one. Therefore a packet counts as if
 * every reference were written out, and its size and depth must not exceed the limits
 * then either. A value that contains itself is refused.
 */
final class CborReferences {

	private final PacketLimits limits;

	private final Deque<List<Object>> namespaces = new ArrayDeque<>();

	private final List<Shared> shared = new ArrayList<>();

	/** The number of bytes for which the references stand. */
	private long expansion;

	/** The deepest level so far within the current shared value. */
	private int deepest;

	CborReferences(PacketLimits limits) {
		this.limits = limits;
	}

	void openNamespace() {
		this.namespaces.push(new ArrayList<>());
	}

	void closeNamespace() {
		this.namespaces.pop();
	}

	/** Numbers a string if a reference to it would be shorter than the string. */
	void string(Object string, int length) {
		List<Object> strings = this.namespaces.peek();
		if (strings != null && length >= shortest(strings.size())) {
			strings.add(string);
		}
	}

	private static int shortest(int index) {
		return (index < 24) ? 3 : (index < 0x100) ? 4 : (index < 0x10000) ? 5 : 7;
	}

	Object stringAt(@Nullable Object index) throws DecodingException {
		List<Object> strings = this.namespaces.peek();
		if (strings == null || !(index instanceof Long number) || number < 0 || number >= strings.size()) {
			throw unknown();
		}
		Object string = strings.get(number.intValue());
		expand((string instanceof byte[] bytes) ? bytes.length : ((String) string).length());
		return string;
	}

	/**
	 * Begins a shared value.
	 * @param position where the value begins
	 * @param depth its level
	 * @return the entry for {@link #complete}
	 */
	Shared begin(int position, int depth) {
		Shared value = new Shared(position + this.expansion, depth, this.deepest);
		this.shared.add(value);
		this.deepest = depth;
		return value;
	}

	void complete(Shared shared, @Nullable Object value, int position) {
		shared.value = value;
		shared.size = position + this.expansion - shared.size;
		shared.levels = this.deepest - shared.depth;
		shared.complete = true;
		this.deepest = Math.max(this.deepest, shared.deepestBefore);
	}

	@Nullable Object sharedAt(@Nullable Object index, int depth) throws DecodingException {
		if (!(index instanceof Long number) || number < 0 || number >= this.shared.size()) {
			throw unknown();
		}
		Shared shared = this.shared.get(number.intValue());
		if (!shared.complete) {
			throw new DecodingException("A CBOR value contains itself");
		}
		if (depth + shared.levels > this.limits.nesting()) {
			throw PacketReader.tooDeep(this.limits.nesting());
		}
		reached(depth + shared.levels);
		expand(shared.size);
		return shared.value;
	}

	/** Records that the packet reaches a level. */
	void reached(int depth) {
		this.deepest = Math.max(this.deepest, depth);
	}

	private void expand(long bytes) throws DecodingException {
		this.expansion += bytes;
		if (this.expansion > this.limits.packetSize()) {
			throw PacketReader.tooLarge(this.limits.packetSize());
		}
	}

	private static DecodingException unknown() {
		return new DecodingException("A CBOR reference refers to nothing");
	}

	/** A value that can be referred to. */
	static final class Shared {

		private final int depth;

		private final int deepestBefore;

		private @Nullable Object value;

		private boolean complete;

		/** The number of levels in it. */
		private int levels;

		/** Its size in bytes; before it is complete, where it begins. */
		private long size;

		private Shared(long start, int depth, int deepestBefore) {
			this.size = start;
			this.depth = depth;
			this.deepestBefore = deepestBefore;
		}

	}

}
