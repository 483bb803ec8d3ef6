package io.aemp.benchmarks.report;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;

import io.aemp.benchmarks.process.Load;
import io.aemp.benchmarks.process.Metric;
import io.aemp.benchmarks.process.Plan;
import io.aemp.benchmarks.process.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ReportTests {

	private final Results results = SampleResults.create();

	@Test
	void medianIsInTheMiddle() {
		assertThat(series(3, 1, 2).median()).isEqualTo(2);
		assertThat(series(4, 1, 2, 3).median()).isEqualTo(2.5);
	}

	@Test
	void spreadIsHalfOfWhatIsBetweenTheExtremes() {
		assertThat(series(9, 10, 12).spread()).isEqualTo(0.15);
		assertThat(series(7).spread()).isZero();
	}

	@Test
	void ratiosAreTakenRunByRun() {
		assertThat(series(2, 9, 4).dividedBy(series(1, 3, 2)).runs()).containsExactly(2.0, 3.0, 2.0);
	}

	@Test
	void bestPeerIsNeitherOursNorTheYardstick() {
		assertThat(this.results.bestPeer(Workload.ONE_WAY_SMALL, Metric.RATE)).map(Series::subject).hasValue("vertx");
		assertThat(this.results.bestPeer(Workload.ROUND_TRIP_1, Metric.P50)).map(Series::subject).hasValue("pekko");
		assertThat(this.results.bestPeer(Workload.PORT_BYTES, Metric.BYTES)).isEmpty();
	}

	@Test
	void tableShowsMediansRatiosAndWhatIsMissing() {
		assertThat(Tables.all(this.results).lines().toList()).hasSize(5)
			.anySatisfy((line) -> assertThat(cells(line)).containsExactly("one way, small", "per second", "5.00 M ±20%",
					"3.00 M ±33%", "200 k ±50%", "500 k ±0%", "0.50 ±30%", "6.00 ±33%"))
			.anySatisfy((line) -> assertThat(cells(line)).containsExactly("round trip, one outstanding", "p99, µs",
					"35.0 µs", "70.0 µs", "5.00 s", "failed", "2.00", "0.00"));
	}

	@Test
	void goalsPassMissOrAreNotMeasured() {
		assertThat(Tables.goals(this.results, Goals.SYSTEMS).lines().toList())
			.anySatisfy((line) -> assertThat(cells(line)).containsExactly(
					"aemp: one way, small, per second at least 6.00 times those of the best peer", "6.00 ±33%",
					"Vert.x", "pass"))
			.anySatisfy((line) -> assertThat(cells(line)).containsExactly(
					"aemp: one way, small, per second at least 0.60 times those of netty", "0.50 ±30%", "raw Netty",
					"miss"))
			.anySatisfy((line) -> assertThat(line).contains("bytes per port").contains("not measured"));
	}

	@Test
	void eachLoadHasATableWithARowForEachSystem() {
		Results results = new Results(this.results.machine(), new Plan(1, 1), this.results.subjects(),
				List.of(new Series("netty", Workload.JOIN_1, Load.IDLE, Metric.P50, List.of(50.0)),
						new Series("aemp", Workload.JOIN_1, Load.IDLE, Metric.P50, List.of(60.0)),
						new Series("aemp", Workload.JOIN_1, Load.ONE_SPINNER, Metric.P50, List.of(90.0))),
				List.of(new Failure("netty", Workload.JOIN_1, Load.ONE_SPINNER, 1)));
		assertThat(results.loads()).containsExactly(Load.IDLE, Load.ONE_SPINNER);
		assertThat(Tables.bySystem(results, List.of(List.of(Workload.JOIN_1))))
			.startsWith("*Beside nothing else:*\n\n|");
		assertThat(rows(results, Load.IDLE))
			.anySatisfy((line) -> assertThat(cells(line)).containsExactly("raw Netty", "50.0 µs"));
		assertThat(rows(results, Load.ONE_SPINNER))
			.anySatisfy((line) -> assertThat(cells(line)).containsExactly("aemp", "90.0 µs"))
			.anySatisfy((line) -> assertThat(cells(line)).containsExactly("raw Netty", "failed"));
	}

	@Test
	void goalsBesideALoadAreJudgedBesideIt() {
		Results results = new Results(this.results.machine(), new Plan(1, 1), this.results.subjects(),
				List.of(new Series("netty", Workload.ROUND_TRIP_1, Load.IDLE, Metric.P99, List.of(50.0)),
						new Series("netty", Workload.ROUND_TRIP_1, Load.ONE_SPINNER, Metric.P99, List.of(100.0)),
						new Series("aemp", Workload.ROUND_TRIP_1, Load.ONE_SPINNER, Metric.P99, List.of(120.0))),
				List.of());
		assertThat(Tables.goals(results, Goals.APPLICATIONS).lines().toList())
			.anySatisfy((line) -> assertThat(cells(line)).containsExactly(
					"aemp: round trip, one outstanding beside one process that spins, p99, µs at most 1.30 times those of netty",
					"1.20", "raw Netty", "pass"));
	}

	@Test
	void mergedResultsAreOfOneLoadEach() {
		Series idle = new Series("aemp", Workload.JOIN_1, Load.IDLE, Metric.P50, List.of(1.0));
		Series loaded = new Series("aemp", Workload.JOIN_1, Load.ONE_SPINNER, Metric.P50, List.of(2.0));
		Results first = new Results(this.results.machine(), new Plan(1, 1), List.of(), List.of(idle), List.of());
		Results second = new Results(this.results.machine(), new Plan(1, 1), List.of(), List.of(loaded), List.of());
		assertThat(second.and(first).series()).containsExactly(loaded, idle);
	}

	@Test
	void movedRatiosAreJudgedByWhatIsBetter() {
		Results before = new Results(this.results.machine(), new Plan(1, 1), this.results.subjects(),
				List.of(new Series("netty", Workload.ROUND_TRIP_1, Load.IDLE, Metric.P50, List.of(10.0)),
						new Series("aemp", Workload.ROUND_TRIP_1, Load.IDLE, Metric.P50, List.of(20.0))),
				List.of());
		assertThat(Tables.moved(this.results, before).lines().toList())
			.anySatisfy((line) -> assertThat(cells(line)).containsExactly("round trip, one outstanding", "p50, µs",
					"aemp", "24.0 µs", "1.50", "2.00", "-25%", "better"));
	}

	@Test
	void jsonComesBack(@TempDir Path directory) throws Exception {
		Path file = directory.resolve("deep/results.json");
		Json.write(this.results, file);
		assertThat(Json.read(file)).isEqualTo(this.results);
		assertThat(Files.readString(file)).contains("\"ONE_WAY_SMALL\"").endsWith("}\n");
	}

	@Test
	void mergedResultsKeepWhatIsNewer() {
		Results newer = new Results(this.results.machine(), new Plan(1, 1), List.of(this.results.subjects().get(1)),
				List.of(new Series("aemp", Workload.ONE_WAY_SMALL, Load.IDLE, Metric.RATE, List.of(1.0))), List.of());
		Results all = newer.and(this.results);
		assertThat(all.subjects()).extracting(Contestant::name)
			.containsExactlyInAnyOrder("netty", "aemp", "pekko", "vertx");
		assertThat(all.series()).hasSameSizeAs(this.results.series());
		assertThat(all.find("aemp", Workload.ONE_WAY_SMALL, Metric.RATE)).map(Series::runs).hasValue(List.of(1.0));
		assertThat(all.failures()).isEqualTo(this.results.failures());
	}

	@Test
	void chartIsWellFormedAndHasABarForEachFigure() throws Exception {
		String chart = Chart.draw(this.results);
		NodeList bars = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new InputSource(new StringReader(chart)))
			.getElementsByTagName("rect");
		assertThat(bars.getLength()).isEqualTo(1 + 4 + 3);
		assertThat(chart).contains("Pekko &lt;1&gt;").doesNotContain("NaN", "Infinity");
	}

	@Test
	void scaleOfTheChartNamesPowersOfTen() {
		Results results = new Results(this.results.machine(), new Plan(1, 1), this.results.subjects(),
				List.of(new Series("netty", Workload.ROUND_TRIP_1, Load.IDLE, Metric.P50, List.of(2000.0)),
						new Series("aemp", Workload.ROUND_TRIP_1, Load.IDLE, Metric.P50, List.of(0.1))),
				List.of());
		assertThat(Chart.draw(results)).contains(">0.01 µs<", ">0.10 µs<", ">1 µs<", ">10 µs<", ">100 µs<", ">1 ms<");
	}

	@Test
	void yardstickComesFirstAndOursBeforeOthers() {
		List<Contestant> mixed = new ArrayList<>(this.results.subjects());
		Collections.swap(mixed, 0, 2);
		Collections.swap(mixed, 1, 3);
		assertThat(new Results(this.results.machine(), new Plan(1, 1), mixed, List.of(), List.of()).subjects())
			.extracting(Contestant::name)
			.containsExactly("netty", "aemp", "pekko", "vertx");
	}

	@Test
	void documentKeepsWhatIsAround() {
		String text = "before\n<!-- here -->\nold\n<!-- end of here -->\nafter\n";
		assertThat(Document.fill(text, "here", "new\n"))
			.isEqualTo("before\n<!-- here -->\nnew\n<!-- end of here -->\nafter\n");
		assertThatIllegalArgumentException().isThrownBy(() -> Document.fill(text, "there", ""));
	}

	private static Series series(double... runs) {
		return new Series("any", Workload.ONE_WAY_SMALL, Load.IDLE, Metric.RATE, Arrays.stream(runs).boxed().toList());
	}

	private static List<String> rows(Results results, Load load) {
		return Tables.bySystem(results.under(load), List.of(List.of(Workload.JOIN_1), List.of(Workload.CALL_1)))
			.lines()
			.filter((line) -> line.startsWith("|"))
			.toList();
	}

	private static List<String> cells(String line) {
		return Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
	}

}
