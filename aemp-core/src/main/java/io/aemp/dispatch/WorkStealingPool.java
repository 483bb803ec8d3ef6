package io.aemp.dispatch;

import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small pool for short tasks that submit further tasks, such as ports that wake each
 * other. After its current task, a thread runs the task that it submitted last: its data
 * is still in the cache, and no other thread has to wake up. Idle threads steal the rest.
 * <p>
 * A thread that finds no task searches for a moment before it parks. A thread that adds a
 * task wakes a parked thread unless a thread is searching. The searching thread finds the
 * task and wakes the next thread if there are more.
 */
final class WorkStealingPool implements Executor, LoopTasks {

	private static final Logger logger = LoggerFactory.getLogger(WorkStealingPool.class);

	/**
	 * The capacity of the ring for tasks from outside; more tasks go to its overflow
	 * list.
	 */
	private static final int SHARED_SIZE = 1024;

	private final TaskRing shared = new TaskRing(SHARED_SIZE);

	private final String prefix;

	/** Runs tasks that may wait if they would have to wait behind another one. */
	private final Executor waiting;

	private final ThreadRelief relief;

	/** The number of threads made so far. Guarded by this. */
	private int made;

	private volatile PoolThread[] threads;

	private final AtomicInteger parked = new AtomicInteger();

	/**
	 * Whether a thread is searching; one at most, because more would take processor time
	 * from working threads.
	 */
	private final AtomicBoolean searched = new AtomicBoolean();

	/** Whether a parked thread watches the busy ones. */
	private final AtomicBoolean watched = new AtomicBoolean();

	/** The event loop threads that take part. */
	private volatile LoopWorker[] workers = {};

	private volatile boolean closed;

	/**
	 * Creates a pool. Its threads start on demand.
	 * @param size the number of threads
	 * @param prefix the start of the thread names
	 * @param waiting the executor for tasks that may wait
	 */
	WorkStealingPool(int size, String prefix, Executor waiting) {
		this.prefix = prefix;
		this.waiting = waiting;
		this.relief = new ThreadRelief(this, new NodeThreadFactory(prefix + "relief-"));
		PoolThread[] threads = new PoolThread[size];
		for (int i = 0; i < size; i++) {
			threads[i] = makeThread();
		}
		this.threads = threads;
		this.parked.set(size);
	}

	private synchronized PoolThread makeThread() {
		this.made++;
		return new PoolThread(this, this.prefix + this.made);
	}

	@Override
	public void execute(Runnable task) {
		PoolThread current = current();
		if (current != null) {
			current.add(task);
			return;
		}
		LoopWorker worker = currentWorker();
		if (worker == null || !worker.add(task)) {
			addFromOutside(task);
		}
	}

	/** Like {@link #execute}, but never runs the task on an event loop thread. */
	void executeApart(Runnable task) {
		PoolThread current = current();
		if (current != null) {
			current.add(task);
		}
		else {
			addFromOutside(task);
		}
	}

	private void addFromOutside(Runnable task) {
		if (this.closed) {
			throw new RejectedExecutionException("The node is closed");
		}
		addShared(task);
	}

	/** Adds a task that any thread of the pool may take. */
	void addShared(Runnable task) {
		this.shared.add(task);
		wake();
	}

