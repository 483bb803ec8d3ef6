package io.aemp.outbound;

import io.aemp.Message;

/** The requests by which a large message travels in parts, where both sides agreed. */
public final class PartRequests {

	/** The name of the request that brings a part: the size of the message, the bytes. */
	public static final String PART = "part";

	/** The name of the request that tells how many bytes the peer has taken. */
	public static final String PART_TAKEN = "part_taken";

	/** The name of the request that has the message handed over. */
	public static final String PART_END = "part_end";

	private PartRequests() {
	}

	static Message part(int total, byte[] bytes) {
		return Message.of(PART, total, bytes);
	}

	/**
	 * Tells the sender that it may send more.
	 * @param bytes how many bytes were taken since the last request
	 * @return the request
	 */
	public static Message taken(int bytes) {
		return Message.of(PART_TAKEN, bytes);
	}

	static Message end() {
		return Message.of(PART_END);
	}

}
