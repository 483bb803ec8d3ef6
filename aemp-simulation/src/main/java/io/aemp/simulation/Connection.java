package io.aemp.simulation;

import java.util.SplittableRandom;

/**
 * A TCP connection between two hosts: two sockets, and a pipe in each direction. It can
 * be severed, in one direction or both: its bytes vanish then for ever, and nobody is
 * told, as when something in between forgets about it.
 */
final class Connection {

	/**
	 * When the kernel of an idle host finds out that nobody answers: much sooner than by
	 * default, as hours in which nothing happens are of no use.
	 */
	private static final long KEEPALIVE = 150 * Nanos.SECOND;

	private final SimulatedNetwork network;

	private final World world;

	private final long number;

	private final SplittableRandom random;

	private final SimulatedSocket dialler;

	private final SimulatedSocket listener;

	/** The greatest piece in which bytes arrive. */
	private final int segment;

	Connection(SimulatedNetwork network, World world, long number, SimulatedProcess from, SimulatedProcess to,
			int port) {
		this.network = network;
		this.world = world;
		this.number = number;
		this.random = world.random().split();
		this.segment = switch (this.random.nextInt(10)) {
			case 0 -> 1 + this.random.nextInt(40);
			case 1, 2 -> 100 + this.random.nextInt(400);
			default -> 1448;
		};
		this.dialler = new SimulatedSocket(this, from, to.host().name() + ":" + port);
		this.listener = new SimulatedSocket(this, to, from.host().name() + ":" + (50_000 + number % 10_000));
		this.dialler.join(this.listener);
		this.listener.join(this.dialler);
	}

	SimulatedSocket dialler() {
		return this.dialler;
	}

	SimulatedSocket listener() {
		return this.listener;
	}

	World world() {
		return this.world;
	}

	long number() {
		return this.number;
	}

	/** Draws for this connection only. */
	SplittableRandom random() {
		return this.random;
	}

	int segment() {
		return 1 + this.random.nextInt(this.segment);
	}

	/** How long the next bytes travel. */
	long latency() {
		return this.network.latency(this.random) + this.network.delay(this.dialler.host(), this.listener.host());
	}

	/** A way is open again: what was lost need not wait for its next turn. */
	void sendAgain() {
		this.dialler.sendAgain();
		this.listener.sendAgain();
	}

	long bytesPerSecond() {
		return this.network.bytesPerSecond();
	}

	/** Whether packets are handed over one by one on one side, with pauses. */
	boolean isSingleStep() {
		return this.network.singleSteps() > 0 && this.random.nextInt(100) < this.network.singleSteps();
	}

	/** Whether bytes get from a host to another now. */
	boolean isOpen(Host from, Host to) {
		return this.network.isOpen(from, to);
	}

	boolean joins(Host one, Host other) {
		Host a = this.dialler.host();
		Host b = this.listener.host();
		return (a == one && b == other) || (a == other && b == one);
	}

	/** The bytes that one host sends over this connection vanish from now on. */
	void sever(Host from) {
		for (SimulatedSocket socket : new SimulatedSocket[] { this.dialler, this.listener }) {
			if (socket.host() == from) {
				socket.sever();
			}
			keepAlive(socket);
		}
	}

	/** Whether an end is left that waits for the other one in vain, and was not told. */
	boolean isDead() {
		return isDead(this.dialler, this.listener) || isDead(this.listener, this.dialler);
	}

	private static boolean isDead(SimulatedSocket left, SimulatedSocket other) {
		return !left.isClosed() && (other.isClosed() || left.isSevered() || other.isSevered());
	}

	/** The kernel notices in the end that nobody answers any more. */
	void keepAlive(SimulatedSocket socket) {
		this.world.after(KEEPALIVE, () -> socket.abort("Connection timed out"));
	}

	/** Both sides are told, as by a firewall that resets the connection. */
	void reset() {
		this.dialler.abort("Connection reset by peer");
		this.listener.abort("Connection reset by peer");
	}

	/**
	 * One side has no use for what arrives: the other one is told, if that is possible.
	 */
	void resetFrom(SimulatedSocket socket) {
		SimulatedSocket other = socket.peer();
		this.world.after(latency(), () -> {
			if (!socket.isSevered() && isOpen(socket.host(), other.host())) {
				other.abort("Connection reset by peer");
			}
		});
	}

	@Override
	public String toString() {
		return this.dialler.host() + "-" + this.listener.host() + "/" + this.number;
	}

}
