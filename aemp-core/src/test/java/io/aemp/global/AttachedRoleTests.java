package io.aemp.global;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.aemp.FamilyChange;
import io.aemp.Guard;
import io.aemp.Network;
import io.aemp.NodeConfiguration.GlobalMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.aemp.global.RecordingControl.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** An attached node, and the shape of its packets, as in the recorded vectors. */
class AttachedRoleTests {

	private final RecordingControl control = new RecordingControl();

	private final List<String> roles = new ArrayList<>();

	private final List<FamilyChange> changes = new ArrayList<>();

	private GlobalService service = service(GlobalMode.AUTO);

	@BeforeEach
	void start() {
		this.service.start(List.of("127.0.0.1:33401"));
	}

	private GlobalService service(GlobalMode mode) {
		GlobalSettings settings = new GlobalSettings("B", true, true, mode, GlobalSettings.Timeouts.DEFAULTS,
				GlobalSettings.DatabaseLimits.DEFAULTS);
		return new GlobalService(settings, this.control, new ManualTimers(),
				(role, primary) -> this.roles.add(role + " " + primary));
	}

	private void attach() {
		this.control.seedUp(this.service, "A");
		receive(this.service, "A", "g_global");
		this.control.takeSent();
	}

	@Test
	void attachesToFirstSeedAndAsksWhatIsPending() {
		this.service.find("A", (listeners) -> {
		});
		this.service.monitor("fam", this.changes::add);
		this.service.ask(QueryType.SUBKEYS, "fam", (answer) -> {
		}, (failure) -> {
		});
		assertThat(this.control.takeSent()).isEmpty();
		this.control.seedUp(this.service, "A");
		assertThat(this.control.takeSent()).containsExactly("A: [g_slave]", "A: [g_slave, {'l={B=[127.0.0.1:33401]}}]",
				"A: [g_mon1, 's]", "A: [g_mon1, fam]", "A: [g_db_keys, fam, 1]", "A: [g_find, A]");
		this.control.seedUp(this.service, "C");
		assertThat(this.control.takeSent()).containsExactly("C: [g_slave]");
		assertThat(this.roles).containsExactly("DETACHED null", "ATTACHED A");
	}

	@Test
	void doesNotAttachToPeerThatIsNoSeed() {
		this.control.up(this.service, "X");
		receive(this.service, "X", "g_global");
		assertThat(this.control.takeSent()).isEmpty();
	}

	@Test
	void tellsPrimaryItsChanges() {
		attach();
		this.service.set("fam", "k", "v", this);
		this.service.set("fam", "u", null, this);
		this.service.set("fam", "n", 1L, this);
		this.service.delete("fam", List.of("k", "u", "none"));
		this.service.delete("fam", List.of("none"));
		assertThat(this.control.takeSent()).containsExactly("A: [g_upd, fam, {k=v}]", "A: [g_upd, fam, {u=null}]",
				"A: [g_upd, fam, {n=1}]", "A: [g_upd, fam, null, [k, u]]");
	}

	@Test
	void familyMonitorIsToldContentsAndChanges() {
		attach();
		this.service.monitor("fam", this.changes::add);
		assertThat(this.changes).isEmpty();
		receive(this.service, "A", "g_chg1", "fam", null);
		receive(this.service, "A", "g_chg2", bytes("fam"), Map.of("k", "v"), List.of());
		receive(this.service, "A", "g_chg2", "fam", Map.of("k", "v"), List.of());
		receive(this.service, "A", "g_chg2", "fam", Map.of("k", "w"), null);
		receive(this.service, "A", "g_chg2", "fam", Map.of(), List.of(bytes("k")));
		assertThat(this.changes.stream().map(AttachedRoleTests::display)).containsExactly("{} +[] *[] -[]",
				"{k=v} +[k] *[] -[]", "{k=w} +[] *[k] -[]", "{} +[] *[] -[k]");
	}

	@Test
	void monitorsOfOneFamilyShareOneRegistration() {
		attach();
		this.service.monitor("fam", this.changes::add);
		receive(this.service, "A", "g_chg1", "fam", Map.of("k", "v"));
		List<FamilyChange> others = new ArrayList<>();
		FamilyListener second = new FamilyListener(others);
		this.service.monitor("fam", second);
		assertThat(others.stream().map(AttachedRoleTests::display)).containsExactly("{k=v} +[k] *[] -[]");
		this.service.unmonitor("fam", second);
		assertThat(this.control.takeSent()).containsExactly("A: [g_mon1, fam]");
	}

