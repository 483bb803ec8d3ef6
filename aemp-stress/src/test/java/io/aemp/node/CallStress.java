package io.aemp.node;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Message;
import io.aemp.PortIds;
import io.aemp.Reason;
import io.aemp.dispatch.TimerWheel;
import io.aemp.port.Monitor;
import io.aemp.port.PortTable;
import io.aemp.port.Ports;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** A call that several threads end at the same moment, and a thread that waits for it. */
public final class CallStress {

	private static final Message ANSWER = Message.of("answer");

	private CallStress() {
	}

	/** A call that counts what it is told. */
	public abstract static class Waiting implements Call.Outcome {

		final PortTable ports = new Ports().table();

		final AtomicInteger answers = new AtomicInteger();

		final AtomicInteger failures = new AtomicInteger();

		final Call call = new Call(this.ports, "peer#port", this, new CallCounts());

		Waiting() {
			this.ports.add(this.call);
		}

		@Override
		public void answered(Message answer) {
			this.answers.incrementAndGet();
		}

		@Override
		public void failed(Exception failure) {
			this.failures.incrementAndGet();
		}

		int left() {
			return this.ports.infos().size();
		}

	}

	/** An answer, and the end of the time. */
	@JCStressTest
	@State
	@Outcome(id = "1, 0, 0", expect = Expect.ACCEPTABLE, desc = "Answered")
	@Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "Too late")
	public static class TimeLimit extends Waiting {

		private final TimerWheel limits = new TimerWheel(this.ports.runtime().timers());

		public TimeLimit() {
			this.call.limit(this.limits, Duration.ofSeconds(1));
		}

		@Actor
		public void answers() {
			this.call.deliver(ANSWER);
		}

		@Actor
		public void ends() {
			this.call.over();
		}

		@Arbiter
		public void settle(III_Result result) {
			result.r1 = this.answers.get();
			result.r2 = this.failures.get();
			result.r3 = left();
		}

	}

	/** An answer, and a caller who gives up. */
	@JCStressTest
	@State
	@Outcome(id = "1, 0, 0", expect = Expect.ACCEPTABLE, desc = "Answered")
	@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "Given up")
	public static class GivenUp extends Waiting {

		@Actor
		public void answers() {
			this.call.deliver(ANSWER);
		}

		@Actor
		public void givesUp() {
			this.call.close();
		}

		@Arbiter
		public void settle(III_Result result) {
			result.r1 = this.answers.get();
			result.r2 = this.failures.get();
			result.r3 = left();
		}

	}

	/** An answer, while somebody monitors the call. */
	@JCStressTest
	@State
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Answered, and the monitor has fired once")
	public static class Monitored extends Waiting {

		private final AtomicInteger fired = new AtomicInteger();

		@Actor
		public void answers() {
			this.call.deliver(ANSWER);
		}

		@Actor
		public void monitors() {
			this.ports.monitor(PortIds.nameOf(this.call.id()),
					new Monitor(this.ports.runtime().outside(), null, true, (reason) -> this.fired.incrementAndGet()));
		}

		@Arbiter
		public void settle(II_Result result) {
			result.r1 = this.answers.get();
			result.r2 = this.fired.get();
		}

	}

	/** A monitor that kills the call, and its answer. */
	@JCStressTest
	@State
	@Outcome(id = "1, 0, 0", expect = Expect.ACCEPTABLE, desc = "Answered")
	@Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "Killed")
	public static class Killed extends Waiting {

		private final Monitor monitor = new Monitor(this.call, this.call, true, this.call::dieHere);

		public Killed() {
			this.monitor.begin((ended) -> {
			});
		}

		@Actor
		public void answers() {
			this.call.deliver(ANSWER);
		}

		@Actor
		public void kills() {
			this.monitor.trigger(Reason.of("bad"));
		}

		@Arbiter
		public void settle(III_Result result) {
			result.r1 = this.answers.get();
			result.r2 = this.failures.get();
			result.r3 = left();
		}

	}

	/** The answer comes while a thread begins to wait for it. */
	@JCStressTest
	@State
	@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "The thread gets it")
	public static class Join {

		private final PortTable ports = new Ports().table();

		private final FutureAnswer future = new FutureAnswer(this.ports.runtime());

		@Actor
		public void waits(I_Result result) {
			result.r1 = this.future.join().equals(ANSWER) ? 1 : 0;
		}

		@Actor
		public void answers() {
			this.future.answered(ANSWER);
		}

	}

	/** The future is cancelled while a thread begins to wait for it. */
	@JCStressTest
	@State
	@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "The thread wakes up")
	public static class Cancel {

		private final PortTable ports = new Ports().table();

		private final FutureAnswer future = new FutureAnswer(this.ports.runtime());

		@Actor
		public void waits(I_Result result) {
			try {
				this.future.join();
			}
			catch (CancellationException | CompletionException ex) {
				result.r1 = 1;
			}
		}

		@Actor
		public void cancels() {
			this.future.cancel(false);
		}

	}

	/** A wait ends at the moment in which the answer comes. */
	@JCStressTest
	@State
	@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "The future is complete in the end")
	public static class ShortWait {

		private final PortTable ports = new Ports().table();

		private final FutureAnswer future = new FutureAnswer(this.ports.runtime());

		@Actor
		public void waits() {
			try {
				this.future.get(1, TimeUnit.MICROSECONDS);
			}
			catch (TimeoutException ex) {
				// the answer has not come in time
			}
			catch (InterruptedException | ExecutionException ex) {
				throw new AssertionError(ex);
			}
		}

		@Actor
		public void answers() {
			this.future.answered(ANSWER);
		}

		@Arbiter
		public void settle(I_Result result) {
			result.r1 = this.future.isDone() ? 1 : 0;
		}

	}

}
