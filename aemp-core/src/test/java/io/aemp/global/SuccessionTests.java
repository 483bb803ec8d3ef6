package io.aemp.global;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aemp.NodeConfiguration.GlobalMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.aemp.global.RecordingControl.receive;
import static org.assertj.core.api.Assertions.assertThat;

/** Who stands in for the seeds, and what a node says to whom about it. */
class SuccessionTests {

	private final RecordingControl control = new RecordingControl();

	private final ManualTimers timers = new ManualTimers();

	private final List<String> roles = new ArrayList<>();

	private GlobalService service = service(GlobalMode.AUTO);

	@BeforeEach
	void start() {
		this.service.start(List.of("127.0.0.1:1"));
	}

	private GlobalService service(GlobalMode mode) {
		return new GlobalService(
				new GlobalSettings("M", true, true, mode, GlobalSettings.Timeouts.DEFAULTS,
						GlobalSettings.DatabaseLimits.DEFAULTS),
				this.control, this.timers, (role, primary) -> this.roles.add(role + " " + primary));
	}

	private void attach(String... list) {
		this.control.seedUp(this.service, "S");
		receive(this.service, "S", "g_global");
		receive(this.service, "S", "g_chg1", "'s", family(list));
		this.control.takeSent();
	}

	private static Map<String, Object> family(String... nodes) {
		Map<String, Object> family = new HashMap<>();
		Arrays.asList(nodes).forEach((node) -> family.put(node, List.of("127.0.0.1:" + node.hashCode())));
		return family;
	}

	private void time() {
		this.timers.takeAll().forEach(Runnable::run);
	}

	@Test
	void attachesToTheFirstOfTheListThatSaysThatItIsGlobal() {
		attach("A", "B", "X");
		this.control.up(this.service, "B");
		this.control.down(this.service, "S");
		assertThat(this.control.takeDialled()).isEmpty();
		time();
		assertThat(this.control.takeDialled()).containsExactly("A");
		assertThat(this.control.takeSent()).isEmpty();
		time();
		assertThat(this.control.takeSent()).containsExactly("B: [g_slave, {}]");
		assertThat(this.roles).endsWith("DETACHED null");
		receive(this.service, "B", "g_global");
		assertThat(this.control.takeSent()).containsExactly("B: [g_slave, {'l={M=[127.0.0.1:1]}}]", "B: [g_mon1, 's]");
		assertThat(this.roles).endsWith("ATTACHED B");
	}

	@Test
	void returnsToASeed() {
		attachesToTheFirstOfTheListThatSaysThatItIsGlobal();
		this.control.seedUp(this.service, "S");
		assertThat(this.control.takeSent()).containsExactly("S: [g_slave]", "S: [g_slave, {'l={M=[127.0.0.1:1]}}]",
				"S: [g_mon1, 's]", "B: [g_slave, {}]", "B: [g_mon0, 's]");
		assertThat(this.roles).endsWith("ATTACHED S");
	}

	@Test
	void seedThatIsBackInTimeChangesNothing() {
		attach("A");
		this.control.down(this.service, "S");
		this.control.seedUp(this.service, "S");
		time();
		assertThat(this.control.takeDialled()).isEmpty();
		assertThat(this.roles).endsWith("ATTACHED S");
	}

	@Test
	void standsInWhenItComesToItselfAndResignsWhenNobodyNeedsIt() {
		attach("M", "X");
		this.control.down(this.service, "S");
		time();
		assertThat(this.roles).endsWith("GLOBAL M");
		time();
		assertThat(this.control.takeDialled()).contains("X");
		this.control.up(this.service, "X");
		receive(this.service, "X", "g_slave", Map.of("'l", Map.of("X", List.of())));
		this.control.seedUp(this.service, "S");
		receive(this.service, "S", "g_global");
		time();
		assertThat(this.roles).endsWith("GLOBAL M");
		receive(this.service, "X", "g_slave", Map.of());
		time();
		assertThat(this.roles).endsWith("DETACHED null");
		assertThat(this.control.takeDisconnected()).containsExactlyInAnyOrder("S", "X");
		this.control.takeSent();
		this.control.down(this.service, "S");
		this.control.down(this.service, "X");
		this.control.seedUp(this.service, "S");
		assertThat(this.control.takeSent()).containsExactly("S: [g_slave]", "S: [g_slave, {'l={M=[127.0.0.1:1]}}]",
				"S: [g_mon1, 's]");
	}

	@Test
	void nodeThatIsASeedOfOthersStaysGlobal() {
		attach("A");
		this.control.up(this.service, "X");
		receive(this.service, "X", "g_slave");
		receive(this.service, "S", "g_global");
		time();
		assertThat(this.roles).endsWith("GLOBAL M");
		assertThat(this.control.takeDisconnected()).isEmpty();
	}

