package io.aemp.port;

import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;

import io.aemp.Dispatcher;
import io.aemp.Message;
import io.aemp.NodeObserver;
import io.aemp.PortOptions;
import io.aemp.Reason;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The thread of a process, which is the consumer of its mailbox while it does not wait,
 * against what reaches the process at the same moment. A lost wake-up is a test that does
 * not end.
 */
public final class ProcessStress {

	private ProcessStress() {
	}

	/** A process whose thread is the actor that calls {@link #live}. */
	public abstract static class Living {

		/** The process that the calling thread has opened. */
		private static final ThreadLocal<Runnable> OPENED = new ThreadLocal<>();

		private static final PortRuntime RUNTIME = new PortRuntime("me", new PortRuntime.Dispatchers() {

			@Override
			public Executor executor(Dispatcher dispatcher) {
				return Runnable::run;
			}

			@Override
			public Executor processes() {
				return OPENED::set;
			}

		}, new Ports.NoTime(), new NodeObserver() {
		}, 1000);

		private static final PortNameGenerator NAMES = new PortNameGenerator(new Random(1));

		final PortTable table = new PortTable(RUNTIME, NAMES);

		final ProcessPort process;

		private final Runnable thread;

		/** State of the process: plain. */
		int received;

		int interrupts;

		int deaths;

		boolean wrongReason;

		Living(int limit) {
			this.process = this.table.openProcess(PortOptions.DEFAULTS.mailboxLimit(limit),
					(port, arguments) -> code(port));
			this.thread = Objects.requireNonNull(OPENED.get());
			OPENED.remove();
		}

		abstract void code(ProcessPort port) throws Exception;

		final void live() {
			this.thread.run();
			if (Thread.interrupted()) {
				// an interrupt must not reach what the thread does next
				this.interrupts += 10;
			}
		}

		final void send(int number) {
			this.process.deliver(Message.of(number));
		}

		final void watch(Reason expected) {
			Context outside = RUNTIME.outside();
			this.table.monitor(Ports.name(this.process), new Monitor(outside, null, true, (reason) -> {
				this.deaths++;
				this.wrongReason |= !reason.equals(expected);
			}));
		}

		static int take(ProcessPort port, Selection selection, long nanos) throws InterruptedException {
			Message message = port.await(selection, () -> false, nanos);
			return (message != null) ? (int) message.integer(0) : 0;
		}

	}

	/** A process that waits for two messages of one sender. */
	@JCStressTest
	@State
	@Outcome(id = "12", expect = Expect.ACCEPTABLE, desc = "Both came, in order")
	public static class Wait extends Living {

		public Wait() {
			super(0);
		}

		@Override
		void code(ProcessPort port) throws Exception {
			this.received = 10 * take(port, Selection.ANY, ProcessPort.FOREVER);
			this.received += take(port, Selection.ANY, ProcessPort.FOREVER);
		}

		@Actor
		public void lives() {
			live();
		}

		@Actor
		public void sendsBoth() {
			send(1);
			send(2);
		}

		@Arbiter
		public void settle(I_Result result) {
			result.r1 = this.received;
		}

	}

	/** A process that sends to itself while another one does. */
	@JCStressTest
	@State
	@Outcome(id = { "12", "21" }, expect = Expect.ACCEPTABLE, desc = "Both came")
	public static class WaitForItself extends Living {

		public WaitForItself() {
			super(0);
		}

		@Override
		void code(ProcessPort port) throws Exception {
			send(2);
			this.received = 10 * take(port, Selection.ANY, ProcessPort.FOREVER);
			this.received += take(port, Selection.ANY, ProcessPort.FOREVER);
		}

		@Actor
		public void lives() {
			live();
		}

		@Actor
		public void sendsAnother() {
			send(1);
		}

		@Arbiter
		public void settle(I_Result result) {
			result.r1 = this.received;
		}

	}

	/** A process that looks again and again, and so takes its mailbox back each time. */
	@JCStressTest
	@State
	@Outcome(id = "12, 1", expect = Expect.ACCEPTABLE, desc = "In order, and the monitor fired")
	public static class Look extends Living {

		public Look() {
			super(0);
		}

