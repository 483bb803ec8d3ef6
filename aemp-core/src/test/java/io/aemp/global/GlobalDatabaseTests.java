package io.aemp.global;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.aemp.FamilyChange;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.NodeConfiguration.GlobalMode;
import io.aemp.Reason;
import io.aemp.UnsendableValueException;
import io.aemp.port.Context;
import io.aemp.testing.BoundedWait;
import io.aemp.testing.CapturedLog;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.aemp.global.RecordingControl.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** The database as the user sees it, on a node of its own unless told otherwise. */
class GlobalDatabaseTests {

	private final FakePorts ports = new FakePorts();

	private final RecordingControl control = new RecordingControl();

	private final ManualTimers timers = new ManualTimers();

	private final List<FamilyChange> changes = new ArrayList<>();

	@RegisterExtension
	private final CapturedLog log = new CapturedLog(GlobalDatabase.class);

	private GlobalService service = service(false);

	private GlobalDatabase database = database(this.service);

	@BeforeEach
	void start() {
		this.service.start(List.of());
	}

	private GlobalService service(boolean seeded) {
		GlobalSettings settings = new GlobalSettings("me", seeded, seeded, GlobalMode.AUTO,
				GlobalSettings.Timeouts.DEFAULTS, GlobalSettings.DatabaseLimits.DEFAULTS);
		return new GlobalService(settings, this.control, this.timers, (role, primary) -> {
		});
	}

	private GlobalDatabase database(GlobalService service) {
		return new GlobalDatabase(service, this.ports, (entry) -> {
			if (String.valueOf(entry).contains("Thread[")) {
				throw new IllegalArgumentException("a thread cannot travel");
			}
			return 0;
		}, Runnable::run, GlobalSettings.DatabaseLimits.DEFAULTS);
	}

	private void detach() {
		this.service = service(true);
		this.database = database(this.service);
		this.service.start(List.of());
	}

	@Test
	void answersFromWhatWasSet() {
		this.database.set("f", "k", "v");
		this.database.set("f", "none");
		assertThat(BoundedWait.get(this.database.entries("f"))).isEqualTo(mapOf("k", "v", "none", null));
		assertThat(BoundedWait.get(this.database.keys("f"))).containsExactlyInAnyOrder("k", "none");
		assertThat(BoundedWait.get(this.database.values("f"))).containsExactlyInAnyOrder("v", null);
		assertThat(BoundedWait.get(this.database.entries("g"))).isEmpty();
		this.database.delete("f", "k", "other", "k");
		assertThat(this.database.snapshot()).isEqualTo(Map.of("f", mapOf("none", null)));
	}

	@Test
	void callbacksRunInTheContextOfTheCaller() {
		List<Object> answers = new ArrayList<>();
		this.database.set("f", "k", "v");
		FakeContext port = this.ports.enter();
		this.database.entries("f", answers::add);
		this.database.keys("f", answers::add);
		this.database.values("f", answers::add);
		assertThat(answers).isEmpty();
		port.runAll();
		assertThat(answers).containsExactly(Map.of("k", "v"), List.of("k"), List.of("v"));
		assertThat(port.owned).isEmpty();
	}

	@Test
	void whatWaitsForAnAnswerEndsWithItsPort() {
		detach();
		List<Object> answers = new ArrayList<>();
		FakeContext port = this.ports.enter();
		this.database.entries("f", answers::add);
		this.database.monitor("f", answers::add);
		port.die();
		this.control.seedUp(this.service, "A");
		assertThat(this.control.takeSent()).containsExactly("A: [g_slave]", "A: [g_slave, {'l={me=[]}}]",
				"A: [g_mon1, 's]");
	}

	@Test
	void cancelledFutureIsNotAskedAgain() {
		detach();
		this.database.entries("f").cancel(true);
		CompletableFuture<List<String>> other = this.database.keys("f");
		this.control.seedUp(this.service, "A");
		assertThat(this.control.takeSent()).containsExactly("A: [g_slave]", "A: [g_slave, {'l={me=[]}}]",
				"A: [g_mon1, 's]", "A: [g_db_keys, f, 2]");
		receive(this.service, "A", "g_reply", "2", null);
		assertThat(other).isCompletedWithValue(List.of());
	}