	/** Runs a task and logs its exception, so that the thread continues. */
	static void run(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			logger.error("A task on thread {} failed", Thread.currentThread().getName(), ex);
		}
		// an interrupt is meant for the task only, and would keep the thread from parking
		Thread.interrupted();
	}

	@Override
	public synchronized LoopWorker join() {
		LoopWorker worker = new LoopWorker(this, Thread.currentThread());
		LoopWorker[] workers = Arrays.copyOf(this.workers, this.workers.length + 1);
		workers[workers.length - 1] = worker;
		this.workers = workers;
		return worker;
	}

	synchronized void leave(LoopWorker worker) {
		this.workers = Stream.of(this.workers).filter((other) -> other != worker).toArray(LoopWorker[]::new);
	}

	/** Begins the watch over a task that may wait, on the calling thread. */
	TaskWatch beginWaitingTask() {
		PoolThread current = current();
		if (current != null) {
			current.watched().begin();
			this.relief.watch();
			return current.watched();
		}
		LoopWorker worker = currentWorker();
		if (worker != null) {
			worker.beginWaitingTask();
			return worker;
		}
		return TaskWatch.NONE;
	}

	/** Whether the calling thread runs a task that may wait. */
	boolean mayWait() {
		PoolThread current = current();
		if (current != null) {
			return current.watched().isRunning();
		}
		LoopWorker worker = currentWorker();
		return worker == null || worker.mayWait();
	}

	/** Hands over what the calling thread has to do besides its current task. */
	void handOver() {
		PoolThread current = current();
		if (current != null) {
			this.relief.takeOver(current);
			return;
		}
		LoopWorker worker = currentWorker();
		if (worker != null) {
			worker.giveAway();
		}
	}

	/** The threads that have a place in the pool. */
	PoolThread[] threads() {
		return this.threads;
	}

	/** Whether a thread is there for new tasks. */
	boolean hasParked() {
		return this.parked.get() > 0;
	}

	/** Gives the place of a thread to a new one. */
	void replace(PoolThread thread) {
		swap(thread);
		// who has not seen that the place is another's has kept a task there
		thread.giveAway();
		if (hasWork()) {
			wake();
		}
	}

	private synchronized void swap(PoolThread thread) {
		PoolThread[] threads = this.threads.clone();
		for (int i = 0; i < threads.length; i++) {
			if (threads[i] == thread) {
				threads[i] = makeThread();
				// counted before it can be woken, as in PoolThread.park
				this.parked.incrementAndGet();
			}
		}
		this.threads = threads;
	}

	/**
	 * The task of a thread whose place is another's has ended, and so does the thread.
	 */
	void relievedEnds() {
		this.relief.relievedEnds();
	}

	/** Moves tasks that may wait from the queue of all threads to others. */
	void spreadShared() {
		for (int i = this.shared.size(); i > 0; i--) {
			Runnable task = this.shared.poll();
			if (task != null) {
				addElsewhere(task);
			}
		}
	}

	/** Adds a task that must not wait for the thread that has it. */
	void addElsewhere(Runnable task) {
		if (!(task instanceof WaitingTask) || !tryExecuteWaiting(task)) {
			addShared(task);
		}
	}

	private boolean tryExecuteWaiting(Runnable task) {
		try {
			this.waiting.execute(task);
			return true;
		}
		catch (RejectedExecutionException ex) {
			return false;
		}
	}

	/** Whether the calling thread belongs to this pool or takes part in it. */
	boolean isServing() {
		return current() != null || currentWorker() != null;
	}

	private @Nullable LoopWorker currentWorker() {
		Thread current = Thread.currentThread();
		for (LoopWorker worker : this.workers) {
			if (worker.isOf(current)) {
				return worker;
			}
		}
		return null;
	}

	private @Nullable PoolThread current() {
		return (Thread.currentThread() instanceof PoolThread thread && thread.isOf(this)) ? thread : null;
	}

	/** Ends the threads after they have run all submitted tasks. */
	void close() {
		this.closed = true;
		this.relief.close();
		for (PoolThread thread : this.threads) {
			if (thread.isAlive()) {
				thread.wake(PoolThread.State.AWAKE);
			}
		}
	}

	boolean isClosed() {
		return this.closed;
	}

	TaskRing shared() {
		return this.shared;
	}

	/**
	 * Makes sure that a thread searches for work. The thread that added a task calls
	 * this.
	 */
	void wake() {
		// a search that begins or ends at the same time may have missed the new task
		while (this.parked.get() > 0 && tryBeginSearch()) {
			if (wakeOne(PoolThread.State.SEARCHING)) {
				return;
			}
			endSearch();
			if (!hasWork()) {
				return;
			}
		}
	}

	/**
	 * Makes sure that a parked thread checks now and then whether the busy threads make
	 * progress. A thread that keeps a task to itself calls this.
	 */
	void watch() {
		if (!this.watched.get() && this.parked.get() > 0) {
			wakeOne(PoolThread.State.WATCHING);
		}
	}

	private boolean wakeOne(PoolThread.State task) {
		for (PoolThread thread : this.threads) {
			if (thread.wake(task)) {
				return true;
			}
		}
		return false;
	}

	void parked(int change) {
		this.parked.addAndGet(change);
	}

	boolean tryBeginSearch() {
		return !this.searched.get() && this.searched.compareAndSet(false, true);
	}

	void endSearch() {
		this.searched.set(false);
	}

	boolean tryBeginWatch() {
		return isBusy() && this.watched.compareAndSet(false, true);
	}

	void endWatch() {
		this.watched.set(false);
	}

	/** Whether there is a task that any thread may take. */
	boolean hasWork() {
		if (!this.shared.isEmpty()) {
			return true;
		}
		for (PoolThread thread : this.threads) {
			if (thread.hasQueued()) {
				return true;
			}
		}
		for (LoopWorker worker : this.workers) {
			if (worker.hasSpare()) {
				return true;
			}
		}
		return false;
	}

	/** How many threads of the pool run tasks. */
	int busyThreads() {
		return (int) Stream.of(this.threads).filter(PoolThread::isBusy).count();
	}

	/** Whether a thread of the pool runs tasks. */
	boolean isBusy() {
		for (PoolThread thread : this.threads) {
			if (thread.isBusy()) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Takes tasks from another thread. Returns the first of them, {@code null} if there
	 * is none.
	 */
	@Nullable Runnable steal(PoolThread thief) {
		for (PoolThread thread : this.threads) {
			Runnable task = (thread != thief) ? thread.giveTo(thief) : null;
			if (task != null) {
				return task;
			}
		}
		for (LoopWorker worker : this.workers) {
			Runnable task = worker.giveSpare();
			if (task != null) {
				return task;
			}
		}
		return null;
	}

	/** Takes a task from a thread that has made no progress since the last call. */
	@Nullable Runnable rescue() {
		for (PoolThread thread : this.threads) {
			Runnable task = thread.takeIfStuck();
			if (task != null) {
				return task;
			}
		}
		return null;
	}

}
