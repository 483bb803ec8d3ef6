package io.aemp.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import io.aemp.Message;
import io.aemp.Reason;
import io.aemp.outbound.DeferredSend;
import io.aemp.outbound.OrderingKey;
import io.aemp.outbound.SendQueue;
import io.aemp.port.Context;
import io.aemp.port.DeathLog;
import io.aemp.port.Monitor;
import org.jspecify.annotations.Nullable;

/**
 * Another node, as senders and monitors use it on any thread. {@link Connections} manages
 * the connection to it.
 */
final class Peer implements SendQueue.Owner {

	private final String node;

	private final Connections connections;

	private final Function<SendQueue.Owner, SendQueue> queues;

	private final Consumer<Runnable> later;

	private final DeathLog deaths;

	private final LossBarriers barriers = new LossBarriers();

	/** Guarded by this, as is each change of {@link #queue}. */
	private final Registrations registrations = new Registrations();

	/** The queue to which senders append. A loss replaces it. */
	private volatile SendQueue queue;

	/** The last reported {@link SendQueue#isWritable}. For the control executor. */
	private boolean reportedWritable = true;

	Peer(String node, Connections connections, Function<SendQueue.Owner, SendQueue> queues, Consumer<Runnable> later,
			DeathLog deaths) {
		this.node = node;
		this.connections = connections;
		this.queues = queues;
		this.later = later;
		this.deaths = deaths;
		this.queue = queues.apply(this);
	}

	String node() {
		return this.node;
	}

	SendQueue queue() {
		return this.queue;
	}

	/**
	 * Sends a message to a port.
	 * <p>
	 * A sender reads the queue before the barriers, and a loss closes the barriers before
	 * it replaces the queue. A sender that reads the new queue therefore finds the
	 * barriers closed. A sender that finds the barriers open appends to the old queue,
	 * which is lost as a whole.
	 * @return {@code false} if this object was retired and another one represents the
	 * node
	 */
	boolean send(Context context, String port, Message message, boolean lenient) {
		SendQueue queue = this.queue;
		return this.barriers.isClosed(context, port) || queue.append(context, port, message, lenient);
	}

	/**
	 * Sends a request about a port to the node port, in order with messages to that port.
	 */
	boolean request(Context context, String port, Message request) {
		SendQueue queue = this.queue;
		return this.barriers.isClosed(context, port) || queue.request(context, OrderingKey.port(port), request);
	}

	/**
	 * Sends a request about a port to the node port, after earlier packets, regardless of
	 * barriers.
	 */
	boolean request(String port, Message request) {
		return this.queue.request(null, OrderingKey.port(port), request);
	}

	/** Sends a message to a port as soon as this peer is writable. */
	boolean send(DeferredSend send, Context context, String port, Message message) {
		SendQueue queue = this.queue;
		Reason loss = this.barriers.loss(context, port);
		if (loss == null) {
			return queue.append(send, context, port, message);
		}
		send.failed(loss);
		return true;
	}

	/**
	 * Registers a monitor on a port of the peer, or on the connection if the port name is
	 * empty. While the creator of the monitor, or the port that it informs, is about to
	 * learn of a loss, what that sends is lost too; the new monitor then fires together
	 * with the others.
	 * @return {@code false} if this object was retired
	 */
	boolean monitor(String port, Monitor monitor) {
		Reason loss;
		synchronized (this) {
			loss = this.barriers.loss(monitor, port);
			if (loss == null) {
				if (!register(port)) {
					return false;
				}
				this.registrations.add(port, monitor);
			}
		}
		if (loss != null) {
			monitor.trigger(loss, this.barriers.join(port, monitor, loss));
		}
		else if (!monitor.isArmed()) {
			unmonitor(port, monitor);
		}
		return true;
	}

	/** Ensures that the peer reports the death of a port. */
	private boolean register(String port) {
		return this.registrations.contains(port)
				|| (port.isEmpty() ? isDemandable() : request(port, Message.of("mon1", port)));
	}

	/** Ends the registration of a port if no monitor or call needs it. */
	private void unregister(String port) {
		if (!port.isEmpty() && !this.registrations.contains(port)) {
			request(port, Message.of("mon0", port));
		}
	}

	private boolean isDemandable() {
		SendQueue queue = this.queue;
		return queue.demand() || !queue.isRetired();
	}

	/**
	 * Closes the barriers of a monitor that is not registered, as a loss does.
	 * @return the opener of the barriers; {@code null} if this object was retired
	 */
	synchronized Monitor.@Nullable Opener refuse(String port, Monitor monitor, Reason reason) {
		return this.queue.isRetired() ? null : this.barriers.close(port, monitor, reason);
	}

