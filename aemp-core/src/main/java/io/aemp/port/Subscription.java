package io.aemp.port;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.aemp.Guard;

/**
 * Delivers a sequence of events to one callback in the context that subscribed. Calls
 * never overlap and keep the order of the events, also outside ports. Any thread may
 * publish and close.
 *
 * @param <E> the type of the events
 */
public final class Subscription<E> implements Guard {

	/** Undelivered events. The lock of this deque also guards the two flags below. */
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
	 * @param context the context that runs the callback
	 * @param callback receives the events
	 * @param joining bounds the number of waiting events
	 * @param withdrawal removes the subscription from its registration
	 */
	public Subscription(Context context, Consumer<E> callback, Joining<E> joining,
			Consumer<Subscription<E>> withdrawal) {
		this.context = context;
		this.callback = callback;
		this.joining = joining;
		this.withdrawal = withdrawal;
	}

	/** Closes the subscription when its context ends. Call this after registration. */
	public void begin() {
		this.context.own(this);
	}

	/**
	 * Queues an event for the callback. Does nothing after the end of the subscription.
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
	 * How to merge waiting events, so that their number stays bounded.
	 *
	 * @param limit the number of waiting events from which on new ones are merged
	 * @param join merges an event into the waiting ones without increasing their number
	 * @param <E> the type of the events
	 */
	public record Joining<E>(int limit, BiConsumer<Deque<E>, E> join) {

	}

}
