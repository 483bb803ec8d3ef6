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

/** Reads a packet from an array and keeps it until it is delivered. */
abstract class PacketReader {

	/** The most elements for which a list allocates room before it has read them. */
	static final int UNSEEN = 1 << 10;

	/** The initial room of a list of unknown length, in elements. */
	static final int FEW = 8;

	private static final Message NOTHING = Message.of();

	final PacketLimits limits;

	private String port = "";

	private Message message = NOTHING;

	PacketReader(PacketLimits limits) {
		this.limits = limits;
	}

	/**
	 * Skips the bytes between packets.
	 * @return where the next packet begins
	 */
	abstract int skip(byte[] array, int from, int to);

	/**
	 * Reads a packet.
	 * @param array contains the packet
	 * @param from where the packet begins
	 * @param to where the bytes end
	 * @return where the packet ends
	 * @throws IncompleteException if the bytes end within the packet
	 * @throws DecodingException if it is no packet or exceeds a limit
	 */
	abstract int read(byte[] array, int from, int to) throws DecodingException;

	/**
	 * Delivers the packet that was read.
	 * @param sink receives the packet
	 * @param bytes the size of the packet
	 * @return whether more may follow
	 */
	final boolean deliver(PacketSink sink, int bytes) {
		Message message = this.message;
		this.message = NOTHING;
		return sink.packet(this.port, message, bytes);
	}

	/**
	 * Stores the packet. The name {@code null} means the node port; an integer becomes
	 * its digits. Any other name that is not text is an error for the node to report: it
	 * receives the packet as a request whose name is no text, which matches no request.
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
	 * Enters a list or map, and checks how deep it is.
	 * @param depth the number of lists and maps around it
	 * @return the number with this one
	 */
	final int deeper(int depth) throws DecodingException {
		if (depth >= this.limits.nesting()) {
			throw tooDeep(this.limits.nesting());
		}
		return depth + 1;
	}

	/**
	 * An unmodifiable list of elements. A list of one element takes two bytes on the wire
	 * and must not take many times as much memory.
	 */
	static List<@Nullable Object> list(@Nullable Object[] elements) {
		return switch (elements.length) {
			case 0 -> Collections.emptyList();
			case 1 -> Collections.singletonList(elements[0]);
			default -> Collections.unmodifiableList(Arrays.asList(elements));
		};
	}

	/**
	 * An unmodifiable map of entries. A map of one entry takes three bytes on the wire
	 * and must not take many times as much memory.
	 */
	static Map<String, @Nullable Object> map(Map<String, @Nullable Object> entries) {
		if (entries.size() == 1) {
			Map.Entry<String, @Nullable Object> only = entries.entrySet().iterator().next();
			return Collections.singletonMap(only.getKey(), only.getValue());
		}
		return entries.isEmpty() ? Collections.emptyMap() : Collections.unmodifiableMap(entries);
	}

	/** Converts an integer to a {@code Long} if it fits into 64 bits. */
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
