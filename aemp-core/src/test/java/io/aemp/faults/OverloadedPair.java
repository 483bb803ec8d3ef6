package io.aemp.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

import io.aemp.FlowControl;
import io.aemp.faults.Overload.Measurement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A node that sends twice as fast as another one receives, in two processes with small
 * heaps: what is too much in a few seconds would not fit.
 */
final class OverloadedPair {

	/** Messages a second that the receiver can take. */
	private static final int RATE = 1250;

	private static final int SIZE = 8 * 1024;

	/** What a node takes that does nothing, with what the libraries load later. */
	private static final long BASE = 16L << 20;

	private OverloadedPair() {
	}

	static void run(int seconds) {
		try (ForkedNode receiver = ForkedNode.start(Settings.node("receiver"));
				ForkedNode sender = ForkedNode.start(Settings.node("sender").seeds(receiver.address()))) {
			sender.send(receiver.receive(RATE), 2 * RATE, SIZE);
			List<Measurement> sent = new ArrayList<>();
			List<Measurement> received = new ArrayList<>();
			for (int second = 1; second <= seconds; second++) {
				int due = second * RATE;
				received.add(Cluster.eventually()
					.pollInterval(Duration.ofMillis(250))
					.until(receiver::measure, (measurement) -> measurement.count() >= due));
				sent.add(sender.measure());
				System.out.printf(Locale.ROOT, "Overload, second %2d: sender %s, receiver %s%n", second,
						show(sent.get(second - 1)), show(received.get(second - 1)));
			}
			sender.stopSending();
			long total = sender.measure().count();
			Cluster.eventually().until(() -> receiver.measure().count() == total);
			assertThat(sender.jvm().events(0, "problem")).isEmpty();
			assertThat(receiver.jvm().events(0, "problem")).isEmpty();
			// what waits in mailboxes, and what is read and not decoded
			long most = 2 * FlowControl.DEFAULTS.receiveHigh() + BASE;
			assertThat(sent).hasSize(seconds)
				.allSatisfy((one) -> assertThat(one.heap() + one.direct()).isLessThan(most));
			assertThat(received).hasSize(seconds)
				.allSatisfy((one) -> assertThat(one.heap() + one.direct()).isLessThan(most));
			assertThat(growth(received, Measurement::heap)).isLessThan(FlowControl.DEFAULTS.receiveHigh());
		}
	}

	/** By how much the highest value of the second half is above that of the first. */
	private static long growth(List<Measurement> measurements, ToLongFunction<Measurement> value) {
		int half = measurements.size() / 2;
		return most(measurements.subList(half, measurements.size()), value)
				- most(measurements.subList(0, half), value);
	}

	private static long most(List<Measurement> measurements, ToLongFunction<Measurement> value) {
		return measurements.stream().mapToLong(value).max().orElseThrow();
	}

	private static String show(Measurement one) {
		return String.format(Locale.ROOT, "%6d messages, heap %4.1f MiB, direct %4.1f MiB", one.count(),
				one.heap() / 1048576.0, one.direct() / 1048576.0);
	}

}
