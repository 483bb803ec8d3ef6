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

	/** The arbiter has chosen a connection. */
	void decided(CandidateConnection candidate) {
		if (this.waiting.remove(candidate.link()) != null) {
			this.promotion.accept(candidate);
		}
	}

	/** A connection ended before the arbiter chose it. */
	void dismissed(CandidateConnection candidate) {
		this.waiting.remove(candidate.link());
	}

	void close(String message) {
		List.copyOf(this.waiting.keySet()).forEach((link) -> link.close(message));
	}

}
