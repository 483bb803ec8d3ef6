package io.aemp.node;

import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

import io.aemp.Guard;
import io.aemp.link.Link;
import io.aemp.link.Transport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One seed address, and the node that answered there. It is dialled until it is up or no
 * longer wanted. The first failed attempt is logged as a warning, the others at debug
 * level. Runs on the control executor, except for what transport threads call.
 */
final class Seed implements Transport.Dialler {

	private static final Logger logger = LoggerFactory.getLogger(Seed.class);

	private final String address;

	private final Transport transport;

	private final Connections connections;

	private final Executor control;

	private final Owner owner;

	private final Redial redial;

	private Origin origin;

	private boolean leadsHere;

	private @Nullable String node;

	private @Nullable Guard attempt;

	/** Whether a warning for the present outage was logged. */
	private boolean warned;

	Seed(String address, Origin origin, ConnectionDependencies dependencies, Connections connections, Executor control,
			RandomGenerator random, Owner owner) {
		this.address = address;
		this.origin = origin;
		this.transport = dependencies.transport();
		this.connections = connections;
		this.control = control;
		this.owner = owner;
		this.redial = new Redial(dependencies, control, random, this::dial);
	}

	String address() {
		return this.address;
	}

	/** Returns the node that answered at the address, {@code null} before the first. */
	@Nullable String node() {
		return this.node;
	}

	Origin origin() {
		return this.origin;
	}

	void changeOrigin(Origin origin) {
		this.origin = origin;
	}

	/** Whether the address has a name that also leads to this node. */
	boolean isNameOfThisNode() {
		return this.origin == Origin.NAME && this.leadsHere;
	}

	/**
	 * Whether other nodes may find this node in the same way, so that it is not the node
	 * that somebody has appointed to serve the others.
	 */
	boolean isAmongEquals() {
		return this.origin == Origin.SOURCE || isNameOfThisNode();
	}

	boolean isUp() {
		return this.node != null && this.connections.isUp(this.node);
	}

	void dial() {
		stop();
		if (this.owner.isWanted(this) && !isUp()) {
			this.attempt = this.transport.dial(this.address, this);
		}
	}

	/** Stops dialling. */
	void stop() {
		if (this.attempt != null) {
			this.attempt.close();
			this.attempt = null;
		}
		this.redial.stop();
	}

	/** The node is connected. */
	void up() {
		this.redial.reset();
		this.warned = false;
		stop();
	}

	void down() {
		this.redial.reset();
		later();
	}

	private void later() {
		if (this.owner.isWanted(this)) {
			this.redial.later();
		}
	}

	/**
	 * The node that answers at the address is known. If it has connected to this node
	 * meanwhile, the new link is not used, and the seed is reported as up at once.
	 * Otherwise it is reported when the link is used; if the link is not used, the seed
	 * is dialled again.
	 */
	private void identified(String node) {
		this.node = node;
		if (isUp()) {
			up();
			this.owner.up(this);
		}
		else {
			later();
		}
	}

	@Override
	public Transport.Verdict judge(String node, String instance, long age) {
		Transport.Verdict verdict = this.connections.judge(node, instance, age);
		if (verdict == Transport.Verdict.SELF) {
			this.control.execute(this::nameLeadsHere);
		}
		return verdict;
	}

	/** One of the addresses belongs to this node; the attempt goes on with the others. */
	private void nameLeadsHere() {
		if (this.owner.isWanted(this) && this.origin != Origin.LITERAL) {
			if (!this.leadsHere) {
				this.leadsHere = true;
				logger.info("Seed {} leads to this node; its other addresses are tried too", this.address);
			}
			this.owner.foundHere(this);
		}
	}

	@Override
	public void established(Link link) {
		this.control.execute(() -> {
			this.attempt = null;
			if (this.owner.isWanted(this)) {
				this.connections.idConflict().over(this.address);
				identified(link.info().node());
			}
		});
		this.connections.established(link);
	}

	@Override
	public void failed(Transport.Failure failure, String node, String message) {
		this.control.execute(() -> {
			this.attempt = null;
			if (this.owner.isWanted(this)) {
				failedHere(failure, node, message);
			}
		});
	}

	private void failedHere(Transport.Failure failure, String node, String message) {
		this.connections.idConflict().dialled(this.address, failure, message);
		if (failure == Transport.Failure.CONNECTED) {
			identified(node);
			return;
		}
		if (failure == Transport.Failure.SELF && this.origin == Origin.LITERAL) {
			logger.info("Seed {} is this node itself", this.address);
			this.owner.foundHere(this);
			return;
		}
		if (failure != Transport.Failure.SELF) {
			logFailure(failure, message);
		}
		if (failure == Transport.Failure.ID_TAKEN) {
			this.redial.soon();
		}
		else {
			later();
		}
		this.owner.failed();
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

	/** Where an address comes from. */
	enum Origin {

		/** From the configured list; an IP address. */
		LITERAL,
		/** From the configured list; a host name. */
		NAME,
		/** From a seed source. */
		SOURCE

	}

	/** What a seed asks and tells, on the control executor. */
	interface Owner {

		/**
		 * Whether this is still a seed that is to be dialled; late timers and transport
		 * threads may call after a change.
		 */
		boolean isWanted(Seed seed);

		/** The node of a seed is connected, not through an attempt of the seed. */
		void up(Seed seed);

		/** A seed leads to this node itself. */
		void foundHere(Seed seed);

		/** An attempt has failed. */
		void failed();

	}

}
