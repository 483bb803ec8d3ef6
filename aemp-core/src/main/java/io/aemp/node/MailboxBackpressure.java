package io.aemp.node;

import java.time.Duration;

import io.aemp.FlowControl;
import io.aemp.Guard;
import io.aemp.port.PortTable;
import io.aemp.port.ReceiveWindow;

/**
 * Stops reading a connection while too much of it waits in mailboxes, but not for ever:
 * after some time the port dies that holds it up most, and then the next one, until
 * reading goes on. So nobody waits in vain for what is behind.
 */
final class MailboxBackpressure implements ReceiveWindow.Listener {

	private static final Guard NONE = () -> {
	};

	/** The next port has this part of the time that the first one had. */
	private static final int AGAIN = 10;

	private final PortTable ports;

	private final ReadPauses pauses;

	private final Duration pause;

	private final ReceiveWindow inflow;

	/** Guarded by this, like the flags. */
	private Guard timer = NONE;

	private boolean full;

	private boolean closed;

	MailboxBackpressure(String node, PortTable ports, ReadPauses pauses, FlowControl flowControl) {
		this.ports = ports;
		this.pauses = pauses;
		this.pause = flowControl.pause();
		this.inflow = new ReceiveWindow(node, flowControl.receiveHigh(), this);
	}

	ReceiveWindow inflow() {
		return this.inflow;
	}

	@Override
	public void filled() {
		this.pauses.begin(ReadPauses.Cause.MAILBOXES);
		synchronized (this) {
			this.full = true;
			schedule(this.pause);
		}
	}

	private void schedule(Duration delay) {
		if (!this.closed) {
			this.timer = this.ports.runtime().timers().schedule(delay, this::expired);
		}
	}

	private void expired() {
		synchronized (this) {
			if (!this.full || this.closed) {
				return;
			}
			schedule(this.pause.dividedBy(AGAIN));
		}
		this.ports.overflow(this.inflow, "a connection could not be read for " + this.pause.toMillis()
				+ " ms, and most of what waits is for this port");
	}

	@Override
	public void drained() {
		synchronized (this) {
			this.full = false;
			this.timer.close();
			this.timer = NONE;
		}
		this.pauses.end(ReadPauses.Cause.MAILBOXES);
	}

	/** The connection has ended; what it has brought is nobody's concern any more. */
	void close() {
		synchronized (this) {
			this.closed = true;
			this.timer.close();
			this.timer = NONE;
		}
	}

}
