package io.aemp.global;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.aemp.FamilyChange;
import io.aemp.NodeConfiguration.GlobalMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.aemp.global.RecordingControl.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What is too large for one packet. */
class PagesTests {

	private final RecordingControl control = new RecordingControl();

	private final List<FamilyChange> changes = new ArrayList<>();

	private final GlobalService service = new GlobalService(
			new GlobalSettings("A", true, true, GlobalMode.ALWAYS, GlobalSettings.Timeouts.DEFAULTS,
					new GlobalSettings.DatabaseLimits(10, 20, 10)),
			this.control, new ManualTimers(), (role, primary) -> {
			});

	@BeforeEach
	void start() {
		this.service.start(List.of());
		this.control.pageSize(8);
		for (int i = 1; i <= 5; i++) {
			this.service.set("f", "k" + i, i, this);
		}
	}

	@Test
	void cutsDatabaseAndLosesNothing() {
		Map<String, FamilyEntries> database = new TreeMap<>();
		Map<String, Map<String, Object>> joined = new TreeMap<>();
		for (int i = 0; i < 20; i++) {
			database.put("family" + i, numbers(i * i));
		}
		Pages portions = new Pages(database, 100);
		while (portions.hasNext()) {
			portions.next()
				.forEach((family, some) -> joined.computeIfAbsent(family, (name) -> new TreeMap<>()).putAll(some));
		}
		database.remove("family0");
		assertThat(joined).isEqualTo(database);
		assertThat(new Pages(Map.of(), 100).next()).isEmpty();
	}

	private static FamilyEntries numbers(int count) {
		Map<String, Object> numbers = new LinkedHashMap<>();
		for (int i = 0; i < count; i++) {
			numbers.put("k" + i, i);
		}
		return FamilyEntries.of(numbers);
	}

	@Test
	void marksPortionsForPeerThatJoinsThem() {
		this.control.joins("B");
		this.control.up(this.service, "B");
		this.control.takeSent();
		receive(this.service, "B", "g_mon1", "f");
		assertThat(this.control.takeSent()).containsExactly("B: [g_chg1, f, {k1=1, k2=2}, 1]",
				"B: [g_chg1, f, {k3=3, k4=4}, 1]", "B: [g_chg1, f, {k5=5}]");
		receive(this.service, "B", "g_db_keys", "f", "x");
		assertThat(this.control.takeSent()).containsExactly("B: [g_reply, x, [k1, k2], 1]",
				"B: [g_reply, x, [k3, k4], 1]", "B: [g_reply, x, [k5]]");
		receive(this.service, "B", "g_global");
		assertThat(this.control.takeSent()).containsExactly("B: [g_upd, 'g, {B=null}, []]",
				"B: [g_set, {'g={A=null, B=null}}, 1]", "B: [g_set, {'l={A=[]}, f={k1=1}}, 1]",
				"B: [g_set, {f={k2=2, k3=3}}, 1]", "B: [g_set, {f={k4=4, k5=5}}]");
	}

	@Test
	void sendsOtherPeersTheRestAsChanges() {
		this.control.up(this.service, "P");
		this.control.takeSent();
		receive(this.service, "P", "g_mon1", "f");
		assertThat(this.control.takeSent()).containsExactly("P: [g_chg1, f, {k1=1, k2=2}]",
				"P: [g_chg2, f, {k3=3, k4=4}, []]", "P: [g_chg2, f, {k5=5}, []]");
		receive(this.service, "P", "g_db_values", "f", "x");
		assertThat(this.control.takeSent()).containsExactly("P: [g_reply, x, [1, 2, 3, 4, 5]]");
		receive(this.service, "P", "g_global");
		assertThat(this.control.takeSent()).containsExactly("P: [g_upd, 'g, {P=null}, []]",
				"P: [g_set, {'g={A=null, P=null}}]", "P: [g_upd, 'l, {A=[]}, []]", "P: [g_upd, f, {k1=1}, []]",
				"P: [g_upd, f, {k2=2, k3=3}, []]", "P: [g_upd, f, {k4=4, k5=5}, []]");
	}

	@Test
	void cutsChangesToo() {
		this.control.up(this.service, "P");
		receive(this.service, "P", "g_mon1", "f");
		this.control.takeSent();
		receive(this.service, "P", "g_upd", "f", Map.of("m1", 1, "m2", 2, "m3", 3));
		assertThat(this.control.takeSent()).containsExactly("P: [g_chg2, f, {m1=1, m2=2}, []]",
				"P: [g_chg2, f, {m3=3}, []]");
		this.service.delete("f", List.of("k4", "k5"));
		assertThat(this.control.takeSent()).containsExactly("P: [g_chg2, f, {}, [k4, k5]]");
	}

	@Test
	void waitsForPeerAndKeepsTheOrder() {
		this.control.up(this.service, "P");
		this.control.takeSent();
		this.control.full("P");
		receive(this.service, "P", "g_mon1", "f");
		this.service.set("f", "k1", "later", this);
		assertThat(this.control.takeSent()).isEmpty();
		this.control.writable(this.service, "P");
		assertThat(this.control.takeSent()).containsExactly("P: [g_chg1, f, {k1=1, k2=2}]",
				"P: [g_chg2, f, {k3=3, k4=4}, []]", "P: [g_chg2, f, {k5=5}, []]", "P: [g_chg2, f, {k1=later}, []]");
		this.control.full("P");
		receive(this.service, "P", "g_mon1", "f");
		this.control.down(this.service, "P");
		this.control.up(this.service, "P");
		this.control.writable(this.service, "P");
		assertThat(this.control.takeSent()).containsExactly("P: [g_global]");
	}

	@Test
	void joinsPagesBeforeAnybodySeesThem() {
		this.service.monitor("f", this.changes::add);
		this.changes.clear();
		this.control.up(this.service, "B");
		receive(this.service, "B", "g_slave", Map.of("f", Map.of("b1", 1)), 1);
		receive(this.service, "B", "g_slave", Map.of("f", Map.of("b2", 2), "g", Map.of("b", 1)), 1);
		assertThat(this.changes).isEmpty();
		receive(this.service, "B", "g_slave", Map.of("f", Map.of("b3", 3)));
		assertThat(this.changes).singleElement()
			.satisfies((change) -> assertThat(change.added()).containsExactlyInAnyOrder("b1", "b2", "b3"));
	}

	@Test
	void refusesWholeThatIsTooLarge() {
		this.control.up(this.service, "B");
		receive(this.service, "B", "g_slave", Map.of("h", numbers(15)), 1);
		receive(this.service, "B", "g_slave", Map.of("i", numbers(15)), 1);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> receive(this.service, "B", "g_slave", Map.of("j", numbers(1))))
			.withMessageContaining("more than 20 entries");
		receive(this.service, "B", "g_slave", Map.of("h", Collections.singletonMap("k", null)), 1);
		receive(this.service, "B", "g_slave", Map.of("h", numbers(1)));
		List<Map<String, Object>> answers = new ArrayList<>();
		this.service.ask(QueryType.FAMILY, "h", answers::add, (failure) -> {
		});
		assertThat(answers.get(0)).containsOnlyKeys("k", "k0");
	}

}
