package io.aemp.port;

import java.util.Objects;

import io.aemp.Message;
import org.jspecify.annotations.Nullable;

/**
 * Puts what comes over a connection into mailboxes: messages for one port that come one
 * after the other go there together, so that the port is looked up once, and its thread
 * and that of the connection meet once. One thread at a time: the one that serves the
 * connection.
 */
public final class DeliveryBatcher {

	/** The bytes that may come together: the port is not to wait long for the first. */
	private static final int MOST = 1 << 16;

	/** They are a small part of what may wait for ports. */
	private static final int PART = 64;

	private final PortTable ports;

	private final ReceiveWindow inflow;

	private final int mostBytes;

	/** For whom the arrival is, while there is one. */
	private @Nullable LocalPort port;

	private String name = "";

	private MailboxEntries.@Nullable Arrival arrival;

	private int most;

	/**
	 * Creates the intake of a connection.
	 * @param ports the ports
	 * @param inflow the account of the connection
	 */
	public DeliveryBatcher(PortTable ports, ReceiveWindow inflow) {
		this.ports = ports;
		this.inflow = inflow;
		this.mostBytes = (int) Math.min(MOST, inflow.high() / PART);
	}

	/**
	 * Takes a message; it is handed over at the next {@link #handOver} at the latest.
	 * @param name the port name
	 * @param message the message
	 * @param bytes what the message takes from the account, until the port takes it
	 * @return whether more may follow; see {@link ReceiveWindow.Listener} for when not
	 */
	public boolean take(String name, Message message, int bytes) {
		MailboxEntries.Arrival arrival = this.arrival;
		if (arrival != null && name.equals(this.name) && arrival.count() < this.most
				&& arrival.bytes() + bytes <= this.mostBytes) {
			arrival.add(message, bytes);
			return true;
		}
		boolean more = handOver();
		LocalPort port = this.ports.find(name);
		if (port != null) {
			this.port = port;
			this.name = name;
			this.arrival = new MailboxEntries.Arrival(message, this.inflow, bytes);
			this.most = port.mostAtOnce();
		}
		return more;
	}

	/**
	 * Hands over what was taken.
	 * @return whether more may follow; see {@link ReceiveWindow.Listener} for when not
	 */
	public boolean handOver() {
		MailboxEntries.Arrival arrival = this.arrival;
		if (arrival == null) {
			return true;
		}
		this.arrival = null;
		LocalPort port = Objects.requireNonNull(this.port);
		this.port = null;
		return !port.deliver(arrival) || this.inflow.add(arrival.bytes());
	}

	/** Forgets what was taken and not handed over. */
	public void drop() {
		this.arrival = null;
		this.port = null;
	}

}
