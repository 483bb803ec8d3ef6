package io.aemp.global;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.aemp.FamilyChange;
import io.aemp.NodeConfiguration.GlobalMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.aemp.global.RecordingControl.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** A global node, and the shape of its packets, as in the recorded vectors. */
class PrimaryRoleTests {

	private final RecordingControl control = new RecordingControl();

	private final ManualTimers timers = new ManualTimers();

	private final List<String> roles = new ArrayList<>();

	private final List<FamilyChange> changes = new ArrayList<>();

	private final GlobalService service = new GlobalService(
			new GlobalSettings("A", true, true, GlobalMode.ALWAYS, GlobalSettings.Timeouts.DEFAULTS,
					new GlobalSettings.DatabaseLimits(2, 5, 10)),
			this.control, this.timers, (role, primary) -> this.roles.add(role + " " + primary));

	@BeforeEach
	void start() {
		this.service.start(List.of("127.0.0.1:4140"));
	}

	private void slave(String id) {
		this.control.up(this.service, id);
		receive(this.service, id, "g_slave");
		receive(this.service, id, "g_slave", Map.of("'l", Map.of(id, List.of("127.0.0.1:1" + id.length()))));
		this.control.takeSent();
	}

	private void global(String id) {
		this.control.up(this.service, id);
		receive(this.service, id, "g_global");
		receive(this.service, id, "g_set",
				Map.of("'g", Collections.singletonMap(id, null), "'l", Map.of(id, List.of("127.0.0.1:4240"))));
		this.control.takeSent();
	}

	private void receiveUpdate(String peer, String subkey, Object value) {
		receive(this.service, peer, "g_upd", "f", Map.of(subkey, value));
	}

	private void receiveDelete(String peer, String subkey) {
		receive(this.service, peer, "g_upd", "f", null, List.of(subkey));
	}

	private Map<String, Object> contents(String family) {
		List<Map<String, Object>> answers = new ArrayList<>();
		this.service.ask(QueryType.FAMILY, family, answers::add, (failure) -> {
		});
		return answers.get(0);
	}

	@Test
	void tellsEveryPeerThatItIsGlobal() {
		this.control.up(this.service, "B");
		this.control.seedUp(this.service, "S");
		assertThat(this.control.takeSent()).containsExactly("B: [g_global]", "S: [g_global]", "S: [g_slave]");
		assertThat(this.roles).containsExactly("GLOBAL A");
	}

	@Test
	void answersMonitorsAtOnceAndTellsChanges() {
		slave("B");
		receive(this.service, "B", "g_mon1", bytes("fam"));
		receive(this.service, "B", "g_upd", "fam", Map.of("k", "v"));
		receive(this.service, "B", "g_upd", "fam", Collections.singletonMap("u", null));
		this.service.set("fam", "byA", 5L, this);
		receive(this.service, "B", "g_upd", "fam", Map.of("k", "v"));
		receive(this.service, "B", "g_upd", "fam", null, List.of("k", "u", "byA"));
		assertThat(this.control.takeSent()).containsExactly("B: [g_chg1, fam, null]", "B: [g_chg2, fam, {k=v}, []]",
				"B: [g_chg2, fam, {u=null}, []]", "B: [g_chg2, fam, {byA=5}, []]", "B: [g_chg2, fam, {}, [k, u]]");
		receive(this.service, "B", "g_mon0", "fam");
		receive(this.service, "B", "g_upd", "fam", Map.of("z", List.of(1L)));
		assertThat(this.control.takeSent()).isEmpty();
		receive(this.service, "B", "g_mon1", "fam");
		assertThat(this.control.takeSent()).containsExactly("B: [g_chg1, fam, {byA=5, z=[1]}]");
	}

	@Test
	void answersQueriesAndFindsOfAnybody() {
		slave("C");
		this.control.up(this.service, "B");
		this.control.takeSent();
		this.service.set("fam", "n", "2", this);
		this.service.set("fam", "byA", 5L, this);
		receive(this.service, "B", "g_db_family", "fam", bytes("b"));
		receive(this.service, "B", "g_db_keys", "fam", "c");
		receive(this.service, "B", "g_db_values", "fam", "d");
		receive(this.service, "B", "g_db_family", "nofam", "e");
		receive(this.service, "B", "g_find", "C");
		receive(this.service, "B", "g_find", bytes("Unknown"));
		assertThat(this.control.takeSent()).containsExactly("B: [g_reply, b, {byA=5, n=2}]",
				"B: [g_reply, c, [byA, n]]", "B: [g_reply, d, [5, 2]]", "B: [g_reply, e, {}]",
				"B: [g_found, C, [127.0.0.1:11]]", "B: [g_found, Unknown, null]");
	}

