package io.aemp.dataconnection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import io.aemp.DataConnection;
import io.aemp.DataConnectionException;
import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.Reason;
import io.aemp.link.ByteStream;
import io.aemp.port.LocalPort;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to open a data connection, and then the connection: both end with the port
 * in which they were asked for, and with their own lifeline.
 */
final class Opening {

	private final CompletableFuture<DataConnection> future = new CompletableFuture<>();

	private final Request request;

	private final ConnectionParts parts;

	private final Lifeline lifeline;

	private @Nullable StreamConnection connection;

	private Guard owner = () -> {
	};

	private String explanation = "";

	private boolean over;

	Opening(Node node, ConnectionParts parts, Request request) {
		this.parts = parts;
		this.request = request;
		this.lifeline = new Lifeline(node, parts.runtime(), this::died);
		this.future.whenComplete((connection, failure) -> {
			if (failure != null) {
				end();
			}
		});
		LocalPort port = parts.runtime().currentPort();
		if (port != null) {
			parts.runtime().runOutside(() -> own(node.monitor(port.id(), this::ownerDied)));
		}
	}

	CompletableFuture<DataConnection> future() {
		return this.future;
	}

	Request request() {
		return this.request;
	}

	/** The port of the attempt, which other nodes and timers address. */
	Lifeline lifeline() {
		return this.lifeline;
	}

	private synchronized void own(Guard owner) {
		if (this.over) {
			owner.close();
		}
		else {
			this.owner = owner;
		}
	}

	private void ownerDied(Reason reason) {
		this.lifeline.port().kill(reason);
	}

	/** The stream is there. Any thread. */
	void succeed(ByteStream stream) {
		StreamConnection connection = new StreamConnection(stream, this.parts, this::end);
		if (!take(connection)) {
			stream.abort();
			return;
		}
		connection.start();
		this.parts.runtime().outside().tryExecute(() -> {
			if (!this.future.complete(connection)) {
				connection.close();
			}
		});
	}

	private synchronized boolean take(StreamConnection connection) {
		if (this.over || this.connection != null) {
			return false;
		}
		this.connection = connection;
		return true;
	}

	/** Keeps what has not worked, for the reason of a failure that does not tell. */
	synchronized void explain(String problem) {
		this.explanation = " (" + problem + ")";
	}

	void fail(String text) {
		fail(this.request.failure(text));
	}

	void fail(DataConnectionException failure) {
		this.parts.runtime().outside().tryExecute(() -> this.future.completeExceptionally(failure));
	}

	private synchronized @Nullable StreamConnection connection() {
		return this.connection;
	}

	private void died(Reason reason) {
		StreamConnection connection = connection();
		if (connection == null) {
			fail(failure(reason));
		}
		else if (reason.isNormal()) {
			connection.close();
		}
		else {
			connection.fail(reason);
		}
		end();
	}

	private DataConnectionException failure(Reason reason) {
		if (reason.isNormal()) {
			return this.request.failure("the port that asked for it has died");
		}
		if (!reason.identifier().equals(DataConnectionException.IDENTIFIER)) {
			return new DataConnectionException(this.request.node(), reason);
		}
		// a Perl node whose time is over gives no text
		String text = (reason.elements().size() > 1 && reason.elements().get(1) != null) ? reason.text()
				: this.request.node() + ": no data connection came within " + this.request.seconds() + " seconds";
		return this.request.failure(text + explanation());
	}

	private synchronized String explanation() {
		return this.explanation;
	}

	private void end() {
		Guard owner;
		synchronized (this) {
			this.over = true;
			owner = this.owner;
		}
		owner.close();
		this.lifeline.close();
	}

	/**
	 * Runs the callback in the port, or kills the port.
	 * @param port the port
	 * @param connected the callback
	 * @return gives up the attempt
	 */
	Guard orDie(LocalPort port, Consumer<DataConnection> connected) {
		this.future.whenComplete((connection, failure) -> {
			if (failure == null) {
				if (!port.tryExecute(() -> connected.accept(connection))) {
					connection.close();
				}
			}
			else if (cause(failure) instanceof DataConnectionException problem) {
				port.kill(reason(problem));
			}
		});
		return () -> this.future.cancel(false);
	}

	/** What Perl programs look for. */
	private static Reason reason(DataConnectionException problem) {
		return problem.reason().identifier().equals(DataConnectionException.IDENTIFIER) ? problem.reason()
				: Reason.of(DataConnectionException.IDENTIFIER, problem.reason().toString());
	}

	private static Throwable cause(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

}
