package io.aemp;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * An immutable list of values. By convention the first element is a tag.
 * <p>
 * A message from the same node holds the objects that were sent. A message from another
 * node holds {@code null}, {@link Boolean}, {@link Long}, {@link BigInteger},
 * {@link Double}, {@link String}, {@code byte[]}, {@link List} and {@link Map}. The typed
 * accessors hide how a value travelled: text as text or as bytes, a number as a number or
 * as text. If an element is not of the requested type, they throw an
 * {@link IllegalArgumentException} that names the element; in a callback that kills the
 * port. The elements are checked when the message is sent to another node, not before.
 * Any thread may read a message.
 */
public final class Message implements Iterable<@Nullable Object> {

	private static final Message EMPTY = new Message(new Object[0], 0);

	/**
	 * The largest offset, and the bits of {@link #mark} that hold it; the others belong
	 * to the mailbox.
	 */
	private static final int OFFSET = 0x7F;

	private final @Nullable Object[] elements;

	/**
	 * The low bits, {@link #OFFSET}, are the index at which this message begins in the
	 * array; the elements before it belong to a longer message with the same array, or
	 * are the {@link Headers}, which come first. The bits above belong to the first
	 * mailbox in which this message waits.
	 */
	private int mark;

	/** The mailbox links the next entry here; only the mailbox reads it. */
	@SuppressWarnings("unused")
	private @Nullable Object next;

	private Message(@Nullable Object[] elements, int offset) {
		this.elements = elements;
		this.mark = offset;
	}

	private int offset() {
		return this.mark & OFFSET;
	}

	/**
	 * Makes a message. The caller must not change the array any more.
	 * @param elements the elements
	 * @return the message
	 */
	public static Message of(@Nullable Object... elements) {
		return (elements.length == 0) ? EMPTY : new Message(elements, 0);
	}

	/**
	 * Makes a message.
	 * @param elements the elements
	 * @return the message
	 */
	public static Message of(List<? extends @Nullable Object> elements) {
		return of(elements.toArray());
	}

	/**
	 * The number of elements.
	 * @return how many elements there are
	 */
	public int size() {
		return this.elements.length - offset();
	}

	/**
	 * Whether there are no elements.
	 * @return whether the message is empty
	 */
	public boolean isEmpty() {
		return size() == 0;
	}

	/**
	 * An element as it is.
	 * @param index its index, from 0
	 * @return the element
	 * @throws IllegalArgumentException if there is no such element
	 */
	public @Nullable Object get(int index) {
		if (index < 0 || index >= size()) {
			throw new IllegalArgumentException("No element " + index + " in a message of " + size() + ": " + this);
		}
		return this.elements[offset() + index];
	}

	/**
	 * An element as an instance of a type, however it travelled. {@link String},
	 * {@code byte[]}, {@link Long}, {@link Integer}, {@link Short}, {@link Byte},
	 * {@link BigInteger}, {@link BigDecimal}, {@link Double}, {@link Float}, {@link List}
	 * and {@link Map} are read as by {@link #text}, {@link #bytes}, {@link #integer},
	 * {@link #number}, {@link #list} and {@link #map}. A {@link Boolean} may have
	 * travelled as 1, 0 or empty text, which are the results of Perl's comparisons. Any
	 * other text is refused, for example {@code "false"}, which {@link #truth} reads as
	 * true. For any other type, the element must be an instance of it.
	 * @param index its index
	 * @param type the type; a primitive type counts as its wrapper
	 * @param <T> the type
	 * @return the element
	 * @throws IllegalArgumentException if it is missing, {@code null} or not of the type
	 */
	@SuppressWarnings("unchecked")
	public <T> T get(int index, Class<T> type) {
		ElementTypes.Type wanted = ElementTypes.of(type);
		Object value = wanted.read(get(index));
		if (value == null) {
			throw mismatch(index, wanted.name());
		}
		return (T) value;
	}

	/**
	 * The first element as text. A port selects the receiver by it.
	 * @return the tag, or {@code null} if the first element is missing or has no text
	 */
	public @Nullable String tag() {
		return isEmpty() ? null : Values.text(this.elements[offset()]);
	}

	/**
	 * An element as text: bytes are read as Latin-1, numbers as decimals.
	 * @param index its index
	 * @return the text
	 * @throws IllegalArgumentException if it is missing, {@code null}, a list or a map
	 */
	public String text(int index) {
		String text = Values.text(get(index));
		if (text == null) {
			throw mismatch(index, "text");
		}
		return text;
	}

	/**
	 * An element as text: bytes are read as UTF-8.
	 * @param index its index
	 * @return the text
	 * @throws IllegalArgumentException if it is missing, {@code null}, a list or a map
	 */
	public String utf8(int index) {
		return (get(index) instanceof byte[] bytes) ? new String(bytes, StandardCharsets.UTF_8) : text(index);
	}

	/**
	 * An element as bytes: text must be Latin-1.
	 * @param index its index
	 * @return the bytes, which the caller must not change
	 * @throws IllegalArgumentException if it is missing or has no form as bytes
	 */
	public byte[] bytes(int index) {
		byte[] bytes = Values.bytes(get(index));
		if (bytes == null) {
			throw mismatch(index, "bytes");
		}
		return bytes;
	}