	@Test
	void nodeThatMustNotBeGlobalSaysSoAndAsksOthers() {
		this.service = service(GlobalMode.NEVER);
		this.service.start(List.of("127.0.0.1:1"));
		this.control.seedUp(this.service, "S");
		assertThat(this.control.takeSent()).contains("S: [g_slave, {'l={M=[127.0.0.1:1]}, 'n={M=null}}]");
		receive(this.service, "S", "g_chg1", "'s", family("M", "X"));
		this.control.down(this.service, "S");
		time();
		time();
		assertThat(this.control.takeDialled()).containsExactly("X");
		assertThat(this.roles).endsWith("DETACHED null");
	}

	@Test
	void computesTheListItselfIfThePrimaryKnowsNone() {
		this.control.seedUp(this.service, "S");
		receive(this.service, "S", "g_chg1", "'s", null);
		assertThat(this.control.takeSent()).contains("S: [g_mon1, 'l]", "S: [g_mon1, 'n]", "S: [g_mon1, 'g]");
		Map<String, Object> never = new HashMap<>();
		never.put("A", null);
		Map<String, Object> globals = new HashMap<>();
		globals.put("B", null);
		receive(this.service, "S", "g_chg1", "'l", family("A", "B", "C", "D", "E", "F", "G", "H"));
		receive(this.service, "S", "g_chg1", "'n", never);
		receive(this.service, "S", "g_chg1", "'g", globals);
		this.control.down(this.service, "S");
		for (int i = 0; i < 12; i++) {
			time();
		}
		assertThat(this.control.takeDialled()).containsOnly("C", "D", "E", "F", "G")
			.startsWith("C", "D", "E", "F", "G", "C");
	}

	@Test
	void addressesOfTheListAreKnownWithoutAPrimary() {
		attach("A");
		this.control.down(this.service, "S");
		List<List<String>> found = new ArrayList<>();
		this.service.find("A", found::add);
		this.service.find("other", found::add);
		assertThat(found).containsExactly(List.of("127.0.0.1:" + "A".hashCode()));
	}

	@Test
	void globalNodeServesTheListAndKeepsWhoHasGoneForAWhile() {
		this.service = service(GlobalMode.ALWAYS);
		this.service.start(List.of("127.0.0.1:1"));
		this.control.up(this.service, "A");
		this.control.up(this.service, "B");
		receive(this.service, "A", "g_slave", Map.of("'l", Map.of("A", List.of("a:1"))));
		receive(this.service, "A", "g_mon1", "'s");
		receive(this.service, "B", "g_slave", Map.of("'l", Map.of("B", List.of("b:1"))));
		assertThat(this.control.takeSent()).containsExactly("A: [g_global]", "B: [g_global]",
				"A: [g_chg1, 's, {A=[a:1], M=[127.0.0.1:1]}]", "A: [g_chg2, 's, {B=[b:1]}, []]");
		this.control.down(this.service, "B");
		assertThat(this.control.takeSent()).isEmpty();
		time();
		assertThat(this.control.takeSent()).containsExactly("A: [g_chg2, 's, {}, [B]]");
	}

	@Test
	void nodeThatMustNotBeGlobalNeverLooksAsIfItCould() {
		this.service = service(GlobalMode.ALWAYS);
		this.service.start(List.of("127.0.0.1:1"));
		this.control.up(this.service, "A");
		this.control.up(this.service, "N");
		receive(this.service, "A", "g_slave", Map.of("'l", Map.of("A", List.of("a:1"))));
		receive(this.service, "A", "g_mon1", "'s");
		this.control.takeSent();
		Map<String, Object> never = new HashMap<>();
		never.put("N", null);
		for (List<String> order : List.of(List.of("'l", "'n"), List.of("'n", "'l"))) {
			Map<String, Object> database = new LinkedHashMap<>();
			order.forEach((family) -> database.put(family, family.equals("'n") ? never : family("N")));
			receive(this.service, "N", "g_slave", database);
			receive(this.service, "N", "g_slave", Map.of());
		}
		assertThat(this.control.takeSent()).isEmpty();
	}

	@Test
	void listOfWhichAPartIsUnknownIsUnknown() {
		this.control.seedUp(this.service, "S");
		receive(this.service, "S", "g_chg1", "'s", null);
		receive(this.service, "S", "g_chg1", "'l", family("A", "B"));
		receive(this.service, "S", "g_chg1", "'g", family());
		this.control.down(this.service, "S");
		time();
		assertThat(this.control.takeDialled()).isEmpty();
	}

	@Test
	void searchIsAnsweredWhenOtherDatabasesAreThere() {
		attach("A");
		this.control.up(this.service, "X");
		receive(this.service, "X", "g_slave");
		this.control.takeSent();
		receive(this.service, "X", "g_find", "Y");
		assertThat(this.control.takeSent()).isEmpty();
		receive(this.service, "S", "g_set", Map.of("'l", Map.of("Y", List.of("y:1"))));
		assertThat(this.control.takeSent()).contains("X: [g_found, Y, [y:1]]");
	}

}
