package io.aemp.node;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Message;
import io.aemp.Reason;
import io.aemp.outbound.SendQueue;
import io.aemp.port.Context;
import io.aemp.port.Monitor;
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

/** Senders and monitors of a peer, against the loss of its connection. */
public final class PeerStress {

	private static final Reason LOSS = Reason.transportError("peer", "loss");

	private PeerStress() {
	}

	/** A peer that is connected, and a context that has to do with it. */
	public abstract static class Connected {

		final Ports ports = new Ports();

		final Context context = this.ports.outside();

		final AtomicInteger fired = new AtomicInteger();

		final Peers peers = Wire.peers(this.ports.table());

		final Peer peer = this.peers.peer("peer");

		final SendQueue first = this.peer.queue();

		final Monitor monitor = new Monitor(this.context, this.context, true, (reason) -> this.fired.incrementAndGet());

		Connected() {
			this.first.attach(new Wire(), Runnable::run);
		}

		/** As the messenger does. */
		void register() {
			this.monitor.begin((ended) -> this.peers.unmonitor("peer", "port", ended));
			this.peer.monitor("port", this.monitor);
		}

		void send(int number) {
			this.peer.send(this.context, "port", Message.of(number), false);
		}

		/** What would go out over the next connection. */
		int queued() {
			return (this.peer.queue() != this.first) ? Wire.drain(this.peer.queue()) : 0;
		}

	}

	/** A context sends to a port that it monitors, while the connection is lost. */
	@JCStressTest
	@State
	@Outcome(id = "0, 0, 3", expect = Expect.ACCEPTABLE,
			desc = "Nothing goes out before the monitor has fired, and what is sent then does")
	public static class Gate extends Connected {

		public Gate() {
			register();
		}

		@Actor
		public void sends() {
			send(1);
			send(2);
		}

		@Actor
		public void loses() {
			this.peer.lose(this.first, LOSS);
		}

		@Arbiter
		public void settle(III_Result result) {
			result.r1 = queued();
			result.r2 = Wire.take(this.first);
			this.ports.run();
			send(3);
			result.r3 = queued();
		}

	}

	/** A monitor is closed while its connection is lost. */
	@JCStressTest
	@State
	@Outcome(id = { "0, 3", "1, 3" }, expect = Expect.ACCEPTABLE, desc = "Fired or closed: the gate is open")
	public static class Close extends Connected {

		public Close() {
			register();
		}

		@Actor
		public void closes() {
			this.monitor.close();
		}

		@Actor
		public void loses() {
			this.peer.lose(this.first, LOSS);
			this.ports.run();
		}

		@Arbiter
		public void settle(II_Result result) {
			result.r1 = this.fired.get();
			send(3);
			result.r2 = queued();
		}

	}

	/** A monitor is put on a port while the connection is lost. */
	@JCStressTest
	@State
	@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "Lost with the connection, and fired")
	@Outcome(id = "0, 7", expect = Expect.ACCEPTABLE, desc = "Registered over the next connection")
	public static class Registration extends Connected {

		@Actor
		public void monitors() {
			register();
		}

		@Actor
		public void loses() {
			this.peer.lose(this.first, LOSS);
		}

		@Arbiter
		public void settle(II_Result result) {
			this.ports.run();
			result.r1 = this.fired.get();
			result.r2 = queued();
		}

	}

	/** The port dies, and the connection is lost. */
	@JCStressTest
	@State
	@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Fired once")
	public static class Death extends Connected {

		public Death() {
			register();
		}

		@Actor
		public void dies() {
			this.peer.died(this.first, "port", Reason.of("end"));
		}

		@Actor
		public void loses() {
			this.peer.lose(this.first, LOSS);
		}

		@Arbiter
		public void settle(I_Result result) {
			this.ports.run();
			result.r1 = this.fired.get();
		}

	}

	/** A peer is forgotten while somebody sends to it. */
	@JCStressTest
	@State
	@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "The message waits in the queue of the peer that is known")
	public static class Sweep {

		private final Ports ports = new Ports();

		private final Peers peers = Wire.sweptPeers(this.ports.table());

		public Sweep() {
			this.peers.peer("peer");
		}

		@Actor
		public void sends() {
			this.peers.reach("peer", (peer) -> peer.send(this.ports.outside(), "port", Message.of(1), false));
		}

		@Actor
		public void sweeps() {
			this.peers.sweepLater(Runnable::run, Duration.ZERO);
		}

		@Arbiter
		public void settle(I_Result result) {
			Peer peer = this.peers.find("peer");
			result.r1 = (peer != null) ? Wire.drain(peer.queue()) : 0;
		}

	}

	/** A peer is forgotten while somebody monitors a port of it. */
	@JCStressTest
	@State
	@Outcome(id = "1, 7", expect = Expect.ACCEPTABLE, desc = "The peer that is known has the monitor, and asks for it")
	public static class SweepAndMonitor {

		private final Ports ports = new Ports();

		private final Peers peers = Wire.sweptPeers(this.ports.table());

		public SweepAndMonitor() {
			this.peers.peer("peer");
		}

		@Actor
		public void monitors() {
			Monitor monitor = new Monitor(this.ports.outside(), null, true, (reason) -> {
			});
			this.peers.reach("peer", (peer) -> peer.monitor("port", monitor));
		}

		@Actor
		public void sweeps() {
			this.peers.sweepLater(Runnable::run, Duration.ZERO);
		}

		@Arbiter
		public void settle(II_Result result) {
			Peer peer = this.peers.find("peer");
			result.r1 = (peer != null) ? peer.monitorCount() : 0;
			result.r2 = (peer != null) ? Wire.drain(peer.queue()) : 0;
		}

	}

}
