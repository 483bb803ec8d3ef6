package io.aemp.benchmarks.database;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.aemp.Dispatcher;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;
import org.HdrHistogram.Histogram;

/**
 * A port of one node changes a subkey, and a monitor inside a port of another one sees
 * it, over a global node that serves both. Beside it a message goes from the first to the
 * global node and back: the two take turns, as times on a machine wander.
 */
final class Change {

	private static final int COUNT = 2000;

	private static final int TURNS = 5;

	private static final double NANOS = 1e3;

	private final Node owner;

	private final Node global;

	private final Node subscriber;

	private final int count;

	private Change(Node owner, Node global, Node subscriber, int count) {
		this.owner = owner;
		this.global = global;
		this.subscriber = subscriber;
		this.count = count;
	}

	static Map<Figure, Double> run(double size) throws Exception {
		try (Crew crew = new Crew()) {
			Node global = Crew.started(crew.global("global", List.of()));
			Node owner = Crew.started(crew.node("owner", global.network().listeners()));
			Node subscriber = Crew.started(crew.node("subscriber", global.network().listeners()));
			Change change = new Change(owner, global, subscriber, Crew.part(size, COUNT));
			Map<Figure, Double> figures = new EnumMap<>(Figure.class);
			change.measure(Dispatcher.EVENT_LOOP, figures, Figure.LOOP_ROUND_TRIP, Figure.LOOP_CHANGE,
					Figure.LOOP_CHANGE_P99, Figure.LOOP_RATIO);
			change.measure(Dispatcher.POOL, figures, Figure.POOL_ROUND_TRIP, Figure.POOL_CHANGE, Figure.POOL_CHANGE_P99,
					Figure.POOL_RATIO);
			return figures;
		}
	}

	private void measure(Dispatcher dispatcher, Map<Figure, Double> figures, Figure roundTrip, Figure change,
			Figure rare, Figure ratio) throws Exception {
		Histogram roundTrips = histogram();
		Histogram changes = histogram();
		PortOptions options = PortOptions.DEFAULTS.dispatcher(dispatcher);
		for (int turn = 0; turn < TURNS; turn++) {
			roundTrips(options, roundTrips);
			changes(options, changes, dispatcher.kind() + "_" + turn);
		}
		figures.put(roundTrip, micros(roundTrips, 50));
		figures.put(change, micros(changes, 50));
		figures.put(rare, micros(changes, 99));
		figures.put(ratio, micros(changes, 50) / micros(roundTrips, 50));
	}

	private void roundTrips(PortOptions options, Histogram times) throws Exception {
		Port echo = this.global.open(options);
		Port port = this.owner.open(options);
		echo.receive("there", (message) -> this.global.send(port.id(), "back"));
		Stopwatch watch = new Stopwatch(times, this.count);
		port.receive("back", (message) -> {
			if (watch.stop()) {
				watch.start();
				this.owner.send(echo.id(), "there");
			}
		});
		watch.start();
		this.owner.send(echo.id(), "there");
		Crew.await(watch.done);
		echo.kill();
		port.kill();
	}

	private void changes(PortOptions options, Histogram times, String family) throws Exception {
		Port monitor = this.subscriber.open(options);
		Stopwatch watch = new Stopwatch(times, this.count);
		Port setter = this.owner.open(options).receive("set", (message) -> {
			watch.start();
			this.owner.database().set(family, "changing", message.integer(0));
		});
		monitor.runInContext(() -> this.subscriber.database().monitor(family, (change) -> {
			// the first call tells that there is nothing
			if (change.contents().isEmpty() || watch.stop()) {
				this.subscriber.send(setter.id(), "set", watch.left);
			}
		}));
		Crew.await(watch.done);
		setter.kill();
		monitor.kill();
	}

	static Histogram histogram() {
		return new Histogram(TimeUnit.MINUTES.toNanos(2), 3);
	}

	static double micros(Histogram times, double percentile) {
		return times.getValueAtPercentile(percentile) / NANOS;
	}

	/**
	 * Takes times one after the other; whoever stops it has been told by who started it.
	 */
	private static final class Stopwatch {

		private final CountDownLatch done = new CountDownLatch(1);

		private final Histogram times;

		private long begin;

		private int left;

		private Stopwatch(Histogram times, int count) {
			this.times = times;
			this.left = count;
		}

		void start() {
			this.begin = System.nanoTime();
		}

		/** Returns whether there are more to come. */
		boolean stop() {
			this.times.recordValue(System.nanoTime() - this.begin);
			this.left--;
			if (this.left == 0) {
				this.done.countDown();
			}
			return this.left > 0;
		}

	}

}
