package io.aemp.node;

import java.time.Duration;
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
 * Keeps connections to all seeds, for ever: a lost one is dialled again until it is back.
 * The log tells of the first attempt that fails, and of the others in detail only. On the
 * control executor, except for what transport threads call.
 */
final class Seeds {

	private static final Logger logger = LoggerFactory.getLogger(Seeds.class);

	private static final Duration FIRST_DELAY = Duration.ofSeconds(1);

	private final Map<String, Seed> seeds = new LinkedHashMap<>();

	private final ConnectionDependencies setup;

	private final Connections connections;

	private final Executor control;

	private final RandomGenerator random;

	private volatile List<String> addresses = List.of();

	private boolean closed;

	Seeds(ConnectionDependencies setup, Connections connections, Executor control, RandomGenerator random) {
		this.setup = setup;
		this.connections = connections;
		this.control = control;
		this.random = random;
	}

	void start(List<String> addresses) {
		addresses.forEach((address) -> this.seeds.put(address, new Seed(address)));
		this.addresses = List.copyOf(this.seeds.keySet());
		List.copyOf(this.seeds.values()).forEach(Seed::dial);
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
		this.addresses = List.copyOf(this.seeds.keySet());
		this.setup.global().seedIsSelf();
	}

	/** One seed address, and the node that answered there. */
	private final class Seed implements Transport.Dialler {

		private final String address;

		private @Nullable String node;

		private @Nullable Guard attempt;

		private @Nullable Guard timer;

		private Duration delay = FIRST_DELAY;

		/** Whether somebody was told that it cannot be reached. */
		private boolean missed;

		private Seed(String address) {
			this.address = address;
		}

		private void dial() {
			stop();
			if (Seeds.this.closed || isUp()) {
				return;
			}
			this.attempt = Seeds.this.setup.transport().dial(this.address, this);
		}

		private boolean isUp() {
			return this.node != null && Seeds.this.connections.isUp(this.node);
		}

		private void later() {
			if (Seeds.this.closed || this.timer != null) {
				return;
			}
			Duration jitter = this.delay.multipliedBy(Seeds.this.random.nextInt(250)).dividedBy(1000);
			this.timer = Seeds.this.setup.timers()
				.schedule(this.delay.plus(jitter), () -> Seeds.this.control.execute(this::dial));
			Duration doubled = this.delay.multipliedBy(2);
			Duration most = Seeds.this.setup.monitorTimeout();
			this.delay = (doubled.compareTo(most) < 0) ? doubled : most;
		}

		private void stop() {
			if (this.attempt != null) {
				this.attempt.close();
				this.attempt = null;
			}
			if (this.timer != null) {
				this.timer.close();
				this.timer = null;
			}
		}

		private void up() {
			this.delay = FIRST_DELAY;
			this.missed = false;
			stop();
			Seeds.this.setup.global().seedUp(Objects.requireNonNull(this.node));
		}

		private void down() {
			this.delay = FIRST_DELAY;
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
				identified(link.info().node());
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
				failedHere(failure, node, message);
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
