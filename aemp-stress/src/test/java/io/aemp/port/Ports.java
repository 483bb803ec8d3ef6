package io.aemp.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.aemp.Dispatcher;
import io.aemp.Guard;
import io.aemp.NodeObserver;
import io.aemp.PortIds;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.dispatch.Timers;

/**
 * Ports whose dispatcher is whoever calls {@link #run}: an actor does so when it has done
 * its part, and the arbiter for what is left.
 */
public final class Ports implements Executor {

	/** Shared, so that the thread locals of millions of runtimes do not pile up. */
	private static final PortRuntime RUNTIME = runtime(new NoTime());

	private static final PortNameGenerator NAMES = new PortNameGenerator(new Random(1));

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final PortTable table;

	/** Ports without time. */
	public Ports() {
		this.table = new PortTable(RUNTIME, NAMES);
	}

	/** Ports with timers of their own, and so with a runtime of their own. */
	Ports(Timers timers) {
		this.table = new PortTable(runtime(timers), NAMES);
	}

	private static PortRuntime runtime(Timers timers) {
		return new PortRuntime("me", (dispatcher) -> {
			Executor executor = dispatcher.executor();
			return (executor != null) ? executor : Runnable::run;
		}, timers, new NodeObserver() {
		}, 1000);
	}

	public PortTable table() {
		return this.table;
	}

	public LocalPort open() {
		return open(0);
	}

	LocalPort open(int limit) {
		return this.table.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.of(this)).mailboxLimit(limit));
	}

	public static String name(LocalPort port) {
		return PortIds.nameOf(port.id());
	}

	/** Monitors a port from outside. */
	void watch(LocalPort port, Consumer<Reason> action) {
		this.table.monitor(name(port), new Monitor(outside(), null, true, action));
	}

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
	}

	/** Runs what waits for a thread. */
	public void run() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
	}

	/** A context outside ports; see {@link #run}. */
	public Context outside() {
		return new Context() {

			@Override
			public boolean tryExecute(Runnable callback) {
				return Ports.this.tasks.add(callback);
			}

			@Override
			public void own(Guard guard) {
			}

			@Override
			public void disown(Guard guard) {
			}

		};
	}

	/** Time that stands still: no timer ever falls due by itself. */
	static class NoTime implements Timers {

		@Override
		public long nanoTime() {
			return 0;
		}

		@Override
		public Instant now() {
			return Instant.EPOCH;
		}

		@Override
		public Guard schedule(Duration delay, Runnable task) {
			return () -> {
			};
		}

	}

}
