package io.aemp.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import io.aemp.Framing.DecodingException;
import io.aemp.Framing.PacketLimits;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/** Reads CBOR in one pass, directly from bytes to values. */
final class CborReader extends PacketReader {

	private final CborInput input = new CborInput();

	/** Names in byte strings. */
	private final NameCache names = new NameCache(StandardCharsets.ISO_8859_1);

	/** Names in text strings. */
	private final NameCache texts = new NameCache(StandardCharsets.UTF_8);

	/**
	 * The strings and shared values that tags may refer to; {@code null} if no such tag
	 * has come.
	 */
	private @Nullable CborReferences references;

	/** The number of tags with a meaning around the current position. */
	private int tags;

	CborReader(PacketLimits limits) {
		super(limits);
	}

	@Override
	int skip(byte[] array, int from, int to) {
		return from;
	}

	@Override
	int read(byte[] array, int from, int to) throws DecodingException {
		this.references = null;
		this.tags = 0;
		this.input.begin(array, from, to);
		int head = this.input.next();
		while (CborInput.major(head) == Cbor.TAG) {
			packetTag(this.input.argument(head));
			head = this.input.next();
		}
		if (CborInput.major(head) != Cbor.LIST) {
			throw noPacket();
		}
		packet(this.input.count(head, 1));
		this.references = null;
		return this.input.position();
	}

	private void packetTag(long tag) {
		if (tag == Cbor.STRING_NAMESPACE) {
			references().openNamespace();
		}
		else if (tag == Cbor.SHARED) {
			references().begin(this.input.position(), 0);
		}
	}

	private void packet(long count) throws DecodingException {
		if (count == 0 || count == CborInput.UNTIL_BREAK && this.input.skipBreak()) {
			packet(null, new @Nullable Object[0]);
			return;
		}
		int head = this.input.next();
		if (isPlainString(head)) {
			packet(name(head), elements(rest(count), 1));
			return;
		}
		Object first = value(head, 1);
		boolean named = first instanceof String || first instanceof byte[];
		packet(named ? text(first) : first, elements(rest(count), 1));
	}

	private static long rest(long count) {
		return (count == CborInput.UNTIL_BREAK) ? count : count - 1;
	}

	private @Nullable Object value(int head, int depth) throws DecodingException {
		return switch (CborInput.major(head)) {
			case Cbor.UNSIGNED -> CborNumber.unsigned(this.input.argument(head));
			case Cbor.NEGATIVE -> CborNumber.negative(this.input.argument(head));
			case Cbor.BYTES -> bytes(head);
			case Cbor.TEXT -> string(head);
			case Cbor.LIST -> list(elements(this.input.count(head, 1), enter(depth)));
			case Cbor.MAP -> map(this.input.count(head, 2), enter(depth));
			case Cbor.TAG -> tagged(head, depth);
			default -> simple(head);
		};
	}

	private int enter(int depth) throws DecodingException {
		int inside = deeper(depth);
		if (this.references != null) {
			this.references.reached(inside);
		}
		return inside;
	}

	private byte[] bytes(int head) throws DecodingException {
		if (CborInput.isIndefinite(head)) {
			return parts(head);
		}
		byte[] bytes = this.input.bytes(this.input.length(head));
		if (this.references != null) {
			this.references.string(bytes, bytes.length);
		}
		return bytes;
	}

	private String string(int head) throws DecodingException {
		if (CborInput.isIndefinite(head)) {
			return new String(parts(head), StandardCharsets.UTF_8);
		}
		int length = this.input.length(head);
		String string = this.input.string(length, StandardCharsets.UTF_8);
		if (this.references != null) {
			this.references.string(string, length);
		}
		return string;
	}

	private byte[] parts(int head) throws DecodingException {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		while (!this.input.skipBreak()) {
			int part = this.input.next();
			if (CborInput.major(part) != CborInput.major(head)) {
				throw new DecodingException("A CBOR string has a part of another type");
			}
			all.writeBytes(this.input.bytes(this.input.length(part)));
		}
		return all.toByteArray();
	}

	private @Nullable Object[] elements(long count, int depth) throws DecodingException {
		return (count == CborInput.UNTIL_BREAK) ? elementsUntilBreak(depth) : countedElements((int) count, depth);
	}

	private @Nullable Object[] countedElements(int count, int depth) throws DecodingException {
		@Nullable Object[] elements = new @Nullable Object[Math.min(count, UNSEEN)];
		for (int i = 0; i < count; i++) {
			if (i == elements.length) {
				elements = Arrays.copyOf(elements, (int) Math.min(count, 2L * i));
			}
			int head = this.input.next();
			elements[i] = (i == 0 && isPlainText(head)) ? name(head) : value(head, depth);
		}
		return elements;
	}

