package io.aemp.node;

import java.time.Duration;
import java.util.Optional;

import io.aemp.dispatch.Timers;
import io.aemp.link.Transport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node knows of another process that has its node ID and was there first. The
 * control executor changes it; any thread reads it.
 * <p>
 * It is over when an attempt at the same address has another outcome, or when nothing was
 * heard of it for some time.
 */
final class IdConflict {

	private static final Logger logger = LoggerFactory.getLogger(IdConflict.class);

	private final String nodeId;

	private final Timers timers;

	private final long memory;

	private volatile @Nullable Found last;

	IdConflict(String nodeId, Timers timers, Duration monitorTimeout) {
		this.nodeId = nodeId;
		this.timers = timers;
		this.memory = monitorTimeout.multipliedBy(2).toNanos();
	}

	/**
	 * An attempt to make a connection has failed.
	 * @param address where this node has dialled; empty if the other side has
	 * @param failure the kind of failure
	 * @param text what was told
	 */
	void dialled(String address, Transport.Failure failure, String text) {
		if (failure == Transport.Failure.ID_TAKEN) {
			found(address, text);
		}
		else {
			over(address);
		}
	}

	/**
	 * The ID is taken.
	 * @param address where this node has dialled; empty if the other side has
	 * @param text by whom
	 */
	private void found(String address, String text) {
		String problem = "the node ID '" + this.nodeId + "' is taken: " + text
				+ ". Give each process an ID of its own, with '%u' in node-id for example";
		if (problem().isEmpty()) {
			logger.error("This node comes second and is not part of the network: {}", problem);
		}
		this.last = new Found(address, problem, this.timers.nanoTime());
	}

	/** An attempt at an address had another outcome. */
	void over(String address) {
		Found found = this.last;
		if (found != null && !address.isEmpty() && found.address().equals(address)) {
			this.last = null;
			logger.info("At {}, nobody says any more that the node ID '{}' is taken", address, this.nodeId);
		}
	}

	/** Returns the problem; any thread. */
	Optional<String> problem() {
		Found found = this.last;
		return (found != null && this.timers.nanoTime() - found.time() < this.memory) ? Optional.of(found.problem())
				: Optional.empty();
	}

	private record Found(String address, String problem, long time) {

	}

}
