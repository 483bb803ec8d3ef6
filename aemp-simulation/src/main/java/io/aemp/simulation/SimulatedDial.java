package io.aemp.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.aemp.Guard;
import io.aemp.link.Link;
import io.aemp.link.Transport.Dialler;
import io.aemp.link.Transport.Failure;
import io.aemp.link.Transport.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to make a link: tries the hosts behind a name in turn until one completes
 * the handshake, each for its share of the time.
 */
final class SimulatedDial implements Guard, Dialler {

	private static final String TIMEOUT = "connect timeout";

	private final Deque<Host> hosts = new ArrayDeque<>();

	private final SimulatedProcess process;

	private final SimulatedNetwork network;

	private final LinkSettings settings;

	private final SerialExecutor loop;

	private final int port;

	private final Dialler dialler;

	private final long deadline;

	private Outcome outcome = new Outcome(Failure.UNREACHABLE, "", TIMEOUT);

	private @Nullable ConnectAttempt attempt;

	private @Nullable SimulatedSocket socket;

	private boolean over;

	SimulatedDial(SimulatedProcess process, SimulatedNetwork network, LinkSettings settings, SerialExecutor loop,
			int port, Dialler dialler) {
		this.process = process;
		this.network = network;
		this.settings = settings;
		this.loop = loop;
		this.port = port;
		this.dialler = dialler;
		this.deadline = process.world().now() + Nanos.of(settings.timeout());
	}

	void start(List<Host> hosts) {
		this.hosts.addAll(hosts);
		if (hosts.isEmpty()) {
			end(new Outcome(Failure.UNREACHABLE, "", "unknown host"));
		}
		else {
			next();
		}
	}

	private void next() {
		long nanosLeft = this.deadline - this.process.world().now();
		Host host = this.hosts.poll();
		if (this.over || host == null || nanosLeft <= 0) {
			end(this.outcome);
			return;
		}
		World.Event timeout = this.process.after(nanosLeft / (this.hosts.size() + 1),
				() -> this.loop.execute(this::timedOut));
		this.attempt = new ConnectAttempt(this.network, this.process, host, this.port,
				(socket) -> this.process.soon(Work.LOOP, () -> this.loop.execute(() -> {
					timeout.cancel();
					connected(socket);
				})));
	}

	private void timedOut() {
		if (this.attempt != null) {
			this.attempt.cancel();
			this.attempt = null;
			failed(Failure.UNREACHABLE, "", TIMEOUT);
		}
	}

	private void connected(@Nullable SimulatedSocket socket) {
		if (this.over || this.attempt == null) {
			if (socket != null) {
				socket.close();
			}
			return;
		}
		this.attempt = null;
		if (socket == null) {
			failed(Failure.UNREACHABLE, "", "Connection refused");
			return;
		}
		this.socket = socket;
		new Handshaker(socket, this.settings, this.loop, true, this.deadline - this.process.world().now(), this)
			.start();
	}

	@Override
	public Verdict judge(String node, String instance, long age) {
		return this.over ? Verdict.CONNECTED : this.dialler.judge(node, instance, age);
	}

	@Override
	public void established(Link link) {
		if (this.over) {
			link.close("the attempt was given up");
		}
		else {
			this.over = true;
			this.dialler.established(link);
		}
	}

	@Override
	public void failed(Failure failure, String node, String message) {
		if (failure.compareTo(this.outcome.failure()) >= 0) {
			this.outcome = new Outcome(failure, node, message);
		}
		if (failure == Failure.CONNECTED) {
			end(this.outcome);
		}
		else {
			next();
		}
	}

	private void end(Outcome outcome) {
		if (!this.over) {
			this.over = true;
			this.dialler.failed(outcome.failure(), outcome.node(), outcome.message());
		}
	}

	@Override
	public void close() {
		if (!this.over) {
			this.over = true;
			this.loop.execute(() -> {
				if (this.attempt != null) {
					this.attempt.cancel();
				}
				if (this.socket != null) {
					this.socket.close();
				}
			});
		}
	}

	private record Outcome(Failure failure, String node, String message) {

	}

}
