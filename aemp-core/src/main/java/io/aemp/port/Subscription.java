package io.aemp.port;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.aemp.Guard;

/**
 * Somebody who is told of a sequence of events, in the context in which they asked for
 * it. Calls never overlap and keep the order, also outside ports.
 *
 * @param <E> the type of the events
 */
public final class Subscription<E> implements Guard {

	private final Queue<E> events = new ConcurrentLinkedQueue<>();

	private final AtomicInteger waiting = new AtomicInteger();

	private final Context context;

	private final Consumer<E> callback;

	private final Consumer<Subscription<E>> withdrawal;

	private volatile boolean closed;

	/**
	 * Creates a subscription that ends with its context.
	 * @param context where the callback runs
	 * @param callback takes the events
	 * @param withdrawal removes the subscription from where it is registered
	 */
	public Subscription(Context context, Consumer<E> callback, Consumer<Subscription<E>> withdrawal) {
		this.context = context;
		this.callback = callback;
		this.withdrawal = withdrawal;
	}

	/**
	 * Makes the subscription end with its context; to be called once it is registered.
	 */
	public void begin() {
		this.context.own(this);
	}

	/**
	 * Tells of an event. To be called by one thread at a time.
	 * @param event the event
	 */
	public void publish(E event) {
		if (!this.closed) {
			this.events.add(event);
			if (this.waiting.getAndIncrement() == 0) {
				next();
			}
		}
	}

	private void next() {
		if (!this.context.execute(this::deliver)) {
			this.events.clear();
		}
	}

	private void deliver() {
		try {
			E event = this.events.poll();
			if (event != null && !this.closed) {
				this.callback.accept(event);
			}
		}
		finally {
			if (this.waiting.decrementAndGet() > 0) {
				next();
			}
		}
	}

	@Override
	public void close() {
		if (!this.closed) {
			this.closed = true;
			this.events.clear();
			this.context.disown(this);
			this.withdrawal.accept(this);
		}
	}

}