	private @Nullable Object[] elementsUntilBreak(int depth) throws DecodingException {
		@Nullable Object[] elements = new @Nullable Object[FEW];
		int size = 0;
		while (!this.input.skipBreak()) {
			if (size == elements.length) {
				elements = Arrays.copyOf(elements, 2 * size);
			}
			elements[size++] = value(this.input.next(), depth);
		}
		return Arrays.copyOf(elements, size);
	}

	private Map<String, @Nullable Object> map(long count, int depth) throws DecodingException {
		if (count == 1) {
			return Collections.singletonMap(key(depth), value(this.input.next(), depth));
		}
		boolean indefinite = count == CborInput.UNTIL_BREAK;
		Map<String, @Nullable Object> entries = new LinkedHashMap<>();
		for (long i = 0; indefinite ? !this.input.skipBreak() : i < count; i++) {
			String key = key(depth);
			entries.put(key, value(this.input.next(), depth));
		}
		return map(entries);
	}

	private String key(int depth) throws DecodingException {
		int head = this.input.next();
		return isPlainString(head) ? name(head) : text(value(head, depth));
	}

	private String name(int head) throws DecodingException {
		return this.input.name(head, (CborInput.major(head) == Cbor.BYTES) ? this.names : this.texts);
	}

	/** Whether a string is complete in one part and no reference can point to it. */
	private boolean isPlainString(int head) {
		return CborInput.major(head) == Cbor.BYTES && isPlain(head) || isPlainText(head);
	}

	/**
	 * Like {@link #isPlainString}, for text only. The first element of a list is often a
	 * tag, so it is looked up in the cache of names.
	 */
	private boolean isPlainText(int head) {
		return CborInput.major(head) == Cbor.TEXT && isPlain(head);
	}

	private boolean isPlain(int head) {
		return !CborInput.isIndefinite(head) && this.references == null;
	}

	/**
	 * Converts any value to a name. A value without a text becomes the text that people
	 * see, {@code null} the empty name.
	 */
	private static String text(@Nullable Object value) {
		String text = Values.text(value);
		return (text != null) ? text : (value != null) ? Values.display(value) : "";
	}

	/**
	 * Reads a tagged value. Most tags have no meaning here; any number of them is
	 * skipped.
	 */
	private @Nullable Object tagged(int first, int depth) throws DecodingException {
		int head = first;
		while (CborInput.major(head) == Cbor.TAG) {
			long tag = this.input.argument(head);
			if (tag == Cbor.BIGNUM || tag == Cbor.NEGATIVE_BIGNUM) {
				return bignum(content(depth), tag == Cbor.NEGATIVE_BIGNUM);
			}
			if (tag == Cbor.STRING_REFERENCE) {
				return references().stringAt(content(depth));
			}
			if (tag == Cbor.SHARED_REFERENCE) {
				return references().sharedAt(content(depth), depth);
			}
			if (tag == Cbor.SHARED) {
				return shared(depth);
			}
			if (tag == Cbor.STRING_NAMESPACE) {
				return namespace(depth);
			}
			head = this.input.next();
		}
		return value(head, depth);
	}

	/** Reads the content of a tag that has a meaning here. */
	private @Nullable Object content(int depth) throws DecodingException {
		this.tags = deeper(this.tags);
		Object content = value(this.input.next(), depth);
		this.tags--;
		return content;
	}

	private @Nullable Object shared(int depth) throws DecodingException {
		CborReferences references = references();
		CborReferences.Shared shared = references.begin(this.input.position(), depth);
		Object value = content(depth);
		references.complete(shared, value, this.input.position());
		return value;
	}

	private @Nullable Object namespace(int depth) throws DecodingException {
		CborReferences references = references();
		references.openNamespace();
		Object value = content(depth);
		references.closeNamespace();
		return value;
	}

	private CborReferences references() {
		CborReferences references = this.references;
		if (references == null) {
			references = new CborReferences(this.limits);
			this.references = references;
		}
		return references;
	}

	private static @Nullable Object bignum(@Nullable Object content, boolean negative) throws DecodingException {
		return (content instanceof byte[] digits) ? CborNumber.bignum(digits, negative) : content;
	}

	private @Nullable Object simple(int head) throws DecodingException {
		int information = head & 31;
		return switch (information) {
			case 20, 21 -> information == 21;
			case 24 -> {
				if (this.input.next() < 32) {
					throw CborInput.invalid();
				}
				yield null;
			}
			case 25 -> CborNumber.half((int) this.input.number(2));
			case 26 -> (double) Float.intBitsToFloat((int) this.input.number(4));
			case 27 -> Double.longBitsToDouble(this.input.number(8));
			case 28, 29, 30, 31 -> throw CborInput.invalid();
			default -> null;
		};
	}

}
