package io.aemp.node;

import java.time.Duration;

import io.aemp.FlowControl;
import io.aemp.Guard;
import io.aemp.port.PortTable;
import io.aemp.port.ReceiveWindow;

/**
 * Pauses the reading of a connection while too many of its bytes wait in mailboxes. The
 * pause is limited: when it expires, the port that holds most of these bytes dies, and
 * then the next one, until reading goes on. So slow ports cannot block the messages
 * behind them indefinitely.
 */
final class MailboxBackpressure implements ReceiveWindow.Listener {

	private static final Guard NONE = () -> {
	};

	/** The divisor of the pause; the next port dies after the resulting time. */
	private static final int AGAIN = 10;

	private final PortTable ports;

	private final ReadPauses pauses;

	private final Duration pause;

	private final ReceiveWindow window;

	/** Guarded by this, like the flags below. */
	private Guard timer = NONE;

	private boolean full;

	private boolean closed;

	MailboxBackpressure(String node, PortTable ports, ReadPauses pauses, FlowControl flowControl) {
		this.ports = ports;
		this.pauses = pauses;
		this.pause = flowControl.pause();
		this.window = new ReceiveWindow(node, flowControl.receiveHigh(), this);
	}

	ReceiveWindow window() {
		return this.window;
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
		this.ports.overflow(this.window, "a connection could not be read for " + this.pause.toMillis()
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

	/** Stops the timer because the connection has ended. */
	void close() {
		synchronized (this) {
			this.closed = true;
			this.timer.close();
			this.timer = NONE;
		}
	}

}
