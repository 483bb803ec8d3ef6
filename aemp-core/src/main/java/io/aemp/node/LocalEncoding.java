package io.aemp.node;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.Reason;
import io.aemp.UnsendableValueException;

/**
 * Encodes and decodes what goes to ports of this node, as if it went to another one. For
 * tests of applications. Any thread.
 */
final class LocalEncoding {

	/** Stands for the names of ports, which are all about as long. */
	private static final String PORT = "local";

	private final Framing framing;

	private final Framing.PacketLimits limits;

	LocalEncoding(Framing framing, Framing.PacketLimits limits) {
		this.framing = framing;
		this.limits = limits;
	}

	/**
	 * A message as another node would get it.
	 * @param message the message
	 * @return a message that nobody else has
	 * @throws UnsendableValueException if it cannot travel
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
		return arrived.get(0);
	}

	/** A reason as another node would get it. */
	Reason arrived(Reason reason) {
		return Reason.of(arrived(Message.of(reason.elements())).toList().toArray());
	}

}
