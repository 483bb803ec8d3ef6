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
 * Keeps connections to all seeds: a lost one is dialled again until it is back, or is a
 * seed no more. The log tells of the first attempt that fails, and of the others in
 * detail only. On the control executor, except for what transport threads call.
 */
final class Seeds {

	private static final Logger logger = LoggerFactory.getLogger(Seeds.class);

	private final Map<String, Seed> seeds = new LinkedHashMap<>();

	private final ConnectionDependencies setup;

	private final Connections connections;

	private final Executor control;

	private final RandomGenerator random;

	private volatile List<String> addresses = List.of();

	private boolean changed;

	private boolean started;

	private boolean closed;

	Seeds(ConnectionDependencies setup, Connections connections, Executor control, RandomGenerator random) {
		this.setup = setup;
		this.connections = connections;
		this.control = control;
		this.random = random;
	}

	/**
	 * Begins to dial.
	 * @param configured the seeds, unless they were changed before
	 */
	void start(List<String> configured) {
		if (!this.changed) {
			change(configured);
		}
		this.started = true;
		List.copyOf(this.seeds.values()).forEach(Seed::dial);
	}

	/**
	 * Takes these seeds instead of those before. The connections to those that are seeds
	 * no more stay, but nobody dials them again.
	 */
	void change(List<String> wanted) {
		this.changed = true;
		Map<String, Seed> before = new LinkedHashMap<>(this.seeds);
		this.seeds.clear();
		for (String address : wanted) {
			Seed seed = before.get(address);
			this.seeds.put(address, (seed != null) ? seed : new Seed(address));
		}
		tellAddresses();
		before.values().stream().filter((seed) -> !seed.isWanted()).forEach(Seed::drop);
		this.seeds.values().stream().filter((seed) -> !before.containsValue(seed)).toList().forEach(Seed::dial);
	}

	private void tellAddresses() {
		this.addresses = List.copyOf(this.seeds.keySet());
		this.setup.global().seedsChanged(!this.seeds.isEmpty());
	}

	/** The seeds, without those that are this node itself; any thread. */
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
		tellAddresses();
		this.setup.global().seedIsSelf();
	}

	/** One seed address, and the node that answered there. */
	private final class Seed implements Transport.Dialler {

		private final String address;

		private final Redial redial;

		private @Nullable String node;

		private @Nullable Guard attempt;

		/** Whether somebody was told that it cannot be reached. */
		private boolean missed;

		private Seed(String address) {
			this.address = address;
			this.redial = new Redial(Seeds.this.setup, Seeds.this.control, Seeds.this.random, this::dial);
		}

		/** Not after a change, though a timer or a transport thread may still say so. */
		private boolean isWanted() {
			return Seeds.this.seeds.get(this.address) == this;
		}

		/**
		 * Its node is a seed no more, unless it answers at the address of another one.
		 */
		private void drop() {
			stop();
			boolean known = Seeds.this.seeds.values()
				.stream()
				.anyMatch((seed) -> seed.node != null && seed.node.equals(this.node));
			if (this.node != null && isUp() && !known) {
				Seeds.this.setup.global().seedGone(this.node);
			}
		}

		private void dial() {
			stop();
			if (!Seeds.this.started || Seeds.this.closed || !isWanted() || isUp()) {
				return;
			}
			this.attempt = Seeds.this.setup.transport().dial(this.address, this);
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
			this.missed = false;
			stop();
			Seeds.this.setup.global().seedUp(Objects.requireNonNull(this.node));
		}

		private void down() {
			this.redial.reset();
			later();
		}

		/**
		 * Now it is known who answers there. He may have connected to this node in the
		 * meantime: then nothing will come of this link, and he is told to be up at once.
		 * Otherwise he is when the link is used, and if it is not, the seed is dialled
		 * again.
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
		public Transport.Verdict judge(String node, long age) {
			return Seeds.this.connections.judge(node, age);
		}

		@Override
		public void established(Link link) {
			Seeds.this.control.execute(() -> {
				this.attempt = null;
				if (isWanted()) {
					identified(link.info().node());
				}
			});
			Seeds.this.connections.established(link);
		}

		/** What was refused is in the log already, with the reason. */
		private void tell(Transport.Failure failure, String message) {
			if (this.missed || failure != Transport.Failure.UNREACHABLE) {
				logger.debug("Seed {} cannot be reached: {}", this.address, message);
			}
			else {
				this.missed = true;
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
			tell(failure, message);
			later();
		}

	}

}