	@Test
	void lastMonitorOfFamilyEndsRegistration() {
		attach();
		FamilyListener monitor = new FamilyListener(this.changes);
		this.service.monitor("fam", monitor);
		this.service.unmonitor("fam", monitor);
		this.service.unmonitor("fam", monitor);
		assertThat(this.control.takeSent()).containsExactly("A: [g_mon1, fam]", "A: [g_mon0, fam]");
		receive(this.service, "A", "g_chg1", "fam", Map.of("k", "v"));
		assertThat(this.changes).isEmpty();
	}

	@Test
	void changeOfPrimaryIsOneDifferenceAndHappensAnyNumberOfTimes() {
		attach();
		this.service.monitor("fam", this.changes::add);
		receive(this.service, "A", "g_chg1", "fam", Map.of("same", 1L, "gone", 1L, "other", 1L));
		this.changes.clear();
		this.control.seedUp(this.service, "C");
		this.control.takeSent();
		this.control.down(this.service, "A");
		assertThat(this.control.takeSent()).containsExactly("C: [g_slave, {'l={B=[127.0.0.1:33401]}}]",
				"C: [g_mon1, 's]", "C: [g_mon1, fam]");
		receive(this.service, "C", "g_chg1", "fam", Map.of("same", 1L, "other", 2L, "new", 1L));
		assertThat(this.changes.stream().map(AttachedRoleTests::display))
			.containsExactly("{new=1, other=2, same=1} +[new] *[other] -[gone]");
		this.control.down(this.service, "C");
		this.service.set("fam", "mine", 1L, this);
		assertThat(this.control.takeSent()).isEmpty();
		this.control.seedUp(this.service, "A");
		assertThat(this.control.takeSent()).containsExactly("A: [g_slave]",
				"A: [g_slave, {'l={B=[127.0.0.1:33401]}, fam={mine=1}}]", "A: [g_mon1, 's]", "A: [g_mon1, fam]");
		assertThat(this.roles).containsExactly("DETACHED null", "ATTACHED A", "ATTACHED C", "DETACHED null",
				"ATTACHED A");
	}

	@Test
	void unansweredQueriesAndFindsAreAskedAgain() {
		attach();
		List<Object> answers = new ArrayList<>();
		List<List<String>> found = new ArrayList<>();
		this.service.ask(QueryType.FAMILY, "fam", answers::add, (failure) -> {
		});
		this.service.ask(QueryType.VALUES, "fam", answers::add, (failure) -> {
		});
		this.service.find("X", found::add);
		this.service.find("X", found::add);
		assertThat(this.control.takeSent()).containsExactly("A: [g_db_family, fam, 1]", "A: [g_db_values, fam, 2]",
				"A: [g_find, X]");
		receive(this.service, "A", "g_reply", bytes("1"), Map.of("k", 5L));
		this.control.down(this.service, "A");
		this.control.seedUp(this.service, "C");
		assertThat(this.control.takeSent()).containsSubsequence("C: [g_db_values, fam, 2]", "C: [g_find, X]")
			.doesNotContain("C: [g_db_family, fam, 1]");
		receive(this.service, "C", "g_reply", "2", Arrays.asList("v", null));
		receive(this.service, "C", "g_reply", "2", List.of("again"));
		receive(this.service, "C", "g_found", "X", List.of(bytes("127.0.0.1:1")));
		assertThat(answers).containsExactly(Map.of("k", 5L), Arrays.asList("v", null));
		assertThat(found).containsExactly(List.of("127.0.0.1:1"), List.of("127.0.0.1:1"));
	}

	@Test
	void unknownNodeIsNotFound() {
		attach();
		List<List<String>> found = new ArrayList<>();
		this.service.find("Unknown", found::add);
		receive(this.service, "A", "g_found", "Unknown", null);
		assertThat(found).isEqualTo(Collections.singletonList(null));
	}

	@Test
	void findThatWasGivenUpIsForgotten() {
		List<List<String>> found = new ArrayList<>();
		Guard guard = this.service.find("X", found::add);
		guard.close();
		this.control.seedUp(this.service, "A");
		assertThat(this.control.takeSent()).doesNotContain("A: [g_find, X]");
		receive(this.service, "A", "g_found", "X", List.of("127.0.0.1:1"));
		assertThat(found).isEmpty();
	}

