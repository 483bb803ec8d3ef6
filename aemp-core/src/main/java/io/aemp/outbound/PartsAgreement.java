package io.aemp.outbound;

import java.util.Map;

import io.aemp.UnsendableValueException;

/**
 * How large messages travel to one peer, according to its greeting and to what is
 * configured here.
 *
 * @param limit the bytes of the largest packet that the peer takes
 * @param above packets of more bytes are sent in parts
 * @param part the bytes of a part
 */
record PartsAgreement(int limit, int above, int part) {

	/**
	 * Key in the greeting of nodes that take messages in parts: the bytes of the largest
	 * packet that they take, whole or in parts.
	 */
	static final String KEY = "parts";

	/** Nobody has agreed on parts. */
	static final PartsAgreement NONE = new PartsAgreement(Integer.MAX_VALUE, Integer.MAX_VALUE, 1);

	/** Large enough to cost little, and small enough for others to wait for. */
	private static final int LARGEST_PART = 32 << 10;

	/** A framing may need so many bytes for one. */
	private static final int EXPANSION = 8;

	/** What the packet of a part contains besides, roughly. */
	private static final int FRAME = 64;

	/**
	 * The terms with a peer.
	 * @param keys the keys of its greeting
	 * @param above the bytes above which this node would send parts
	 */
	static PartsAgreement of(Map<String, String> keys, int above) {
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

	/** Whether the peer knows of parts. */
	boolean isAgreed() {
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
