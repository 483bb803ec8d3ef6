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
import org.openjdk.jcstress.infra.results.II_Result;

/** A subscription: published to, closed and ended at the same moment. */
public final class SubscriptionStress {

	private SubscriptionStress() {
	}

	private static <E> Subscription.Joining<E> unlimited() {
		return new Subscription.Joining<>(Integer.MAX_VALUE, (waiting, event) -> {
			throw new IllegalStateException();
		});
	}

	/** Two publishers, and a callback outside ports, where any thread may run it. */
	@JCStressTest
	@State
	@Outcome(id = "4, 0", expect = Expect.ACCEPTABLE, desc = "All told in order, one at a time")
	public static class Publish {

		private final Ports ports = new Ports();

		private final int[] last = new int[3];

		private boolean busy;

		private int told;

		private int faults;

		private final Subscription<int[]> subscription = new Subscription<>(this.ports.outside(), this::tell,
				unlimited(), (ended) -> {
				});

		private void tell(int[] event) {
			this.faults += (this.busy || event[1] != ++this.last[event[0]]) ? 1 : 0;
			this.busy = true;
			this.told++;
			this.busy = false;
		}

		@Actor
		public void one() {
			this.subscription.publish(new int[] { 1, 1 });
			this.subscription.publish(new int[] { 1, 2 });
			this.ports.run();
		}

		@Actor
		public void two() {
			this.subscription.publish(new int[] { 2, 1 });
			this.subscription.publish(new int[] { 2, 2 });
			this.ports.run();
		}

		@Arbiter
		public void settle(II_Result result) {
			this.ports.run();
			result.r1 = this.told;
			result.r2 = this.faults;
		}

	}

	/** A port that has subscribed. */
	public abstract static class Subscriber {

		final Ports ports = new Ports();

		final LocalPort port = this.ports.open();

		final AtomicInteger withdrawn = new AtomicInteger();

		boolean over;

		int late;

		final Subscription<String> subscription = new Subscription<>(this.port,
				(event) -> this.late += this.over ? 1 : 0, unlimited(), (ended) -> this.withdrawn.incrementAndGet());

		Subscriber() {
			this.port.receive((message) -> {
				this.subscription.close();
				this.over = true;
			});
			this.ports.watch(this.port, (reason) -> this.over = true);
		}

		void look(II_Result result) {
			this.ports.run();
			result.r1 = this.late;
			result.r2 = this.withdrawn.get();
		}

	}

	/** The port closes its subscription. */
	@JCStressTest
	@State
	@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Nothing is told afterwards; withdrawn once")
	public static class Close extends Subscriber {

		public Close() {
			this.subscription.begin();
		}

		@Actor
		public void publishes() {
			this.subscription.publish("one");
			this.subscription.publish("two");
			this.ports.run();
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
	@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "Nothing is told afterwards; withdrawn once")
	public static class Death extends Subscriber {

		@Actor
		public void publishes() {
			this.subscription.begin();
			this.subscription.publish("one");
			this.ports.run();
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
