package io.aemp.dispatch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/** A thread of a {@link WorkStealingPool} with a task queue of its own. */
final class PoolThread extends Thread {

	private static final int QUEUE_SIZE = 256;

	/** The most consecutive tasks from {@link #next} before the queue gets a turn. */
	private static final int NEXT_LIMIT = 16;

	/** One in this many tasks comes from outside first, before the thread's own tasks. */
	private static final int SHARED_TURN = 64;

	/** How long to search if work usually arrives within that time. */
	private static final long SEARCH_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

	/** How many times to look otherwise. */
	private static final int SHORT_SEARCH = 32;

	private static final long WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private final WorkStealingPool pool;

	/**
	 * The next task of this thread; the watching thread may take it if this one is stuck.
	 */
	private final AtomicReference<@Nullable Runnable> next = new AtomicReference<>();

	private final TaskRing queue = new TaskRing(QUEUE_SIZE);

	private final AtomicReference<State> state = new AtomicReference<>(State.NEW);

	private volatile boolean busy;

	/** The number of started tasks. Other threads may read it. */
	private final AtomicInteger begun = new AtomicInteger();

	/**
	 * The value of {@link #begun} at the last check. Only the watching thread accesses
	 * it.
	 */
	private int seen;

	/** The task that may wait, and whether this thread has lost its place by it. */
	private final WatchedTask watched = new WatchedTask();

	private @Nullable Runnable running;

	/** The number of consecutive tasks from {@link #next}. */
	private int consecutive;

	private boolean searching;

	/** Whether a thread must watch the others once this one starts a task. */
	private boolean mustWatch;

	/** The score of recent searches that found work soon, between 0 and 8. */
	private int searchScore;

	PoolThread(WorkStealingPool pool, String name) {
		// takes nothing over from the thread that creates the node, see NodeThreadFactory
		super(null, null, name, 0, false);
		this.pool = pool;
		setDaemon(true);
		setPriority(NORM_PRIORITY);
		setContextClassLoader(Thread.currentThread().getContextClassLoader());
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

	/** Adds a task. Only this thread calls this. */
	void add(Runnable task) {
		keep(task);
		if (this.watched.isRelieved()) {
			// whoever has taken this thread's place may have missed the task
			giveAway();
		}
	}

	private void keep(Runnable task) {
		if (task == this.running) {
			// a task that resubmits itself goes behind the queued ones
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
	 * Wakes this thread if it is parked, or starts it. Any thread may call this.
	 * @param task what the thread is to do
	 * @return whether this call woke or started the thread
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

	/** Whether this thread runs a task that may wait. */
	WatchedTask watched() {
		return this.watched;
	}

	/** Moves all tasks of this thread elsewhere. Any thread may call this. */
	void giveAway() {
		for (Runnable task = poll(); task != null; task = poll()) {
			this.pool.addElsewhere(task);
		}
	}

	private @Nullable Runnable poll() {
		Runnable task = takeNext();
		return (task != null) ? task : this.queue.poll();
	}

	/** Moves half of the queue to another thread and returns the first of these tasks. */
	@Nullable Runnable giveTo(PoolThread thief) {
		int more = Math.min(this.queue.size(), QUEUE_SIZE) / 2;
		Runnable first = this.queue.poll();
		for (int i = 1; first != null && i < more; i++) {
			Runnable task = this.queue.poll();
			if (task == null) {
				break;
			}
			thief.queue.add(task);
			thief.mustWatch = true;
		}
		return first;
	}

	/**
	 * Takes a task if this thread has started none since the last call. Only the watching
	 * thread calls this.
	 */
	@Nullable Runnable takeIfStuck() {
		int begun = this.begun.get();
		if (begun != this.seen) {
			this.seen = begun;
			return null;
		}
		return poll();
	}

	@Override
	public void run() {
		wokenUp();
		do {
			work();
		}
		while (!this.watched.isRelieved() && rest());
		if (this.watched.isRelieved()) {
			this.pool.relievedEnds();
		}
	}

	/** Runs tasks until it finds none, or is relieved. */
	private void work() {
		this.busy = true;
		for (Runnable task = find(); task != null; task = this.watched.isRelieved() ? null : find()) {
			run(task);
		}
		this.busy = false;
	}

	private void run(Runnable task) {
		endSearch();
		passOnWatch();
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

	/**
	 * Has another thread watch: the next task may block and wait for a task that this
	 * thread or another one keeps queued.
	 */
	private void passOnWatch() {
		if (this.mustWatch) {
			this.mustWatch = false;
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
		if (task == null && this.consecutive < NEXT_LIMIT) {
			task = takeNext();
			this.consecutive = (task != null) ? this.consecutive + 1 : 0;
		}
		return (task != null) ? task : queued();
	}

	private @Nullable Runnable queued() {
		Runnable task = this.queue.poll();
		if (task == null && this.consecutive > 0) {
			task = this.pool.shared().poll();
		}
		this.consecutive = 0;
		return (task != null) ? task : takeNext();
	}

	private @Nullable Runnable takeNext() {
		return (this.next.get() != null) ? this.next.getAndSet(null) : null;
	}

	/**
	 * Waits for work.
	 * @return whether there may be work; {@code false} if the pool is closed and empty
	 */
	private boolean rest() {
		if (this.searching || this.pool.tryBeginSearch()) {
			this.searching = true;
			long start = System.nanoTime();
			boolean found = search(start) || park();
			boolean soon = System.nanoTime() - start < SEARCH_NANOS;
			this.searchScore = soon ? Math.min(this.searchScore + 1, 8) : Math.max(this.searchScore - 2, 0);
			return found;
		}
		return park();
	}

	private boolean search(long start) {
		for (int i = 0; (i < SHORT_SEARCH) || (this.searchScore > 0 && System.nanoTime() - start < SEARCH_NANOS); i++) {
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
			// count before parking, so that no thread reads a count below the real one
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
			// the thread that added it relied on this search; there may be work for
			// others too
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
			// a thread that kept a task to itself meanwhile relied on this watch
			this.mustWatch = watching && this.pool.isBusy();
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
		this.mustWatch |= task == State.WATCHING;
	}

	/** The state of a thread, or what it was woken for. */
	enum State {

		NEW, AWAKE, SEARCHING, WATCHING, PARKED

	}

}
