package io.aemp.benchmarks.process;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MeasurementTests {

	@Test
	void lineComesBack() {
		Measurement measurement = Measurement.of(Metric.P50, 12.5).and(Metric.RATE, 4.8e6);
		assertThat(measurement.format()).isEqualTo("rate=4800000.0 p50=12.5");
		assertThat(Measurement.parse(measurement.format())).isEqualTo(measurement);
	}

	@Test
	void acknowledgesAQuarterOfTheWindowAtATime() {
		Arrivals arrivals = new Arrivals(Workload.ONE_WAY_SMALL);
		int every = Workload.ONE_WAY_SMALL.acknowledgeEvery();
		for (int i = 0; i < every - 1; i++) {
			assertThat(arrivals.received(i)).isZero();
		}
		assertThat(arrivals.received(every - 1)).isEqualTo(every);
	}

	@Test
	void acknowledgesNothingAfterALoss() {
		Arrivals arrivals = new Arrivals(Workload.ONE_WAY_SMALL);
		long acknowledged = arrivals.received(0);
		for (int i = 2; i < Workload.ONE_WAY_SMALL.window(); i++) {
			acknowledged += arrivals.received(i);
		}
		assertThat(acknowledged).isZero();
	}

	@Test
	void workloadsHaveNames() {
		for (Workload workload : Workload.values()) {
			assertThat(Workload.of(workload.id())).isSameAs(workload);
		}
	}

}
