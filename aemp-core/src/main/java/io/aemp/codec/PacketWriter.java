package io.aemp.codec;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

import io.aemp.Framing;
import io.aemp.Framing.PacketLimits;
import io.aemp.Message;
import io.aemp.Sendable;
import io.aemp.UnsendableValueException;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/**
 * Writes packets into an array that it reuses. This class decides which values can be
 * sent; a subclass encodes them.
 */
abstract class PacketWriter {

	/** A larger array is not reused: it belongs to the caller. */
	private static final int KEPT = Framing.TRANSIENT_SIZE;

	private static final int SMALLEST = 256;

	/** Room for any scalar except text, bytes and big integers. */
	static final int SCALAR = 32;

	/**
	 * The largest factor by which a packet may exceed the size that
	 * {@link Sendable#check} computes: a framing may write a byte as
	 * {@code \}{@code u0000}.
	 */
	private static final int EXPANSION = 8;

	private static final Message NOTHING = Message.of();

	private final TextCopy textCopy = new TextCopy();

	byte[] bytes = new byte[SMALLEST];

	int position;

	/** A view of {@link #bytes}. */
	private ByteBuffer view = ByteBuffer.wrap(this.bytes);

	private int maximum;

	private boolean lenient;

	private boolean busy;

	private Message message = NOTHING;

	private PacketLimits limits = new PacketLimits(0, 0);

	/**
	 * Whether this writer is writing a packet: a value may run code that sends.
	 * @return whether the caller needs another writer
	 */
	final boolean isBusy() {
		return this.busy;
	}

	final boolean isLenient() {
		return this.lenient;
	}

	/**
	 * Writes a packet.
	 * @return the bytes, valid until the next packet is written; a packet larger than
	 * {@link Framing#TRANSIENT_SIZE} stays valid
	 */
	final ByteBuffer write(String port, Message message, PacketLimits limits, boolean lenient) {
		long maximum = lenient ? (long) EXPANSION * limits.packetSize() : limits.packetSize();
		this.maximum = (int) Math.min(maximum, Integer.MAX_VALUE - 2 * SCALAR);
		this.lenient = lenient;
		this.message = message;
		this.limits = limits;
		this.busy = true;
		try {
			begin();
			packet(port, message);
			end();
			if (this.position > this.maximum) {
				throw tooLarge();
			}
			return this.view.clear().limit(this.position);
		}
		finally {
			this.busy = false;
			this.message = NOTHING;
			this.position = 0;
			if (this.bytes.length > KEPT) {
				setBytes(new byte[SMALLEST]);
			}
		}
	}

	private void packet(String port, Message message) {
		int size = message.size();
		beginList(size + 1);
		name(port);
		for (int i = 0; i < size; i++) {
			Object element = message.get(i);
			if (i == 0 && port.isEmpty() && element instanceof String request) {
				name(request);
			}
			else {
				value(element, 1);
			}
		}
		endList();
	}

	private void value(@Nullable Object value, int depth) {
		if (value instanceof String text) {
			text(text);
		}
		else if (value instanceof Long number) {
			integer(number);
		}
		else if (value instanceof byte[] array) {
			bytes(array);
		}
		else if (value instanceof Integer number) {
			integer(number);
		}
		else if (value == null) {
			nothing();
		}
		else if (value instanceof Double number) {
			floating(number);
		}
		else if (value instanceof Boolean truth) {
			truth(truth);
		}
		else if (value instanceof Map<?, ?> map) {
			map(map, depth);
		}
		else if (value instanceof Collection<?> list) {
			list(list, depth);
		}
		else if (value instanceof Object[] array) {
			list(Arrays.asList(array), depth);
		}
		else {
			rareScalar(value);
		}
	}

	private void rareScalar(Object value) {
		if (value instanceof BigInteger number && number.bitLength() <= Sendable.INTEGER_BITS) {
			bigInteger(number);
		}
		else if (value instanceof Float number) {
			floating(number);
		}
		else if (value instanceof Short || value instanceof Byte) {
			integer(((Number) value).longValue());
		}
		else if (value instanceof CharSequence text) {
			text(text.toString());
		}
		else {
			throw unsendable();
		}
	}

