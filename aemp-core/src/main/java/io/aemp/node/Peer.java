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
import io.aemp.port.Monitor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another node, as those see it who send to it and monitor its ports, on any thread. The
 * connection to it is the business of {@link Connections}.
 */
final class Peer implements SendQueue.Owner {

	private static final Logger logger = LoggerFactory.getLogger(Peer.class);

	private final String node;

	private final Connections connections;

	private final Function<SendQueue.Owner, SendQueue> queues;

	private final Consumer<Runnable> later;

	private final LossBarriers gates = new LossBarriers();

	/** Guarded by this, like each change of {@link #queue}. */
	private final Registrations registrations = new Registrations();

	/** Where senders append. A loss replaces it. */
	private volatile SendQueue queue;

	/** What was told of {@link SendQueue#isWritable}. The control executor's. */
	private boolean toldWritable = true;

	Peer(String node, Connections connections, Function<SendQueue.Owner, SendQueue> queues, Consumer<Runnable> later) {
		this.node = node;
		this.connections = connections;
		this.queues = queues;
		this.later = later;
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
	 * The queue is read before the gates, and a loss closes the gates before it replaces
	 * the queue: so whoever finds the new queue finds the gates closed, and whoever finds
	 * the gates open appends to the old queue, which is lost as a whole.
	 * @return {@code false} if this peer was forgotten and another object stands for the
	 * node
	 */
	boolean send(Context context, String port, Message message, boolean lenient) {
		SendQueue queue = this.queue;
		return this.gates.isClosed(context, port) || queue.append(context, port, message, lenient);
	}

	/**
	 * Sends a request to the node port that concerns a port, in order with messages to
	 * it.
	 */
	boolean request(Context context, String port, Message request) {
		SendQueue queue = this.queue;
		return this.gates.isClosed(context, port) || queue.request(context, OrderingKey.port(port), request);
	}

	/** Sends a request to the node port that concerns a port, behind what came before. */
	boolean request(String port, Message request) {
		return this.queue.request(null, OrderingKey.port(port), request);
	}

	/** Sends a message to a port as soon as this peer is writable. */
	boolean send(DeferredSend send, Context context, String port, Message message) {
		SendQueue queue = this.queue;
		Reason loss = this.gates.loss(context, port);
		if (loss == null) {
			return queue.append(send, context, port, message);
		}
		send.failed(loss);
		return true;
	}

	/**
	 * Registers a monitor on a port of the peer, or on the connection if the port name is
	 * empty. While its creator is about to be told of a loss, what it sends is lost too:
	 * the new monitor fires with the others then.
	 * @return {@code false} if this peer was forgotten
	 */
	boolean monitor(String port, Monitor monitor) {
		Reason loss;
		synchronized (this) {
			loss = this.gates.loss(monitor.creator(), port);
			if (loss == null) {
				if (!register(port)) {
					return false;
				}
				this.registrations.add(port, monitor);
			}
		}
		if (loss != null) {
			monitor.trigger(loss, this.gates.close(port, monitor, loss));
		}
		else if (!monitor.isArmed()) {
			unmonitor(port, monitor);
		}
		return true;
	}

	/** Makes sure that the peer tells of the death of a port. */
	private boolean register(String port) {
		return this.registrations.contains(port)
				|| (port.isEmpty() ? isDemandable() : request(port, Message.of("mon1", port)));
	}

	/** The peer need not tell of the death of a port, if nothing here hangs on it. */
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
	 * Closes the gates of a monitor that is not registered, as a loss does.
	 * @return opens them; {@code null} if this peer was forgotten
	 */
	synchronized Monitor.@Nullable Opener refuse(String port, Monitor monitor, Reason reason) {
		return this.queue.isRetired() ? null : this.gates.close(port, monitor, reason);
	}

	synchronized void unmonitor(String port, Monitor monitor) {
		if (this.registrations.remove(port, monitor)) {
			unregister(port);
		}
	}

	/**
	 * Sends a message to a port for a caller that waits for the answer, and watches the
	 * port meanwhile. The watch closes no gate.
	 * <p>
	 * The watch belongs to the queue that the message is appended to: a loss that comes
	 * in between takes both, and no message can be in a queue whose loss its caller is
	 * not told.
	 * @return {@code false} if this peer was forgotten
	 */
	boolean call(Context context, String port, Message message, Monitor watch) {
		SendQueue queue;
		Reason loss;
		synchronized (this) {
			queue = this.queue;
			loss = this.gates.loss(context, port);
			if (loss == null) {
				if (!register(port)) {
					return false;
				}
				this.registrations.calls().add(port, watch);
			}
		}
		if (loss != null) {
			// a monitor is about to tell the context of it, and keeps the message back
			watch.trigger(loss);
			return true;
		}
		if (!watch.isArmed()) {
			unwatch(port, watch);
		}
		queue.append(context, port, message, false);
		return true;
	}

	/** A call is over. */
	void unwatch(String port, Monitor watch) {
		boolean first;
		synchronized (this) {
			first = this.registrations.calls().remove(port, watch);
			this.registrations.calls().tooMany().forEach(this::unregister);
		}
		if (first) {
			this.later.accept(this::endIdleWatches);
		}
	}

	/** Ends the registrations that no call has used for a moment. */
	void endIdleWatches() {
		boolean more;
		synchronized (this) {
			this.registrations.calls().look().forEach(this::unregister);
			more = this.registrations.calls().isLooking();
		}
		if (more) {
			this.later.accept(this::endIdleWatches);
		}
	}

	/** A port of the peer died, as the peer says over a connection. */
	void died(SendQueue source, String port, Reason reason) {
		boolean registered;
		List<Monitor> fired;
		synchronized (this) {
			if (this.queue != source || port.isEmpty()) {
				return;
			}
			registered = this.registrations.contains(port);
			fired = this.registrations.end(port);
		}
		fired.forEach((monitor) -> monitor.trigger(reason));
		if (registered && fired.isEmpty() && isNews(reason)) {
			// the peer does not log it: it takes the registration for somebody who cares
			logger.warn("Port {}#{} died and nobody monitors it: {}", this.node, port, reason);
		}
	}

	private static boolean isNews(Reason reason) {
		return !reason.isNormal() && !Set.of(Reason.NO_SUCH_PORT, Reason.NODE_CLOSED).contains(reason.identifier());
	}

	/**
	 * The connection is lost, or could not be made: queue, gates and monitors in one
	 * step. Nothing happens if the queue is not the current one.
	 */
	void lose(SendQueue lost, Reason reason) {
		List<Runnable> fired = new ArrayList<>();
		synchronized (this) {
			if (this.queue != lost) {
				return;
			}
			List<Monitor> calls = this.registrations.endAll((port, monitor) -> {
				Monitor.Opener opener = this.gates.close(port, monitor, reason);
				fired.add(() -> monitor.trigger(reason, opener));
			});
			calls.forEach((call) -> fired.add(() -> call.trigger(reason)));
			this.gates.closeAgain(reason);
			lost.close();
			this.queue = this.queues.apply(this);
		}
		fired.forEach(Runnable::run);
		lost.lose(reason);
	}

	/** Gives this object up if nothing hangs on it. Returns whether it did. */
	synchronized boolean retire() {
		return this.registrations.isEmpty() && this.gates.isEmpty() && this.queue.retire();
	}

	synchronized int monitorCount() {
		return this.registrations.monitored();
	}

	/**
	 * Whether this peer has become writable since the last time, or the other way round.
	 * For the control executor.
	 */
	boolean hasChanged() {
		boolean before = this.toldWritable;
		this.toldWritable = this.queue.isWritable();
		return before != this.toldWritable;
	}

	/** What was told last of {@link SendQueue#isWritable}. For the control executor. */
	boolean isToldWritable() {
		return this.toldWritable;
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
