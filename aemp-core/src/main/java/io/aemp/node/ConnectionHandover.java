package io.aemp.node;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.aemp.Guard;
import io.aemp.link.Link;
import org.jspecify.annotations.Nullable;

/**
 * Lets a new connection to a peer start only after the link thread of the previous
 * connection has left it. A loss takes effect at once, but that thread may have checked
 * that its connection is current and then stalled before it hands over a message: packets
 * of the next connection must not overtake that message. If the thread does not leave in
 * time, this node refuses the new connection, which the peers may make again. Runs on the
 * control executor.
 */
final class ConnectionHandover {

	/** The lost connections whose threads have not left them, by node ID. */
	private final Map<String, Departing> departing = new HashMap<>();

	private final ConnectionDependencies dependencies;

	private final Executor control;

	private final Consumer<String> refused;

	/**
	 * Creates the handover of a node.
	 * @param dependencies what connections depend on
	 * @param control the control executor
	 * @param refused receives the IDs of nodes whose new connection was refused
	 */
	ConnectionHandover(ConnectionDependencies dependencies, Executor control, Consumer<String> refused) {
		this.dependencies = dependencies;
		this.control = control;
		this.refused = refused;
	}

	/** A connection is lost; its thread may not have left it. */
	void lost(LinkSession session) {
		this.departing.put(session.node(), new Departing(session));
	}

	/** The thread of a connection has left it. */
	void left(LinkSession session) {
		Departing last = this.departing.get(session.node());
		if (last != null && last.session == session) {
			this.departing.remove(session.node());
			last.timer.close();
			last.promotion.run();
		}
	}

	/** Whether a new connection to a node waits. */
	boolean isAwaited(String node) {
		Departing last = this.departing.get(node);
		return last != null && last.successor != null;
	}

	/**
	 * Promotes a link once no earlier connection is left. A newer link replaces one that
	 * waits.
	 */
	void succeed(Link link, Runnable promotion) {
		Departing last = this.departing.get(link.info().node());
		if (last == null) {
			promotion.run();
			return;
		}
		last.dismiss("switched connections");
		last.successor = link;
		last.promotion = promotion;
		last.timer = this.dependencies.timers()
			.schedule(this.dependencies.connectInterval(), () -> this.control.execute(() -> refuse(last, link)));
	}

	private void refuse(Departing last, Link link) {
		String node = link.info().node();
		if (this.departing.get(node) == last && last.successor == link) {
			last.dismiss("the connection before it has not ended");
			this.refused.accept(node);
		}
	}

	void close(String message) {
		this.departing.values().forEach((last) -> last.dismiss(message));
	}

	/** A lost connection and its successor. */
	private static final class Departing {

		private final LinkSession session;

		private @Nullable Link successor;

		private Runnable promotion;

		private Guard timer;

		Departing(LinkSession session) {
			this.session = session;
			this.promotion = Departing::nothing;
			this.timer = Departing::nothing;
		}

		private static void nothing() {
		}

		void dismiss(String message) {
			Link link = this.successor;
			if (link != null) {
				this.successor = null;
				this.promotion = Departing::nothing;
				this.timer.close();
				link.close(message);
			}
		}

	}

}
