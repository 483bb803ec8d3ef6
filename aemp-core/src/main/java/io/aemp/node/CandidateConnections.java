package io.aemp.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.aemp.link.Link;

/**
 * Authenticated connections on which this node keeps silent, because the arbiter is the
 * other side and has not decided yet. Everything happens on the control executor.
 */
final class CandidateConnections {

	private final Map<Link, CandidateConnection> waiting = new LinkedHashMap<>();

	private final ConnectionDependencies setup;

	private final Executor control;

	private final Consumer<CandidateConnection> promotion;

	/**
	 * Creates the candidates of a node.
	 * @param setup what connections are made of
	 * @param control the control executor
	 * @param promotion makes a candidate the connection to its peer
	 */
	CandidateConnections(ConnectionDependencies setup, Executor control, Consumer<CandidateConnection> promotion) {
		this.setup = setup;
		this.control = control;
		this.promotion = promotion;
	}

	/** The arbiter has as long to decide as a handshake may take. */
	void add(Link link) {
		CandidateConnection candidate = new CandidateConnection(link, this, this.control);
		this.waiting.put(link, candidate);
		link.start(candidate);
		this.setup.timers().schedule(this.setup.monitorTimeout(), () -> this.control.execute(() -> {
			if (this.waiting.remove(link) != null) {
				link.abort("the arbiter keeps silent");
			}
		}));
	}

	/** The arbiter has decided for a connection. */
	void decided(CandidateConnection candidate) {
		if (this.waiting.remove(candidate.link()) != null) {
			this.promotion.accept(candidate);
		}
	}

	/** A connection ended before the arbiter decided for it. */
	void dismissed(CandidateConnection candidate) {
		this.waiting.remove(candidate.link());
	}

	void close(String message) {
		List.copyOf(this.waiting.keySet()).forEach((link) -> link.close(message));
	}

}
