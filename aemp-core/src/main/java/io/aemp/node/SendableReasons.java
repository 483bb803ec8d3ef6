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

/** Makes reasons fit for travel. */
final class SendableReasons {

	private SendableReasons() {
	}

	/**
	 * A reason that any node can be told: what cannot travel is replaced by text.
	 * @param reason a reason, perhaps with objects of the application's
	 * @param limits what must not be exceeded
	 * @return the same, or one that can travel
	 */
	static Reason sendable(Reason reason, Framing.PacketLimits limits) {
		return sendable(Message.of(), reason, limits);
	}

	/**
	 * A reason that any node can be told at the end of a message.
	 * @param message the beginning of the message, which can travel
	 * @param reason a reason, perhaps with objects of the application's
	 * @param limits what must not be exceeded
	 * @return the same, or as much of it as can travel
	 */
	static Reason sendable(Message message, Reason reason, Framing.PacketLimits limits) {
		// leaves half of the room for the name of the port, and for a wordier framing
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

	/** The size of what can travel; for other things the greatest number. */
	private static long size(Message message, Framing.PacketLimits limits) {
		try {
			return Sendable.check(message, limits);
		}
		catch (UnsendableValueException ex) {
			return Long.MAX_VALUE;
		}
	}

}
