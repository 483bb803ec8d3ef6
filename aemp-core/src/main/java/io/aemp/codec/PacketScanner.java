package io.aemp.codec;

import io.aemp.Framing.DecodingException;

/** Finds the end of a packet that arrives in pieces. It looks at each byte once. */
interface PacketScanner {

	/** Begins a new packet. */
	void begin();

	/**
	 * Continues where the last call ended.
	 * @param array contains the bytes of the packet that have arrived
	 * @param from where the packet begins; may differ from call to call
	 * @param to where the bytes end
	 * @return the length of the packet, or -1 if it is incomplete
	 * @throws DecodingException if the bytes cannot become a packet
	 */
	int scan(byte[] array, int from, int to) throws DecodingException;

}