	/**
	 * An element as an integer, which may have travelled as text.
	 * @param index its index
	 * @return the integer
	 * @throws IllegalArgumentException if it is missing or not an integer of 64 bits
	 */
	public long integer(int index) {
		Object value = get(index);
		if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
			return ((Number) value).longValue();
		}
		BigInteger integer = ElementTypes.integer(value, Long.SIZE);
		if (integer == null) {
			throw mismatch(index, "an integer of 64 bits");
		}
		return integer.longValue();
	}

	/**
	 * An element as a floating-point number, which may have travelled as text.
	 * @param index its index
	 * @return the number
	 * @throws IllegalArgumentException if it is missing or not a number
	 */
	public double number(int index) {
		Double number = ElementTypes.number(get(index));
		if (number == null) {
			throw mismatch(index, "a number");
		}
		return number;
	}

	/**
	 * An element as a truth value, by Perl's rule: {@code null}, {@code false}, 0,
	 * {@code ""} and {@code "0"} are false, everything else is true.
	 * @param index its index
	 * @return whether it is true
	 * @throws IllegalArgumentException if it is missing
	 */
	public boolean truth(int index) {
		Object value = get(index);
		if (value instanceof BigDecimal decimal) {
			return decimal.signum() != 0;
		}
		if (value instanceof Number number) {
			return number.doubleValue() != 0;
		}
		String text = Values.text(value);
		return (text != null) ? !(text.isEmpty() || text.equals("0")) : value != null;
	}

	/**
	 * An element as a list.
	 * @param index its index
	 * @return the list, which the caller must not change
	 * @throws IllegalArgumentException if it is missing or not a list
	 */
	@SuppressWarnings("unchecked")
	public List<@Nullable Object> list(int index) {
		if (get(index) instanceof List<?> list) {
			return (List<@Nullable Object>) list;
		}
		throw mismatch(index, "a list");
	}

	/**
	 * An element as a map.
	 * @param index its index
	 * @return the map, which the caller must not change
	 * @throws IllegalArgumentException if it is missing or not a map
	 */
	@SuppressWarnings("unchecked")
	public Map<String, @Nullable Object> map(int index) {
		if (get(index) instanceof Map<?, ?> map) {
			return (Map<String, @Nullable Object>) map;
		}
		throw mismatch(index, "a map");
	}

	/**
	 * The rest of this message, with the same headers. It shares the elements without a
	 * copy, unless it begins far behind the start.
	 * @param index the index of the first element to keep
	 * @return the elements from there on, none if there are not so many
	 */
	public Message from(int index) {
		if (index == 0) {
			return this;
		}
		Headers headers = headersHere();
		int first = offset() + index;
		if (index >= size()) {
			return copy(headers, this.elements.length);
		}
		return (first <= OFFSET) ? new Message(this.elements, first) : copy(headers, first);
	}

	/**
	 * A message with further elements at its end, and the same headers.
	 * @param more the elements to append
	 * @return a new message
	 */
	public Message append(@Nullable Object... more) {
		Headers headers = headersHere();
		int front = (headers != null) ? 1 : 0;
		@Nullable Object[] all = Arrays.copyOfRange(this.elements, offset() - front, this.elements.length + more.length);
		System.arraycopy(more, 0, all, front + size(), more.length);
		return behind(headers, all);
	}

	/**
	 * What travels beside the elements: the trace that a message belongs to, for example.
	 * Receivers are not chosen by headers, and two messages are equal whatever theirs
	 * are. Headers arrive at ports of this node, and of other nodes of this library.
	 * Other nodes get the elements only.
	 * @return values by name, unmodifiable; empty for most messages
	 */
	public Map<String, String> headers() {
		Headers headers = headersHere();
		return (headers != null) ? headers : Map.of();
	}

	/**
	 * A message with the same elements and other headers. They count for the size of its
	 * packet.
	 * @param headers values by name: at most 64 of together 16384 characters, without
	 * control characters
	 * @return a new message
	 * @throws IllegalArgumentException if they are too many or too long, or cannot travel
	 */
	public Message withHeaders(Map<String, String> headers) {
		return copy(headers.isEmpty() ? null : Headers.of(headers), offset());
	}

	/** A copy of the elements from an index of the array on. */
	private Message copy(@Nullable Headers headers, int first) {
		int front = (headers != null) ? 1 : 0;
		@Nullable Object[] all = new @Nullable Object[front + this.elements.length - first];
		System.arraycopy(this.elements, first, all, front, this.elements.length - first);
		return behind(headers, all);
	}

	/** Headers get the first place in the array, which is free for them. */
	private static Message behind(@Nullable Headers headers, @Nullable Object[] all) {
		if (headers == null) {
			return of(all);
		}
		all[0] = headers;
		return new Message(all, 1);
	}

	private @Nullable Headers headersHere() {
		return (offset() > 0 && this.elements[0] instanceof Headers headers) ? headers : null;
	}

	/**
	 * The elements as a list, without a copy.
	 * @return an unmodifiable list
	 */
	public List<@Nullable Object> toList() {
		List<@Nullable Object> all = Arrays.asList(this.elements);
		return Collections.unmodifiableList((offset() == 0) ? all : all.subList(offset(), all.size()));
	}

	@Override
	public Iterator<@Nullable Object> iterator() {
		return new Iterator<>() {

			private int next = offset();

			@Override
			public boolean hasNext() {
				return this.next < Message.this.elements.length;
			}

			@Override
			public @Nullable Object next() {
				if (!hasNext()) {
					throw new NoSuchElementException();
				}
				return Message.this.elements[this.next++];
			}

		};
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Message message && Values.equal(toList(), message.toList());
	}

	@Override
	public int hashCode() {
		return Values.hash(toList());
	}

	@Override
	public String toString() {
		return Values.display(new ArrayList<>(toList()));
	}

	private IllegalArgumentException mismatch(int index, String wanted) {
		Object value = get(index);
		return new IllegalArgumentException("Element " + index + " is not " + wanted + ": " + Values.display(value)
				+ ((value != null) ? " (" + value.getClass().getSimpleName() + ")" : ""));
	}

}
