package io.aemp.link;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

import io.aemp.Framing;
import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/** A connection to an authenticated peer. Any thread may call any method. */
public interface Link {

	/**
	 * Returns the description of the connection.
	 * @return the description
	 */
	Info info();

	/**
	 * How long ago the socket was connected, before the handshake.
	 * @return the time in nanoseconds
	 */
	long age();

	/**
	 * Starts to read and to write. Called once.
	 * @param traffic provides packets to send and takes packets received
	 */
	void start(Traffic traffic);

	/**
	 * Encodes a packet in the framing of this link.
	 * @param port the port name, empty for the node port
	 * @param message the message
	 * @return the bytes
	 * @throws io.aemp.UnsendableValueException if the packet cannot be encoded
	 */
	byte[] encode(String port, Message message);

	/**
	 * Encodes a packet like {@link #encode}, for a caller that copies a packet at once
	 * unless it is large.
	 * @param port the port name, empty for the node port
	 * @param message the message
	 * @return the bytes, backed by an array; if there are at most
	 * {@link Framing#TRANSIENT_SIZE} of them, they are valid until the calling thread
	 * encodes another packet
	 * @throws io.aemp.UnsendableValueException if the packet cannot be encoded
	 */
	default ByteBuffer encodeTransient(String port, Message message) {
		return ByteBuffer.wrap(encode(port, message));
	}

	/**
	 * Encodes a packet in the framing of this link. Values that only this framing cannot
	 * represent become {@code null}.
	 * @param port the port name, empty for the node port
	 * @param message the message
	 * @return the bytes
	 * @throws io.aemp.UnsendableValueException if the packet cannot be encoded with
	 * {@code null} either
	 */
	byte[] encodeLenient(String port, Message message);

	/**
	 * Decodes a packet that the peer has sent in parts.
	 * @param bytes the whole packet
	 * @param sink takes the decoded packet
	 * @throws Framing.DecodingException if the bytes are not a packet or exceed a limit
	 */
	void decode(byte[] bytes, Framing.PacketSink sink) throws Framing.DecodingException;

	/**
	 * Tells the link that the traffic has packets to send again, after
	 * {@link Traffic#next} returned {@code null}.
	 */
	void wakeUp();

	/**
	 * Resumes reading after {@link Traffic#packet} has paused it.
	 */
	void resume();

	/**
	 * Closes the connection. The link first sends the packets that the traffic still
	 * provides, as far as that is possible without a long wait.
	 * @param message why, for {@link Traffic#closed}
	 */
	void close(String message);

	/**
	 * Ends the connection because of what the peer has sent. The link reads nothing more.
	 * For a second it sends what the traffic provides, so that answers to earlier packets
	 * still leave; then it closes the connection.
	 * @param message why, for {@link Traffic#closed}
	 */
	default void drain(String message) {
		close(message);
	}

	/**
	 * Closes the connection at once. The link sends nothing more, not even packets that
	 * it has already taken from the traffic.
	 * @param message why, for {@link Traffic#closed}
	 */
	void abort(String message);

	/**
	 * Returns how many bytes have arrived, including bytes of incomplete packets.
	 * @return the number of bytes
	 */
	long received();

	/**
	 * Returns how many bytes the socket has taken. Bytes that still wait for the socket
	 * do not count.
	 * @return the number of bytes
	 */
	long sent();

	/**
	 * Returns how often the socket has taken bytes again after it was full. Only a peer
	 * that reads makes room.
	 * @return the number of times
	 */
	long unblocked();

	/**
	 * Whether reading is paused, so that no packet can arrive.
	 * @return whether {@link Traffic#packet} has paused it
	 */
	boolean isPaused();

	/**
	 * The description of a connection.
	 *
	 * @param node the ID of the peer
	 * @param address the socket address of the peer, as {@code host:port}
	 * @param dialled whether this side dialled
	 * @param framing the framing in which the peer sends
	 * @param ownFraming the framing in which this side sends
	 * @param tls whether TLS encrypts the connection
	 * @param certificateEnd when the certificate of the peer expires; {@code null}
	 * without TLS
	 * @param keys the key=value pairs of the peer's greeting
	 */
	record Info(String node, String address, boolean dialled, String framing, String ownFraming, boolean tls,
			@Nullable Instant certificateEnd, Map<String, String> keys) {

		/**
		 * Whether the peer speaks the same major version of a protocol as this node.
		 * @param key {@code mproto} or {@code gproto}
		 * @return whether the major version of the peer is 1
		 */
		public boolean speaks(String key) {
			String version = this.keys.getOrDefault(key, "");
			return version.equals("1") || version.startsWith("1.");
		}

	}

	/**
	 * The packets that flow over a link. Only the thread that serves the link calls its
	 * methods.
	 */
	interface Traffic {

		/**
		 * Returns the next bytes to send.
		 * @return whole packets, backed by an array and valid until the next call;
		 * {@code null} if there are none until {@link Link#wakeUp}
		 */
		@Nullable ByteBuffer next();

		/**
		 * The link is being closed. It reads nothing more, and sends what {@link #next}
		 * returns from now on until the first {@code null}.
		 */
		default void closing() {
		}

		/**
		 * Whether a pause ends soon and without outside help. If it does and the peer
		 * closes the connection meanwhile, the link still delivers what the peer sent
		 * before.
		 * @return {@code false} if that is unknown
		 */
		default boolean isSoonToGoOn() {
			return false;
		}

		/**
		 * Reading is about to go on after {@link Link#resume}. The traffic now handles
		 * what the pause has held back, before any later packet.
		 * @return whether more packets may follow, as for {@link #packet}
		 */
		default boolean resumes() {
			return true;
		}

		/**
		 * Several packets have arrived together and are about to be handed over. The
		 * traffic may collect packets for one port until {@link #ends}.
		 */
		default void begins() {
		}

		/**
		 * All packets that arrived together were handed over, or {@link #packet} has
		 * paused reading.
		 * @return whether more packets may follow, as for {@link #packet}
		 */
		default boolean ends() {
			return true;
		}

		/**
		 * Takes a packet.
		 * @param port the port name, empty for the node port
		 * @param message the message
		 * @param bytes the size of the packet on the wire, in bytes
		 * @return whether more packets may follow now; {@code false} pauses reading until
		 * {@link Link#resume}
		 */
		boolean packet(String port, Message message, int bytes);

		/**
		 * The connection has ended. This is the last call.
		 * @param message why: {@code Unexpected end-of-file}, for example
		 */
		void closed(String message);

	}

}
