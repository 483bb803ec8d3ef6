package io.aemp.link;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A plain stream of bytes to an authenticated peer: what a connection is that carries no
 * messages. Any thread may call any method, and no method blocks.
 */
public interface ByteStream {

	/**
	 * The peer.
	 * @return its node ID
	 */
	String node();

	/**
	 * Whether the bytes travel encrypted.
	 * @return whether they do
	 */
	boolean isEncrypted();

	/**
	 * Starts to read. Called once.
	 * @param receiver takes what arrives
	 */
	void start(Receiver receiver);

	/**
	 * Sends bytes, behind what was given before. The stream has copied the bytes of a
	 * heap buffer when this method returns, and uses those of a direct buffer until they
	 * are sent.
	 * @param bytes the bytes; belongs to the stream from now on
	 * @param done is called once, on any thread: with {@code null} when the bytes are
	 * sent, otherwise with the problem
	 */
	void write(ByteBuffer bytes, Consumer<@Nullable String> done);

	/** Tells the peer that nothing more comes, behind what was given before. */
	void shutdownOutput();

	/**
	 * Sends what was given, for a second at most, and closes the stream. What arrives
	 * from now on is dropped.
	 */
	void close();

	/** Closes the stream at once, so that the peer finds it broken. */
	void abort();

	/**
	 * Takes what arrives, on one thread at a time. The stream reads on as long as only a
	 * few chunks have not been released.
	 */
	interface Receiver {

		/**
		 * Bytes have arrived.
		 * @param chunk the bytes; the receiver releases it
		 */
		void received(Chunk chunk);

		/** The peer sends nothing more. */
		void ended();

		/**
		 * The stream is closed, in both directions. Called once, and nothing after it.
		 * @param problem what has broken it; {@code null} if it was closed in order
		 */
		void closed(@Nullable String problem);

	}

	/** Bytes that have arrived. Used by one thread at a time. */
	interface Chunk {

		/**
		 * How many bytes have not been read.
		 * @return the number
		 */
		int remaining();

		/**
		 * Reads bytes.
		 * @param target takes the bytes
		 * @param offset where to begin
		 * @param length how many, at most those that remain
		 */
		void read(byte[] target, int offset, int length);

		/** Gives the memory back, which makes room for what comes next. Called once. */
		void release();

	}

}
