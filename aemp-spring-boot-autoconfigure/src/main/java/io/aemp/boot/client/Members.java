package io.aemp.boot.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.aemp.FamilyChange;
import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.PortIds;
import org.jspecify.annotations.Nullable;

/**
 * The ports that a family has now. One monitor keeps them up to date, so that no call
 * needs a query.
 */
final class Members implements AutoCloseable {

	private final Node node;

	private final String family;

	private final CompletableFuture<Guard> monitor;

	private volatile List<String> ports = List.of();

	private volatile CompletableFuture<@Nullable Void> change = new CompletableFuture<>();

	/**
	 * Begins to monitor a family.
	 * @param node monitors it
	 * @param family the family
	 */
	Members(Node node, String family) {
		this.node = node;
		this.family = family;
		// a monitor that is set inside a port would end with that port
		this.monitor = CompletableFuture.supplyAsync(() -> node.database().monitor(family, this::changed));
	}

	private synchronized void changed(FamilyChange change) {
		CompletableFuture<@Nullable Void> before = this.change;
		if (!before.isCompletedExceptionally()) {
			this.ports = change.contents().keySet().stream().filter(PortIds::isPortId).sorted().toList();
			this.change = new CompletableFuture<>();
			before.complete(null);
		}
	}

	String family() {
		return this.family;
	}

	/** The IDs of the ports, in order. */
	List<String> ports() {
		return this.ports;
	}

	/**
	 * The next change. Who asks for it before the {@link #ports()} misses none.
	 * @return completes, on any thread, when the ports are others; fails when this or the
	 * node is closed; not to be completed
	 */
	CompletableFuture<@Nullable Void> change() {
		// a closed node tells its monitors nothing, but queries that they fail
		CompletableFuture<List<String>> query = this.node.database().keys(this.family);
		return query.isCompletedExceptionally() ? query.thenApply((keys) -> null) : this.change;
	}

	/** Ends the monitor: there are no members any more. */
	@Override
	public synchronized void close() {
		this.ports = List.of();
		this.change.completeExceptionally(
				new IllegalStateException("The clients that use the family '" + this.family + "' are closed"));
		this.monitor.thenAccept(Guard::close);
	}

}
