package io.aemp.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.aemp.HostPort;
import io.aemp.LocalListener;

/**
 * Passes connections on to a listener, well or badly. Faults may begin and end at any
 * time. Nobody notices a stall but by the lack of bytes: sockets stay open, and fill.
 */
final class FaultyProxy implements AutoCloseable {

	private static final int CHUNK = 16 * 1024;

	private final List<Connection> connections = new CopyOnWriteArrayList<>();

	private final LocalListener listener = new LocalListener();

	private volatile String target = "";

	private Faults faults = Faults.NONE;

	FaultyProxy() {
		this.listener.serve(this::serve);
	}

	/** Sets where to pass connections on to; before the first one comes. */
	FaultyProxy to(String target) {
		this.target = target;
		return this;
	}

	String address() {
		return this.listener.address();
	}

	/** From now on, for old and new connections. */
	synchronized void set(Faults faults) {
		this.faults = faults;
		notifyAll();
	}

	/** Destroys connections as a crash of a host in between does. */
	void reset(Predicate<String> dialler) {
		end(dialler, Connection::reset);
	}

	/** Ends connections in good order, though neither side wants that. */
	void finish() {
		end((dialler) -> true, Connection::finish);
	}

	private void end(Predicate<String> dialler, Ending ending) {
		for (Connection connection : this.connections) {
			if (dialler.test(connection.dialler)) {
				this.connections.remove(connection);
				try {
					ending.end(connection);
				}
				catch (IOException ex) {
					// it has ended by itself
				}
			}
		}
	}

	private synchronized Faults flowing(Connection connection, Direction direction) throws InterruptedException {
		while (this.faults.stall(connection.dialler, direction)) {
			wait();
		}
		return this.faults;
	}

	private void serve(Socket near) throws Exception {
		HostPort address = HostPort.parse("target", this.target);
		Connection connection = new Connection(near, new Socket(address.host(), address.port()));
		this.connections.add(connection);
		LocalListener.run(() -> connection.run(Direction.BACK));
		connection.run(Direction.FORTH);
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		reset((dialler) -> true);
	}

	/** One side connected to the other. */
	private final class Connection {

		private final Socket near;

		private final Socket far;

		/** The node ID in the greeting of the side that dialled; empty before. */
		private volatile String dialler = "";

		/**
		 * Opens when the connection is reset, so that nothing is held back any longer.
		 */
		private final CountDownLatch ended = new CountDownLatch(1);

		private Connection(Socket near, Socket far) throws IOException {
			this.near = near;
			this.far = far;
			near.setTcpNoDelay(true);
			far.setTcpNoDelay(true);
		}

		private void run(Direction direction) throws Exception {
			try {
				pass(direction);
			}
			catch (IOException ex) {
				// one side is gone, so the other has to go
				reset();
			}
		}

		private void pass(Direction direction) throws Exception {
			Socket from = (direction == Direction.FORTH) ? this.near : this.far;
			Socket to = (direction == Direction.FORTH) ? this.far : this.near;
			InputStream input = from.getInputStream();
			OutputStream output = to.getOutputStream();
			byte[] chunk = new byte[CHUNK];
			while (true) {
				Faults before = flowing(this, direction);
				int length = input.read(chunk, 0, before.rate(CHUNK));
				if (direction == Direction.FORTH && this.dialler.isEmpty() && length > 0) {
					this.dialler = new String(chunk, 0, length, StandardCharsets.ISO_8859_1).split(";")[2];
				}
				Faults faults = flowing(this, direction);
				if (this.ended.await(faults.delay().toNanos(), TimeUnit.NANOSECONDS)) {
					return;
				}
				if (length < 0) {
					to.shutdownOutput();
					return;
				}
				int step = faults.split() ? 1 : length;
				for (int at = 0; at < length; at += step) {
					output.write(chunk, at, step);
				}
			}
		}

		private void reset() throws IOException {
			this.ended.countDown();
			this.near.setSoLinger(true, 0);
			this.near.close();
			this.far.setSoLinger(true, 0);
			this.far.close();
		}

		private void finish() throws IOException {
			this.near.shutdownOutput();
			this.far.shutdownOutput();
		}

	}

	/** Which way bytes go. */
	enum Direction {

		/** From the side that dialled. */
		FORTH,
		/** To the side that dialled. */
		BACK

	}

	/**
	 * What is wrong.
	 *
	 * @param stalled in which directions nothing passes
	 * @param diallers whose connections that concerns, by the node ID of who dialled
	 * @param delay how long each chunk is held back
	 * @param chunk how many bytes there are in a chunk at most
	 * @param split whether each byte is written by itself
	 */
	record Faults(Set<Direction> stalled, Predicate<String> diallers, Duration delay, int chunk, boolean split) {

		static final Faults NONE = new Faults(EnumSet.noneOf(Direction.class), (dialler) -> true, Duration.ZERO, CHUNK,
				false);

		static final Faults SPLIT = new Faults(NONE.stalled, NONE.diallers, Duration.ZERO, CHUNK, true);

		static Faults stall(Direction... directions) {
			return new Faults(Set.of(directions), NONE.diallers, Duration.ZERO, CHUNK, false);
		}

		static Faults cut(Predicate<String> diallers) {
			return new Faults(EnumSet.allOf(Direction.class), diallers, Duration.ZERO, CHUNK, false);
		}

		static Faults slow(Duration delay, int chunk) {
			return new Faults(NONE.stalled, NONE.diallers, delay, chunk, false);
		}

		private boolean stall(String dialler, Direction direction) {
			return this.stalled.contains(direction) && this.diallers.test(dialler);
		}

		private int rate(int most) {
			return Math.min(this.chunk, most);
		}

	}

	private interface Ending {

		void end(Connection connection) throws IOException;

	}

}
