package io.aemp.simulation;

import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A world with a thread of its own, in which other threads take part: they hand over what
 * is to happen here. Its time is the real one, or stands still unless it is advanced.
 */
final class LiveWorld extends World implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(LiveWorld.class);

	/** How many events happen before tasks of other threads get a turn. */
	private static final int BATCH = 64;

	/** How long other threads may take until it is quiet, by the real clock. */
	private static final long PATIENCE = Nanos.SECOND;

	private final LinkedBlockingQueue<Runnable> entering = new LinkedBlockingQueue<>();

	private final Activity activity = new Activity();

	private final Set<Activity> activities = new CopyOnWriteArraySet<>(Set.of(this.activity));

	private final long start = System.nanoTime();

	private final boolean manual;

	private final Thread thread;

	private volatile long manualTime;

	private volatile boolean closed;

	LiveWorld(SplittableRandom random, Journal journal, boolean manual) {
		super(random, journal);
		this.manual = manual;
		this.thread = new Thread(this::live, "aemp-memory-network");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	boolean isManual() {
		return this.manual;
	}

	/** Begins to count what other threads do: time that is advanced waits for them. */
	void watch(Activity activity) {
		this.activities.add(activity);
	}

	void unwatch(Activity activity) {
		this.activities.remove(activity);
	}

	private void live() {
		while (!this.closed) {
			Runnable task = happens() ? this.entering.poll() : await(nextDue() - clock());
			if (task != null) {
				// time has passed meanwhile
				happens();
				task.run();
			}
		}
		this.entering.forEach(Runnable::run);
	}

	/** Lets happen what is due, and returns whether there may be more. */
	private boolean happens() {
		long time = clock();
		for (int i = 0; i < BATCH; i++) {
			if (!step(time)) {
				return false;
			}
		}
		return true;
	}

	private @Nullable Runnable await(long nanos) {
		try {
			return this.manual ? this.entering.take() : this.entering.poll(nanos, TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			this.closed = true;
			return null;
		}
	}

	/** The time on all threads alike. */
	long clock() {
		return this.manual ? this.manualTime : System.nanoTime() - this.start;
	}

	/** For other threads the time goes on while nothing happens here. */
	@Override
	long now() {
		return isHere() ? super.now() : clock();
	}

	@Override
	boolean isHere() {
		return Thread.currentThread() == this.thread;
	}

	@Override
	boolean isPrompt() {
		return true;
	}

	@Override
	void enter(Runnable task) {
		if (isHere()) {
			task.run();
		}
		else if (!this.closed) {
			this.entering.add(this.activity.counted(() -> perform(task)));
		}
	}

	private static void perform(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			tell(ex);
		}
	}

	@Override
	void fail(Throwable failure) {
		tell(failure);
	}

	private static void tell(Throwable failure) {
		logger.error("A task of the in-memory network failed; this is a bug", failure);
	}

	/** Lets a task happen here, and waits for it. */
	<T extends @Nullable Object> T call(Supplier<T> task) {
		if (isHere()) {
			return task.get();
		}
		CompletableFuture<T> result = new CompletableFuture<>();
		enter(() -> {
			try {
				result.complete(task.get());
			}
			catch (RuntimeException | Error ex) {
				result.completeExceptionally(ex);
			}
		});
		if (this.closed) {
			result.completeExceptionally(new IllegalStateException("The in-memory network is closed"));
		}
		try {
			return result.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw ex;
		}
	}

	void call(Runnable task) {
		this.<@Nullable Void>call(() -> {
			task.run();
			return null;
		});
	}

	/**
	 * Waits until something has come true here, by the real clock. If time stands still,
	 * waits only for what is under way.
	 */
	void await(BooleanSupplier condition, Duration patience) {
		if (this.manual) {
			settle();
			return;
		}
		long end = System.nanoTime() + Nanos.of(patience);
		while (!this.closed && !call((Supplier<Boolean>) condition::getAsBoolean) && System.nanoTime() - end < 0) {
			LockSupport.parkNanos(Nanos.SECOND / 1000);
		}
	}

	/**
	 * Lets time pass: all that falls due happens in its order, and each time other
	 * threads get the chance to finish what follows from it.
	 */
	void advance(Duration duration) {
		long end = this.manualTime + Nanos.of(duration);
		settle();
		while (this.manualTime < end) {
			this.manualTime = Math.min(end, call((Supplier<Long>) this::nextDue));
			settle();
		}
	}

	/** Waits until all threads have nothing to do, or some of them take too long. */
	private void settle() {
		long patience = System.nanoTime() + PATIENCE;
		boolean quiet = false;
		while (!this.closed && !quiet && System.nanoTime() - patience < 0) {
			long begun = begun();
			call(() -> {
			});
			// the task above was the only one
			quiet = this.activities.stream().allMatch(Activity::isQuiet) && begun() == begun + 1;
			if (!quiet) {
				LockSupport.parkNanos(Nanos.SECOND / 20_000);
			}
		}
	}

	private long begun() {
		return this.activities.stream().mapToLong(Activity::begun).sum();
	}

	/** Ends the thread. What is handed over later is dropped. */
	@Override
	public void close() {
		this.closed = true;
		this.entering.add(() -> {
		});
	}

}
