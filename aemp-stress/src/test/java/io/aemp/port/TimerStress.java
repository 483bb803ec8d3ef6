package io.aemp.port;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Reason;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A timer that falls due, against whoever wants it no more. */
public final class TimerStress {

	private TimerStress() {
	}

	/** A port that has started a timer which the test lets fall due. */
	public abstract static class Waiting extends Ports.NoTime {

		final Ports ports = new Ports(this);

		final LocalPort port = this.ports.open();

		private final AtomicInteger cancelled = new AtomicInteger();

		private Runnable elapsed = () -> {
		};

		private Guard timer = () -> {
		};

		int fired;

		int late;

		boolean over;

		Waiting() {
			this.port.receive((message) -> {
				if (message.isEmpty()) {
					this.timer = CallbackTimer.start(this.ports.table().runtime(), Duration.ofSeconds(1), this::fire);
				}
				else {
					this.timer.close();
					this.over = true;
				}
			});
			this.port.deliver(Message.of());
			this.ports.run();
		}

		private void fire() {
			this.fired++;
			this.late += this.over ? 1 : 0;
		}

		void elapse() {
			this.elapsed.run();
			this.ports.run();
		}

		void look(II_Result result) {
			this.ports.run();
			result.r1 = this.late;
			result.r2 = this.fired + this.cancelled.get();
		}

		@Override
		public Guard schedule(Duration delay, Runnable task) {
			this.elapsed = task;
			return this.cancelled::incrementAndGet;
		}

	}

	/** The port closes the timer. */
	@JCStressTest
	@State
	@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Either fired or cancelled")
	public static class Close extends Waiting {

		@Actor
		public void falls() {
			elapse();
		}

		@Actor
		public void closes() {
			this.port.deliver(Message.of("close"));
			this.ports.run();
		}

		@Arbiter
		public void settle(II_Result result) {
			look(result);
		}

	}

	/** The port dies. */
	@JCStressTest
	@State
	@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Either fired or cancelled")
	public static class Death extends Waiting {

		public Death() {
			this.ports.watch(this.port, (reason) -> this.over = true);
		}

		@Actor
		public void falls() {
			elapse();
		}

		@Actor
		public void kills() {
			this.port.kill(Reason.of("end"));
			this.ports.run();
		}

		@Arbiter
		public void settle(II_Result result) {
			look(result);
		}

	}

}