	@Test
	void onlyPrimaryMayAnswer() {
		attach();
		this.control.up(this.service, "X");
		this.service.monitor("fam", this.changes::add);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> receive(this.service, "X", "g_chg1", "fam", Map.of("k", "v")))
			.withMessageContaining("primary");
		assertThat(this.changes).isEmpty();
	}

	@Test
	void doesNotServeOthers() {
		attach();
		assertThatIllegalArgumentException().isThrownBy(() -> receive(this.service, "X", "g_find", "A"))
			.withMessageContaining("g_find")
			.withMessageContaining("ATTACHED");
		assertThatIllegalArgumentException().isThrownBy(() -> receive(this.service, "X", "g_set", Map.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> receive(this.service, "X", "g_mon1", "fam"));
	}

	@Test
	void seedWithTwoAddressesIsAskedOnce() {
		attach();
		this.service.seedUp("A");
		assertThat(this.control.takeSent()).isEmpty();
	}

	@Test
	void leavesAPrimaryThatIsASeedNoMoreForAnotherSeedThatIsUp() {
		attach();
		this.service.monitor("fam", this.changes::add);
		receive(this.service, "A", "g_chg1", "fam", Map.of("same", 1L, "gone", 1L));
		this.control.seedUp(this.service, "C");
		this.control.takeSent();
		this.changes.clear();
		this.service.seedGone("A");
		assertThat(this.control.takeSent()).containsExactly("C: [g_slave, {'l={B=[127.0.0.1:33401]}}]",
				"C: [g_mon1, 's]", "C: [g_mon1, fam]", "A: [g_slave, {}]", "A: [g_mon0, 's]", "A: [g_mon0, fam]");
		assertThat(this.roles).endsWith("ATTACHED A", "ATTACHED C");
		receive(this.service, "A", "g_chg2", "fam", Map.of("late", 1L), List.of());
		receive(this.service, "C", "g_chg1", "fam", Map.of("same", 1L));
		assertThat(this.changes.stream().map(AttachedRoleTests::display)).containsExactly("{same=1} +[] *[] -[gone]");
		this.control.down(this.service, "A");
		assertThat(this.control.takeSent()).isEmpty();
		assertThat(this.roles).endsWith("ATTACHED C");
	}

	@Test
	void keepsAPrimaryThatIsASeedNoMoreUntilAnotherSeedIsUp() {
		attach();
		this.service.seedGone("A");
		assertThat(this.control.takeSent()).isEmpty();
		assertThat(this.roles).endsWith("ATTACHED A");
		this.control.seedUp(this.service, "C");
		assertThat(this.control.takeSent()).containsExactly("C: [g_slave]", "C: [g_slave, {'l={B=[127.0.0.1:33401]}}]",
				"C: [g_mon1, 's]", "A: [g_slave, {}]", "A: [g_mon0, 's]");
		assertThat(this.roles).endsWith("ATTACHED C");
	}

	@Test
	void seedThatIsGoneIsNoPrimaryLater() {
		attach();
		this.control.seedUp(this.service, "C");
		this.service.seedGone("C");
		this.control.down(this.service, "A");
		assertThat(this.roles).endsWith("DETACHED null");
	}

	@Test
	void becomesGlobalWhenThereAreNoSeedsAnyMore() {
		attach();
		this.service.seedsChanged(false);
		assertThat(this.control.takeSent()).containsExactly("A: [g_global]",
				"A: [g_set, {'g={A=null, B=null}, 'l={B=[127.0.0.1:33401]}}]");
		this.service.seedsChanged(true);
		assertThat(this.roles).endsWith("GLOBAL B");
	}

	@Test
	void isAloneWithoutSeedsOnceItsPrimaryIsLostIfItMustNotBecomeGlobal() {
		this.service = service(GlobalMode.NEVER);
		this.service.start(List.of());
		attach();
		this.service.set("fam", "mine", 1L, this);
		this.service.monitor("fam", this.changes::add);
		receive(this.service, "A", "g_chg1", "fam", Map.of("mine", 1L, "other", 1L));
		List<Object> answers = new ArrayList<>();
		this.service.ask(QueryType.SUBKEYS, "fam", answers::add, (failure) -> {
		});
		this.service.seedsChanged(false);
		this.service.seedGone("A");
		assertThat(this.roles).endsWith("ATTACHED A");
		assertThat(answers).isEmpty();
		this.control.down(this.service, "A");
		assertThat(this.roles).endsWith("DETACHED null");
		assertThat(answers).containsExactly(List.of("mine"));
		assertThat(this.changes.stream().map(AttachedRoleTests::display)).endsWith("{mine=1} +[] *[] -[other]");
		this.service.seedsChanged(true);
		this.control.seedUp(this.service, "C");
		assertThat(this.roles).endsWith("ATTACHED C");
		receive(this.service, "C", "g_chg1", "fam", Map.of("mine", 1L, "new", 1L));
		assertThat(this.changes.stream().map(AttachedRoleTests::display)).endsWith("{mine=1, new=1} +[new] *[] -[]");
	}

	@Test
	void seedsThatComeBeforeTheStartCountAsConfigured() {
		this.service = service(GlobalMode.AUTO);
		this.service.seedsChanged(false);
		this.service.start(List.of());
		assertThat(this.roles).endsWith("GLOBAL B");
	}

	@Test
	void becomesGlobalWhenAskedTo() {
		attach();
		this.control.up(this.service, "X");
		this.service.set("fam", "k", "v", this);
		this.control.takeSent();
		receive(this.service, "X", "g_slave");
		assertThat(this.control.takeSent()).containsExactly("A: [g_global]", "X: [g_global]",
				"A: [g_set, {'g={A=null, B=null}, 'l={B=[127.0.0.1:33401]}, fam={k=v}}]");
		assertThat(this.roles).endsWith("GLOBAL B");
	}

	@Test
	void whatIsKnownMovesAlongWhenItBecomesGlobal() {
		attach();
		List<Object> answers = new ArrayList<>();
		List<List<String>> found = new ArrayList<>();
		this.service.monitor("fam", this.changes::add);
		receive(this.service, "A", "g_chg1", "fam", Map.of("a", 1L, "gone", 1L));
		this.service.ask(QueryType.FAMILY, "fam", answers::add, (failure) -> {
		});
		this.service.find("A", found::add);
		this.changes.clear();
		receive(this.service, "X", "g_slave", Map.of("fam", Map.of("x", 1L)));
		receive(this.service, "A", "g_chg2", "fam", Map.of("late", 1L), List.of());
		assertThat(this.changes).isEmpty();
		assertThat(answers).isEmpty();
		receive(this.service, "A", "g_set", Map.of("fam", Map.of("a", 1L), "'l", Map.of("A", List.of("127.0.0.1:1"))));
		assertThat(this.changes.stream().map(AttachedRoleTests::display))
			.containsExactly("{a=1, x=1} +[x] *[] -[gone]");
		assertThat(answers).containsExactly(Map.of("a", 1L, "x", 1L));
		assertThat(found).containsExactly(List.of("127.0.0.1:1"));
	}

	@Test
	void doesNotWaitForFormerPrimaryThatIsLost() {
		attach();
		this.service.monitor("fam", this.changes::add);
		receive(this.service, "A", "g_chg1", "fam", Map.of("a", 1L));
		this.service.seedIsSelf();
		this.control.down(this.service, "A");
		assertThat(this.changes.stream().map(AttachedRoleTests::display)).containsExactly("{a=1} +[a] *[] -[]",
				"{} +[] *[] -[a]");
	}

	@Test
	void staysAttachedIfItMustNotBecomeGlobal() {
		this.service = service(GlobalMode.NEVER);
		this.service.start(List.of());
		attach();
		assertThatIllegalArgumentException().isThrownBy(() -> receive(this.service, "X", "g_slave"))
			.withMessageContaining("g_slave");
		this.service.seedIsSelf();
		assertThat(this.control.takeSent()).isEmpty();
		assertThat(this.roles).endsWith("ATTACHED A");
	}

	@Test
	void withdrawsItsEntriesWhenItCloses() {
		attach();
		List<String> failed = new ArrayList<>();
		this.service.set("fam", "k", "v", this);
		this.service.ask(QueryType.FAMILY, "fam", (answer) -> {
		}, (failure) -> failed.add("first"));
		this.control.takeSent();
		this.service.close();
		this.service.close();
		assertThat(this.control.takeSent()).containsExactly("A: [g_upd, 'l, null, [B]]", "A: [g_upd, fam, null, [k]]");
		this.service.ask(QueryType.FAMILY, "fam", (answer) -> {
		}, (failure) -> failed.add("second"));
		this.service.set("fam", "k", "v", this);
		receive(this.service, "X", "g_slave");
		assertThat(failed).containsExactly("first", "second");
		assertThat(this.control.takeSent()).isEmpty();
	}

	static String display(FamilyChange change) {
		return change.contents() + " +" + change.added() + " *" + change.changed() + " -" + change.deleted();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	/** A monitor with an identity. */
	private record FamilyListener(List<FamilyChange> changes) implements Consumer<FamilyChange> {

		@Override
		public void accept(FamilyChange change) {
			this.changes.add(change);
		}

		@Override
		public boolean equals(Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

	}

}
