package io.aemp.benchmarks.subject.aemp;

import java.util.function.IntConsumer;

import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.Receiver;
import io.aemp.benchmarks.process.LocalSystem;

/** Ports of one node. */
final class AempLocal implements LocalSystem {

	private static final Receiver NOTHING = (message) -> {
	};

	private final Node node;

	private final PortOptions options;

	private final Port watcher;

	AempLocal(Node node, PortOptions options) {
		this.node = node;
		this.options = options;
		this.watcher = node.open(options).receive(NOTHING);
	}

	@Override
	public IntConsumer open(IntConsumer receiver) {
		String id = this.node.open(this.options)
			.receive("number", (message) -> receiver.accept((int) message.integer(0)))
			.id();
		return (number) -> this.node.send(id, "number", number);
	}

	@Override
	public Object openIdle() {
		return this.node.open(this.options).receive(NOTHING).id();
	}

	@Override
	public Object openTagged() {
		return this.node.open(this.options).receive("one", NOTHING).receive("two", NOTHING).id();
	}

	@Override
	public void kill(Object reference) {
		this.node.kill((String) reference);
	}

	@Override
	public void kill(Object reference, Runnable action) {
		this.node.monitor((String) reference, (reason) -> action.run());
		this.node.kill((String) reference);
	}

	@Override
	public void monitor(Object reference, Runnable action) {
		this.watcher.runInContext(() -> this.node.monitor((String) reference, (reason) -> action.run())).join();
	}

	@Override
	public void close() {
		this.node.close();
	}

}
