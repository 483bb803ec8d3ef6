package io.aemp.simulation;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** An attempt of a kernel to connect: knocks until somebody opens or refuses. */
final class ConnectAttempt {

	private static final long FIRST_RETRY = Nanos.SECOND;

	private final SimulatedNetwork network;

	private final SimulatedProcess process;

	private final Host target;

	private final int port;

	private final Consumer<@Nullable SimulatedSocket> outcome;

	private final SimulatedNetwork.@Nullable DialFault fault;

	private long retryDelay = FIRST_RETRY;

	private boolean over;

	/**
	 * Begins to knock.
	 * @param network the network
	 * @param process who wants to connect
	 * @param target the host to connect to
	 * @param port where somebody should be listening
	 * @param outcome takes the socket, or {@code null} if the other host refuses
	 */
	ConnectAttempt(SimulatedNetwork network, SimulatedProcess process, Host target, int port,
			Consumer<@Nullable SimulatedSocket> outcome) {
		this.network = network;
		this.process = process;
		this.target = target;
		this.port = port;
		this.outcome = outcome;
		this.fault = network.dialFault();
		travel(this::knock);
	}

	private void travel(Runnable arrival) {
		World world = this.network.world();
		world.after(this.network.latency(world.random()) + this.network.delay(this.process.host(), this.target),
				arrival);
	}

	private void knock() {
		if (this.over || this.process.isDead()) {
			return;
		}
		boolean open = this.network.isOpen(this.process.host(), this.target)
				&& this.network.isOpen(this.target, this.process.host());
		if (!open || this.fault == SimulatedNetwork.DialFault.LOST) {
			this.network.world().after(this.retryDelay, this::knock);
			this.retryDelay *= 2;
			return;
		}
		Host.Listener listener = this.target.listener(this.port);
		if (listener == null || this.fault == SimulatedNetwork.DialFault.REFUSED) {
			travel(() -> end(null));
			return;
		}
		Connection connection = this.network.connection(this.process, listener.process(), this.port);
		listener.backlog().accept(connection.listener());
		travel(() -> end(connection.dialler()));
	}

	private void end(@Nullable SimulatedSocket socket) {
		if (this.over || this.process.isDead()) {
			if (socket != null) {
				socket.close();
			}
			return;
		}
		this.over = true;
		this.outcome.accept(socket);
	}

	void cancel() {
		this.over = true;
	}

}
