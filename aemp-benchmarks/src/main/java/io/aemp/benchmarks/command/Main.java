package io.aemp.benchmarks.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import io.aemp.benchmarks.database.DatabaseCampaign;
import io.aemp.benchmarks.database.DatabaseResults;
import io.aemp.benchmarks.database.Scenario;
import io.aemp.benchmarks.process.Launcher;
import io.aemp.benchmarks.process.Load;
import io.aemp.benchmarks.process.Workload;
import io.aemp.benchmarks.report.Chart;
import io.aemp.benchmarks.report.Document;
import io.aemp.benchmarks.report.Json;
import io.aemp.benchmarks.report.Results;
import io.aemp.benchmarks.report.Tables;
import io.aemp.benchmarks.start.StartCampaign;
import io.aemp.benchmarks.start.StartResults;
import io.aemp.benchmarks.subject.Subjects;

/** The commands. They are to be called in the directory of the whole project. */
public final class Main {

	private static final Path RECORDED = Path.of("aemp-benchmarks/results");

	private static final Path DOCS = Path.of("docs");

	private static final String USAGE = """
			applications  measures what applications with Spring Boot get; prints tables and goals, writes JSON and a chart
			all           measures aemp and other systems for messages; prints the table and the goals, writes JSON and a chart
			last          measures aemp and raw Netty; prints how the ratios have moved since the recorded ones
			database      measures the database and the network in nodes of one process; prints table and goals, writes JSON
			start         starts applications with Spring Boot, with and without aemp; prints table and goals, writes JSON
			report        prints the tables of a JSON file of all, and draws the chart; report applications does so for that
			list          names the systems, the workloads, the loads and the scenarios

			--subjects A,B   these systems only        --runs N       3 runs, unless told otherwise
			--workloads A,B  these workloads only      --seconds S    of 3 s each
			--scenarios A,B  database: these only      --warm-up S    after 3 s
			--loads A,B      beside these loads; idle, unless told otherwise
			--jdk HOME       another JDK
			--json FILE      for the results           --merge        keeps what the file has and is not measured
			--aot-cache      start: with caches of classes, on JDK 25
			--record         last: these are the ratios to compare with from now on
			--docs           all, applications, start, report, database: write tables and charts into docs/performance.md
			""";

	private Main() {
	}

	/**
	 * Runs a command.
	 * @param arguments the command and its options
	 * @throws Exception if that fails
	 */
	public static void main(String[] arguments) throws Exception {
		List<String> rest = Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
		switch ((arguments.length > 0) ? arguments[0] : "help") {
			case "all" -> compare(Comparison.ALL, rest);
			case "applications" -> compare(Comparison.APPLICATIONS, rest);
			case "report" -> report(rest);
			case "last" -> last(Options.parse(rest, Comparison.LAST));
			case "database" -> database(Options.parse(rest, Comparison.LAST, "database.json"));
			case "start" -> start(Options.parse(rest, Comparison.LAST, "start.json"));
			case "list" -> list();
			default -> System.out.print(USAGE);
		}
	}

	private static void compare(Comparison comparison, List<String> arguments)
			throws InterruptedException, IOException {
		Options options = Options.parse(arguments, comparison);
		tell(comparison, measure(options), options);
	}

	private static void report(List<String> arguments) throws IOException {
		boolean applications = !arguments.isEmpty() && arguments.get(0).equals("applications");
		Comparison comparison = applications ? Comparison.APPLICATIONS : Comparison.ALL;
		Options options = Options.parse(arguments.subList(applications ? 1 : 0, arguments.size()), comparison);
		tell(comparison, Json.read(options.json()), options);
	}

	private static Results measure(Options options) throws InterruptedException, IOException {
		Jdk jdk = new Jdk(options.jdk());
		Results results = new Campaign(options, new Launcher(jdk.command()), System.out).run(jdk.machine());
		if (options.has(Options.MERGE) && Files.exists(options.json())) {
			results = results.and(Json.read(options.json()));
		}
		Json.write(results, options.json());
		return results;
	}

	private static void tell(Comparison comparison, Results results, Options options) throws IOException {
		String tables = comparison.tables(results);
		System.out.println("\n" + tables);
		String chart = Chart.draw(results.under(Load.IDLE));
		Files.writeString(options.json().resolveSibling("results.svg"), chart);
		if (options.has(Options.DOCS)) {
			String feature = results.machine().feature();
			Path page = DOCS.resolve("performance.md");
			Files.writeString(page,
					Document.fill(Files.readString(page), comparison.place(feature), comparison.page(results)));
			Files.writeString(DOCS.resolve(comparison.chart(feature)), chart);
			Json.write(results, RECORDED.resolve(comparison.recorded(feature)));
		}
	}

	private static void last(Options options) throws InterruptedException, IOException {
		Results results = measure(options);
		Path recorded = RECORDED.resolve("last-" + results.machine().feature() + ".json");
		Results before = Files.exists(recorded) ? Json.read(recorded)
				: new Results(results.machine(), results.plan(), List.of(), List.of(), List.of());
		System.out.println("\n" + Tables.moved(results, before));
		if (options.has(Options.RECORD)) {
			Json.write(results.and(before), recorded);
		}
	}

	private static void database(Options options) throws InterruptedException, IOException {
		Jdk jdk = new Jdk(options.jdk());
		DatabaseResults results = new DatabaseCampaign(jdk.command(), options.runs(), System.out)
			.run(options.scenarios(), jdk.machine());
		String tables = results.table() + "\n" + results.goals();
		System.out.println("\n" + tables);
		Json.write(results, options.json());
		if (options.has(Options.DOCS)) {
			String feature = results.machine().feature();
			Path page = DOCS.resolve("performance.md");
			Files.writeString(page,
					Document.fill(Files.readString(page), "results of the database on JDK " + feature, tables));
			Json.write(results, RECORDED.resolve("database-" + feature + ".json"));
		}
	}

	private static void start(Options options) throws InterruptedException, IOException {
		Jdk jdk = new Jdk(options.jdk());
		boolean cached = options.has(Options.CACHE);
		StartResults results = new StartCampaign(jdk.withoutClassPath(), options.runs(), cached, System.out)
			.run(jdk.machine());
		String tables = results.table() + "\n" + results.goals();
		System.out.println("\n" + tables);
		Json.write(results, options.json());
		if (options.has(Options.DOCS)) {
			String place = (cached ? "results of starting with an AOT cache" : "results of starting") + " on JDK "
					+ results.machine().feature();
			Path page = DOCS.resolve("performance.md");
			Files.writeString(page, Document.fill(Files.readString(page), place, tables));
		}
	}

	private static void list() {
		Subjects.all()
			.forEach((subject) -> System.out.printf("%-12s %s%s%n", subject.name(), subject.title(),
					subject.isInstalled() ? "" : " (not installed)"));
		System.out.println();
		for (Workload workload : Workload.values()) {
			System.out.printf("%-24s %s%n", workload.id(), workload.title());
		}
		System.out.println();
		for (Load load : Load.values()) {
			System.out.printf("%-24s %s%n", load.id(), load.title());
		}
		System.out.println();
		for (Scenario scenario : Scenario.values()) {
			System.out.println(scenario.id());
		}
	}

}
