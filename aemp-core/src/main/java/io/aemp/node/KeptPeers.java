package io.aemp.node;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

import io.aemp.Guard;

/**
 * Keeps connections to the nodes that users have asked for: a connection that is lost or
 * cannot be made is dialled again until it is up. Runs on the control executor, except
 * where noted.
 */
final class KeptPeers {

	private final Map<String, Kept> kept = new HashMap<>();

	private final ConnectionDependencies dependencies;

	private final Connections connections;

	private final Executor control;

	private final RandomGenerator random;

	private boolean closed;

	KeptPeers(ConnectionDependencies dependencies, Connections connections, Executor control, RandomGenerator random) {
		this.dependencies = dependencies;
		this.connections = connections;
		this.control = control;
		this.random = random;
	}

	/**
	 * Keeps a connection until the guard is closed; any thread. All guards of one node
	 * share its connection.
	 */
	Guard keep(String node) {
		AtomicBoolean released = new AtomicBoolean();
		this.control.execute(() -> hold(node));
		return () -> {
			if (released.compareAndSet(false, true)) {
				this.control.execute(() -> release(node));
			}
		};
	}

	private void hold(String node) {
		Kept peer = this.kept.computeIfAbsent(node, Kept::new);
		peer.guards++;
		if (peer.guards == 1) {
			peer.connect();
		}
	}

	private void release(String node) {
		Kept peer = this.kept.get(node);
		if (peer != null && --peer.guards == 0) {
			this.kept.remove(node);
			peer.redial.stop();
		}
	}

	void peerUp(String node) {
		Kept peer = this.kept.get(node);
		if (peer != null) {
			peer.redial.stop();
		}
	}

	void peerDown(String node) {
		Kept peer = this.kept.get(node);
		if (peer != null && !this.closed) {
			peer.redial.reset();
			peer.redial.later();
		}
	}

	/** Dials again, after {@link #close}. */
	void open() {
		this.closed = false;
		List.copyOf(this.kept.values()).forEach(Kept::connect);
	}

	void close() {
		this.closed = true;
		this.kept.values().forEach((peer) -> peer.redial.stop());
	}

	/** One node and the number of its guards. */
	private final class Kept {

		private final String node;

		private final Redial redial;

		private int guards;

		private Kept(String node) {
			this.node = node;
			this.redial = new Redial(KeptPeers.this.dependencies, KeptPeers.this.control, KeptPeers.this.random,
					this::connect);
		}

		/**
		 * Dials, and schedules the next attempt, because this class is not told when an
		 * attempt fails.
		 */
		private void connect() {
			if (!KeptPeers.this.closed && this.guards > 0 && !KeptPeers.this.connections.isUp(this.node)) {
				KeptPeers.this.connections.connect(this.node);
				this.redial.later();
			}
		}

	}

}
