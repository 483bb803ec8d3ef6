package io.aemp.benchmarks.micro;

import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import static org.assertj.core.api.Assertions.assertThat;

/** Each benchmark runs; how fast it is, is not the question here. */
class MicroBenchmarksTests {

	@Test
	void eachBenchmarkRuns() throws Exception {
		// others may be measuring
		System.setProperty("jmh.ignoreLock", "true");
		Set<String> classes = new Runner(new OptionsBuilder().include("io\\.aemp\\.benchmarks\\.micro\\.")
			.param("others", "1")
			.param("subkeys", "10")
			.forks(0)
			.warmupIterations(0)
			.measurementIterations(1)
			.measurementTime(TimeValue.milliseconds(1))
			.verbosity(VerboseMode.SILENT)
			.shouldFailOnError(true)
			.build()).run().stream().map(MicroBenchmarksTests::type).collect(Collectors.toSet());
		assertThat(classes).containsExactlyInAnyOrder("MailboxBenchmark", "DispatchBenchmark", "PortBenchmark",
				"MonitorBenchmark", "CodecBenchmark", "RecordBenchmark", "DatabaseBenchmark");
	}

	/** The simple name of the class of a benchmark. */
	private static String type(RunResult result) {
		String[] names = result.getParams().getBenchmark().split("\\.");
		return names[names.length - 2];
	}

}
