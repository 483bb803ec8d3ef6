package io.aemp.boot.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import io.aemp.Receiver;
import io.aemp.boot.handler.HandlerName;
import io.aemp.boot.handler.HandlerWatch;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * Counts the messages that methods of beans handle, and times a sample of them. What they
 * are called is known before the first message, so messages make no meters, whatever tags
 * they have.
 */
public final class HandlerMeters implements HandlerWatch {

	private final MeterRegistry registry;

	private final int interval;

	/** Several classes may share labels and tags. */
	private final Map<Tags, LongAdder> counts = new ConcurrentHashMap<>();

	/**
	 * Creates the watch.
	 * @param registry takes the meters
	 * @param interval one of how many messages is timed on average, if their method is
	 * quick; 1 to time each
	 */
	public HandlerMeters(MeterRegistry registry, int interval) {
		this.registry = registry;
		this.interval = interval;
	}

	@Override
	public Watched watch(HandlerName handler) {
		String tag = handler.tag();
		Tags tags = Tags.of(MeterKey.LABEL.of(BoundedValues.shown(handler.label())),
				MeterKey.TAG.of((tag != null) ? BoundedValues.shown(tag) : BoundedValues.OTHER));
		Timer timer = Timer.builder(NodeMeter.HANDLER.getName())
			.description(NodeMeter.HANDLER.description())
			.tags(tags)
			.register(this.registry);
		return new Watching(counter(NodeMeter.HANDLER_MESSAGES, tags), timer,
				counter(NodeMeter.HANDLER_FAILURES, tags));
	}

	private LongAdder counter(NodeMeter meter, Tags tags) {
		LongAdder count = this.counts.computeIfAbsent(Tags.of("meter", meter.getName()).and(tags),
				(first) -> new LongAdder());
		FunctionCounter.builder(meter.getName(), count, LongAdder::sum)
			.baseUnit(meter.getBaseUnit())
			.description(meter.description())
			.tags(tags)
			.register(this.registry);
		return count;
	}

	/** One handler, in all ports of its class. */
	private final class Watching implements Watched {

		private final LongAdder messages;

		private final Timer timer;

		private final LongAdder failures;

		Watching(LongAdder messages, Timer timer, LongAdder failures) {
			this.messages = messages;
			this.timer = timer;
			this.failures = failures;
		}

		@Override
		public Receiver around(Receiver receiver) {
			return new SampledReceiver(receiver, this.messages, this.timer,
					HandlerMeters.this.registry.config().clock(), HandlerMeters.this.interval);
		}

		@Override
		public void failed(Exception failure) {
			this.failures.increment();
		}

	}

}
