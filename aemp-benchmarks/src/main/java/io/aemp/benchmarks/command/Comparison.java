package io.aemp.benchmarks.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.aemp.benchmarks.process.Subject;
import io.aemp.benchmarks.process.Subject.Side;
import io.aemp.benchmarks.process.Workload;
import io.aemp.benchmarks.report.Goals;
import io.aemp.benchmarks.report.Results;
import io.aemp.benchmarks.report.Tables;
import io.aemp.benchmarks.subject.Subjects;

/**
 * What is measured together, unless the command line says otherwise, and how that is
 * told.
 */
enum Comparison {

	/** Ports, and other systems for messages. */
	ALL("results", "performance-") {
		@Override
		List<Subject> subjects() {
			return Subjects.all().stream().filter((subject) -> !APPLICATIONS_ONLY.contains(subject.name())).toList();
		}

		@Override
		List<Workload> workloads() {
			return Arrays.stream(Workload.values()).filter((workload) -> !CALLS.contains(workload)).toList();
		}

		@Override
		String tables(Results results) {
			return Tables.all(results) + "\n" + Tables.goals(results, Goals.SYSTEMS);
		}
	},

	/** Ports and raw Netty only. */
	LAST("results", "performance-") {
		@Override
		List<Subject> subjects() {
			return ALL.subjects().stream().filter((subject) -> subject.side() != Side.PEER).toList();
		}

		@Override
		List<Workload> workloads() {
			return ALL.workloads();
		}

		@Override
		String tables(Results results) {
			return ALL.tables(results);
		}
	},

	/** What applications with Spring Boot get. */
	APPLICATIONS("applications", "performance-applications-") {
		@Override
		List<Subject> subjects() {
			return Subjects.all()
				.stream()
				.filter((subject) -> PORTS.contains(subject.name()) || APPLICATIONS_ONLY.contains(subject.name()))
				.toList();
		}

		@Override
		List<Workload> workloads() {
			return GROUPS.stream().flatMap(List::stream).toList();
		}

		@Override
		String tables(Results results) {
			return Tables.bySystem(results, GROUPS) + Tables.goals(results, Goals.APPLICATIONS);
		}

		@Override
		String page(Results results) {
			return "![Measurements of applications, as bars](" + chart(results.machine().feature()) + ")\n\n"
					+ tables(results);
		}
	};

	private static final Set<String> PORTS = Set.of("netty", "aemp", "aemp-loop");

	private static final Set<String> APPLICATIONS_ONLY = Set.of("aemp-bean", "aemp-bean-pool", "aemp-metered",
			"aemp-observed", "aemp-client", "aemp-record", "aemp-client-record", "aemp-nested", "aemp-list", "rsocket",
			"grpc-unary");

	private static final Set<Workload> CALLS = Set.of(Workload.JOIN_1, Workload.CHAINED_64, Workload.ONE_WAY_WAITING,
			Workload.CALL_BESIDE_WAITING, Workload.CALL_BESIDE_SELDOM_WAITING);

	/** The workloads of applications, as their tables show them. */
	private static final List<List<Workload>> GROUPS = List.of(List.of(Workload.JOIN_1, Workload.CHAINED_64),
			List.of(Workload.CALL_1, Workload.CALL_64), List.of(Workload.ROUND_TRIP_1, Workload.ROUND_TRIP_64),
			List.of(Workload.ONE_WAY_SMALL, Workload.ONE_WAY_WAITING), List.of(Workload.CALL_BESIDE_WAITING),
			List.of(Workload.CALL_BESIDE_SELDOM_WAITING));

	private final String file;

	private final String chart;

	Comparison(String file, String chart) {
		this.file = file;
		this.chart = chart;
	}

	abstract List<Subject> subjects();

	abstract List<Workload> workloads();

	/** The tables of results, and the goals. */
	abstract String tables(Results results);

	/** What the documentation shows at the place. */
	String page(Results results) {
		return tables(results);
	}

	/** The name of the file for the results. */
	String json() {
		return this.file + ".json";
	}

	/** The place of the tables in the documentation. */
	String place(String feature) {
		return (this == APPLICATIONS) ? "results of applications on JDK " + feature : "results on JDK " + feature;
	}

	/** The name of the chart in the documentation. */
	String chart(String feature) {
		return this.chart + feature + ".svg";
	}

	/** The name of the file that keeps what the documentation shows. */
	String recorded(String feature) {
		return name().toLowerCase(Locale.ROOT) + "-" + feature + ".json";
	}

}
