package io.aemp.benchmarks.micro;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures the micro benchmarks, when it is asked for by name; see docs/performance.md.
 */
class MicroBenchmarks {

	@Test
	void measure() throws Exception {
		new Runner(new OptionsBuilder().include(System.getProperty("aemp.micro", "io\\.aemp\\.benchmarks\\.micro\\."))
			.forks(Integer.getInteger("aemp.micro.forks", 1))
			.warmupIterations(3)
			.warmupTime(TimeValue.seconds(1))
			.measurementIterations(5)
			.measurementTime(TimeValue.seconds(1))
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true)
			.build()).run();
	}

}
