package io.aemp.benchmarks.report;

import java.util.Arrays;
import java.util.List;

import io.aemp.benchmarks.process.Load;
import io.aemp.benchmarks.process.Metric;
import io.aemp.benchmarks.process.Plan;
import io.aemp.benchmarks.process.Subject.Side;
import io.aemp.benchmarks.process.Workload;

/** Results that were thought up. */
final class SampleResults {

	private SampleResults() {
	}

	static Results create() {
		return new Results(new Machine(2, "Linux 6", "amd64", "25.0.1", "-Xmx2g"), new Plan(1, 1),
				List.of(new Contestant("netty", "raw Netty", Side.YARDSTICK), new Contestant("aemp", "aemp", Side.OURS),
						new Contestant("pekko", "Pekko <1>", Side.PEER), new Contestant("vertx", "Vert.x", Side.PEER)),
				List.of(rate("netty", 4e6, 5e6, 6e6), rate("aemp", 2e6, 4e6, 3e6), rate("pekko", 1e5, 2e5, 3e5),
						rate("vertx", 5e5, 5e5, 5e5), time("netty", Metric.P50, 16), time("netty", Metric.P99, 35),
						time("aemp", Metric.P50, 24), time("aemp", Metric.P99, 70), time("pekko", Metric.P50, 180),
						time("pekko", Metric.P99, 5e6)),
				List.of(new Failure("vertx", Workload.ROUND_TRIP_1, Load.IDLE, 3)));
	}

	private static Series rate(String subject, double... runs) {
		return new Series(subject, Workload.ONE_WAY_SMALL, Load.IDLE, Metric.RATE,
				Arrays.stream(runs).boxed().toList());
	}

	private static Series time(String subject, Metric metric, double micros) {
		return new Series(subject, Workload.ROUND_TRIP_1, Load.IDLE, metric, List.of(micros));
	}

}
