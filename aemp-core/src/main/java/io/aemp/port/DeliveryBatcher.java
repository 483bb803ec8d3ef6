package io.aemp.port;

import java.util.Objects;

import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/**
 * Delivers messages from one connection to mailboxes. Consecutive messages for the same
 * port form one batch: one port lookup, and one exchange between the connection's thread
 * and the port's thread. Not thread-safe; only the thread that serves the connection may
 * call it.
 */
public final class DeliveryBatcher {

	/** The most bytes in one batch, so that the first message does not wait long. */
	private static final int MAX_BYTES = 1 << 16;

	/** A batch takes at most this fraction (1/64) of the receive window. */
	private static final int WINDOW_FRACTION = 64;

	private final PortTable ports;

	private final ReceiveWindow window;

	private final int maxBytes;

	/** The destination of the current batch, {@code null} if there is none. */
	private @Nullable LocalPort port;

	private String name = "";

	private MailboxEntries.@Nullable Arrival arrival;

	private int maxCount;

	/**
	 * Creates the batcher of a connection.
	 * @param ports the port table
	 * @param window the receive window of the connection
	 */
	public DeliveryBatcher(PortTable ports, ReceiveWindow window) {
		this.ports = ports;
		this.window = window;
		this.maxBytes = (int) Math.min(MAX_BYTES, window.high() / WINDOW_FRACTION);
	}

	/**
	 * Takes a message. The batcher delivers it at the next {@link #handOver} at the
	 * latest, in the order of the calls; a message that ends a call, at once. Drops it if
	 * there is no such port.
	 * @param name the port name
	 * @param message the message
	 * @param bytes the bytes that the message occupies in the receive window until the
	 * port takes it
	 * @return whether the connection may read on; if not, the
	 * {@link ReceiveWindow.Listener} signals when it may
	 */
	public boolean take(String name, Message message, int bytes) {
		MailboxEntries.Arrival arrival = this.arrival;
		if (arrival != null && name.equals(this.name) && arrival.count() < this.maxCount
				&& arrival.bytes() + bytes <= this.maxBytes) {
			arrival.add(message, bytes);
			return true;
		}
		boolean more = handOver();
		Destination destination = this.ports.find(name);
		if (destination instanceof LocalPort port) {
			this.port = port;
			this.name = name;
			this.arrival = new MailboxEntries.Arrival(message, this.window, bytes);
			this.maxCount = port.batchLimit();
		}
		else if (destination != null) {
			destination.deliverOwn(message);
		}
		else {
			this.ports.undelivered();
		}
		return more;
	}

	/**
	 * Delivers the current batch.
	 * @return whether the connection may read on; if not, the
	 * {@link ReceiveWindow.Listener} signals when it may
	 */
	public boolean handOver() {
		MailboxEntries.Arrival arrival = this.arrival;
		if (arrival == null) {
			return true;
		}
		this.arrival = null;
		LocalPort port = Objects.requireNonNull(this.port);
		this.port = null;
		return !port.deliver(arrival) || this.window.add(arrival.bytes());
	}

	/** Drops the current batch without delivering it. */
	public void drop() {
		this.arrival = null;
		this.port = null;
	}

}
