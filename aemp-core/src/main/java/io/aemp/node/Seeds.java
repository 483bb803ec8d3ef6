package io.aemp.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

import io.aemp.Guard;
import io.aemp.link.Link;
import io.aemp.link.Transport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps connections to all seeds: a lost one is dialled again until it is up or no longer
 * a seed. The first failed attempt is logged as a warning, the others at debug level.
 * Runs on the control executor, except for what transport threads call.
 */
final class Seeds {

	private static final Logger logger = LoggerFactory.getLogger(Seeds.class);

	private final Map<String, Seed> seeds = new LinkedHashMap<>();

	private final ConnectionDependencies dependencies;

	private final Connections connections;

	private final Executor control;

	private final RandomGenerator random;

	private volatile List<String> addresses = List.of();

	private boolean changed;

	private boolean started;

	private boolean closed;

	Seeds(ConnectionDependencies dependencies, Connections connections, Executor control, RandomGenerator random) {
		this.dependencies = dependencies;
		this.connections = connections;
		this.control = control;
		this.random = random;
	}

	/**
	 * Starts to dial.
	 * @param configured the configured seeds, ignored if {@link #change} was called
	 * before
	 */
	void start(List<String> configured) {
		if (!this.changed) {
			change(configured);
		}
		this.started = true;
		List.copyOf(this.seeds.values()).forEach(Seed::dial);
	}

	/**
	 * Replaces the seeds. Connections to former seeds stay, but are not dialled again.
	 */
	void change(List<String> wanted) {
		this.changed = true;
		Map<String, Seed> before = new LinkedHashMap<>(this.seeds);
		this.seeds.clear();
		for (String address : wanted) {
			Seed seed = before.get(address);
			this.seeds.put(address, (seed != null) ? seed : new Seed(address));
		}
		publishAddresses();
		before.values().stream().filter((seed) -> !seed.isWanted()).forEach(Seed::drop);
		this.seeds.values().stream().filter((seed) -> !before.containsValue(seed)).toList().forEach(Seed::dial);
	}

	private void publishAddresses() {
		this.addresses = List.copyOf(this.seeds.keySet());
		this.dependencies.global().seedsChanged(!this.seeds.isEmpty());
	}

	/** Returns the seeds without addresses of this node itself; any thread. */
	List<String> addresses() {
		return this.addresses;
	}

	/** A peer is connected; it may be a seed. */
	void peerUp(String node) {
		for (Seed seed : this.seeds.values()) {
			if (node.equals(seed.node)) {
				seed.up();
				return;
			}
		}
	}

	void peerDown(String node) {
		for (Seed seed : List.copyOf(this.seeds.values())) {
			if (node.equals(seed.node)) {
				seed.down();
			}
		}
	}

	void close() {
		this.closed = true;
		this.seeds.values().forEach(Seed::stop);
	}

	private void forget(Seed seed) {
		this.seeds.remove(seed.address);
		publishAddresses();
		this.dependencies.global().seedIsSelf();
	}

	/** One seed address, and the node that answered there. */
	private final class Seed implements Transport.Dialler {

		private final String address;

		private final Redial redial;

		private @Nullable String node;

		private @Nullable Guard attempt;

		/** Whether a warning for the present outage was logged. */
		private boolean warned;

		private Seed(String address) {
			this.address = address;
			this.redial = new Redial(Seeds.this.dependencies, Seeds.this.control, Seeds.this.random, this::dial);
		}

		/**
		 * Whether this is still a seed; late timers and transport threads may call after
		 * a change.
		 */
		private boolean isWanted() {
			return Seeds.this.seeds.get(this.address) == this;
		}

		/**
		 * Stops dialling. The node stays a seed only if it answers at another seed
		 * address.
		 */
		private void drop() {
			stop();
			boolean known = Seeds.this.seeds.values()
				.stream()
				.anyMatch((seed) -> seed.node != null && seed.node.equals(this.node));
			if (this.node != null && isUp() && !known) {
				Seeds.this.dependencies.global().seedGone(this.node);
			}
		}

		private void dial() {
			stop();
			if (!Seeds.this.started || Seeds.this.closed || !isWanted() || isUp()) {
				return;
			}
			this.attempt = Seeds.this.dependencies.transport().dial(this.address, this);
		}

		private boolean isUp() {
			return this.node != null && Seeds.this.connections.isUp(this.node);
		}

		private void later() {
			if (!Seeds.this.closed) {
				this.redial.later();
			}
		}

		private void stop() {
			if (this.attempt != null) {
				this.attempt.close();
				this.attempt = null;
			}
			this.redial.stop();
		}

		private void up() {
			this.redial.reset();
			this.warned = false;
			stop();
			Seeds.this.dependencies.global().seedUp(Objects.requireNonNull(this.node));
		}

		private void down() {
			this.redial.reset();
			later();
		}

		/**
		 * The node that answers at the address is known. If it has connected to this node
		 * meanwhile, the new link is not used, and the seed is reported as up at once.
		 * Otherwise it is reported when the link is used; if the link is not used, the
		 * seed is dialled again.
		 */
		private void identified(String node) {
			this.node = node;
			if (isUp()) {
				up();
			}
			else {
				later();
			}
		}

		@Override
		public Transport.Verdict judge(String node, String instance, long age) {
			return Seeds.this.connections.judge(node, instance, age);
		}

		@Override
		public void established(Link link) {
			Seeds.this.control.execute(() -> {
				this.attempt = null;
				if (isWanted()) {
					Seeds.this.connections.idConflict().over(this.address);
					identified(link.info().node());
				}
			});
			Seeds.this.connections.established(link);
		}

		/** Logs a failure. Refusals are already in the log with their reason. */
		private void logFailure(Transport.Failure failure, String message) {
			if (this.warned || failure != Transport.Failure.UNREACHABLE) {
				logger.debug("Seed {} cannot be reached: {}", this.address, message);
			}
			else {
				this.warned = true;
				logger.warn("Seed {} cannot be reached: {}. It is tried again until it can be", this.address, message);
			}
		}

		@Override
		public void failed(Transport.Failure failure, String node, String message) {
			Seeds.this.control.execute(() -> {
				this.attempt = null;
				if (isWanted()) {
					failedHere(failure, node, message);
				}
			});
		}

		private void failedHere(Transport.Failure failure, String node, String message) {
			Seeds.this.connections.dialled(this.address, failure, message);
			if (failure == Transport.Failure.SELF) {
				logger.info("Seed {} is this node itself", this.address);
				stop();
				forget(this);
				return;
			}
			if (failure == Transport.Failure.CONNECTED) {
				identified(node);
				return;
			}
			if (failure == Transport.Failure.ID_TAKEN) {
				this.redial.soon();
				return;
			}
			logFailure(failure, message);
			later();
		}

	}

}
