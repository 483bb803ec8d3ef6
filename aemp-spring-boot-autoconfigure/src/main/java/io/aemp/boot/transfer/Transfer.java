package io.aemp.boot.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.aemp.DataConnection;
import io.aemp.Dispatcher;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;

/** One content on its way. */
final class Transfer {

	private static final PortOptions OPTIONS = PortOptions.DEFAULTS.label("data transfer")
		.dispatcher(Dispatcher.BLOCKING);

	private final CompletableFuture<Long> sent = new CompletableFuture<>();

	private final InputStreamSource content;

	private volatile long count;

	private volatile @Nullable Throwable problem;

	Transfer(InputStreamSource content) {
		this.content = content;
	}

	/** The number of bytes. */
	CompletableFuture<Long> sent() {
		return this.sent;
	}

	void fail(Throwable failure) {
		this.sent.completeExceptionally(failure);
	}

	/** Sends the content, on a thread of a port of its own. */
	void begin(Node node, DataConnection connection) {
		Port port = node.open(OPTIONS);
		connection.closed().whenComplete((closed, failure) -> {
			port.kill();
			end(failure);
		});
		port.execute(() -> run(connection));
	}

	private void end(@Nullable Throwable failure) {
		Throwable problem = (this.problem != null) ? this.problem : failure;
		if (problem == null) {
			this.sent.complete(this.count);
			return;
		}
		Throwable cause = problem.getCause();
		fail((problem instanceof CompletionException && cause != null) ? cause : problem);
	}

	private void run(DataConnection connection) {
		try {
			copy(connection);
			connection.close();
		}
		catch (IOException | RuntimeException | Error ex) {
			this.problem = ex;
			connection.abort();
		}
	}

	/** The connection may be closed as soon as this side has ended its output. */
	private void copy(DataConnection connection) throws IOException {
		OutputStream output = connection.outputStream();
		try (InputStream input = this.content.getInputStream()) {
			this.count = input.transferTo(output);
		}
		output.close();
		connection.inputStream().transferTo(OutputStream.nullOutputStream());
	}

}
