package io.aemp.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import org.awaitility.core.ConditionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What tests ask of several nodes at once. */
final class Cluster {

	private Cluster() {
	}

	static ConditionFactory eventually() {
		return await().atMost(Jvm.PATIENCE).pollInterval(Duration.ofMillis(50)).pollDelay(Duration.ZERO);
	}

	/**
	 * Waits until each node sends to each other one, and something of it arrives: in the
	 * epochs that go on now.
	 */
	static void awaitTraffic(int nodes, Supplier<Collection<Report>> reports) {
		List<Report.Got> before = arrivals(reports.get());
		eventually().untilAsserted(() -> {
			Collection<Report> now = reports.get();
			assertThat(Audit.flowing(now)).isGreaterThanOrEqualTo((long) nodes * (nodes - 1));
			assertThat(arrivals(now).stream().filter((got) -> !before.contains(got)))
				.hasSizeGreaterThanOrEqualTo(nodes * (nodes - 1));
		});
	}

	/** Waits until so much more has arrived at each node. */
	static void awaitArrivals(int more, Supplier<Collection<Report>> reports) {
		long before = leastArrivals(reports.get());
		eventually().until(() -> leastArrivals(reports.get()) >= before + more);
	}

	private static long leastArrivals(Collection<Report> reports) {
		return reports.stream()
			.mapToLong((report) -> report.got().stream().mapToLong(Report.Got::total).sum())
			.min()
			.orElseThrow();
	}

	private static List<Report.Got> arrivals(Collection<Report> reports) {
		return reports.stream().flatMap((report) -> report.got().stream()).toList();
	}

	/** Waits until all that was sent has its verdict. */
	static Audit awaitVerdicts(Supplier<Collection<Report>> reports) {
		List<Audit> last = new ArrayList<>();
		eventually().untilAsserted(() -> {
			Audit audit = Audit.of(reports.get());
			last.add(audit);
			assertThat(audit.problems()).isEmpty();
		});
		return last.get(last.size() - 1);
	}

}
