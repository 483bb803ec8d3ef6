package io.aemp.page;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import io.aemp.Node;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with all that this library shows of itself, and a browser that has its
 * page open, in a network of 50 nodes of which one is replaced in each second. Prints the
 * memory of both in each minute. Not a part of the build, only run by name.
 */
class PageSoak {

	private static final int NODES = 50;

	private static final Duration DURATION = Duration.ofMinutes(Integer.getInteger("aemp.soak.minutes", 60));

	private static final Duration PERIOD = Duration.ofMinutes(1);

	/** What may be left over, as a multiple of what was there in the beginning. */
	private static final double FLAT = 1.25;

	private static final int COLLECTIONS = 3;

	@Test
	void memoryAndMetersStayFlat() throws Exception {
		Stream<String> properties = Stream.concat(Stream.of(PageApplication.WITH_CHANGES),
				Stream.of("aemp.operations.inspection=true", "management.tracing.sampling.probability=1.0",
						"logging.level.io.aemp=error"));
		List<Sample> samples = new ArrayList<>();
		try (Browser browser = Browser.start();
				ConfigurableApplicationContext context = PageApplication.start(WebApplicationType.SERVLET, properties);
				Churn churn = Churn.start(context.getBean(Node.class).network().listeners(), NODES - 1)) {
			browser.open(PageApplication.endpoints(context) + "aemp");
			browser.awaitText("live");
			Instant end = Instant.now().plus(DURATION);
			while (Instant.now().isBefore(end)) {
				Thread.sleep(PERIOD.toMillis());
				Sample sample = Sample.take(browser, context.getBean(MeterRegistry.class));
				System.out.println(sample + " after " + churn.started() + " nodes");
				samples.add(sample);
			}
			browser.awaitText("live", "newcomer-" + (churn.started() - NODES / 2));
			assertThat(browser.complaints()).isEmpty();
		}
		assertFlat(samples, Sample::heap);
		assertFlat(samples, Sample::meters);
		assertFlat(samples, Sample::threads);
		assertFlat(samples, Sample::scriptHeap);
		assertFlat(samples, Sample::elements);
		assertFlat(samples, Sample::listeners);
	}

	/**
	 * Compares the last third with the second one: in the first, bounds are reached. The
	 * least is what stays; the rest was not yet collected.
	 */
	private static void assertFlat(List<Sample> samples, ToLongFunction<Sample> figure) {
		int third = samples.size() / 3;
		assertThat(least(samples.subList(2 * third, samples.size()), figure))
			.isLessThan((long) (FLAT * least(samples.subList(third, 2 * third), figure)));
	}

	private static long least(List<Sample> samples, ToLongFunction<Sample> figure) {
		return samples.stream().mapToLong(figure).min().orElseThrow();
	}

	/**
	 * What there is at some time.
	 *
	 * @param heap bytes in the heap of this process, with all nodes
	 * @param meters meters of the registry
	 * @param threads threads of this process
	 * @param scriptHeap bytes in the heap of the page
	 * @param elements nodes of its document
	 * @param listeners listeners of its events
	 */
	private record Sample(long heap, long meters, long threads, long scriptHeap, long elements, long listeners) {

		static Sample take(Browser browser, MeterRegistry registry) {
			for (int i = 0; i < COLLECTIONS; i++) {
				System.gc();
			}
			browser.driver().executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
			browser.driver().executeCdpCommand("Performance.enable", Map.of());
			List<?> metrics = (List<?>) browser.driver()
				.executeCdpCommand("Performance.getMetrics", Map.of())
				.get("metrics");
			return new Sample(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
					registry.getMeters().size(), Thread.activeCount(), metric(metrics, "JSHeapUsedSize"),
					metric(metrics, "Nodes"), metric(metrics, "JSEventListeners"));
		}

		private static long metric(List<?> metrics, String name) {
			return metrics.stream()
				.map((metric) -> (Map<?, ?>) metric)
				.filter((metric) -> name.equals(metric.get("name")))
				.mapToLong((metric) -> ((Number) metric.get("value")).longValue())
				.findFirst()
				.orElseThrow();
		}

	}

}