	@Test
	void globalNodesTellEachOther() {
		this.service.set("f", "fromA", 1L, this);
		this.control.up(this.service, "G");
		receive(this.service, "G", "g_global");
		receive(this.service, "G", "g_upd", "'g", Collections.singletonMap("A", null), List.of());
		receive(this.service, "G", "g_set", Map.of("'l", Map.of("G", List.of("127.0.0.1:4240"))));
		this.service.set("f", "fromA2", 3L, this);
		this.service.delete("f", List.of("fromA"));
		assertThat(this.control.takeSent()).containsExactly("G: [g_global]", "G: [g_upd, 'g, {G=null}, []]",
				"G: [g_set, {'g={A=null, G=null}, 'l={A=[127.0.0.1:4140]}, f={fromA=1}}]",
				"G: [g_upd, 'l, {G=[127.0.0.1:4240]}, []]", "G: [g_upd, f, {fromA2=3}, []]",
				"G: [g_upd, f, {}, [fromA]]");
		receive(this.service, "G", "g_upd", "f", Map.of("fromG", 2L), List.of());
		assertThat(contents("f")).isEqualTo(Map.of("fromA2", 3L, "fromG", 2L));
	}

	@Test
	void passesOnWhatSlavesSetButNotWhatGlobalNodesSet() {
		global("G");
		global("H");
		slave("B");
		receiveUpdate("B", "k", "v");
		assertThat(this.control.takeSent()).containsExactly("G: [g_upd, f, {k=v}, []]", "H: [g_upd, f, {k=v}, []]");
		receive(this.service, "G", "g_upd", "f", Map.of("g", 1L), List.of());
		assertThat(this.control.takeSent()).isEmpty();
		this.control.down(this.service, "B");
		assertThat(this.control.takeSent()).contains("G: [g_upd, f, {}, [k]]", "H: [g_upd, f, {}, [k]]");
	}

	@Test
	void lastSetShowsAndOtherValueShowsAgain() {
		slave("B");
		slave("C");
		this.service.monitor("f", this.changes::add);
		receiveUpdate("B", "k", 1L);
		receiveUpdate("C", "k", 2L);
		receiveDelete("B", "k");
		receiveUpdate("B", "k", 1L);
		receiveDelete("B", "k");
		receiveDelete("C", "k");
		assertThat(this.changes.stream().map(AttachedRoleTests::display)).containsExactly("{} +[] *[] -[]",
				"{k=1} +[k] *[] -[]", "{k=2} +[] *[k] -[]", "{k=1} +[] *[k] -[]", "{k=2} +[] *[k] -[]",
				"{} +[] *[] -[k]");
	}

	@Test
	void equalValueOfAnotherNodeIsToldNobody() {
		slave("B");
		slave("C");
		global("G");
		this.service.monitor("f", this.changes::add);
		receiveUpdate("B", "k", 1L);
		this.control.takeSent();
		receiveUpdate("C", "k", 1L);
		receiveUpdate("C", "k", 1L);
		receiveDelete("B", "k");
		assertThat(this.changes).hasSize(2);
		assertThat(this.control.takeSent()).isEmpty();
	}

	@Test
	void ownSlavesShowAgainBeforeGlobalNodes() {
		slave("B");
		global("G");
		global("H");
		receiveUpdate("B", "k", "b");
		receive(this.service, "H", "g_upd", "f", Map.of("k", "h"), List.of());
		receive(this.service, "G", "g_upd", "f", Map.of("k", "g"), List.of());
		assertThat(contents("f")).containsEntry("k", "g");
		receive(this.service, "G", "g_upd", "f", Map.of(), List.of("k"));
		assertThat(contents("f")).containsEntry("k", "b");
		receiveDelete("B", "k");
		assertThat(contents("f")).containsEntry("k", "h");
	}