	@Test
	void queriesFailWhenTheNodeIsClosed() {
		detach();
		CompletableFuture<?> waiting = this.database.entries("f");
		this.service.close();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(waiting::get)
			.withCauseInstanceOf(IllegalStateException.class)
			.withMessageContaining("closed");
		assertThat(this.database.values("f")).isCompletedExceptionally();
	}

	@Test
	void queriesEndAtTheQueryTimeout() {
		detach();
		CompletableFuture<?> waiting = this.database.entries("f");
		FakeContext port = this.ports.enter();
		List<Object> outcomes = new ArrayList<>();
		this.database.keys("f", outcomes::add, outcomes::add);
		this.database.values("f", outcomes::add);
		this.timers.takeAll().forEach(Runnable::run);
		port.runAll();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(waiting::get)
			.withCauseInstanceOf(TimeoutException.class)
			.withMessageContaining("family 'f'")
			.withMessageContaining("within PT30S")
			.withMessageContaining("no global node serves this node");
		assertThat(outcomes).singleElement()
			.asInstanceOf(InstanceOfAssertFactories.THROWABLE)
			.isInstanceOf(TimeoutException.class);
		assertThat(port.owned).isEmpty();
		this.control.seedUp(this.service, "A");
		assertThat(this.control.takeSent()).containsExactly("A: [g_slave]", "A: [g_slave, {'l={me=[]}}]",
				"A: [g_mon1, 's]");
	}

	@Test
	void unansweredQueriesWithoutACallbackForFailuresDoNotFillTheLog() {
		detach();
		FakeContext port = this.ports.enter();
		for (int i = 0; i < 20; i++) {
			this.database.keys("f", (keys) -> {
			});
			this.database.entries("g", (entries) -> {
			});
		}
		this.timers.takeAll().forEach(Runnable::run);
		port.runAll();
		String line = "has no callback for failures";
		assertThat(this.log.warnings(line)).hasSize(1);
		this.timers.advance(Duration.ofSeconds(2));
		this.database.values("f", (values) -> {
		});
		this.timers.takeAll().forEach(Runnable::run);
		port.runAll();
		assertThat(this.log.warnings(line)).hasSize(2).last().asString().contains("(and 39 more of this kind");
	}

	@Test
	void queryThatThePrimaryDoesNotAnswerNamesIt() {
		detach();
		this.control.seedUp(this.service, "A");
		CompletableFuture<?> waiting = this.database.entries("f");
		this.timers.takeAll().forEach(Runnable::run);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(waiting::get)
			.withMessageContaining("primary A did not answer");
	}

	@Test
	void answeredQueryLeavesNoTimer() {
		this.database.entries("f");
		detach();
		this.control.seedUp(this.service, "A");
		this.database.entries("f");
		receive(this.service, "A", "g_reply", "1", null);
		this.database.keys("f").cancel(true);
		assertThat(this.timers.takeAll()).isEmpty();
	}

	@Test
	void monitoredFamilyIsAnsweredFromItsLastContentsWhileThereIsNoPrimary() {
		detach();
		this.database.monitor("f", this.changes::add);
		CompletableFuture<Map<String, Object>> early = this.database.entries("f");
		assertThat(early).isNotDone();
		this.control.seedUp(this.service, "A");
		receive(this.service, "A", "g_chg1", "f", Map.of("k", "v"));
		CompletableFuture<Map<String, Object>> other = this.database.entries("g");
		this.control.down(this.service, "A");
		assertThat(early).isCompletedWithValue(Map.of("k", "v"));
		assertThat(this.database.keys("f")).isCompletedWithValue(List.of("k"));
		assertThat(other).isNotDone();
	}

	@Test
	void queriesWithCallbacksFailWhenTheNodeIsClosed() {
		detach();
		List<Object> outcomes = new ArrayList<>();
		this.database.keys("f", outcomes::add, outcomes::add);
		this.service.close();
		this.ports.outside.runAll();
		assertThat(outcomes).singleElement().isInstanceOf(IllegalStateException.class);
	}

