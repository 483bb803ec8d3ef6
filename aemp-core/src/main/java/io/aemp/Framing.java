package io.aemp;

import java.nio.ByteBuffer;

/**
 * Encodes packets as bytes and decodes them. Each direction of a connection uses a
 * framing that both nodes know. CBOR and JSON are built in. Any other framing is a
 * private agreement between nodes that both list it. Implementations are thread-safe,
 * their decoders need not be.
 */
public interface Framing {

	/**
	 * The largest packet, in bytes, for which {@link #encodeTransient} may reuse an
	 * array.
	 */
	int TRANSIENT_SIZE = 1 << 16;

	/**
	 * The name in the greeting.
	 * @return letters, digits, {@code _} and {@code -}
	 */
	String name();

	/**
	 * Writes a packet. The thread of the sender calls it.
	 * @param port the port name, empty for the node port
	 * @param message the message
	 * @param limits what the packet must not exceed
	 * @return the bytes
	 * @throws UnsendableValueException if a value cannot be written or a limit is
	 * exceeded
	 */
	byte[] encode(String port, Message message, PacketLimits limits);

	/**
	 * Writes a packet like {@link #encode}, for a caller that copies a small packet at
	 * once.
	 * @param port the port name, empty for the node port
	 * @param message the message
	 * @param limits what the packet must not exceed
	 * @return the bytes, in an array; up to {@link #TRANSIENT_SIZE} bytes, they are only
	 * valid until the calling thread writes another packet
	 * @throws UnsendableValueException if a value cannot be written or a limit is
	 * exceeded
	 */
	default ByteBuffer encodeTransient(String port, Message message, PacketLimits limits) {
		return ByteBuffer.wrap(encode(port, message, limits));
	}

	/**
	 * Writes a packet when no sender can be told what is wrong with it: the packet was
	 * queued before the framing was known, or is relayed. A value that only this framing
	 * cannot write becomes {@code null}. A message that passed {@link Sendable#check} is
	 * not too large.
	 * @param port the port name, empty for the node port
	 * @param message the message
	 * @param limits what the packet must not exceed
	 * @return the bytes
	 * @throws UnsendableValueException if a value cannot be sent at all
	 */
	default byte[] encodeLenient(String port, Message message, PacketLimits limits) {
		return encode(port, message, limits);
	}

	/**
	 * Makes a decoder for one connection.
	 * @param limits what a packet must not exceed
	 * @return a decoder
	 */
	Decoder decoder(PacketLimits limits);

	/**
	 * What a packet must not exceed.
	 *
	 * @param packetSize the bytes of a packet
	 * @param nesting how deep lists and maps may be nested; the packet itself is the
	 * first level
	 */
	record PacketLimits(int packetSize, int nesting) {

	}

	/** Decodes the bytes of one connection into packets. */
	interface Decoder {

		/**
		 * Decodes bytes and passes each complete packet to the sink. The decoder keeps an
		 * incomplete packet for the next call. When the sink pauses after a packet, the
		 * decoder also keeps the rest and decodes it on the next call, which may bring no
		 * bytes.
		 * @param input the bytes; all are consumed
		 * @param sink receives the packets
		 * @throws DecodingException if the input is not a packet or exceeds a limit; the
		 * connection ends then
		 */
		void decode(ByteBuffer input, PacketSink sink) throws DecodingException;

	}

	/** Receives decoded packets. */
	@FunctionalInterface
	interface PacketSink {

		/**
		 * Receives one packet.
		 * @param port the port name, empty for the node port
		 * @param message the message; no other object holds a reference to it
		 * @param bytes the size of the packet on the wire, in bytes
		 * @return whether more packets may follow now; {@code false} pauses the decoder
		 */
		boolean packet(String port, Message message, int bytes);

	}

	/** The input is not a sequence of packets. */
	class DecodingException extends Exception {

		private static final long serialVersionUID = 1L;

		/**
		 * Creates the exception.
		 * @param message what is wrong with the input, without its content
		 */
		public DecodingException(String message) {
			super(message);
		}

	}

}
