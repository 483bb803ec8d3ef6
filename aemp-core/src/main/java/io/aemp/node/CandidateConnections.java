package io.aemp.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.aemp.link.Link;

/**
 * Authenticated connections on which this node sends nothing, because the peer is the
 * arbiter and has not decided yet. Runs on the control executor.
 */
final class CandidateConnections {

	private final Map<Link, CandidateConnection> waiting = new LinkedHashMap<>();

	private final ConnectionDependencies dependencies;

	private final Executor control;

	private final Consumer<CandidateConnection> promotion;

	/**
	 * Creates the candidates of a node.
	 * @param dependencies what connections depend on
	 * @param control the control executor
	 * @param promotion makes a candidate the connection to its peer
	 */
	CandidateConnections(ConnectionDependencies dependencies, Executor control,
			Consumer<CandidateConnection> promotion) {
		this.dependencies = dependencies;
		this.control = control;
		this.promotion = promotion;
	}

	/** Adds a link. The arbiter must decide within the monitor timeout. */
	void add(Link link) {
		CandidateConnection candidate = new CandidateConnection(link, this, this.control);
		this.waiting.put(link, candidate);
		link.start(candidate);
		this.dependencies.timers().schedule(this.dependencies.monitorTimeout(), () -> this.control.execute(() -> {
			if (this.waiting.remove(link) != null) {
				link.abort("the arbiter has not decided in time");
			}
		}));
	}

	/**
	 * The arbiter has chosen a connection. It uses one at a time, so it has left all
	 * others: what may still come over them is older, and must not follow. If it comes
	 * back to one of them later, it learns of the loss by the end of that.
	 */
	void decided(CandidateConnection candidate) {
		Link chosen = candidate.link();
		if (this.waiting.remove(chosen) != null) {
			String node = chosen.info().node();
			List<Link> others = this.waiting.keySet()
				.stream()
				.filter((link) -> link.info().node().equals(node))
				.toList();
			others.forEach((link) -> {
				this.waiting.remove(link);
				link.abort("another connection was chosen");
			});
			this.promotion.accept(candidate);
		}
	}

	/** A connection ended before the arbiter chose it. */
	void dismissed(CandidateConnection candidate) {
		this.waiting.remove(candidate.link());
	}

	void close(String message) {
		List<Link> left = List.copyOf(this.waiting.keySet());
		this.waiting.clear();
		left.forEach((link) -> link.close(message));
	}

}