	@Test
	void monitorIsCalledAtOnceAlsoForAnEmptyFamily() {
		this.database.monitor("f", this.changes::add);
		this.database.set("f", "k", "v");
		this.ports.outside.runAll();
		assertThat(this.changes.stream().map(AttachedRoleTests::display)).containsExactly("{} +[] *[] -[]",
				"{k=v} +[k] *[] -[]");
	}

	@Test
	void monitorIsNotCalledAfterItsGuardWasClosed() {
		Guard guard = this.database.monitor("f", this.changes::add);
		guard.close();
		guard.close();
		this.database.set("f", "k", "v");
		this.ports.outside.runAll();
		assertThat(this.changes).isEmpty();
		assertThat(this.ports.outside.owned).isEmpty();
	}

	@Test
	void whatAMonitorIsToldCannotBeChanged() {
		this.database.set("f", "k", "v");
		this.database.monitor("f", this.changes::add);
		this.ports.outside.runAll();
		FamilyChange change = this.changes.get(0);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> change.contents().put("x", 1));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> change.added().add("x"));
		this.database.delete("f", "k");
		assertThat(change.contents()).isEqualTo(Map.of("k", "v"));
		assertThat(change.added()).containsExactly("k");
	}

	@Test
	void guardDeletesOnlyWhatItHasSet() {
		Guard first = this.database.set("f", "k", 1);
		Guard second = this.database.set("f", "k", 1);
		first.close();
		assertThat(BoundedWait.get(this.database.keys("f"))).containsExactly("k");
		second.close();
		second.close();
		assertThat(BoundedWait.get(this.database.keys("f"))).isEmpty();
	}

	@Test
	void registeredPortIsWithdrawnWhenItDies() {
		this.database.register("f", "me#1");
		Guard guard = this.database.register("f", "me#2", "value");
		this.ports.self = "me#3";
		this.database.register("f");
		assertThat(BoundedWait.get(this.database.entries("f")))
			.isEqualTo(mapOf("me#1", null, "me#2", "value", "me#3", null));
		this.ports.kill("me#1");
		guard.close();
		assertThat(BoundedWait.get(this.database.keys("f"))).containsExactly("me#3");
		assertThat(this.ports.monitors).containsOnlyKeys("me#3");
		this.ports.kill("me#3");
		assertThat(BoundedWait.get(this.database.keys("f"))).isEmpty();
	}

	@Test
	void deathOfAPortKeepsWhatWasSetSince() {
		this.database.register("f", "me#1");
		this.database.set("f", "me#1", "by hand");
		this.ports.kill("me#1");
		assertThat(BoundedWait.get(this.database.values("f"))).containsExactly("by hand");
	}

	@Test
	void registersTheCurrentPortOnlyInsideAPort() {
		assertThatIllegalStateException().isThrownBy(() -> this.database.register("f"));
		assertThat(BoundedWait.get(this.database.keys("f"))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1f", "'l", "my family", "my-family", "übung", "f\n" })
	void refusesForbiddenFamilies(String family) {
		List<Runnable> all = List.of(() -> this.database.set(family, "k"), () -> this.database.delete(family, "k"),
				() -> this.database.register(family, "me#1"), () -> this.database.entries(family),
				() -> this.database.keys(family), () -> this.database.values(family),
				() -> this.database.monitor(family, this.changes::add), () -> this.database.snapshot(family),
				() -> this.database.sendToAll(family, "hello"));
		for (Runnable each : all) {
			assertThatIllegalArgumentException().isThrownBy(each::run)
				.withMessageContaining("'" + family + "'")
				.withMessageContaining("must begin with a letter")
				.withMessageContaining("Choose another name");
		}
	}

	@Test
	void refusesEmptySubkeysAndValuesThatCannotTravel() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.database.set("f", ""))
			.withMessageContaining("'f'")
			.withMessageContaining("must not be empty");
		assertThatIllegalArgumentException().isThrownBy(() -> this.database.delete("f", "a", ""));
		assertThatIllegalArgumentException().isThrownBy(() -> this.database.set("f", "k", Thread.currentThread()));
		assertThat(this.database.snapshot()).isEmpty();
	}

	@Test
	void snapshotShowsWhatIsMonitoredOrSet() {
		this.database.set("mine", "k", 1);
		Guard guard = this.database.monitor("watched", this.changes::add);
		assertThat(this.database.snapshot()).isEqualTo(Map.of("mine", Map.of("k", 1), "watched", Map.of()));
		guard.close();
		this.database.delete("mine", "k");
		assertThat(this.database.snapshot()).isEmpty();
	}

	@Test
	void snapshotOfAFamilyShowsWhatItsMonitorsWereTold() {
		detach();
		Guard guard = this.database.monitor("f", this.changes::add);
		assertThat(this.database.snapshot("f")).isEmpty();
		this.control.seedUp(this.service, "A");
		receive(this.service, "A", "g_chg1", "f", Map.of("k", "v"));
		Map<String, Object> known = this.database.snapshot("f");
		assertThat(known).isEqualTo(Map.of("k", "v"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> known.put("x", 1));
		receive(this.service, "A", "g_chg2", "f", Map.of("l", 1L), List.of("k"));
		assertThat(this.database.snapshot("f")).isEqualTo(Map.of("l", 1L));
		assertThat(known).isEqualTo(Map.of("k", "v"));
		this.control.down(this.service, "A");
		assertThat(this.database.snapshot("f")).isEqualTo(Map.of("l", 1L));
		guard.close();
		assertThatIllegalStateException().isThrownBy(() -> this.database.snapshot("f"));
	}

	@Test
	void snapshotIsNeverOlderThanWhatAMonitorIsTold() {
		GlobalService service = service(false);
		GlobalDatabase database = new GlobalDatabase(service, new OutsidePorts(Runnable::run), (value) -> 0,
				Runnable::run, GlobalSettings.DatabaseLimits.DEFAULTS);
		service.start(List.of());
		List<Boolean> same = new ArrayList<>();
		database.monitor("f", (change) -> same.add(change.contents().equals(database.snapshot("f"))));
		database.set("f", "k", 1);
		database.delete("f", "k");
		assertThat(same).containsExactly(true, true, true);
	}

	@Test
	void snapshotOfAFamilyEndsWithTheLastOfItsMonitors() {
		this.database.set("f", "k");
		FakeContext port = this.ports.enter();
		this.database.monitor("f", this.changes::add);
		this.database.monitor("f", this.changes::add).close();
		assertThat(this.database.snapshot("f")).containsOnlyKeys("k");
		port.die();
		assertThatIllegalStateException().isThrownBy(() -> this.database.snapshot("f"))
			.withMessageContaining("does not monitor the family 'f'")
			.withMessageContaining("monitor it, or ask with entries");
	}

	@Test
	void sendsToTheMembersOfAMonitoredFamilyAtOnce() {
		this.database.set("f", "me#1");
		this.database.monitor("f", this.changes::add);
		this.database.sendToAll("f", "hello", 1);
		assertThat(this.ports.sent).containsExactly("[me#1] " + Message.of("hello", 1));
	}

	@Test
	void asksForTheMembersOfAnyOtherFamilyFirst() {
		detach();
		FakeContext port = this.ports.enter();
		this.database.sendToAll("f", "first");
		this.database.monitor("f", this.changes::add);
		this.database.sendToAll("f", "second");
		this.control.seedUp(this.service, "A");
		receive(this.service, "A", "g_reply", "1", List.of("A#1"));
		receive(this.service, "A", "g_reply", "2", List.of("A#1", "A#2"));
		assertThat(this.ports.sent).isEmpty();
		port.runAll();
		assertThat(this.ports.sent).containsExactly("[A#1] " + Message.of("first"),
				"[A#1, A#2] " + Message.of("second"));
	}

	@Test
	void nothingIsSentForAPortThatIsDead() {
		detach();
		FakeContext port = this.ports.enter();
		this.database.sendToAll("f", "late");
		port.die();
		this.control.seedUp(this.service, "A");
		receive(this.service, "A", "g_reply", "1", List.of("A#1"));
		port.runAll();
		assertThat(this.ports.sent).isEmpty();
	}

	@Test
	void refusesAMessageForAllThatCannotTravel() {
		this.database.monitor("f", this.changes::add);
		assertThatExceptionOfType(UnsendableValueException.class)
			.isThrownBy(() -> this.database.sendToAll("f", Thread.currentThread()));
		assertThatExceptionOfType(UnsendableValueException.class)
			.isThrownBy(() -> this.database.sendToAll("other", Thread.currentThread()));
		assertThat(this.ports.sent).isEmpty();
	}

	@Test
	void callsOfOneThreadKeepTheirOrderAndMonitorsSeeTheEnd() throws Exception {
		ExecutorService serial = Executors.newSingleThreadExecutor();
		ExecutorService outside = Executors.newFixedThreadPool(4);
		try {
			GlobalService service = new GlobalService(
					new GlobalSettings("me", false, false, GlobalMode.AUTO, GlobalSettings.Timeouts.DEFAULTS,
							GlobalSettings.DatabaseLimits.DEFAULTS),
					new RecordingControl(serial::execute), new ManualTimers(), (role, primary) -> {
					});
			Deque<Throwable> failures = new ArrayDeque<>();
			ReplayedMonitor replayed = new ReplayedMonitor("me", "f");
			CountDownLatch done = new CountDownLatch(1);
			GlobalDatabase database = new GlobalDatabase(service, new OutsidePorts(outside), (value) -> 0, outside,
					GlobalSettings.DatabaseLimits.DEFAULTS);
			database.monitor("f", (change) -> {
				try {
					replayed.accept(change);
				}
				catch (AssertionError ex) {
					failures.add(ex);
				}
				if (change.contents().containsKey("done")) {
					done.countDown();
				}
			});
			for (int i = 0; i < 5000; i++) {
				database.set("f", "k" + i % 7, i);
				database.delete("f", "k" + i % 7, "k" + i % 3);
			}
			database.set("f", "done");
			assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
			assertThat(failures).isEmpty();
			assertThat(database.keys("f").get(30, TimeUnit.SECONDS)).containsExactly("done");
		}
		finally {
			serial.shutdownNow();
			outside.shutdownNow();
		}
	}

	private static Map<String, Object> mapOf(Object... entries) {
		Map<String, Object> map = new HashMap<>();
		for (int i = 0; i < entries.length; i += 2) {
			map.put((String) entries[i], entries[i + 1]);
		}
		return map;
	}

	/** A context that runs callbacks when the test says so. */
	private static final class FakeContext implements Context {

		private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();

		private final Set<Guard> owned = new LinkedHashSet<>();

		@Override
		public boolean tryExecute(Runnable callback) {
			return this.tasks.add(callback);
		}

		@Override
		public void own(Guard guard) {
			this.owned.add(guard);
		}

		@Override
		public void disown(Guard guard) {
			this.owned.remove(guard);
		}

		void die() {
			List.copyOf(this.owned).forEach(Guard::close);
		}

		void runAll() {
			for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
				task.run();
			}
		}

	}

	private static final class FakePorts implements GlobalDatabase.Ports {

		private final FakeContext outside = new FakeContext();

		private final Map<String, Consumer<Reason>> monitors = new HashMap<>();

		private final List<String> sent = new ArrayList<>();

		private FakeContext current = this.outside;

		private String self = "";

		FakeContext enter() {
			this.current = new FakeContext();
			return this.current;
		}

		void kill(String port) {
			this.monitors.remove(port).accept(Reason.NORMAL);
		}

		@Override
		public Context context() {
			return this.current;
		}

		@Override
		public String self() {
			if (this.self.isEmpty()) {
				throw new IllegalStateException("outside ports");
			}
			return this.self;
		}

		@Override
		public boolean isServing() {
			return false;
		}

		@Override
		public Guard monitor(String port, Consumer<Reason> callback) {
			this.monitors.put(port, callback);
			return () -> this.monitors.remove(port);
		}

		@Override
		public void requireSendable(Message message) {
			if (message.toList().contains(Thread.currentThread())) {
				throw new UnsendableValueException("a thread cannot travel");
			}
		}

		@Override
		public void send(Collection<String> subkeys, Message message) {
			this.sent.add(subkeys + " " + message);
		}

	}

}
