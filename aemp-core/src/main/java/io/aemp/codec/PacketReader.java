package io.aemp.codec;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.aemp.Framing.DecodingException;
import io.aemp.Framing.PacketLimits;
import io.aemp.Framing.PacketSink;
import io.aemp.Message;
import io.aemp.Sendable;
import org.jspecify.annotations.Nullable;

/** Reads a packet from an array, and keeps it until it is handed over. */
abstract class PacketReader {

	/** How many elements a list has room for before that many have been seen. */
	static final int UNSEEN = 1 << 10;

	/** Room for the elements of a list whose length is not known. */
	static final int FEW = 8;

	private static final Message NOTHING = Message.of();

	final PacketLimits limits;

	private String port = "";

	private Message message = NOTHING;

	PacketReader(PacketLimits limits) {
		this.limits = limits;
	}

	/**
	 * Skips what may be between packets.
	 * @return where the next packet begins
	 */
	abstract int skip(byte[] array, int from, int to);

	/**
	 * Reads a packet.
	 * @param array holds it
	 * @param from where it begins
	 * @param to where the bytes end
	 * @return where the packet ends
	 * @throws IncompleteException if it does not end before the bytes
	 * @throws DecodingException if it is no packet or exceeds a limit
	 */
	abstract int read(byte[] array, int from, int to) throws DecodingException;

	/**
	 * Hands over the packet that was read.
	 * @param bytes its size
	 * @return whether more may follow
	 */
	final boolean deliver(PacketSink sink, int bytes) {
		Message message = this.message;
		this.message = NOTHING;
		return sink.packet(this.port, message, bytes);
	}

	/**
	 * Keeps a packet. No port name means the node port, an integer its digits. Anything
	 * else but text makes no sense, which is for the node to tell: it gets the packet as
	 * a request whose name is no text, so that nobody understands it.
	 * @param name the first element
	 * @param elements the others
	 */
	final void packet(@Nullable Object name, @Nullable Object[] elements) {
		if (name instanceof String port) {
			this.port = port;
		}
		else if (name == null) {
			this.port = "";
		}
		else if (name instanceof Long || name instanceof BigInteger) {
			this.port = name.toString();
		}
		else {
			this.port = "";
			this.message = Message.of(new Object[] { name }).append(elements);
			return;
		}
		this.message = Message.of(elements);
	}

	/**
	 * Checks the depth of a list or map within others.
	 * @param depth how many there are around it
	 */
	final int deeper(int depth) throws DecodingException {
		if (depth >= this.limits.nesting()) {
			throw tooDeep(this.limits.nesting());
		}
		return depth + 1;
	}

	/** An unmodifiable list of elements. */
	static List<@Nullable Object> list(@Nullable Object[] elements) {
		return (elements.length == 0) ? Collections.emptyList() : Collections.unmodifiableList(Arrays.asList(elements));
	}

	/** An unmodifiable map of entries. */
	static Map<String, @Nullable Object> map(Map<String, @Nullable Object> entries) {
		return entries.isEmpty() ? Collections.emptyMap() : Collections.unmodifiableMap(entries);
	}

	/** An integer of any size, which fits into 64 bits if it can. */
	static Object integer(BigInteger number) throws DecodingException {
		if (number.bitLength() > Sendable.INTEGER_BITS) {
			throw hugeInteger();
		}
		return (number.bitLength() < Long.SIZE) ? (Object) number.longValue() : number;
	}

	static DecodingException hugeInteger() {
		return new DecodingException("An integer has more than " + Sendable.INTEGER_BITS + " bits");
	}

	static DecodingException tooDeep(int nesting) {
		return new DecodingException("Lists and maps are nested deeper than " + nesting + " levels (max_nesting)");
	}

	static DecodingException tooLarge(int packetSize) {
		return new DecodingException("A packet is larger than " + packetSize + " bytes (max_packet_size)");
	}

	static DecodingException noPacket() {
		return new DecodingException("A packet is no array");
	}

}
