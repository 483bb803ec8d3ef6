package io.aemp.benchmarks.subject.grpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

import io.aemp.benchmarks.subject.message.Format;
import io.aemp.benchmarks.subject.message.Message;
import io.grpc.MethodDescriptor.Marshaller;

/** Messages on the wire. */
final class MessageMarshaller implements Marshaller<Message> {

	@Override
	public InputStream stream(Message message) {
		return new OctetsStream(Format.encode(message));
	}

	@Override
	public Message parse(InputStream stream) {
		try {
			return Format.decode(ByteBuffer.wrap(stream.readAllBytes()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
