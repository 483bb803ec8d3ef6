package io.aemp.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

import io.aemp.benchmarks.process.Load;
import io.aemp.benchmarks.process.Metric;
import io.aemp.benchmarks.process.Workload;
import io.aemp.benchmarks.report.Goal.Relation;

/** What is to be reached. */
public final class Goals {

	/** Against other systems for messages. */
	public static final Goals SYSTEMS = new Goals(List.of(
			new Goal("aemp", Workload.ONE_WAY_SMALL, Metric.RATE, Relation.AT_LEAST, 6, Goal.BEST_PEER),
			new Goal("aemp", Workload.ONE_WAY_SMALL, Metric.RATE, Relation.AT_LEAST, 0.6, Results.YARDSTICK),
			new Goal("aemp", Workload.ONE_WAY_KILOBYTE, Metric.RATE, Relation.AT_LEAST, 4, Goal.BEST_PEER),
			new Goal("aemp-tls", Workload.ONE_WAY_KILOBYTE, Metric.RATE, Relation.AT_LEAST, 0.4, "aemp"),
			new Goal("aemp-loop", Workload.ROUND_TRIP_1, Metric.P50, Relation.AT_MOST, 1.25, Results.YARDSTICK),
			new Goal("aemp", Workload.ROUND_TRIP_1, Metric.P50, Relation.AT_MOST, 1.8, Results.YARDSTICK),
			new Goal("aemp-loop", Workload.ROUND_TRIP_1, Metric.P99, Relation.BELOW, 1, Goal.BEST_PEER),
			new Goal("aemp", Workload.ROUND_TRIP_1, Metric.P99, Relation.BELOW, 1, Goal.BEST_PEER),
			new Goal("aemp", Workload.ROUND_TRIP_64, Metric.RATE, Relation.AT_LEAST, 4, Goal.BEST_PEER),
			new Goal("aemp", Workload.ROUND_TRIP_64, Metric.RATE, Relation.AT_LEAST, 0.7, Results.YARDSTICK),
			new Goal("aemp-loop", Workload.ROUND_TRIP_64, Metric.RATE, Relation.AT_LEAST, 0.7, Results.YARDSTICK),
			new Goal("aemp", Workload.ROUND_TRIP_BESIDE_LARGE, Metric.SLOWDOWN, Relation.AT_MOST, 5, Goal.FIGURE),
			new Goal("aemp-loop", Workload.ROUND_TRIP_BESIDE_LARGE, Metric.SLOWDOWN, Relation.AT_MOST, 5, Goal.FIGURE),
			new Goal("aemp", Workload.STREAM, Metric.MEGABYTES, Relation.AT_LEAST, 0.8, Results.YARDSTICK),
			new Goal("aemp", Workload.ROUND_TRIP_BESIDE_HELD_STREAM, Metric.SLOWDOWN, Relation.AT_MOST, 2, Goal.FIGURE),
			new Goal("aemp", Workload.ROUND_TRIP_BESIDE_STREAM, Metric.P99, Relation.AT_MOST, 1.5, Results.YARDSTICK),
			new Goal("aemp", Workload.LOCAL_ONE_WAY, Metric.RATE, Relation.AT_LEAST, 1, "pekko"),
			new Goal("aemp", Workload.LOCAL_ROUND_TRIP_1, Metric.RATE, Relation.AT_LEAST, 1, "pekko"),
			new Goal("aemp", Workload.LOCAL_ROUND_TRIP_64, Metric.RATE, Relation.AT_LEAST, 1, "pekko"),
			new Goal("aemp", Workload.LOCAL_8_TO_1, Metric.RATE, Relation.AT_LEAST, 1, "pekko"),
			new Goal("aemp", Workload.PORT_BYTES, Metric.BYTES, Relation.AT_MOST, 160, Goal.FIGURE),
			new Goal("aemp", Workload.TAGGED_PORT_BYTES, Metric.BYTES, Relation.AT_MOST, 300, Goal.FIGURE),
			new Goal("aemp", Workload.PORTS_OPENED, Metric.RATE, Relation.AT_LEAST, 5, Goal.BEST_PEER),
			new Goal("aemp", Workload.LOCAL_MONITOR, Metric.P50, Relation.BELOW, 3, Goal.FIGURE),
			new Goal("aemp", Workload.REMOTE_MONITOR, Metric.P50, Relation.BELOW, 1, "erlang")));

