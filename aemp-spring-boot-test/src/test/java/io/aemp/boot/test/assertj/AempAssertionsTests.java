package io.aemp.boot.test.assertj;

import java.time.Duration;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.boot.test.network.AempClock;
import io.aemp.boot.test.network.AempNetwork;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static io.aemp.boot.test.assertj.AempAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** What the assertions accept, and what they say of anything else. */
class AempAssertionsTests {

	private static final AempNetwork NETWORK = AempNetwork.create(AempClock.Mode.REAL);

	private static final Node NODE = NETWORK.node("one");

	@AfterAll
	static void close() {
		NETWORK.close();
	}

	@Test
	void elementsOfAMessage() {
		Message message = Message.of("price", "screw", 7);
		assertThat(message).hasTag("price").startsWith("price", "screw").hasElements("price", "screw", 7L);
		refuses(() -> assertThat(message).hasTag("note"), "tag 'note'", "price");
		refuses(() -> assertThat(message).startsWith("price", "nail"), "begins with", "nail", "screw");
		refuses(() -> assertThat(message).startsWith("price", "screw", 7, 8), "begins with");
		refuses(() -> assertThat(message).hasElements("price", "screw"), "screw", "7");
	}

	@Test
	void reasonOfADeath() {
		Reason reason = Reason.of(Reason.DIE, "no screws left");
		assertThat(reason).hasIdentifier(Reason.DIE).hasTextContaining("screws");
		assertThat(Reason.NORMAL).isNormal();
		refuses(() -> assertThat(reason).isNormal(), "normal", "no screws left");
		refuses(() -> assertThat(reason).hasIdentifier(Reason.NO_SUCH_PORT), Reason.NO_SUCH_PORT, Reason.DIE);
		refuses(() -> assertThat(reason).hasTextContaining("nails"), "nails", "no screws left");
	}

	@Test
	void portsOfANode() {
		Port port = NODE.open((message) -> {
		});
		assertThat(NODE).hasPort(port.id()).hasNoPort("one#none");
		refuses(() -> assertThat(NODE).hasPort("one#none"), "one#none", "no such port");
		refuses(() -> assertThat(NODE).hasNoPort(port.id()), port.id(), "open");
	}

	@Test
	void connectionsOfANode() {
		NETWORK.node("two");
		await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(NODE).isConnectedTo("two"));
		assertThat(NODE).isNotConnectedTo("three");
		refuses(() -> assertThat(NODE).isConnectedTo("three"), "three", "[two]");
		refuses(() -> assertThat(NODE).isNotConnectedTo("two"), "two");
	}

	@Test
	void membersOfAFamily() {
		NODE.database().set("prices", "screw", 7);
		FamilyAssert prices = assertThat(NODE).family("prices");
		prices.hasMembers("screw").hasSize(1).hasValue("screw", 7L);
		assertThat(NODE).family("empty").isEmpty();
		refuses(prices::isEmpty, "prices", "screw");
		refuses(() -> prices.hasMembers("nail"), "prices", "[nail]", "[screw]");
		refuses(() -> prices.hasSize(2), "2 members", "1");
		refuses(() -> prices.hasValue("screw", 8), "screw", "8", "7");
		refuses(() -> prices.hasValue("nail", 7), "nail");
	}

	@Test
	void nodesOfMembers() {
		Port port = NODE.open((message) -> {
		});
		NODE.database().register("workers", port.id());
		FamilyAssert workers = assertThat(NODE).family("workers");
		workers.hasMembersOn("one");
		refuses(() -> workers.hasMembersOn("one", "two"), "workers", "[one, two]", "[one]");
	}

	private static void refuses(ThrowingCallable assertion, String... parts) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion).withMessageContainingAll(parts);
	}

}
