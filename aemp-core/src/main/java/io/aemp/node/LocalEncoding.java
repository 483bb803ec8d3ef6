package io.aemp.node;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.Reason;
import io.aemp.UnsendableValueException;

/**
 * Encodes and decodes messages to ports of this node as if they went to another node. For
 * tests of applications. Any thread.
 */
final class LocalEncoding {

	/** A placeholder for port names, which all have a similar length. */
	private static final String PORT = "local";

	private final Framing framing;

	private final Framing.PacketLimits limits;

	LocalEncoding(Framing framing, Framing.PacketLimits limits) {
		this.framing = framing;
		this.limits = limits;
	}

	/**
	 * Returns a message as another node would receive it.
	 * @param message the message
	 * @return a new message, to which no other code refers
	 * @throws UnsendableValueException if the message cannot be encoded
	 */
	Message arrived(Message message) {
		List<Message> arrived = new ArrayList<>(1);
		ByteBuffer packet = ByteBuffer.wrap(this.framing.encode(PORT, message, this.limits));
		try {
			this.framing.decoder(this.limits).decode(packet, (port, decoded, bytes) -> {
				arrived.add(decoded);
				return true;
			});
		}
		catch (Framing.DecodingException ex) {
			throw new IllegalStateException("What was encoded cannot be decoded", ex);
		}
		return message.headers().isEmpty() ? arrived.get(0) : arrived.get(0).withHeaders(message.headers());
	}

	/** Returns a reason as another node would receive it. */
	Reason arrived(Reason reason) {
		return Reason.of(arrived(Message.of(reason.elements())).toList().toArray());
	}

}
