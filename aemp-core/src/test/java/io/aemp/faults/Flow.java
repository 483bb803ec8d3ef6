package io.aemp.faults;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Reason;

/**
 * A port that sends numbers to another one and monitors it. When the monitor fires for
 * want of a connection, the flow begins a new epoch at once, inside the action. All state
 * belongs to the port.
 */
final class Flow {

	/** Below this an epoch was so short that the next one can wait as well. */
	private static final Duration PAUSE = Duration.ofMillis(50);

	private final Node node;

	private final String target;

	private final Traffic.Pace pace;

	private final Traffic.Events events;

	private final Port port;

	private boolean wanted;

	private boolean armed;

	/** Whether the target is dead, and not just out of reach. */
	private boolean over;

	private long epoch;

	private long count;

	private long total;

	private long began;

	Flow(Node node, String target, Traffic.Pace pace, Traffic.Events events) {
		this.node = node;
		this.target = target;
		this.pace = pace;
		this.events = events;
		this.port = node.open().receive("pump", (message) -> pump());
		node.send(this.port.id(), "pump");
	}

	/** Goes on, or sends nothing more; the monitor stays. */
	void want(boolean wanted) {
		this.port.runInContext(() -> {
			this.wanted = wanted;
			arm();
		});
	}

	private void arm() {
		if (!this.wanted || this.armed || this.over) {
			return;
		}
		long epoch = ++this.epoch;
		this.count = 0;
		this.armed = true;
		this.began = System.nanoTime();
		this.node.monitor(this.target, (reason) -> fired(epoch, reason));
		send();
	}

	private void fired(long epoch, Reason reason) {
		if (!this.armed || epoch != this.epoch) {
			this.events.problem("the monitor of epoch " + epoch + " fires again in epoch " + this.epoch + " of "
					+ this.port.id() + ": " + reason);
			return;
		}
		this.armed = false;
		this.over = !reason.identifier().equals(Reason.TRANSPORT_ERROR);
		this.events.fired(this.target, reason);
		if (System.nanoTime() - this.began > PAUSE.toNanos()) {
			arm();
		}
		else {
			Guard ignored = this.node.after(PAUSE, this::arm);
		}
	}

	private void pump() {
		if (this.wanted && this.armed) {
			for (int i = 0; i < this.pace.batch(); i++) {
				send();
			}
		}
		Guard ignored = this.node.after(this.pace.pause(), this.port.id(), "pump");
	}

	private void send() {
		this.node.send(this.target, "number", this.port.id(), this.epoch, this.count++, this.pace.filler());
		this.total++;
	}

	CompletableFuture<Report.Sent> sent() {
		return this.port.callInContext(
				() -> new Report.Sent(this.port.id(), this.target, this.epoch, this.count, this.armed, this.total));
	}

}
