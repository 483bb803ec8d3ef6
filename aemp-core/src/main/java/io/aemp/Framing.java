package io.aemp;

import java.nio.ByteBuffer;

/**
 * A way to write packets as bytes. Two nodes use what both know, each direction by
 * itself. CBOR and JSON are built in; others are private agreements between nodes that
 * both list them. Implementations are thread-safe, their decoders need not be.
 */
public interface Framing {

	/** Larger packets have an array of their own, see {@link #encodeTransient}. */
	int TRANSIENT_SIZE = 1 << 16;

	/**
	 * The name in the greeting.
	 * @return letters, digits, {@code _} and {@code -}
	 */
	String name();

	/**
	 * Writes a packet. Called on the threads of senders.
	 * @param port the port name, empty for the node port
	 * @param message the message
	 * @param limits what must not be exceeded
	 * @return the bytes
	 * @throws UnsendableValueException if a value cannot be written or a limit is
	 * exceeded
	 */
	byte[] encode(String port, Message message, PacketLimits limits);

	/**
	 * Writes a packet like {@link #encode}, for a caller that copies it at once if it is
	 * not large.
	 * @param port the port name, empty for the node port
	 * @param message the message
	 * @param limits what must not be exceeded
	 * @return the bytes, in an array; unless they are more than {@link #TRANSIENT_SIZE}
	 * they may change as soon as the calling thread writes another packet
	 * @throws UnsendableValueException if a value cannot be written or a limit is
	 * exceeded
	 */
	default ByteBuffer encodeTransient(String port, Message message, PacketLimits limits) {
		return ByteBuffer.wrap(encode(port, message, limits));
	}

	/**
	 * Writes a packet that has no sender who could be told what is wrong with it: one
	 * that was queued before the framing was known, or is relayed. A value that only this
	 * framing cannot write becomes {@code null}, and what passed {@link Sendable#check}
	 * is not too large.
	 * @param port the port name, empty for the node port
	 * @param message the message
	 * @param limits what must not be exceeded
	 * @return the bytes
	 * @throws UnsendableValueException if a value cannot be sent at all
	 */
	default byte[] encodeLenient(String port, Message message, PacketLimits limits) {
		return encode(port, message, limits);
	}

	/**
	 * Makes a decoder for one connection.
	 * @param limits what must not be exceeded
	 * @return a decoder
	 */
	Decoder decoder(PacketLimits limits);

	/**
	 * What a packet must not exceed.
	 *
	 * @param packetSize the bytes of a packet
	 * @param nesting how deep lists and maps may be nested, the packet itself being the
	 * first level
	 */
	record PacketLimits(int packetSize, int nesting) {

	}

	/** Turns the bytes of one connection into packets. */
	interface Decoder {

		/**
		 * Takes bytes and gives the packets that are complete. What is incomplete is
		 * kept for the next call; what follows a packet after which the sink paused is
		 * kept too, and decoded on the next call, which may bring no bytes.
		 * @param input bytes; all are consumed
		 * @param sink takes the packets
		 * @throws DecodingException if the input is no packet or exceeds a limit; the
		 * connection ends then
		 */
		void decode(ByteBuffer input, PacketSink sink) throws DecodingException;

	}

	/** Takes decoded packets. */
	@FunctionalInterface
	interface PacketSink {

		/**
		 * Takes one packet.
		 * @param port the port name, empty for the node port
		 * @param message the message, which nobody else has
		 * @param bytes the size of the packet as it was sent
		 * @return whether more packets may follow now; {@code false} pauses
		 */
		boolean packet(String port, Message message, int bytes);

	}

	/** The input is no sequence of packets. */
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
