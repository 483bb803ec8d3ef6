package io.aemp.faults;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.aemp.faults.Jvm.Event;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes that die or stand still, and a cable that is pulled out, at the default
 * settings. All happens at the same time to processes of their own, because it takes that
 * long; the tests look at what came of it.
 */
class ProcessFaultsTests {

	private static final Duration SHORT_STOP = Duration.ofSeconds(5);

	private static final Duration LEAST = Duration.ofSeconds(8);

	/**
	 * Twelve seconds, and the time for which a busy machine lets the observer itself
	 * stand still. How much silence the observer counted, its reason says.
	 */
	private static final Duration MOST = Duration.ofSeconds(25);

	private static final String WITHIN_TWELVE_SECONDS = "no sign of life for 1[01]\\.\\d s";

	private static final FutureTask<List<Duration>> cable = new FutureTask<>(PulledCable::run);

	private static ForkedNode hub;

	private static ForkedNode victim;

	private static ForkedNode resting;

	/** Sends nothing but heartbeats, and rests too. */
	private static ForkedNode idle;

	private static ForkedNode stopped;

	private static int before;

	private static long killed;

	private static long stop;

	@BeforeAll
	static void letThingsHappen() {
		new Thread(cable, "cable").start();
		hub = ForkedNode.start(Settings.node("hub"));
		String seed = hub.address();
		// IDs on both sides of the hub's: which node is the arbiter makes a difference
		victim = ForkedNode.start(Settings.node("victim").seeds(seed));
		resting = ForkedNode.start(Settings.node("a-resting").seeds(seed));
		idle = ForkedNode.start(Settings.node("idle").seeds(seed));
		stopped = ForkedNode.start(Settings.node("stopped").seeds(seed));
		idle.address();
		List<String> ports = all().stream().map(ForkedNode::traffic).toList();
		Cluster.awaitTraffic(4, () -> all().stream().map(ForkedNode::report).toList());
		ports.stream().skip(1).forEach(hub::watch);
		Cluster.eventually().until(() -> hub.isUp("idle"));
		before = hub.jvm().mark();
		killed = System.nanoTime();
		victim.jvm().kill();
		resting.jvm().signal("STOP");
		idle.jvm().signal("STOP");
		stop = System.nanoTime();
		stopped.jvm().signal("STOP");
		Cluster.eventually()
			.until(() -> Stream.of(resting, idle)
				.allMatch((node) -> hub.silence(node.id()).compareTo(SHORT_STOP) >= 0));
		resting.jvm().signal("CONT");
		idle.jvm().signal("CONT");
		hub.jvm().await(before, "watched stopped");
		stopped.jvm().signal("CONT");
	}

	private static List<ForkedNode> all() {
		return List.of(hub, victim, resting, stopped);
	}

	@AfterAll
	static void end() {
		all().forEach(ForkedNode::close);
		idle.close();
	}

	private static Duration since(long start, Event event) {
		return Duration.ofNanos(event.nanos() - start);
	}

	@Test
	void killedProcessIsNoticedAtOnce() {
		Event fired = hub.jvm().await(before, "watched victim");
		assertThat(since(killed, fired)).isLessThan(LEAST);
	}

	@Test
	void stoppedProcessIsNoticedAfterEightSecondsAndBeforeTwelve() {
		Event fired = hub.jvm().await(before, "watched stopped");
		assertThat(since(stop, fired)).isBetween(LEAST, MOST);
		assertThat(fired.text()).containsPattern(WITHIN_TWELVE_SECONDS);
		System.out.println("Detected: SIGKILL " + since(killed, hub.jvm().await(before, "watched victim")).toMillis()
				+ " ms, SIGSTOP " + since(stop, fired).toMillis() + " ms");
	}

	@Test
	void pulledCableIsNoticedByBothSidesAfterEightSecondsAndBeforeTwelve() throws Throwable {
		try {
			List<Duration> detected = cable.get(5, TimeUnit.MINUTES);
			assertThat(detected).hasSize(2).allSatisfy((taken) -> assertThat(taken).isBetween(LEAST, MOST));
			System.out.println("Detected: pulled cable " + detected);
		}
		catch (ExecutionException ex) {
			throw ex.getCause();
		}
	}

	@Test
	void shortStopOfOneSideBreaksNothingOnBoth() {
		for (ForkedNode rested : List.of(resting, idle)) {
			assertThat(hub.isUp(rested.id())).isTrue();
			assertThat(hub.jvm().events(before, "watched " + rested.id())).isEmpty();
			assertThat(hub.jvm().events(before, "down " + rested.id())).isEmpty();
			assertThat(rested.jvm().events(0, "down hub")).isEmpty();
		}
	}

	@Test
	void thoseWhoAreLeftFindEachOtherAgainAndLoseNothingWithoutAVerdict() {
		List<ForkedNode> left = List.of(hub, resting, stopped);
		Cluster.awaitTraffic(3, () -> left.stream().map(ForkedNode::report).toList());
		left.forEach(ForkedNode::stopTraffic);
		Cluster.awaitVerdicts(() -> left.stream().map(ForkedNode::report).toList());
		for (String node : List.of("stopped", "victim")) {
			assertThat(hub.jvm().events(before, "watched " + node)).as("a monitor fires once").hasSize(1);
		}
	}

}
