package io.aemp.boot.logging;

import io.aemp.Receiver;
import io.aemp.boot.handler.HandlerName;
import io.aemp.boot.handler.HandlerWatch;
import org.slf4j.MDC;
import org.slf4j.MDC.MDCCloseable;

/**
 * Puts into the MDC which node, port and tag the method of a bean handles a message for,
 * as long as the method runs.
 */
public final class HandlerLogContext implements HandlerWatch {

	/** The key of the node ID. */
	public static final String NODE = "aemp.node";

	/** The key of the label of the port. */
	public static final String PORT = "aemp.port";

	/** The key of the tag; not there if no method names the tag. */
	public static final String TAG = "aemp.tag";

	private final String node;

	/**
	 * Creates the watch.
	 * @param node the ID of the node
	 */
	public HandlerLogContext(String node) {
		this.node = node;
	}

	@Override
	public Watched watch(HandlerName handler) {
		String tag = handler.tag();
		return (tag != null) ? (receiver) -> inContext(handler, tagged(tag, receiver))
				: (receiver) -> inContext(handler, receiver);
	}

	private Receiver inContext(HandlerName handler, Receiver receiver) {
		return (message) -> {
			try (MDCCloseable node = MDC.putCloseable(NODE, this.node);
					MDCCloseable port = MDC.putCloseable(PORT, handler.label())) {
				receiver.receive(message);
			}
		};
	}

	private static Receiver tagged(String tag, Receiver receiver) {
		return (message) -> {
			try (MDCCloseable closeable = MDC.putCloseable(TAG, tag)) {
				receiver.receive(message);
			}
		};
	}

}
