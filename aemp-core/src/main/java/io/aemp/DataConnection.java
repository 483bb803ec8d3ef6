package io.aemp;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;

/**
 * A stream of bytes in both directions between two nodes, beside the connection that
 * carries their messages. The bytes belong to the application: nothing is added to them,
 * and what is sent arrives completely and in order, or the connection fails. It has no
 * link with the connection for messages, which may be lost and made again meanwhile.
 * <p>
 * There are two ways to use it: {@link #inputStream} and {@link #outputStream} for
 * threads that may wait, {@link #publisher} and {@link #write} for all others. Each
 * direction is used in one of the two ways. A side that does not read makes the other one
 * wait, and costs neither of them memory.
 * <p>
 * Any thread may call any method. One thread at a time may use each of the streams. (AEMP
 * manual: the handle of {@code AnyEvent::MP::DataConn}.)
 */
public interface DataConnection extends AutoCloseable {

	/**
	 * The node at the other end.
	 * @return its node ID, which it has proven
	 */
	String node();

	/**
	 * Whether the bytes travel encrypted.
	 * @return whether the connection uses TLS; {@code false} within one node, where
	 * nothing travels
	 */
	boolean isEncrypted();

	/**
	 * The bytes that arrive, for a thread that may wait: a virtual thread, a thread of
	 * the application. A read waits until there is at least one byte. It ends with -1
	 * when the other side has {@linkplain #shutdownOutput ended its output}, and fails
	 * with a {@link DataConnectionException} when the connection is lost or closed. An
	 * interrupt ends a read with a {@link java.io.InterruptedIOException}, and the
	 * connection stays. Closing the stream closes the connection.
	 * @return the stream, the same one with each call
	 * @throws IllegalStateException if {@link #publisher} has a subscriber. A read throws
	 * it on a thread that must not wait, because the node needs it
	 */
	InputStream inputStream();

	/**
	 * Takes the bytes to send, from a thread that may wait. A write copies the bytes and
	 * returns, unless too many bytes wait for the other side to read. It fails with a
	 * {@link DataConnectionException} when the connection is lost or closed. An interrupt
	 * ends a write with a {@link java.io.InterruptedIOException}, and some of its bytes
	 * may have been sent. Bytes leave at once: for many small writes use a
	 * {@link java.io.BufferedOutputStream}. {@link OutputStream#flush} waits until
	 * everything has been handed to the operating system. Closing the stream sends what
	 * waits and {@linkplain #shutdownOutput ends the output}; the input stays.
	 * @return the stream, the same one with each call. A write throws an
	 * {@link IllegalStateException} on a thread that must not wait, because the node
	 * needs it
	 */
	OutputStream outputStream();

	/**
	 * Sends bytes without waiting, behind what was written before. The bytes must not
	 * change until the future completes. A sender that is faster than the receiver waits
	 * for the future of one write before it begins the next; at most 1024 writes may be
	 * under way.
	 * @param bytes the bytes from its position to its limit; the position of the buffer
	 * itself does not move
	 * @return completes, outside ports, when the bytes have been handed to the operating
	 * system and their buffer may be used again; fails with a
	 * {@link DataConnectionException} if the connection is lost, closed or its output has
	 * ended, and with an {@link IllegalStateException} if too many writes are under way
	 */
	CompletableFuture<@Nullable Void> write(ByteBuffer bytes);

	/**
	 * The bytes that arrive, as a flow with back pressure: nothing is read from the
	 * network beyond what the subscriber requests, but for a small buffer. A buffer holds
	 * up to 128 KiB and belongs to the subscriber. The flow completes when the other side
	 * has ended its output, and fails with a {@link DataConnectionException} when the
	 * connection is lost or closed. Cancelling the subscription closes the connection.
	 * <p>
	 * If {@code subscribe} is called inside a port, the subscriber runs in that port.
	 * Otherwise it runs on a thread of the node that may block. Its calls never overlap.
	 * What it throws closes the connection, and is logged.
	 * @return the flow, for one subscriber. {@code subscribe} throws an
	 * {@link IllegalStateException} for another one, and after {@link #inputStream} was
	 * called
	 */
	Flow.Publisher<ByteBuffer> publisher();

	/**
	 * Ends the output: the other side reads what was written until now, and then the end.
	 * The input stays. When both sides have ended their output, the connection is closed.
	 * Older versions of TLS than 1.3 cannot end one direction alone, so there is no data
	 * connection over them.
	 */
	void shutdownOutput();

	/**
	 * The end of the connection.
	 * @return completes, outside ports, when the connection is closed by {@link #close},
	 * or because both sides have ended their output; fails with a
	 * {@link DataConnectionException} if it was lost, aborted, or closed by a port that
	 * has died. Completing or cancelling this future has no effect on the connection
	 */
	CompletableFuture<@Nullable Void> closed();

	/**
	 * Closes both directions. What was written is sent, in a second at most; what has not
	 * been read is lost. To make sure that the other side has got everything, let it
	 * answer or end its output. Never blocks and never throws; closing again has no
	 * effect.
	 */
	@Override
	void close();

	/**
	 * Ends the connection as a failure: what waits is dropped, and the other side's reads
	 * fail instead of ending, so that it does not take a part for the whole. Has no
	 * effect on a connection that is closed.
	 */
	void abort();

}
