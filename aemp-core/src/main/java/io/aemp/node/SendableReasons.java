package io.aemp.node;

import java.util.ArrayList;
import java.util.List;

import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.Reason;
import io.aemp.Sendable;
import io.aemp.UnsendableValueException;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/** Converts reasons to a form that can be sent to other nodes. */
final class SendableReasons {

	private SendableReasons() {
	}

	/**
	 * Returns a reason that can be sent to any node: text replaces elements that cannot
	 * be encoded.
	 * @param reason a reason, which may contain application objects
	 * @param limits the limits of packets
	 * @return the same reason, or one that can be sent
	 */
	static Reason sendable(Reason reason, Framing.PacketLimits limits) {
		return sendable(Message.of(), reason, limits);
	}

	/**
	 * Returns a reason that can be sent to any node at the end of a message.
	 * @param message the beginning of the message, which can be sent
	 * @param reason a reason, which may contain application objects
	 * @param limits the limits of packets
	 * @return the same reason, or as much of it as can be sent
	 */
	static Reason sendable(Message message, Reason reason, Framing.PacketLimits limits) {
		// half of the space is left for the port name and a less compact framing
		long room = Math.max(0, limits.packetSize() - size(message, limits)) / 2;
		if (size(Message.of(reason.elements()), limits) <= room) {
			return reason;
		}
		List<@Nullable Object> elements = new ArrayList<>();
		for (Object element : reason.elements()) {
			Object shown = (size(Message.of(element), limits) <= room / 2) ? element : Values.display(element);
			room -= size(Message.of(shown), limits);
			if (room < 0) {
				break;
			}
			elements.add(shown);
		}
		return Reason.of(elements.toArray());
	}

	/**
	 * Returns the encoded size, or {@link Long#MAX_VALUE} if the message cannot be sent.
	 */
	private static long size(Message message, Framing.PacketLimits limits) {
		try {
			return Sendable.check(message, limits);
		}
		catch (UnsendableValueException ex) {
			return Long.MAX_VALUE;
		}
	}

}
