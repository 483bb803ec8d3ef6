package io.aemp.node;

import java.util.List;

import io.aemp.Framing;
import io.aemp.Message;
import io.aemp.Reason;
import io.aemp.Sendable;
import io.aemp.UnsendableValueException;
import io.aemp.Values;
import org.jspecify.annotations.Nullable;

/** Makes reasons fit for travel. */
final class Reasons {

	private Reasons() {
	}

	/**
	 * A reason that any node can be told: what cannot travel is replaced by text.
	 * @param reason a reason, perhaps with objects of the application's
	 * @param limits what must not be exceeded
	 * @return the same, or one that can travel
	 */
	static Reason sendable(Reason reason, Framing.Limits limits) {
		if (isSendable(reason.elements(), limits)) {
			return reason;
		}
		return Reason.of(reason.elements()
			.stream()
			.limit(16)
			.map((element) -> isSendable(java.util.Collections.singletonList(element), limits) ? element
					: Values.display(element))
			.toArray());
	}

	private static boolean isSendable(List<@Nullable Object> elements, Framing.Limits limits) {
		try {
			// leaves room for what the reason is told with
			return Sendable.check(Message.of(elements), limits) < limits.packetSize() / 2;
		}
		catch (UnsendableValueException ex) {
			return false;
		}
	}

}
