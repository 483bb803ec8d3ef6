package io.aemp.simulation;

import java.util.Objects;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/** One end of a connection: what the kernel of a host keeps for a process. */
final class SimulatedSocket {

	static final String END_OF_FILE = "Unexpected end-of-file";

	private static final int READ = 32 * 1024;

	private final ByteQueue unread = new ByteQueue();

	private final Connection connection;

	private final SimulatedProcess process;

	private final String peerAddress;

	private @Nullable SimulatedSocket peer;

	private @Nullable Pipe output;

	private @Nullable Executor loop;

	private @Nullable Handler handler;

	private boolean reading;

	private boolean readPending;

	private boolean endOfFile;

	/** Whether the process or the kernel has no more to do with it. */
	private boolean closed;

	private @Nullable String error;

	SimulatedSocket(Connection connection, SimulatedProcess process, String peerAddress) {
		this.connection = connection;
		this.process = process;
		this.peerAddress = peerAddress;
	}

	void join(SimulatedSocket peer) {
		this.peer = peer;
		this.output = new Pipe(this.connection, this, peer);
		host().add(this);
	}

	Connection connection() {
		return this.connection;
	}

	SimulatedProcess process() {
		return this.process;
	}

	Host host() {
		return this.process.host();
	}

	SimulatedSocket peer() {
		return Objects.requireNonNull(this.peer);
	}

	String peerAddress() {
		return this.peerAddress;
	}

	private Pipe output() {
		return Objects.requireNonNull(this.output);
	}

	/** Whether neither the process nor the kernel knows of it any more. */
	boolean isClosed() {
		return this.closed;
	}

	boolean isSevered() {
		return output().isSevered();
	}

	void sever() {
		output().sever();
	}

	void sendAgain() {
		output().sendAgain();
	}

	/** What has arrived and was not read. */
	int unread() {
		return this.unread.size();
	}

	/** Says who takes what arrives, on which thread. */
	void attach(Executor loop, Handler handler) {
		this.loop = loop;
		this.handler = handler;
		if (this.error != null) {
			tellEnd();
		}
		wakeReader();
	}

	void read(boolean reading) {
		this.reading = reading;
		wakeReader();
	}

	boolean isWritable() {
		return !output().isFull();
	}

	void write(byte[] bytes) {
		if (!this.closed) {
			output().write(bytes);
		}
	}

	/** Tells the peer that nothing follows. */
	void finish() {
		if (!this.closed) {
			output().finish();
		}
	}

	/** Nothing is told any more; what was written is still sent, if all was read. */
	void close() {
		this.handler = null;
		if (this.closed) {
			return;
		}
		goAway();
		if (this.unread.isEmpty()) {
			output().finish();
		}
		else {
			this.unread.clear();
			output().abandon();
			this.connection.resetFrom(this);
		}
	}

	/** Nothing is told any more, and what was written is not sent. */
	void reset() {
		this.handler = null;
		if (!this.closed) {
			goAway();
			this.unread.clear();
			output().abandon();
			this.connection.resetFrom(this);
		}
	}

	/** The host has lost power: nobody knows of this socket any more. */
	void vanish() {
		this.handler = null;
		goAway();
		this.unread.clear();
		output().abandon();
	}

	/**
	 * This end is no more. Whatever tells the other end of that may get lost: then its
	 * kernel finds out in the end.
	 */
	private void goAway() {
		this.closed = true;
		host().remove(this);
		this.connection.keepAlive(peer());
	}

	/** The kernel ends the connection. */
	void abort(String message) {
		output().abandon();
		if (this.closed) {
			return;
		}
		goAway();
		this.error = message;
		if (this.connection.random().nextBoolean()) {
			this.unread.clear();
		}
		tellEnd();
	}

	private void tellEnd() {
		Executor loop = this.loop;
		if (loop != null) {
			loop.execute(() -> readToTheEnd(loop));
		}
	}

	/** What is left is read in turns of their own, as the handler may take its time. */
	private void readToTheEnd(Executor loop) {
		if (this.handler != null && this.reading && !this.unread.isEmpty()) {
			readSome(this.handler);
			loop.execute(() -> readToTheEnd(loop));
		}
		else {
			end(Objects.requireNonNull(this.error));
		}
	}

	private void end(String message) {
		Handler handler = this.handler;
		this.handler = null;
		if (handler != null) {
			handler.ended(message);
		}
	}

	/**
	 * The kernel takes what arrives.
	 * @return whether it has; there may be nobody whom it is for
	 */
	boolean receive(Pipe.Segment segment) {
		if (this.closed) {
			this.connection.resetFrom(this);
			return false;
		}
		this.connection.world()
			.journal()
			.bytes(this.connection.world().now(), this.connection.number(), segment.bytes());
		if (segment == Pipe.Segment.END) {
			this.endOfFile = true;
		}
		else {
			this.unread.add(segment.bytes());
		}
		wakeReader();
		return true;
	}

	private void wakeReader() {
		Executor loop = this.loop;
		boolean something = !this.unread.isEmpty() || this.endOfFile;
		if (loop != null && this.handler != null && this.reading && something && !this.readPending) {
			this.readPending = true;
			loop.execute(this::readNow);
		}
	}

	private void readNow() {
		Handler handler = this.handler;
		this.readPending = false;
		if (handler == null || !this.reading) {
			return;
		}
		if (!this.unread.isEmpty()) {
			int bytes = readSome(handler);
			long pause = bytes * Nanos.SECOND / host().bytesPerSecond();
			if (pause == 0) {
				wakeReader();
			}
			else {
				this.readPending = true;
				this.process.after(pause, () -> {
					this.readPending = false;
					wakeReader();
				});
			}
		}
		else if (this.endOfFile) {
			end(END_OF_FILE);
		}
	}

	private int readSome(Handler handler) {
		byte[] bytes = this.unread.take(READ);
		peer().output().pump();
		handler.read(bytes);
		return bytes.length;
	}

	/** There is room for more to be written. */
	void writable() {
		Executor loop = this.loop;
		if (loop != null) {
			loop.execute(() -> {
				if (this.handler != null) {
					this.handler.writable();
				}
			});
		}
	}

	/** Takes what arrives, on the thread that serves the socket. */
	interface Handler {

		void read(byte[] bytes);

		void writable();

		void ended(String message);

	}

}
