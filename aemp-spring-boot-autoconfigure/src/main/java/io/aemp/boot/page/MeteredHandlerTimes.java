package io.aemp.boot.page;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import org.jspecify.annotations.Nullable;

/** Reads the times from the meters of the node. */
public final class MeteredHandlerTimes implements HandlerTimes {

	private static final String METER = "aemp.handler";

	private static final int MOST = 1000;

	private final MeterRegistry registry;

	/**
	 * Creates the reader.
	 * @param registry has the meters
	 */
	public MeteredHandlerTimes(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public Times read() {
		return new Times(this.registry.find(METER)
			.timers()
			.stream()
			.filter((timer) -> timer.count() > 0)
			.limit(MOST)
			.map(MeteredHandlerTimes::time)
			.toList());
	}

	private static Time time(Timer timer) {
		HistogramSnapshot snapshot = timer.takeSnapshot();
		return new Time(tag(timer, "label"), tag(timer, "tag"), snapshot.mean(TimeUnit.MILLISECONDS),
				snapshot.max(TimeUnit.MILLISECONDS), percentile(snapshot, 0.5), percentile(snapshot, 0.99));
	}

	private static String tag(Timer timer, String name) {
		String value = timer.getId().getTag(name);
		return (value != null) ? value : "";
	}

	private static @Nullable Double percentile(HistogramSnapshot snapshot, double percentile) {
		return Arrays.stream(snapshot.percentileValues())
			.filter((value) -> value.percentile() == percentile)
			.map((value) -> value.value(TimeUnit.MILLISECONDS))
			.findFirst()
			.orElse(null);
	}

}
