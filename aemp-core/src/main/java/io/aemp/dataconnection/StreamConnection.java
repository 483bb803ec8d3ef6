package io.aemp.dataconnection;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

import io.aemp.DataConnection;
import io.aemp.DataConnectionException;
import io.aemp.Reason;
import io.aemp.link.ByteStream;
import org.jspecify.annotations.Nullable;

/** One end of a data connection, on top of a stream of the transport or of memory. */
final class StreamConnection implements DataConnection, ByteStream.Receiver {

	/** How long a closed connection may take to send what was written. */
	private static final Duration CLOSE_TIME = Duration.ofSeconds(1);

	private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();

	/** Whether this side has decided the end. */
	private final AtomicBoolean over = new AtomicBoolean();

	private final AtomicBoolean inputEnded = new AtomicBoolean();

	private final AtomicBoolean outputEnded = new AtomicBoolean();

	private final ByteStream stream;

	private final ConnectionParts parts;

	private final ConnectionInput input;

	private final ConnectionOutput output;

	/** Runs once, at the end, on any thread. */
	private final Runnable end;

	StreamConnection(ByteStream stream, ConnectionParts parts, Runnable end) {
		this.stream = stream;
		this.parts = parts;
		this.input = new ConnectionInput(parts, this::close);
		this.output = new ConnectionOutput(stream, parts, this::shutdownOutput);
		this.end = end;
	}

	void start() {
		this.stream.start(this);
	}

	@Override
	public String node() {
		return this.stream.node();
	}

	@Override
	public boolean isEncrypted() {
		return this.stream.isEncrypted();
	}

	@Override
	public InputStream inputStream() {
		return this.input.stream();
	}

	@Override
	public OutputStream outputStream() {
		return this.output.stream();
	}

	@Override
	public CompletableFuture<@Nullable Void> write(ByteBuffer bytes) {
		return this.output.write(bytes);
	}

	@Override
	public Flow.Publisher<ByteBuffer> publisher() {
		return this.input::subscribe;
	}

	@Override
	public void shutdownOutput() {
		this.output.end(() -> {
			if (this.outputEnded.compareAndSet(false, true)) {
				this.stream.shutdownOutput();
				closeIfBothEnded();
			}
		});
	}

	@Override
	public CompletableFuture<@Nullable Void> closed() {
		return this.closed.copy();
	}

	@Override
	public void close() {
		if (this.over.compareAndSet(false, true)) {
			this.input.drop(problem("the connection was closed here"));
			this.parts.threads().schedule(CLOSE_TIME, this.stream::close);
			this.output.end(this.stream::close);
			finish(null);
		}
	}

	@Override
	public void abort() {
		fail(problem("the connection was aborted here").reason());
	}

	/**
	 * Ends the connection for a reason of this node. What was sent is no whole then, and
	 * the other side must not take it for one.
	 */
	void fail(Reason reason) {
		if (this.over.compareAndSet(false, true)) {
			DataConnectionException failure = new DataConnectionException(node(), reason);
			this.input.drop(failure);
			this.output.fail(failure);
			this.stream.abort();
			finish(failure);
		}
	}

	/** Ends the connection because its handler has failed. */
	void giveUp() {
		if (this.output.isStarted()) {
			abort();
		}
		else {
			close();
		}
	}

	private DataConnectionException problem(String text) {
		return new DataConnectionException(node(), Reason.of(DataConnectionException.IDENTIFIER, text));
	}

	private void finish(@Nullable DataConnectionException failure) {
		this.end.run();
		this.parts.runtime().outside().tryExecute(() -> {
			if (failure == null) {
				this.closed.complete(null);
			}
			else {
				this.closed.completeExceptionally(failure);
			}
		});
	}

	private void closeIfBothEnded() {
		if (this.inputEnded.get() && this.outputEnded.get() && this.over.compareAndSet(false, true)) {
			this.output.fail(problem("both sides have ended their output"));
			this.stream.close();
			finish(null);
		}
	}

	@Override
	public void received(ByteStream.Chunk chunk) {
		this.input.received(chunk);
	}

	@Override
	public void ended() {
		this.input.end();
		this.inputEnded.set(true);
		closeIfBothEnded();
	}

	@Override
	public void closed(@Nullable String text) {
		DataConnectionException failure = problem(Objects.requireNonNullElse(text, "the other side has closed it"));
		this.input.fail(failure);
		this.output.fail(failure);
		if (this.over.compareAndSet(false, true)) {
			finish(failure);
		}
	}

	@Override
	public String toString() {
		return "Data connection with " + node();
	}

}
