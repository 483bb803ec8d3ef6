package io.aemp.dataconnection;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.aemp.DataConnection;
import io.aemp.DataConnections;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.port.LocalPort;

/** The data connections of a node: checks what callers ask for, and begins with it. */
public final class DataConnectionService implements DataConnections {

	private static final int ID_BYTES = 16;

	private final Node node;

	private final ConnectionParts parts;

	private final Arrivals arrivals;

	private final Handlers handlers;

	private final Expected expected;

	private final Announcements announcements;

	/**
	 * Creates the data connections of a node.
	 * @param node the node
	 * @param parts the other parts of the node
	 */
	public DataConnectionService(Node node, ConnectionParts parts) {
		this.node = node;
		this.parts = parts;
		this.arrivals = new Arrivals(node, parts);
		this.handlers = new Handlers(node.functions());
		this.expected = new Expected(parts.limits().dataConnections(), this.handlers);
		this.announcements = new Announcements(node, parts, this.handlers, this.expected, this.arrivals);
		parts.streams().accept(this.expected);
	}

	@Override
	public Guard accept(String function, Handler handler) {
		Guard added = this.handlers.add(function, handler);
		this.announcements.update();
		return () -> {
			added.close();
			this.announcements.update();
		};
	}

	@Override
	public CompletableFuture<DataConnection> connect(String nodeOrPort, Duration timeout, String function,
			Message arguments) {
		return open(Request.of(nodeOrPort, timeout, function, arguments, this.parts.limits())).future();
	}

	@Override
	public Guard connectOrDie(String nodeOrPort, Duration timeout, String function, Message arguments,
			Consumer<DataConnection> connected) {
		Objects.requireNonNull(connected, "The callback must not be null");
		LocalPort port = this.parts.runtime().currentPort();
		if (port == null) {
			throw new IllegalStateException(
					"This is outside the callbacks of ports, where there is no port to kill; use connect");
		}
		Request request = Request.of(nodeOrPort, timeout, function, arguments, this.parts.limits());
		return open(request).orDie(port, connected);
	}

	private Opening open(Request request) {
		Opening opening = new Opening(this.node, this.parts, request);
		opening.lifeline().run(() -> begin(opening));
		return opening;
	}

	private void begin(Opening opening) {
		if (opening.request().node().equals(this.node.id())) {
			openPipe(opening);
		}
		else {
			new RemoteOpening(opening, this.node, this.parts, this.expected, id()).begin();
		}
	}

	/** Nobody can guess it, so nobody else can use it. */
	private String id() {
		byte[] bytes = new byte[ID_BYTES];
		this.parts.random().nextBytes(bytes);
		return HexFormat.of().formatHex(bytes) + "@" + this.node.id();
	}

	private void openPipe(Opening opening) {
		Request request = opening.request();
		Handler handler = this.handlers.find(request.function());
		if (handler == null) {
			opening.fail(request.node() + ": " + this.handlers.unknown(request.function()));
			return;
		}
		MemoryPipe pipe = MemoryPipe.create(this.node.id(), new SerialExecutor(this.parts.threads().pool()));
		this.arrivals.take(pipe.other(), handler, request.arguments(), () -> {
		});
		opening.succeed(pipe);
	}

}
