package io.aemp.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Random;

import io.aemp.Node;
import io.aemp.PeerInfo;
import io.aemp.faults.FaultyProxy.Direction;
import io.aemp.faults.FaultyProxy.Faults;
import io.aemp.runtime.Nodes;
import io.aemp.testing.TimeLimit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes with a bad connection, whichever of them dials: each message arrives, or its
 * sender is told before anything else arrives.
 */
class ProxyFaultsTests {

	private static final int CUTS = 60;

	/** Half of what a node bears. */
	private static final Duration STALL = Settings.QUICK.minimum().dividedBy(2);

	/** With a stall it may be more than a node bears. */
	private static final Duration STANDSTILL = STALL.dividedBy(2);

	/** What has to arrive on either side while a fault lasts. */
	private static final int SOME = 50;

	/** Knows where the others are, over good connections. */
	private final Node hub = Nodes.start(Settings.node("hub").quick().configuration().build());

	private final ProxiedNode first = node("first");

	private final ProxiedNode second = node("second");

	private ProxiedNode node(String id) {
		return new ProxiedNode(new FaultyProxy(),
				Settings.node(id).quick().seeds(this.hub.network().listeners().get(0)));
	}

	@AfterEach
	void close() throws IOException {
		this.second.close();
		this.first.close();
		this.hub.close();
	}

	private void traffic(Traffic.Pace pace) {
		this.first.traffic(pace);
		this.second.traffic(pace);
		Cluster.awaitTraffic(2, this::reports);
	}

	private Collection<Report> reports() {
		return List.of(this.first.traffic().report(), this.second.traffic().report());
	}

	private void set(Faults faults) {
		this.first.proxy().set(faults);
		this.second.proxy().set(faults);
	}

	private Audit verdicts() {
		this.first.traffic().stop();
		this.second.traffic().stop();
		return Cluster.awaitVerdicts(this::reports);
	}

	private List<Long> epochs() {
		return reports().stream().flatMap((report) -> report.sent().stream()).map(Report.Sent::epoch).toList();
	}

	@Test
	void connectionsThatAreResetOrEndedAtAnyTimeLoseNothingWithoutAVerdict() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		traffic(new Traffic.Pace(5, Duration.ofMillis(1), 200));
		for (int cut = 0; cut < CUTS; cut++) {
			for (ProxiedNode node : List.of(this.first, this.second)) {
				if (random.nextBoolean()) {
					node.proxy().reset((dialler) -> true);
				}
				else {
					node.proxy().finish();
				}
			}
			Cluster.awaitTraffic(2, this::reports);
			assertThat(reports()).as("seed %d, cut %d", seed, cut)
				.hasSize(2)
				.allSatisfy((report) -> assertThat(report.problems()).isEmpty());
		}
		assertThat(epochs()).hasSize(2).allSatisfy((epochs) -> assertThat(epochs).isGreaterThan(CUTS / 2));
		System.out.println("Connections cut: " + verdicts());
	}

	@Test
	void delaysTrickleAndSingleBytesBreakNothing() throws Exception {
		traffic(new Traffic.Pace(1, Duration.ofMillis(5), 20));
		for (Faults faults : List.of(Faults.SPLIT, Faults.slow(Duration.ofMillis(200), 16 * 1024),
				Faults.slow(Duration.ofMillis(1), 7), Faults.NONE)) {
			breaksNothing(() -> {
				set(faults);
				Cluster.awaitArrivals(SOME, this::reports);
			});
		}
		verdicts();
	}

	/** All goes on, during and after a fault. */
	private void breaksNothing(Runnable fault) throws Exception {
		TimeLimit.check(STANDSTILL, () -> {
			List<Long> before = epochs();
			fault.run();
			Cluster.awaitTraffic(2, this::reports);
			return before;
		}, (before) -> assertThat(epochs()).isEqualTo(before));
	}

	/** The longest time for which one of the nodes has not heard of another one. */
	private Duration silence() {
		return List.of(this.first, this.second)
			.stream()
			.flatMap((node) -> node.node().network().peers().stream())
			.map(PeerInfo::silence)
			.max(Duration::compareTo)
			.orElse(Duration.ZERO);
	}

	@Test
	void stallBelowTheLimitBreaksNothing() throws Exception {
		traffic(new Traffic.Pace(5, Duration.ofMillis(2), 200));
		for (Faults faults : List.of(Faults.stall(Direction.FORTH), Faults.stall(Direction.BACK),
				Faults.stall(Direction.values()))) {
			breaksNothing(() -> {
				List<Long> before = epochs();
				set(faults);
				Cluster.eventually().until(() -> silence().compareTo(STALL) >= 0 || !epochs().equals(before));
				set(Faults.NONE);
			});
		}
		verdicts();
	}

	@Test
	void stallOfEitherDirectionIsNoticedByBothAndWhatComesLateIsNotHeard() {
		traffic(new Traffic.Pace(5, Duration.ofMillis(2), 200));
		for (Faults faults : List.of(Faults.stall(Direction.FORTH), Faults.stall(Direction.BACK),
				Faults.stall(Direction.values()))) {
			List<Long> before = epochs();
			set(faults);
			Cluster.eventually().until(() -> epochs().get(0) > before.get(0) && epochs().get(1) > before.get(1));
			set(Faults.NONE);
			Cluster.awaitTraffic(2, this::reports);
		}
		verdicts();
	}

}