		@Override
		void code(ProcessPort port) throws Exception {
			while (this.received < 10) {
				int number = take(port, Selection.ANY, 0);
				this.received = (number > 0) ? 10 * this.received + number : this.received;
			}
		}

		@Actor
		public void lives() {
			live();
		}

		@Actor
		public void watchesAndSends() {
			watch(Reason.NORMAL);
			send(1);
			send(2);
		}

		@Arbiter
		public void settle(II_Result result) {
			result.r1 = this.received;
			result.r2 = this.wrongReason ? -1 : this.deaths;
		}

	}

	/** A process that receives until it is killed. */
	public abstract static class Killed extends Living {

		Killed() {
			super(0);
			watch(Reason.of("stop"));
		}

		@Override
		void code(ProcessPort port) throws Exception {
			try {
				while (true) {
					take(port, Selection.ANY, ProcessPort.FOREVER);
					this.received++;
				}
			}
			catch (InterruptedException ex) {
				this.interrupts++;
				throw ex;
			}
		}

		final void kill() {
			this.process.kill(Reason.of("stop"));
		}

		final void tell(II_Result result) {
			result.r1 = this.received;
			result.r2 = (this.wrongReason || this.deaths != 1) ? -1 : this.interrupts;
		}

	}

	/** A kill against the thread that takes the message before it. */
	@JCStressTest
	@State
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "The message before the kill came, and one end")
	public static class Kill extends Killed {

		@Actor
		public void lives() {
			live();
		}

		@Actor
		public void sendsAndKills() {
			send(1);
			kill();
		}

		@Arbiter
		public void settle(II_Result result) {
			tell(result);
		}

	}

	/** A second kill against the thread that ends because of the first one. */
	@JCStressTest
	@State
	@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "One end, and no interrupt after it")
	public static class SecondKill extends Killed {

		public SecondKill() {
			kill();
		}

		@Actor
		public void lives() {
			live();
		}

		@Actor
		public void killsToo() {
			kill();
		}

		@Arbiter
		public void settle(II_Result result) {
			tell(result);
		}

	}

	/** Two kills against each other, before the thread starts. */
	@JCStressTest
	@State
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "The message before the kill came, and one end")
	@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "The other kill was first")
	public static class TwoKills extends Killed {

		@Actor
		public void sendsAndKills() {
			send(1);
			kill();
		}

		@Actor
		public void killsToo() {
			kill();
		}

		@Arbiter
		public void livesAndSettles(II_Result result) {
			live();
			tell(result);
		}

	}

	/** A process that waits for what never comes, and puts messages aside. */
	public abstract static class Overflowing extends Living {

		Overflowing() {
			super(1);
			watch(Reason.of(Reason.MAILBOX_OVERFLOW, "more than 1 messages wait"));
		}

		@Override
		void code(ProcessPort port) throws Exception {
			try {
				this.received = take(port, new Selection(Set.of(), (message) -> message.integer(0) == 0),
						ProcessPort.FOREVER);
			}
			catch (InterruptedException ex) {
				this.interrupts++;
				throw ex;
			}
		}

		final void tell(II_Result result) {
			result.r1 = this.received;
			result.r2 = (this.deaths != 1) ? -1 : this.wrongReason ? -2 : this.interrupts;
		}

	}

	/** An overflow, for which another thread takes what the process puts aside. */
	@JCStressTest
	@State
	@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "One death, and the thread ended")
	@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "One death, before the code began")
	public static class Overflow extends Overflowing {

		@Actor
		public void lives() {
			live();
		}

		@Actor
		public void sendsTooMuch() {
			// one message more may find room while the process takes another
			while (!this.process.isClosed()) {
				send(1);
			}
		}

		@Arbiter
		public void settle(II_Result result) {
			tell(result);
		}

	}

	/** An overflow by two senders, before the thread starts. */
	@JCStressTest
	@State
	@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "One death, and the code never ran")
	public static class OverflowOfTwo extends Overflowing {

		@Actor
		public void sendsOne() {
			send(1);
		}

		@Actor
		public void sendsAnother() {
			send(2);
		}

		@Arbiter
		public void livesAndSettles(II_Result result) {
			live();
			tell(result);
		}

	}

}
