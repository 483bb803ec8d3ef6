package io.aemp.benchmarks.subject.aemp;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

import io.aemp.DataConnection;
import io.aemp.Message;
import io.aemp.benchmarks.process.ByteStream;

/**
 * A data connection.
 *
 * @param connection leads to the other side
 */
record AempStream(DataConnection connection) implements ByteStream {

	/** The name under which the other side takes streams. */
	static final String FUNCTION = "count-bytes";

	private static final int BUFFER = 64 * 1024;

	@Override
	public void write(byte[] bytes) throws IOException {
		this.connection.outputStream().write(bytes);
	}

	@Override
	public long end() throws IOException {
		this.connection.shutdownOutput();
		long count = new DataInputStream(this.connection.inputStream()).readLong();
		this.connection.close();
		return count;
	}

	/** Reads to the end on the other side, and tells how much that was. */
	static void read(DataConnection connection, Message arguments) throws IOException {
		InputStream input = connection.inputStream();
		byte[] buffer = new byte[BUFFER];
		long count = 0;
		for (int size = input.read(buffer); size >= 0; size = input.read(buffer)) {
			count += size;
		}
		connection.outputStream().write(ByteBuffer.allocate(Long.BYTES).putLong(count).array());
		connection.shutdownOutput();
	}

}
