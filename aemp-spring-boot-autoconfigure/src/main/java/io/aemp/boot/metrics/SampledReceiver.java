package io.aemp.boot.metrics;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import io.aemp.Message;
import io.aemp.Receiver;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Timer;

/**
 * Counts the messages of one port and tag, and times a random sample of them: to time a
 * quick method may take longer than the method. Methods that take long are timed each
 * time. The port runs one message at a time, so the state needs no lock.
 */
final class SampledReceiver implements Receiver {

	/** To time what takes longer costs next to nothing. */
	private static final long QUICK = TimeUnit.MICROSECONDS.toNanos(20);

	/** How much one time changes the mean: 1/8. */
	private static final int WEIGHT = 8;

	private final Receiver receiver;

	private final LongAdder messages;

	private final Timer timer;

	private final Clock clock;

	private final int interval;

	/** How many messages pass until the next one is timed. */
	private int left = 1;

	/** The mean of the latest times. */
	private long mean;

	/**
	 * Creates the receiver.
	 * @param receiver calls the method
	 * @param messages counts all messages
	 * @param timer takes the times
	 * @param clock measures them
	 * @param interval one of how many messages is timed on average, if they are quick
	 */
	SampledReceiver(Receiver receiver, LongAdder messages, Timer timer, Clock clock, int interval) {
		this.receiver = receiver;
		this.messages = messages;
		this.timer = timer;
		this.clock = clock;
		this.interval = interval;
	}

	@Override
	public void receive(Message message) throws Exception {
		this.messages.increment();
		if (--this.left > 0) {
			this.receiver.receive(message);
		}
		else {
			receiveTimed(message);
		}
	}

	private void receiveTimed(Message message) throws Exception {
		long begin = this.clock.monotonicTime();
		try {
			this.receiver.receive(message);
		}
		finally {
			long time = this.clock.monotonicTime() - begin;
			this.timer.record(time, TimeUnit.NANOSECONDS);
			this.mean += (time - this.mean) / WEIGHT;
			this.left = (this.mean < QUICK) ? nextInterval() : 1;
		}
	}

	/** Random, so that messages that take turns are all found. */
	private int nextInterval() {
		return ThreadLocalRandom.current().nextInt(1, 2 * this.interval);
	}

}