	/** Of what an application gets. */
	public static final Goals APPLICATIONS = new Goals(applications());

	private final List<Goal> goals;

	private Goals(List<Goal> goals) {
		this.goals = List.copyOf(goals);
	}

	List<Goal> all() {
		return this.goals;
	}

	private static List<Goal> applications() {
		List<Goal> goals = new ArrayList<>(List.of(
				new Goal("aemp-bean", Workload.JOIN_1, Metric.P50, Relation.AT_MOST, 1.3, Results.YARDSTICK),
				toKernel("aemp-bean", Workload.CHAINED_64, Metric.RATE, Relation.AT_LEAST, 0.5, Workload.ROUND_TRIP_64),
				toKernel("aemp-bean", Workload.CALL_1, Metric.P50, Relation.AT_MOST, 1.4, Workload.ROUND_TRIP_1),
				toKernel("aemp-bean", Workload.CALL_64, Metric.RATE, Relation.AT_LEAST, 0.6, Workload.ROUND_TRIP_64),
				new Goal("aemp-client", Workload.CHAINED_64, Metric.RATE, Relation.AT_LEAST, 0.9, "aemp-bean"),
				new Goal("aemp-record", Workload.CHAINED_64, Metric.RATE, Relation.AT_LEAST, 0.7, "aemp-bean"),
				new Goal("aemp-client-record", Workload.CHAINED_64, Metric.RATE, Relation.AT_LEAST, 0.9, "aemp-record"),
				new Goal("aemp-record", Workload.CHAINED_64, Metric.RATE, Relation.AT_LEAST, 8, "rsocket"),
				new Goal("aemp-record", Workload.CHAINED_64, Metric.RATE, Relation.AT_LEAST, 8, "grpc-unary"),
				new Goal("aemp-record", Workload.JOIN_1, Metric.P50, Relation.AT_MOST, 1 / 3.0, "rsocket"),
				new Goal("aemp-record", Workload.JOIN_1, Metric.P50, Relation.AT_MOST, 1 / 3.0, "grpc-unary"),
				toKernel("aemp-bean", Workload.ONE_WAY_SMALL, Metric.RATE, Relation.AT_LEAST, 0.6,
						Workload.ONE_WAY_SMALL),
				new Goal("aemp-bean", Workload.ONE_WAY_WAITING, Load.IDLE, Metric.RATE, Relation.AT_LEAST, 0.9,
						"aemp-bean", Workload.ONE_WAY_SMALL),
				new Goal("aemp-metered", Workload.ONE_WAY_SMALL, Metric.RATE, Relation.AT_LEAST, 0.97, "aemp-bean"),
				new Goal("aemp-bean", Workload.CALL_BESIDE_WAITING, Metric.SLOWDOWN, Relation.AT_MOST, 1.5,
						Goal.FIGURE)));
		for (Load load : List.of(Load.ONE_SPINNER, Load.TWO_SPINNERS)) {
			for (String subject : List.of("aemp", "aemp-loop")) {
				for (Metric metric : List.of(Metric.P50, Metric.P99)) {
					goals.add(new Goal(subject, Workload.ROUND_TRIP_1, load, metric, Relation.AT_MOST, 1.3,
							Results.YARDSTICK, Workload.ROUND_TRIP_1));
				}
			}
		}
		return goals;
	}

	/** Against ports without Spring that exchange messages. */
	private static Goal toKernel(String subject, Workload workload, Metric metric, Relation relation, double bound,
			Workload kernel) {
		return new Goal(subject, workload, Load.IDLE, metric, relation, bound, "aemp", kernel);
	}

}
