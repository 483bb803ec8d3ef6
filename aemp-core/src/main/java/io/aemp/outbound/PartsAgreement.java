package io.aemp.outbound;

import java.util.Map;

import io.aemp.Message;
import io.aemp.UnsendableValueException;

/**
 * How large messages travel to one peer, by its greeting and the settings of this node.
 *
 * @param limit the bytes of the largest packet that the peer takes
 * @param above packets of more bytes are sent in parts
 * @param part the bytes of a part
 */
public record PartsAgreement(int limit, int above, int part) {

	/**
	 * Key in the greeting of nodes that take messages in parts: the bytes of the largest
	 * packet that they take, whole or in parts.
	 */
	static final String KEY = "parts";

	/** The name of the request that brings a part: the size of the message, the bytes. */
	public static final String PART = "part";

	/** The name of the request that tells how many bytes the peer has taken. */
	public static final String PART_TAKEN = "part_taken";

	/** The name of the request that has the message handed over. */
	public static final String PART_END = "part_end";

	/** The peer does not know of parts. */
	static final PartsAgreement NONE = new PartsAgreement(Integer.MAX_VALUE, Integer.MAX_VALUE, 1);

	/** Large enough to cost little, small enough not to delay other packets. */
	private static final int LARGEST_PART = 32 << 10;

	/** A framing may need so many bytes for one byte. */
	private static final int EXPANSION = 8;

	/** The size of the rest of a packet with a part, roughly. */
	private static final int FRAME = 64;

	/**
	 * The agreement with a peer.
	 * @param keys the keys of its greeting
	 * @param above the bytes above which this node would send parts
	 */
	public static PartsAgreement of(Map<String, String> keys, int above) {
		int limit = limit(keys.getOrDefault(KEY, ""));
		if (limit == 0) {
			return NONE;
		}
		int part = Math.min(Math.min(LARGEST_PART, Math.max(1, above / 4)), (limit - FRAME) / EXPANSION);
		return (part > 0) ? new PartsAgreement(limit, above, part) : new PartsAgreement(limit, Integer.MAX_VALUE, 1);
	}

	private static int limit(String value) {
		try {
			return Math.max(0, Integer.parseInt(value));
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

	/** The request with a part of a message. */
	static Message part(int total, byte[] bytes) {
		return Message.of(PART, total, bytes);
	}

	/**
	 * The request that tells the sender that it may send more.
	 * @param bytes how many bytes were taken since the last request
	 * @return the request
	 */
	public static Message taken(int bytes) {
		return Message.of(PART_TAKEN, bytes);
	}

	/** The request that has a message handed over. */
	static Message end() {
		return Message.of(PART_END);
	}

	/** Whether the peer knows of parts. */
	public boolean isAgreed() {
		return this != NONE;
	}

	/**
	 * Checks that the peer takes a packet of this size.
	 * @throws UnsendableValueException if not
	 */
	void check(String node, int bytes) {
		if (bytes > this.limit) {
			throw new UnsendableValueException(
					"The message cannot travel: it takes " + bytes + " bytes, and '" + node + "' takes no more than "
							+ this.limit + " (its max_packet_size); raise that there, or send it in" + " pieces");
		}
	}

}
