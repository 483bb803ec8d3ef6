package io.aemp.port;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.aemp.Guard;

/**
 * Somebody who is told of a sequence of events, in the context in which they asked for
 * it. Calls never overlap and keep the order, also outside ports. Any thread may publish
 * and close.
 *
 * @param <E> the type of the events
 */
public final class Subscription<E> implements Guard {

	/** Events that were not told yet. Guarded by itself, like the two flags below. */
	private final Deque<E> waiting = new ArrayDeque<>();

	private final AtomicBoolean closed = new AtomicBoolean();

	private final Context context;

	private final Consumer<E> callback;

	private final Joining<E> joining;

	private final Consumer<Subscription<E>> withdrawal;

	private boolean running;

	private boolean ended;

	/**
	 * Creates a subscription.
	 * @param context where the callback runs
	 * @param callback takes the events
	 * @param joining keeps what waits within a limit
	 * @param withdrawal removes the subscription from where it is registered
	 */
	public Subscription(Context context, Consumer<E> callback, Joining<E> joining,
			Consumer<Subscription<E>> withdrawal) {
		this.context = context;
		this.callback = callback;
		this.joining = joining;
		this.withdrawal = withdrawal;
	}

	/**
	 * Makes the subscription end with its context; to be called once it is registered.
	 */
	public void begin() {
		this.context.own(this);
	}

	/**
	 * Tells of an event.
	 * @param event the event
	 */
	public void publish(E event) {
		synchronized (this.waiting) {
			if (this.ended) {
				return;
			}
			if (this.waiting.size() < this.joining.limit()) {
				this.waiting.add(event);
			}
			else {
				this.joining.join().accept(this.waiting, event);
			}
			if (this.running) {
				return;
			}
			this.running = true;
		}
		next();
	}

	private void next() {
		if (!this.context.tryExecute(this::deliver)) {
			end();
		}
	}

	private void deliver() {
		E event;
		synchronized (this.waiting) {
			event = this.waiting.poll();
		}
		try {
			if (event != null) {
				this.callback.accept(event);
			}
		}
		finally {
			if (more()) {
				next();
			}
		}
	}

	private boolean more() {
		synchronized (this.waiting) {
			this.running = !this.waiting.isEmpty();
			return this.running;
		}
	}

	private void end() {
		synchronized (this.waiting) {
			this.ended = true;
			this.waiting.clear();
		}
	}

	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			end();
			this.context.disown(this);
			this.withdrawal.accept(this);
		}
	}

	/**
	 * How events that wait are joined, so that they do not grow without a limit.
	 *
	 * @param limit from how many on
	 * @param join adds an event to those that wait, without making them more
	 * @param <E> the type of the events
	 */
	public record Joining<E>(int limit, BiConsumer<Deque<E>, E> join) {

	}

}
