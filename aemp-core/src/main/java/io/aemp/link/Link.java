package io.aemp.link;

import java.nio.ByteBuffer;
import java.util.Map;

import io.aemp.Framing;
import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/** A connection to an authenticated peer. All methods may be called on any thread. */
public interface Link {

	/**
	 * What is known of the connection.
	 * @return the description
	 */
	Info info();

	/**
	 * Begins to read and to write. Called once.
	 * @param traffic gives and takes packets
	 */
	void start(Traffic traffic);

	/**
	 * Writes a packet in the framing of this link.
	 * @param port the port name, empty for the node port
	 * @param message the message
	 * @return the bytes
	 * @throws io.aemp.UnsendableValueException if it cannot be written
	 */
	byte[] encode(String port, Message message);

	/**
	 * Writes a packet like {@link #encode}, for a caller that copies it at once if it is
	 * not large.
	 * @param port the port name, empty for the node port
	 * @param message the message
	 * @return the bytes, in an array; unless they are more than
	 * {@link Framing#TRANSIENT_SIZE} they may change as soon as the calling thread writes
	 * another packet
	 * @throws io.aemp.UnsendableValueException if it cannot be written
	 */
	default ByteBuffer encodeTransient(String port, Message message) {
		return ByteBuffer.wrap(encode(port, message));
	}

	/**
	 * Writes a packet in the framing of this link, with {@code null} for values that only
	 * this framing cannot write.
	 * @param port the port name, empty for the node port
	 * @param message the message
	 * @return the bytes
	 * @throws io.aemp.UnsendableValueException if it cannot be written at all
	 */
	byte[] encodeLenient(String port, Message message);

	/**
	 * Reads a packet of the peer that has come in parts.
	 * @param bytes all of it
	 * @param sink takes what is found
	 * @throws Framing.DecodingException if it is no packet or exceeds a limit
	 */
	void decode(byte[] bytes, Framing.PacketSink sink) throws Framing.DecodingException;

	/**
	 * Tells that the traffic has something to send again, after it had nothing.
	 */
	void wakeUp();

	/**
	 * Goes on reading after {@link Traffic#packet} has paused it.
	 */
	void resume();

	/**
	 * Ends the connection. What the traffic gives until then is sent first, as far as
	 * that is possible without waiting long.
	 * @param message why, for {@link Traffic#closed}
	 */
	void close(String message);

	/**
	 * Ends the connection at once. Nothing is sent any more, not even what was taken from
	 * the traffic already.
	 * @param message why, for {@link Traffic#closed}
	 */
	void abort(String message);

	/**
	 * How much has arrived: bytes of packets that are not complete yet count too.
	 * @return the number of bytes
	 */
	long received();

	/**
	 * How much has left: what still waits here for the socket does not count.
	 * @return the number of bytes
	 */
	long sent();

	/**
	 * How often the socket has taken bytes again after it was full: only a peer that
	 * reads makes room.
	 * @return the number of times
	 */
	long unblocked();

	/**
	 * Whether reading is paused, so that nothing can arrive.
	 * @return whether {@link Traffic#packet} has paused it
	 */
	boolean isPaused();

	/**
	 * What is known of a connection.
	 *
	 * @param node the ID of the peer
	 * @param address the socket address of the peer, as {@code host:port}
	 * @param dialled whether this side made the connection
	 * @param framing the framing that the peer sends in
	 * @param ownFraming the framing that this side sends in
	 * @param tls whether it is encrypted
	 * @param keys the key=value pairs of the peer's greeting
	 */
	record Info(String node, String address, boolean dialled, String framing, String ownFraming, boolean tls,
			Map<String, String> keys) {

		/**
		 * Whether the peer speaks a protocol in the version that this node speaks.
		 * @param key {@code mproto} or {@code gproto}
		 * @return whether its major version is 1
		 */
		public boolean speaks(String key) {
			String version = this.keys.getOrDefault(key, "");
			return version.equals("1") || version.startsWith("1.");
		}

	}

	/** What flows over a link. Called on the one thread that serves the link. */
	interface Traffic {

		/**
		 * The next bytes to send.
		 * @return whole packets as bytes in an array, good until the next call;
		 * {@code null} if there are none until {@link Link#wakeUp}
		 */
		@Nullable ByteBuffer next();

		/**
		 * The link is being closed: what {@link #next} gives from now on without a break
		 * is sent still, and nothing is read any more.
		 */
		default void closing() {
		}

		/**
		 * Whether a pause ends by itself and soon. If the peer ends the connection
		 * meanwhile, what it has sent before is taken first.
		 * @return {@code false} if nobody knows
		 */
		default boolean isSoonToGoOn() {
			return false;
		}

		/**
		 * Reading is about to go on, after {@link Link#resume}: what was kept back by the
		 * pause takes effect now, before all that follows it.
		 * @return whether more may follow, as of {@link #packet}
		 */
		default boolean resumes() {
			return true;
		}

		/**
		 * Packets have arrived together, and are about to be handed over: what concerns
		 * one port may be kept until {@link #ends}.
		 */
		default void begins() {
		}

		/**
		 * All that have arrived together were handed over, or more may not follow.
		 * @return whether more may follow, as of {@link #packet}
		 */
		default boolean ends() {
			return true;
		}

		/**
		 * Takes a packet.
		 * @param port the port name, empty for the node port
		 * @param message the message
		 * @param bytes the size of the packet as it was sent
		 * @return whether more may follow now; {@code false} pauses until
		 * {@link Link#resume}
		 */
		boolean packet(String port, Message message, int bytes);

		/**
		 * The connection has ended; nothing else is called any more.
		 * @param message why: {@code Unexpected end-of-file}, for example
		 */
		void closed(String message);

	}

}