	private void list(Collection<?> list, int depth) {
		enter(depth);
		int size = list.size();
		beginList(size);
		int written = 0;
		for (Object element : list) {
			written++;
			value(element, depth + 1);
		}
		complete(written == size);
		endList();
	}

	private void map(Map<?, ?> map, int depth) {
		enter(depth);
		int size = map.size();
		beginMap(size);
		int written = 0;
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			if (!(entry.getKey() instanceof CharSequence key)) {
				throw unsendable();
			}
			written++;
			key(key.toString());
			value(entry.getValue(), depth + 1);
		}
		complete(written == size);
		endMap();
	}

	private void enter(int depth) {
		if (depth >= this.limits.nesting()) {
			throw unsendable();
		}
	}

	private void complete(boolean complete) {
		if (!complete) {
			throw unsendable();
		}
	}

	/** Called before anything of a packet is written. */
	void begin() {
	}

	/** Called after all of a packet is written. */
	void end() {
	}

	abstract void beginList(int size);

	abstract void endList();

	abstract void beginMap(int size);

	abstract void endMap();

	abstract void key(String key);

	/** Writes text that is a name. */
	abstract void name(String name);

	abstract void text(String text);

	abstract void bytes(byte[] array);

	abstract void integer(long number);

	/** Writes an integer of any size. */
	abstract void bigInteger(BigInteger number);

	abstract void floating(double number);

	abstract void truth(boolean truth);

	abstract void nothing();

	/**
	 * Ensures room for more bytes.
	 * @param more how many bytes follow, or up to {@link #SCALAR} more than follow
	 */
	final void ensure(long more) {
		if (this.bytes.length - this.position < more) {
			grow(more);
		}
	}

	private void grow(long more) {
		long needed = this.position + more;
		if (needed > this.maximum + SCALAR) {
			throw tooLarge();
		}
		long wanted = Math.max(needed, Math.min(2L * this.bytes.length, this.maximum + SCALAR));
		setBytes(Arrays.copyOf(this.bytes, (int) wanted));
	}

	private void setBytes(byte[] bytes) {
		this.bytes = bytes;
		this.view = ByteBuffer.wrap(bytes);
	}

	/**
	 * Writes text unchanged if all of it is ASCII. The caller has ensured the room.
	 * @return whether the text was written; if not, nothing was
	 */
	final boolean ascii(String text) {
		boolean ascii = this.textCopy.ascii(text, this.bytes, this.view, this.position);
		this.position += ascii ? text.length() : 0;
		return ascii;
	}

	/**
	 * Creates the exception for a floating-point number that this framing cannot write.
	 */
	final UnsendableValueException notFinite(double number) {
		return Sendable.refusal(this.message, this.limits,
				(value) -> Values.isFloating(value) && !Double.isFinite(((Number) value).doubleValue()),
				number + " cannot be written in the framing of this connection; send text or null");
	}

	/**
	 * Makes sure that a text can be encoded. A lenient writer replaces what cannot.
	 * @param text a text
	 * @return the text to write
	 * @throws UnsendableValueException if the text has half of a surrogate pair
	 */
	final String encodable(String text) {
		int half = Values.loneSurrogate(text);
		if (half < 0) {
			return text;
		}
		if (this.lenient) {
			return Utf8.wellFormed(text);
		}
		Sendable.check(this.message, this.limits);
		throw new UnsendableValueException("The port name cannot travel: " + Sendable.halfCharacter(half));
	}

	/**
	 * Creates the exception for a value that cannot be sent; the check finds place and
	 * rule.
	 */
	private UnsendableValueException unsendable() {
		Sendable.check(this.message, this.limits);
		return new UnsendableValueException("The message cannot travel: a list or a map in it changed while it was"
				+ " written; do not change what has been sent");
	}

	private UnsendableValueException tooLarge() {
		return new UnsendableValueException("The message cannot travel: it takes more than " + this.maximum
				+ " bytes (max_packet_size) in the framing of this connection; send it in pieces");
	}

}
