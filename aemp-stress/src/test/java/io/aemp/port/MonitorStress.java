package io.aemp.port;

import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Message;
import io.aemp.Reason;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** A monitor: fired, closed and registered at the same moment. */
public final class MonitorStress {

	private static final Reason END = Reason.of("end");

	private MonitorStress() {
	}

	/** A port closes its guard while the monitor fires into it. */
	@JCStressTest
	@State
	@Outcome(id = "0, 0, 1", expect = Expect.ACCEPTABLE, desc = "Closed before it fired")
	@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "Fired before it was closed")
	public static class CloseInPort {

		private final Ports ports = new Ports();

		private final LocalPort port = this.ports.open();

		private final AtomicInteger opened = new AtomicInteger();

		private int fired;

		private int late;

		private boolean closed;

		private final Monitor monitor = new Monitor(this.port, this.port, true, (reason) -> {
			this.fired++;
			this.late += this.closed ? 1 : 0;
		});

		public CloseInPort() {
			this.monitor.begin((ended) -> {
			});
			this.port.receive((message) -> {
				this.monitor.close();
				this.closed = true;
			});
		}

		@Actor
		public void fires() {
			this.monitor.trigger(END, (told) -> this.opened.incrementAndGet());
			this.ports.run();
		}

		@Actor
		public void closes() {
			this.port.deliver(Message.of("close"));
			this.ports.run();
		}

		@Arbiter
		public void settle(III_Result result) {
			this.ports.run();
			result.r1 = this.fired;
			result.r2 = this.late;
			result.r3 = this.opened.get();
		}

	}

	/** Any thread closes a guard while the monitor fires. */
	@JCStressTest
	@State
	@Outcome(id = { "0, 0, 1", "0, 1, 1", "1, 0, 1" }, expect = Expect.ACCEPTABLE,
			desc = "Fired, withdrawn, or closed in between; the gates open once")
	public static class CloseAnywhere {

		private final AtomicInteger opened = new AtomicInteger();

		private final AtomicInteger withdrawn = new AtomicInteger();

		private final AtomicInteger fired = new AtomicInteger();

		private final Monitor monitor = new Monitor(new Ports().outside(), null, true,
				(reason) -> this.fired.incrementAndGet());

		public CloseAnywhere() {
			this.monitor.begin((ended) -> this.withdrawn.incrementAndGet());
		}

		@Actor
		public void fires() {
			this.monitor.trigger(END, (told) -> this.opened.incrementAndGet());
		}

		@Actor
		public void closes() {
			this.monitor.close();
			this.monitor.close();
		}

		@Arbiter
		public void settle(III_Result result) {
			result.r1 = this.fired.get();
			result.r2 = this.withdrawn.get();
			result.r3 = this.opened.get();
		}

	}

	/** The port died and the connection was lost. */
	@JCStressTest
	@State
	@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "Fired once; the gates of both are open")
	public static class TwoReasons {

		private final Ports ports = new Ports();

		private final AtomicInteger opened = new AtomicInteger();

		private final AtomicInteger fired = new AtomicInteger();

		private final Monitor monitor = new Monitor(this.ports.outside(), this.ports.outside(), true,
				(reason) -> this.fired.incrementAndGet());

		@Actor
		public void death() {
			this.monitor.trigger(END, (told) -> this.opened.incrementAndGet());
			this.ports.run();
		}

		@Actor
		public void loss() {
			this.monitor.trigger(END, (told) -> this.opened.incrementAndGet());
			this.ports.run();
		}

		@Arbiter
		public void settle(II_Result result) {
			this.ports.run();
			result.r1 = this.fired.get();
			result.r2 = this.opened.get();
		}

	}

	/** The owner of a monitor dies while the monitor fires. */
	@JCStressTest
	@State
	@Outcome(id = { "0, 1", "1, 1" }, expect = Expect.ACCEPTABLE, desc = "Whether it fires or not, the gates open once")
	public static class OwnerDies {

		private final Ports ports = new Ports();

		private final LocalPort port = this.ports.open();

		private final AtomicInteger opened = new AtomicInteger();

		private int fired;

		private final Monitor monitor = new Monitor(this.port, this.port, true, (reason) -> this.fired++);

		@Actor
		public void fires() {
			this.monitor.begin((ended) -> {
			});
			this.monitor.trigger(END, (told) -> this.opened.incrementAndGet());
			this.ports.run();
		}

		@Actor
		public void kills() {
			// nothing may hang on it yet
			this.port.kill(Reason.NORMAL);
			this.ports.run();
		}

		@Arbiter
		public void settle(II_Result result) {
			this.ports.run();
			result.r1 = this.fired;
			result.r2 = this.opened.get();
		}

	}

	/** A monitor is put on a port while it dies. */
	@JCStressTest
	@State
	@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Fired, with whatever reason")
	public static class Registration {

		private final Ports ports = new Ports();

		private final LocalPort port = this.ports.open();

		private final AtomicInteger fired = new AtomicInteger();

		@Actor
		public void monitors() {
			this.ports.watch(this.port, (reason) -> this.fired.incrementAndGet());
			this.ports.run();
		}

		@Actor
		public void kills() {
			this.port.kill(END);
			this.ports.run();
		}

		@Arbiter
		public void settle(I_Result result) {
			this.ports.run();
			result.r1 = this.fired.get();
		}

	}

	/** The owner of a monitor dies while it is being put on another port. */
	@JCStressTest
	@State
	@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "No monitor is left on the other port")
	public static class RegistrationOfDying {

		private final Ports ports = new Ports();

		private final LocalPort owner = this.ports.open();

		private final LocalPort other = this.ports.open();

		@Actor
		public void monitors() {
			this.ports.table().monitor(Ports.name(this.other), new Monitor(this.owner, this.owner, true, (reason) -> {
			}));
		}

		@Actor
		public void kills() {
			this.owner.kill(END);
			this.ports.run();
		}

		@Arbiter
		public void settle(I_Result result) {
			this.ports.run();
			result.r1 = this.other.monitorCount();
		}

	}

}