	synchronized void unmonitor(String port, Monitor monitor) {
		if (this.registrations.remove(port, monitor)) {
			unregister(port);
		}
	}

	/**
	 * Sends the message of a call to a port, and watches the port until the call ends.
	 * The watch closes no barrier.
	 * <p>
	 * The watch belongs to the queue to which the message is appended. A loss in between
	 * takes both, so a caller always learns of the loss of the queue that holds its
	 * message.
	 * @return {@code false} if this object was retired
	 */
	boolean call(Context context, String port, Message message, Call call) {
		SendQueue queue;
		Reason loss;
		synchronized (this) {
			queue = this.queue;
			loss = this.barriers.loss(context, port);
			if (loss == null) {
				if (!register(port)) {
					return false;
				}
				this.registrations.calls().add(port, call);
			}
		}
		if (loss != null) {
			// a monitor is about to report the loss; until then messages are discarded
			call.failed(loss);
			return true;
		}
		call.watchedBy(this, port);
		queue.append(context, port, message, false);
		return true;
	}

	/** A call has ended. */
	void unwatch(String port, Call call) {
		boolean first;
		synchronized (this) {
			first = this.registrations.calls().remove(port, call);
			String evicted = this.registrations.calls().evictExcess();
			if (evicted != null) {
				unregister(evicted);
			}
		}
		if (first) {
			this.later.accept(this::endIdleWatches);
		}
	}

	/** Ends the registrations of ports that were idle since the last sweep. */
	void endIdleWatches() {
		boolean more;
		synchronized (this) {
			this.registrations.calls().sweep().forEach(this::unregister);
			more = this.registrations.calls().isSweepDue();
		}
		if (more) {
			this.later.accept(this::endIdleWatches);
		}
	}

	/** The peer reports the death of a port over a connection. */
	void died(SendQueue source, String port, Reason reason) {
		boolean registered;
		Set<Monitor> monitors;
		List<Call> calls;
		synchronized (this) {
			if (this.queue != source || port.isEmpty()) {
				return;
			}
			registered = this.registrations.contains(port);
			monitors = this.registrations.end(port);
			calls = this.registrations.calls().remove(port);
		}
		monitors.forEach((monitor) -> monitor.trigger(reason));
		for (int i = 0; i < calls.size(); i++) {
			calls.get(i).failed(reason);
		}
		if (registered && monitors.isEmpty() && calls.isEmpty() && isNews(reason)) {
			// the peer does not log it, because it takes the registration for a monitor
			this.deaths.died(this.node + '#' + port, reason, null);
		}
	}

	private static boolean isNews(Reason reason) {
		return !reason.isNormal() && !Set.of(Reason.NO_SUCH_PORT, Reason.NODE_CLOSED).contains(reason.identifier());
	}

	/**
	 * The connection is lost or could not be made: replaces the queue, closes the
	 * barriers and fires the monitors in one step. Does nothing if the queue is not the
	 * current one.
	 */
	void lose(SendQueue lost, Reason reason) {
		List<Runnable> fired = new ArrayList<>();
		synchronized (this) {
			if (this.queue != lost) {
				return;
			}
			List<Call> calls = this.registrations.endAll((port, monitor) -> {
				Monitor.Opener opener = this.barriers.close(port, monitor, reason);
				fired.add(() -> monitor.trigger(reason, opener));
			});
			calls.forEach((call) -> fired.add(() -> call.failed(reason)));
			this.barriers.closeAgain(reason);
			lost.close();
			this.queue = this.queues.apply(this);
		}
		fired.forEach(Runnable::run);
		lost.lose(reason);
	}

	/** Retires this object if nothing uses it. Returns whether it did. */
	synchronized boolean retire() {
		return this.registrations.isEmpty() && this.barriers.isEmpty() && this.queue.retire();
	}

	synchronized int monitorCount() {
		return this.registrations.monitored();
	}

	/**
	 * Returns whether the writability of this peer has changed since the last call. For
	 * the control executor.
	 */
	boolean hasChanged() {
		boolean before = this.reportedWritable;
		this.reportedWritable = this.queue.isWritable();
		return before != this.reportedWritable;
	}

	/**
	 * Returns the last reported {@link SendQueue#isWritable}. For the control executor.
	 */
	boolean isReportedWritable() {
		return this.reportedWritable;
	}

	@Override
	public void demanded(SendQueue queue) {
		this.connections.demanded(this);
	}

	@Override
	public void overflowed(SendQueue queue) {
		this.connections.overflowed(this, queue);
	}

	@Override
	public void writabilityChanged(SendQueue queue) {
		this.connections.writabilityChanged(this);
	}

}
