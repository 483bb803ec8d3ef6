package io.aemp.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

import io.aemp.FailureDetector;
import io.aemp.FlowControl;
import io.aemp.Limits;
import io.aemp.Message;
import io.aemp.Reason;
import io.aemp.port.LocalPort;
import io.aemp.port.Ports;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The thread of a connection against the one that comes after it. */
public final class ConnectionHandoverStress {

	private ConnectionHandoverStress() {
	}

	/**
	 * A message arrives over a connection while that is replaced, and another one over
	 * the next connection as soon as that is used.
	 */
	@JCStressTest
	@State
	@Outcome(id = "12", expect = Expect.ACCEPTABLE, desc = "In order")
	@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "The first one is lost with its connection")
	@Outcome(id = "21", expect = Expect.FORBIDDEN, desc = "New before old")
	public static class Replacement {

		private final Ports ports = new Ports();

		private final LocalPort port = this.ports.open();

		private final Connections connections = connections(this.ports);

		private final LoopLink old = new LoopLink(Ports.name(this.port), 1);

		private final LoopLink next = new LoopLink(Ports.name(this.port), 2);

		private int received;

		public Replacement() {
			this.port.receive((message) -> this.received = this.received * 10 + (int) message.integer(0));
			this.ports.run();
			this.connections.established(this.old);
		}

		@Actor
		public void readsFromTheOld() {
			this.old.read();
		}

		@Actor
		public void replaces() {
			this.connections.established(this.next);
			this.next.read();
		}

		@Arbiter
		public void settle(I_Result result) {
			this.next.read();
			this.ports.run();
			result.r1 = this.received;
		}

	}

	private static Connections connections(Ports ports) {
		ConnectionDependencies setup = new ConnectionDependencies(ports.table(), null, Wire.peers(ports.table()), null, null,
				ports.table().runtime().timers(), Duration.ZERO, Duration.ZERO, FailureDetector.OFF, new DialLimiter(1),
				Limits.DEFAULTS, FlowControl.DEFAULTS);
		return new Connections(new Serial(), setup, new ConnectionListener() {

			@Override
			public void up(LinkSession session) {
			}

			@Override
			public void down(String node, Reason reason) {
			}

			@Override
			public void writabilityChanged(String node, boolean writable) {
			}

		});
	}

	/** One task after the other, on the thread of whoever comes first. */
	private static final class Serial implements Executor {

		private final Queue<Runnable> tasks = new ArrayDeque<>();

		private boolean busy;

		@Override
		public void execute(Runnable task) {
			synchronized (this) {
				this.tasks.add(task);
				if (this.busy) {
					return;
				}
				this.busy = true;
			}
			for (Runnable next = next(); next != null; next = next()) {
				next.run();
			}
		}

		private synchronized @Nullable Runnable next() {
			Runnable next = this.tasks.poll();
			this.busy = next != null;
			return next;
		}

	}

	/** A link with an event loop of its own, over which one message arrives. */
	private static final class LoopLink extends Wire {

		private final Executor loop = new Serial();

		private final String port;

		private final int number;

		private @Nullable Traffic traffic;

		private boolean arrived;

		LoopLink(String port, int number) {
			this.port = port;
			this.number = number;
		}

		@Override
		public void start(Traffic traffic) {
			this.loop.execute(() -> this.traffic = traffic);
		}

		/** Hands over the message, unless the link has ended or the message was there. */
		void read() {
			this.loop.execute(() -> {
				Traffic traffic = this.traffic;
				if (traffic != null && !this.arrived) {
					this.arrived = true;
					traffic.packet(this.port, Message.of(this.number), 1);
				}
			});
		}

		@Override
		public void close(String message) {
			this.loop.execute(() -> {
				Traffic traffic = this.traffic;
				this.traffic = null;
				if (traffic != null) {
					traffic.closed(message);
				}
			});
		}

	}

}
