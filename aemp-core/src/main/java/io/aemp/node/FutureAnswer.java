package io.aemp.node;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import io.aemp.Message;
import io.aemp.port.LocalPort;
import io.aemp.port.PortRuntime;
import org.jspecify.annotations.Nullable;

/**
 * The future of a call. It completes outside ports, and never on the thread that has the
 * answer, which may hold the sockets of other connections: dependent stages are code of
 * the application. A thread that waits here already completes it, so that the answer
 * takes no way round; otherwise a thread of the pool does.
 */
final class FutureAnswer extends CompletableFuture<Message> implements Call.Outcome, Runnable {

	private static final VarHandle WAITER;

	static {
		try {
			WAITER = MethodHandles.lookup().findVarHandle(FutureAnswer.class, "waiter", Thread.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final PortRuntime runtime;

	/** The thread that waits here and completes the future, {@code null} if none does. */
	private volatile @Nullable Thread waiter;

	/** The {@link Message} or the {@link Exception} to complete with. */
	private volatile @Nullable Object outcome;

	private volatile @Nullable Call call;

	FutureAnswer(PortRuntime runtime) {
		this.runtime = runtime;
	}

	void begin(Call call) {
		this.call = call;
		if (isDone()) {
			call.close();
		}
	}

	@Override
	public void answered(Message answer) {
		end(answer);
	}

	@Override
	public void failed(Exception failure) {
		end(failure);
	}

	private void end(Object outcome) {
		this.outcome = outcome;
		Thread waiter = this.waiter;
		if (waiter != null) {
			LockSupport.unpark(waiter);
		}
		else if (!this.runtime.executeOutside(this)) {
			run();
		}
	}

	/** Completes this with the outcome. */
	@Override
	public void run() {
		Object outcome = this.outcome;
		if (outcome instanceof Message answer) {
			super.complete(answer);
		}
		else if (outcome instanceof Exception failure) {
			super.completeExceptionally(failure);
		}
	}

	/**
	 * Waits for the outcome, and completes this with it.
	 * @param interruptible whether an interrupt ends the wait; it stays set
	 * @param deadline the end of the wait in nanoseconds, if there is one
	 */
	private void waitHere(boolean interruptible, boolean limited, long deadline) {
		requireOther();
		Thread current = Thread.currentThread();
		// a thread of a fork-join pool has another one take its place while it waits
		if (isDone() || current instanceof ForkJoinWorkerThread || !WAITER.compareAndSet(this, null, current)) {
			return;
		}
		boolean interrupted = false;
		long rest = 1;
		while (this.outcome == null && !isDone() && rest > 0 && !(interrupted && interruptible)) {
			if (limited) {
				rest = deadline - this.runtime.timers().nanoTime();
				LockSupport.parkNanos(this, rest);
			}
			else {
				LockSupport.park(this);
			}
			interrupted |= Thread.interrupted();
		}
		this.waiter = null;
		if (interrupted) {
			current.interrupt();
		}
		if (this.outcome != null) {
			this.runtime.runOutside(this);
		}
	}

	/**
	 * The callbacks of a port run one after the other, so the one that waits here would
	 * wait for ever.
	 */
	private void requireOther() {
		LocalPort waiting = this.runtime.currentPort();
		Call call = this.call;
		if (waiting != null && call != null && call.port().equals(waiting.id()) && this.outcome == null && !isDone()) {
			throw new IllegalStateException("Port " + waiting.id()
					+ " waits for an answer of its own, which it can give"
					+ " only after the present callback; call another port, or do not wait: let the future complete later");
		}
	}

	@Override
	public Message join() {
		waitHere(false, false, 0);
		return super.join();
	}

	@Override
	public Message get() throws InterruptedException, ExecutionException {
		waitHere(true, false, 0);
		return super.get();
	}

	@Override
	public Message get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		long deadline = this.runtime.timers().nanoTime() + unit.toNanos(timeout);
		waitHere(true, true, deadline);
		return super.get(deadline - this.runtime.timers().nanoTime(), TimeUnit.NANOSECONDS);
	}

	@Override
	public boolean complete(Message answer) {
		return over(super.complete(answer));
	}

	@Override
	public boolean completeExceptionally(Throwable failure) {
		return over(super.completeExceptionally(failure));
	}

	@Override
	public boolean cancel(boolean interrupt) {
		return over(super.cancel(interrupt));
	}

	@Override
	public CompletableFuture<Message> completeAsync(Supplier<? extends Message> supplier, Executor executor) {
		CompletableFuture.supplyAsync(supplier, executor).whenComplete((answer, failure) -> {
			if (failure != null) {
				completeExceptionally(failure);
			}
			else {
				complete(answer);
			}
		});
		return this;
	}

	@Override
	public void obtrudeValue(Message answer) {
		super.obtrudeValue(answer);
		over(true);
	}

	@Override
	public void obtrudeException(Throwable failure) {
		super.obtrudeException(failure);
		over(true);
	}

	/** The application has completed this itself: it gives up the call. */
	private boolean over(boolean completed) {
		Call call = this.call;
		if (call != null) {
			call.close();
		}
		LockSupport.unpark(this.waiter);
		return completed;
	}

}
