package io.aemp.benchmarks.process;

import java.io.IOException;

/** A stream of bytes to the other side, beside the messages. */
public interface ByteStream {

	/**
	 * Sends bytes; waits while the other side has not taken enough of those before.
	 * @param bytes the bytes, which nobody changes
	 * @throws IOException if the stream fails
	 */
	void write(byte[] bytes) throws IOException;

	/**
	 * Ends the stream.
	 * @return how many bytes the other side has got
	 * @throws IOException if the stream fails
	 */
	long end() throws IOException;

}
