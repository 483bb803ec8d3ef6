package io.aemp.boot.test.network;

import java.time.Duration;

import io.aemp.simulation.LiveNetwork;

/**
 * The clock of an {@link AempNetwork}: for timers, for the time limits of calls and for
 * failure detection of all its nodes. Any thread may call its methods.
 */
public final class AempClock {

	private final LiveNetwork network;

	AempClock(LiveNetwork network) {
		this.network = network;
	}

	/**
	 * Lets time pass on a manual clock. All that falls due happens in its order. After
	 * each step, this waits until the nodes have done what follows from it, but not for
	 * handlers that may block. Time limits of calls are noticed a few milliseconds late,
	 * as always: advance a little more than that.
	 * @param duration how much time
	 * @throws IllegalStateException if time passes by itself in this network
	 */
	public void advance(Duration duration) {
		if (!this.network.isManual()) {
			throw new IllegalStateException("The clock of this network is the real one, which nobody can advance: "
					+ "use @AutoConfigureAempNetwork(clock = MANUAL) or AempNetwork.create(MANUAL)");
		}
		this.network.advance(duration);
	}

	/**
	 * How much time has passed in the network.
	 * @return the time since it was made
	 */
	public Duration time() {
		return this.network.time();
	}

	/** Who sets a clock. */
	public enum Mode {

		/** Time passes as everywhere. */
		REAL,
		/** Time stands still until {@link AempClock#advance}. */
		MANUAL

	}

}
