package io.aemp.benchmarks.subject.aemp;

import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.benchmarks.process.Server;
import io.aemp.benchmarks.process.ServerReceiver;

/** One port that takes everything, and one for large messages. */
final class AempServer implements Server {

	private final Node node;

	private final PortOptions options;

	private final Port port;

	private final String keys;

	/** The port of the sending side; the first port learns of it. */
	private volatile String client = "";

	AempServer(Node node, PortOptions options, ServerReceiver receiver, String keys) {
		this.node = node;
		this.options = options;
		this.keys = keys;
		CaughtRecords records = new CaughtRecords();
		node.dataConnections().accept(AempStream.FUNCTION, AempStream::read);
		Port bulk = node.open(options).receive("large", (message) -> acknowledge(receiver.received(message.bytes(0))));
		this.port = node.open(options).receive("hello", (message) -> {
			this.client = message.text(0);
			node.send(this.client, "ready", bulk.id());
		})
			.receive("small", (message) -> acknowledge(receiver.received((int) message.integer(0))))
			.receive("large", (message) -> acknowledge(receiver.received(message.bytes(0))))
			.receive("ping", (message) -> node.send(this.client, "pong", message.get(0)))
			.receive("call", (message) -> node.send(message.text(1), message.get(0)))
			.receive("catch", (message) -> records.start(node))
			.receive("counts", (message) -> node.send(message.text(0), records.counts()))
			.receive("open", (message) -> node.send(this.client, "opened", open()));
	}

	@Override
	public String address() {
		return this.node.network().listeners().get(0) + " " + this.port.id() + " " + this.keys;
	}

	@Override
	public void close() {
		this.node.close();
	}

	private String open() {
		return this.node.open(this.options).receive((message) -> {
		}).id();
	}

	private void acknowledge(long count) {
		if (count > 0) {
			this.node.send(this.client, "acknowledged", count);
		}
	}

}
