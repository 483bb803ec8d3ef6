package io.aemp.node;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.aemp.Guard;
import io.aemp.link.Link;
import org.jspecify.annotations.Nullable;

/**
 * Lets a new connection to a peer begin when the thread of the one before it has left
 * that. A loss takes effect at once, but the thread may have looked whether its
 * connection counts, and stand still before it hands a message over: what comes over the
 * next connection must not get ahead of that. If the thread does not leave in time, the
 * new connection is refused, and may be made again. Belongs to the control executor.
 */
final class ConnectionHandover {

	/** The connections that are lost and whose threads have not left them. */
	private final Map<String, Departing> departing = new HashMap<>();

	private final ConnectionDependencies setup;

	private final Executor control;

	private final Consumer<String> refused;

	/**
	 * Creates the successions of a node.
	 * @param setup says how long a new connection waits
	 * @param control the control executor
	 * @param refused is told of nodes to which there is no connection for the time being
	 */
	ConnectionHandover(ConnectionDependencies setup, Executor control, Consumer<String> refused) {
		this.setup = setup;
		this.control = control;
		this.refused = refused;
	}

	/** A connection is lost; its thread may still be in it. */
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

	/** Promotes a link, as soon as nobody is before it. A newer one takes its place. */
	void succeed(Link link, Runnable promotion) {
		Departing last = this.departing.get(link.info().node());
		if (last == null) {
			promotion.run();
			return;
		}
		last.dismiss("switched connections");
		last.successor = link;
		last.promotion = promotion;
		last.timer = this.setup.timers()
			.schedule(this.setup.connectInterval(), () -> this.control.execute(() -> refuse(last, link)));
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

	/** A connection that is lost, and the one that comes after it. */
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