	@Test
	void setAgainBySlaveIsToldIfAnotherGlobalNodeHadSetItMeanwhile() {
		slave("B");
		global("G");
		receiveUpdate("B", "k", 1L);
		receive(this.service, "G", "g_upd", "f", Map.of("k", 2L), List.of());
		this.control.takeSent();
		receiveUpdate("B", "k", 1L);
		assertThat(this.control.takeSent()).containsExactly("G: [g_upd, f, {k=1}, []]");
		assertThat(contents("f")).containsEntry("k", 1L);
	}

	@Test
	void newGlobalNodeIsNoSlaveAnyMore() {
		slave("B");
		receiveUpdate("B", "k", 1L);
		receive(this.service, "B", "g_mon1", "f");
		this.control.takeSent();
		receive(this.service, "B", "g_global");
		assertThat(contents("f")).isEmpty();
		assertThat(this.control.takeSent()).containsExactly("B: [g_upd, 'g, {B=null}, []]",
				"B: [g_set, {'g={A=null, B=null}, 'l={A=[127.0.0.1:4140]}}]");
		this.service.set("f", "a", 1L, this);
		assertThat(this.control.takeSent()).containsExactly("B: [g_upd, f, {a=1}, []]");
	}

	@Test
	void lostGlobalNodeTakesItsPartAlong() {
		global("G");
		global("H");
		receive(this.service, "G", "g_upd", "f", Map.of("k", 1L), List.of());
		this.service.monitor("f", this.changes::add);
		this.control.takeSent();
		this.control.down(this.service, "G");
		assertThat(this.control.takeSent()).containsExactly("H: [g_upd, 'g, {}, [G]]", "H: [g_upd, 'l, {}, [G]]");
		assertThat(this.changes.stream().map(AttachedRoleTests::display)).containsExactly("{k=1} +[k] *[] -[]",
				"{} +[] *[] -[k]");
		assertThat(contents("'g")).containsOnlyKeys("A", "H");
	}

	@Test
	void connectsToGlobalNodesThatOthersKnow() {
		global("G");
		receive(this.service, "G", "g_upd", "'g", Collections.singletonMap("H", null), List.of());
		assertThat(this.control.takeDialled()).isEmpty();
		receive(this.service, "G", "g_upd", "'l", Map.of("H", List.of("127.0.0.1:1")), List.of());
		assertThat(this.control.takeDialled()).containsExactly("H");
		goOn();
		assertThat(this.control.takeDialled()).containsExactly("H");
		this.control.up(this.service, "H");
		goOn();
		assertThat(this.control.takeDialled()).isEmpty();
		this.control.down(this.service, "H");
		goOn();
		assertThat(this.control.takeDialled()).containsExactly("H");
		receive(this.service, "G", "g_upd", "'g", Map.of(), List.of("H"));
		goOn();
		assertThat(this.control.takeDialled()).isEmpty();
		assertThat(this.timers.takeAll()).isEmpty();
	}

	private void goOn() {
		this.timers.takeAll().forEach(Runnable::run);
	}

	@Test
	void refusesMoreThanOnePeerMayHave() {
		slave("B");
		receive(this.service, "B", "g_mon1", "f1");
		receive(this.service, "B", "g_mon1", "f2");
		receive(this.service, "B", "g_mon1", "f2");
		assertThatIllegalArgumentException().isThrownBy(() -> receive(this.service, "B", "g_mon1", "f3"))
			.withMessageContaining("f3");
		for (int i = 0; i < 4; i++) {
			receiveUpdate("B", "k" + i, 1L);
		}
		receiveUpdate("B", "k3", 2L);
		assertThatIllegalArgumentException().isThrownBy(() -> receiveUpdate("B", "k4", 1L))
			.withMessageContaining("5 subkeys");
		receiveDelete("B", "k3");
		receiveUpdate("B", "k4", 1L);
		assertThat(contents("f")).hasSize(4).containsKey("k4");
	}

	@Test
	void refusesRequestsOfItself() {
		assertThatIllegalArgumentException().isThrownBy(() -> receive(this.service, "A", "g_global"));
		assertThat(this.control.takeSent()).isEmpty();
	}

	@Test
	void withdrawsItsEntriesWhenItCloses() {
		global("G");
		this.service.set("f", "k", 1L, this);
		this.control.takeSent();
		this.service.close();
		assertThat(this.control.takeSent()).containsExactly("G: [g_upd, 'g, {}, [A, G]]", "G: [g_upd, 'l, {}, [A, G]]",
				"G: [g_upd, f, {}, [k]]");
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
