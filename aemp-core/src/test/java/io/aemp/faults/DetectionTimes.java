package io.aemp.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

import io.aemp.faults.FaultyProxy.Direction;
import io.aemp.faults.FaultyProxy.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Measures how long it takes until the monitor of an idle connection fires, at the
 * default settings, each fault with twenty processes at the same time. Not a part of the
 * build, only run by name.
 */
class DetectionTimes {

	private static final int VICTIMS = 20;

	/** Faults begin at any time in the turn of the heartbeat. */
	private static final int SPREAD_MILLIS = 4000;

	private final Random random = new Random();

	private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(VICTIMS);

	private final ForkedNode observer = ForkedNode.start(Settings.node("observer"));

	private final List<FaultyProxy> proxies = new ArrayList<>();

	private final List<ForkedNode> victims = new ArrayList<>();

	@AfterEach
	void end() throws IOException {
		this.timers.shutdownNow();
		this.victims.forEach(ForkedNode::close);
		this.observer.close();
		for (FaultyProxy proxy : this.proxies) {
			proxy.close();
		}
	}

	@Test
	void measure() {
		for (int index = 0; index < VICTIMS; index++) {
			FaultyProxy proxy = new FaultyProxy().to(this.observer.address());
			this.proxies.add(proxy);
			this.victims.add(ForkedNode.start(Settings.node(id(index)).seeds(proxy.address())));
		}
		String cut = measure("silent cut", (index) -> this.proxies.get(index).set(Faults.stall(Direction.values())));
		this.proxies.forEach((proxy) -> proxy.set(Faults.NONE));
		String stop = measure("SIGSTOP", (index) -> this.victims.get(index).jvm().signal("STOP"));
		this.victims.forEach((victim) -> victim.jvm().signal("CONT"));
		String kill = measure("SIGKILL", (index) -> this.victims.get(index).jvm().kill());
		System.out.printf("%-12s %10s %10s %10s%n%s%s%s", VICTIMS + " each", "median", "best", "worst", kill, stop,
				cut);
	}

	private static String id(int index) {
		return "victim" + index;
	}

	private String measure(String name, IntConsumer fault) {
		IntStream.range(0, VICTIMS).forEach(this::watch);
		int mark = this.observer.jvm().mark();
		long[] started = new long[VICTIMS];
		for (int victim = 0; victim < VICTIMS; victim++) {
			int index = victim;
			// late enough for the last thing heard to be a heartbeat
			this.timers.schedule(() -> {
				started[index] = System.nanoTime();
				fault.accept(index);
			}, SPREAD_MILLIS + this.random.nextInt(SPREAD_MILLIS), TimeUnit.MILLISECONDS);
		}
		double[] seconds = new double[VICTIMS];
		for (int index = 0; index < VICTIMS; index++) {
			long noticed = this.observer.jvm().await(mark, "watched " + id(index) + " ").nanos();
			seconds[index] = (noticed - started[index]) / 1e9;
		}
		Arrays.sort(seconds);
		return String.format(Locale.ROOT, "%-12s %8.3f s %8.3f s %8.3f s%n", name,
				(seconds[VICTIMS / 2 - 1] + seconds[VICTIMS / 2]) / 2, seconds[0], seconds[VICTIMS - 1]);
	}

	private void watch(int index) {
		Cluster.eventually().until(() -> this.observer.isUp(id(index)));
		this.observer.watch(id(index));
	}

}
