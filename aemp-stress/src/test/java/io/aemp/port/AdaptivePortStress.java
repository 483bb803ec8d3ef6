package io.aemp.port;

import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

import io.aemp.Dispatcher;
import io.aemp.Message;
import io.aemp.NodeObserver;
import io.aemp.PortOptions;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** A port that moves to other threads, against those who send to it meanwhile. */
public final class AdaptivePortStress {

	private AdaptivePortStress() {
	}

	/** A port, the tasks of its two kinds of threads, and a clock. */
	public abstract static class Moving {

		private final Queue<Runnable> pool = new ConcurrentLinkedQueue<>();

		private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

		private final AtomicLong clock = new AtomicLong();

		private final LocalPort port;

		/** How long each callback takes. */
		private volatile long pace;

		/** A port's own state: plain. */
		private int received;

		private int receivedOnPool;

		private boolean overlapped;

		private boolean inside;

		/** Where the present turn runs: plain, as there is one turn at a time. */
		private boolean turnOnPool;

		Moving() {
			PortTable table = new PortTable(
					new PortRuntime("me", new Dispatchers(), new Ports.NoTime(), new NodeObserver() {
					}, 1000), new PortNameGenerator(new Random(1)));
			this.port = table.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.ADAPTIVE));
			this.port.receive((message) -> {
				this.overlapped |= this.inside;
				this.inside = true;
				this.received++;
				this.receivedOnPool += this.turnOnPool ? 1 : 0;
				this.inside = false;
			});
		}

		void send(int count, long pace) {
			this.pace = pace;
			for (int i = 0; i < count; i++) {
				this.port.deliver(Message.of(i));
			}
		}

		void forget() {
			this.received = 0;
			this.receivedOnPool = 0;
		}

		void run() {
			while (runOne(this.pool) || runOne(this.waiting)) {
				Thread.onSpinWait();
			}
		}

		private static boolean runOne(Queue<Runnable> tasks) {
			Runnable task = tasks.poll();
			if (task != null) {
				task.run();
			}
			return task != null;
		}

		void look(III_Result result) {
			run();
			result.r1 = this.received;
			result.r2 = this.receivedOnPool;
			result.r3 = this.overlapped ? 1 : 0;
		}

		private final class Dispatchers implements PortRuntime.Dispatchers {

			@Override
			public Executor executor(Dispatcher dispatcher) {
				boolean onPool = dispatcher.kind() == Dispatcher.Kind.ADAPTIVE;
				Queue<Runnable> tasks = onPool ? Moving.this.pool : Moving.this.waiting;
				return (task) -> tasks.add(() -> {
					Moving.this.turnOnPool = onPool;
					task.run();
				});
			}

			@Override
			public long callbackClock() {
				return Moving.this.clock.getAndAdd(Moving.this.pace);
			}

		}

	}

	/** All callbacks take long, and two are enough. */
	@JCStressTest
	@State
	@Outcome(id = "6, 2, 0", expect = Expect.ACCEPTABLE,
			desc = "All but the first two were received on the other threads")
	public static class Leave extends Moving {

		@Actor
		public void sends() {
			send(3, CallbackPace.LONG_NANOS);
			run();
		}

		@Actor
		public void sendsToo() {
			send(3, CallbackPace.LONG_NANOS);
			run();
		}

		@Arbiter
		public void look(III_Result result) {
			super.look(result);
		}

	}

	/** The first callback is the last of those that must be quick. */
	@JCStressTest
	@State
	@Outcome(id = "6, 5, 0", expect = Expect.ACCEPTABLE, desc = "All but the first were received on the pool")
	public static class Return extends Moving {

		public Return() {
			send(2, CallbackPace.LONG_NANOS);
			run();
			send(CallbackPace.SHORTEST_PROBATION - 1, 0);
			run();
			forget();
		}

		@Actor
		public void sends() {
			send(3, 0);
			run();
		}

		@Actor
		public void sendsToo() {
			send(3, 0);
			run();
		}

		@Arbiter
		public void look(III_Result result) {
			super.look(result);
		}

	}

}
