package io.aemp.dispatch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/** A thread of a {@link WorkStealingPool}, with tasks of its own. */
final class PoolThread extends Thread {

	private static final int QUEUE_SIZE = 256;

	/** After so many tasks that were next, those in the queue get their turn. */
	private static final int NEXT_LIMIT = 16;

	/** How often tasks from outside are preferred to own ones. */
	private static final int SHARED_TURN = 64;

	/** How long to search, where work usually comes back within that time. */
	private static final long SEARCH_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

	/** How often to look, otherwise. */
	private static final int SHORT_SEARCH = 32;

	private static final long WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private final WorkStealingPool pool;

	/** What this thread does next; others may take it if it does not. */
	private final AtomicReference<@Nullable Runnable> next = new AtomicReference<>();

	private final TaskRing queue = new TaskRing(QUEUE_SIZE);

	private final AtomicReference<State> state = new AtomicReference<>(State.NEW);

	private volatile boolean busy;

	/** How many tasks were begun; others may look. */
	private final AtomicInteger begun = new AtomicInteger();

	/** What {@link #begun} was when the watch looked last; for the watch. */
	private int seen;

	private @Nullable Runnable running;

	/** How many tasks in a row were next. */
	private int inRow;

	private boolean searching;

	/** Whether others rely on this thread to look after them. */
	private boolean onDuty;

	/** How often of late work came back soon, within bounds. */
	private int luck;

	PoolThread(WorkStealingPool pool, String name) {
		super(name);
		this.pool = pool;
		setDaemon(true);
		setContextClassLoader(PoolThread.class.getClassLoader());
	}

	boolean isOf(WorkStealingPool pool) {
		return this.pool == pool;
	}

	boolean isBusy() {
		return this.busy;
	}

	boolean hasQueued() {
		return !this.queue.isEmpty();
	}

	/** Adds a task; for this thread. */
	void add(Runnable task) {
		if (task == this.running) {
			// it gives way to those that wait
			this.queue.add(task);
			this.pool.watch();
			return;
		}
		Runnable before = this.next.getAndSet(task);
		if (before != null) {
			this.queue.add(before);
			this.pool.wake();
		}
		else {
			this.pool.watch();
		}
	}

	/**
	 * Wakes this thread if it is parked, or starts it.
	 * @param task what for
	 */
	boolean wake(State task) {
		State before = this.state.get();
		if ((before != State.NEW && before != State.PARKED) || !this.state.compareAndSet(before, task)) {
			return false;
		}
		this.pool.parked(-1);
		if (before == State.NEW) {
			start();
		}
		else {
			LockSupport.unpark(this);
		}
		return true;
	}

	/** Gives half of the queue to another thread, and of that the first to be run. */
	@Nullable Runnable giveTo(PoolThread thief) {
		int more = Math.min(this.queue.size(), QUEUE_SIZE) / 2;
		Runnable first = this.queue.poll();
		for (int i = 1; first != null && i < more; i++) {
			Runnable task = this.queue.poll();
			if (task == null) {
				break;
			}
			thief.queue.add(task);
			thief.onDuty = true;
		}
		return first;
	}

	/** For the watch. */
	@Nullable Runnable takeIfStuck() {
		int begun = this.begun.get();
		if (begun != this.seen) {
			this.seen = begun;
			return null;
		}
		Runnable task = takeNext();
		return (task != null) ? task : this.queue.poll();
	}

	@Override
	public void run() {
		wokenUp();
		do {
			work();
		}
		while (rest());
	}

	/** Runs tasks until there are none. */
	private void work() {
		this.busy = true;
		for (Runnable task = find(); task != null; task = find()) {
			run(task);
		}
		this.busy = false;
	}

	private void run(Runnable task) {
		endSearch();
		endDuty();
		this.begun.setRelease(this.begun.getPlain() + 1);
		this.running = task;
		WorkStealingPool.run(task);
		this.running = null;
	}

	private void endSearch() {
		if (this.searching) {
			this.searching = false;
			this.pool.endSearch();
			if (this.pool.hasWork()) {
				this.pool.wake();
			}
		}
	}

	/** The task may wait for what is kept by another thread, or by this one. */
	private void endDuty() {
		if (this.onDuty) {
			this.onDuty = false;
			this.pool.watch();
		}
	}

	private @Nullable Runnable find() {
		Runnable task = own();
		if (task == null) {
			task = this.pool.shared().poll();
		}
		return (task != null) ? task : this.pool.steal(this);
	}

	private @Nullable Runnable own() {
		Runnable task = null;
		if (this.begun.getPlain() % SHARED_TURN == 0) {
			task = this.pool.shared().poll();
		}
		if (task == null && this.inRow < NEXT_LIMIT) {
			task = takeNext();
			this.inRow = (task != null) ? this.inRow + 1 : 0;
		}
		return (task != null) ? task : queued();
	}

	private @Nullable Runnable queued() {
		Runnable task = this.queue.poll();
		if (task == null && this.inRow > 0) {
			task = this.pool.shared().poll();
		}
		this.inRow = 0;
		return (task != null) ? task : takeNext();
	}

	private @Nullable Runnable takeNext() {
		return (this.next.get() != null) ? this.next.getAndSet(null) : null;
	}

	/**
	 * Waits for work.
	 * @return whether there is some; otherwise the pool is closed
	 */
	private boolean rest() {
		if (this.searching || this.pool.tryBeginSearch()) {
			this.searching = true;
			long start = System.nanoTime();
			boolean found = search(start) || park();
			boolean soon = System.nanoTime() - start < SEARCH_NANOS;
			this.luck = soon ? Math.min(this.luck + 1, 8) : Math.max(this.luck - 2, 0);
			return found;
		}
		return park();
	}

	private boolean search(long start) {
		for (int i = 0; (i < SHORT_SEARCH) || (this.luck > 0 && System.nanoTime() - start < SEARCH_NANOS); i++) {
			if (this.pool.hasWork()) {
				return true;
			}
			Thread.onSpinWait();
		}
		return false;
	}

	private boolean park() {
		boolean closed = this.pool.isClosed();
		if (!closed) {
			// in this order: nobody is to see fewer than there are
			this.pool.parked(1);
			this.state.set(State.PARKED);
		}
		if (this.searching) {
			this.searching = false;
			this.pool.endSearch();
		}
		if (closed) {
			return this.pool.hasWork();
		}
		if (this.pool.isClosed()) {
			wake(State.AWAKE);
		}
		else if (this.pool.hasWork()) {
			// whoever added it relied on the search; there may be work for others too
			this.pool.wake();
		}
		awaitWake();
		wokenUp();
		return true;
	}

	private void awaitWake() {
		while (this.state.get() == State.PARKED) {
			boolean watching = this.pool.tryBeginWatch();
			if (watching) {
				keepWatch();
				this.pool.endWatch();
			}
			else {
				LockSupport.park(this.pool);
			}
			// whoever has kept something to itself meanwhile relied on the watch
			this.onDuty = watching && this.pool.isBusy();
		}
	}

	private void keepWatch() {
		do {
			LockSupport.parkNanos(this.pool, WATCH_NANOS);
			Runnable task = this.pool.rescue();
			if (task != null) {
				this.queue.add(task);
				wake(State.AWAKE);
			}
		}
		while (this.state.get() == State.PARKED && this.pool.isBusy());
	}

	private void wokenUp() {
		State task = this.state.get();
		this.searching = task == State.SEARCHING;
		this.onDuty |= task == State.WATCHING;
	}

	/** What a thread does, or was woken for. */
	enum State {

		NEW, AWAKE, SEARCHING, WATCHING, PARKED

	}

}
