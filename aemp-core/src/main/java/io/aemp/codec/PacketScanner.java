package io.aemp.codec;

import io.aemp.Framing.DecodingException;

/**
 * Finds the end of a packet that arrives in pieces, without looking at a byte twice.
 */
interface PacketScanner {

	/** Forgets the packet before. */
	void begin();

	/**
	 * Goes on where the last call ended.
	 * @param array holds what has arrived of the packet
	 * @param from where the packet begins; the place may differ from call to call
	 * @param to where the bytes end
	 * @return the length of the packet, or -1 if it is not complete
	 * @throws DecodingException if it cannot become a packet
	 */
	int scan(byte[] array, int from, int to) throws DecodingException;

}
