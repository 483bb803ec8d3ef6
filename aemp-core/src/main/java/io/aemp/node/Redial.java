package io.aemp.node;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

import io.aemp.Guard;
import org.jspecify.annotations.Nullable;

/**
 * Repeats an attempt: first after a second, then each time after twice as long, up to the
 * monitor timeout. Random jitter keeps nodes that lost the same peer from dialling it at
 * the same moment. Runs on the control executor.
 */
final class Redial {

	private static final Duration FIRST_DELAY = Duration.ofSeconds(1);

	private static final Duration SHORT_DELAY = Duration.ofMillis(400);

	private final ConnectionDependencies dependencies;

	private final Executor control;

	private final RandomGenerator random;

	private final Runnable attempt;

	private Duration delay = FIRST_DELAY;

	private @Nullable Guard timer;

	Redial(ConnectionDependencies dependencies, Executor control, RandomGenerator random, Runnable attempt) {
		this.dependencies = dependencies;
		this.control = control;
		this.random = random;
		this.attempt = attempt;
	}

	/** Schedules the next attempt, unless one is scheduled already. */
	void later() {
		if (this.timer != null) {
			return;
		}
		schedule(this.delay);
		Duration doubled = this.delay.multipliedBy(2);
		Duration most = this.dependencies.monitorTimeout();
		this.delay = (doubled.compareTo(most) < 0) ? doubled : most;
	}

	/**
	 * Schedules the next attempt for less than a second from now, however many have
	 * failed: the next one has good prospects.
	 */
	void soon() {
		stop();
		reset();
		schedule(SHORT_DELAY);
	}

	private void schedule(Duration delay) {
		Duration jitter = delay.multipliedBy(this.random.nextInt(250)).dividedBy(1000);
		this.timer = this.dependencies.timers().schedule(delay.plus(jitter), () -> this.control.execute(this::again));
	}

	private void again() {
		stop();
		this.attempt.run();
	}

	/** Starts with the shortest delay again. */
	void reset() {
		this.delay = FIRST_DELAY;
	}

	void stop() {
		if (this.timer != null) {
			this.timer.close();
			this.timer = null;
		}
	}

}
