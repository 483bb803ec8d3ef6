package io.aemp.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.aemp.FailureDetector;
import io.aemp.Message;
import io.aemp.NodeConfiguration;
import io.aemp.Port;
import io.aemp.PortIds;
import io.aemp.link.SteppedLink;
import io.aemp.port.VirtualWorld;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A connection after another one of the same peer, whose thread takes its time. */
class ConnectionHandoverTests {

	private static final Map<String, String> PLAIN = Map.of("mproto", "1", "gproto", "1");

	private static final Map<String, String> ARBITRATED = Map.of("mproto", "1", "gproto", "1", "arbiter", "1");

	private final VirtualWorld world = new VirtualWorld();

	private final List<Object> seen = new ArrayList<>();

	private final MemoryNode node = new MemoryNode("node", this.world, new MemoryNetwork(this.world),
			NodeConfiguration.builder()
				.failureDetector(FailureDetector.OFF)
				.connectInterval(Duration.ofSeconds(5))
				.monitorTimeout(Duration.ofSeconds(30)));

	private final Connections connections = this.node.network.connections();

	private final Port port = this.node.open().receive((message) -> this.seen.add(message.get(0)));

	private final String name = PortIds.nameOf(this.port.id());

	private SteppedLink establish(String peer, Map<String, String> keys) {
		SteppedLink link = new SteppedLink(peer, keys);
		this.connections.established(link);
		this.world.run();
		return link;
	}

	@Test
	void newConnectionBeginsWhenTheThreadOfTheOldOneHasLeft() {
		SteppedLink old = establish("peer", PLAIN);
		this.node.messenger.monitor("peer", true, (reason) -> this.seen.add(reason.text()));
		this.world.run();
		old.packet(this.name, "early");
		SteppedLink next = establish("peer", PLAIN);
		assertThat(this.seen).as("the loss takes effect at once").containsExactly("early", "switched connections");
		assertThat(next.isStarted()).isFalse();
		assertThat(this.connections.isUp("peer")).isFalse();
		old.packet(this.name, "too late");
		old.leave();
		this.world.run();
		assertThat(next.isStarted()).isTrue();
		assertThat(this.connections.session("peer").link()).isSameAs(next);
		next.packet(this.name, "next");
		this.world.run();
		assertThat(this.seen).containsExactly("early", "switched connections", "next");
	}

	@Test
	void newConnectionThatWaitsGivesWayToANewerOne() {
		SteppedLink old = establish("peer", PLAIN);
		SteppedLink second = establish("peer", PLAIN);
		SteppedLink third = establish("peer", PLAIN);
		assertThat(second.ends()).containsExactly("switched connections");
		old.leave();
		this.world.run();
		assertThat(second.isStarted()).isFalse();
		assertThat(third.isStarted()).isTrue();
	}

	@Test
	void newConnectionIsRefusedIfTheThreadOfTheOldOneHangs() {
		SteppedLink old = establish("peer", PLAIN);
		SteppedLink refused = establish("peer", PLAIN);
		this.world.advance(Duration.ofSeconds(4));
		assertThat(refused.ends()).isEmpty();
		this.world.advance(Duration.ofSeconds(2));
		assertThat(refused.ends()).containsExactly("the connection before it has not ended");
		old.leave();
		this.world.run();
		assertThat(refused.isStarted()).isFalse();
		assertThat(establish("peer", PLAIN).isStarted()).isTrue();
	}

	@Test
	void messagesThatWaitForTheNewConnectionAreDialledForWhenItIsRefused() {
		SteppedLink old = establish("peer", PLAIN);
		establish("peer", PLAIN);
		this.node.messenger.send("peer#port", Message.of("waits"));
		this.node.messenger.monitor("peer#port", true, (reason) -> this.seen.add(reason.text()));
		this.world.run();
		assertThat(this.connections.attempts()).isEmpty();
		this.world.advance(Duration.ofSeconds(6));
		assertThat(this.connections.attempts()).hasSize(1);
		assertThat(this.seen).isEmpty();
		this.world.advance(Duration.ofSeconds(31));
		assertThat(this.seen).as("nothing is waited for in vain").hasSize(1);
		old.leave();
		this.world.run();
		assertThat(this.connections.isUp("peer")).isFalse();
	}

	@Test
	void arbiterRefusesASecondConnectionWhileOneWaits() {
		SteppedLink old = establish("another", ARBITRATED);
		lose("another");
		SteppedLink next = establish("another", ARBITRATED);
		SteppedLink second = establish("another", ARBITRATED);
		assertThat(next.isStarted()).isFalse();
		assertThat(second.ends()).containsExactly("already connected");
		old.leave();
		this.world.run();
		assertThat(next.isStarted()).isTrue();
	}

	/** The arbiter was done with the older one before it used the newer one. */
	@Test
	void choiceOfTheArbiterEndsWhatItHasLeftBehind() {
		SteppedLink older = establish("the peer decides", ARBITRATED);
		SteppedLink newer = establish("the peer decides", ARBITRATED);
		newer.packet(this.name, "newer");
		this.world.run();
		newer.goOn();
		older.packet(this.name, "older");
		this.world.run();
		older.goOn();
		this.world.run();
		assertThat(this.seen).containsExactly("newer");
		assertThat(older.ends()).containsExactly("another connection was chosen");
		assertThat(this.connections.session("the peer decides").link()).isSameAs(newer);
	}

	/** Its handshake ends late, when the arbiter has left it already. */
	@Test
	void connectionThatIsOlderThanTheChosenOneIsRefused() {
		SteppedLink chosen = chosen("the peer decides");
		SteppedLink older = establish("the peer decides", ARBITRATED);
		assertThat(older.ends()).containsExactly("already connected");
		assertThat(this.connections.session("the peer decides").link()).isSameAs(chosen);
		assertThat(chosen.ends()).isEmpty();
	}

	@Test
	void connectionThatTheArbiterHasChosenWaitsToo() {
		SteppedLink old = chosen("the peer decides");
		old.packet(this.name, 1L);
		lose("the peer decides");
		SteppedLink next = establish("the peer decides", ARBITRATED);
		next.packet(this.name, 2L);
		this.world.run();
		next.goOn();
		this.world.run();
		assertThat(this.seen).containsExactly(1L);
		old.leave();
		this.world.run();
		next.goOn();
		next.packet(this.name, 3L);
		this.world.run();
		assertThat(this.seen).containsExactly(1L, 2L, 3L);
	}

	@Test
	void connectionThatEndsWhileItWaitsIsNotUsed() {
		SteppedLink old = chosen("the peer decides");
		lose("the peer decides");
		SteppedLink next = establish("the peer decides", ARBITRATED);
		next.packet(this.name, 2L);
		this.world.run();
		next.leave();
		this.world.run();
		old.leave();
		this.world.run();
		assertThat(this.connections.isUp("the peer decides")).isFalse();
		assertThat(this.seen).isEmpty();
	}

	private SteppedLink chosen(String arbiter) {
		SteppedLink link = establish(arbiter, ARBITRATED);
		link.packet("", "");
		this.world.run();
		link.goOn();
		assertThat(this.connections.isUp(arbiter)).isTrue();
		return link;
	}

	private void lose(String peer) {
		LinkSession session = this.connections.session(peer);
		this.connections.overflowed(session.peer(), session.queue());
		this.world.run();
		assertThat(this.connections.isUp(peer)).isFalse();
	}

	/** The control executor is slow, and the old connection goes on meanwhile. */
	@Test
	void relayThatWaitedBehindAGlobalRequestIsNotDeliveredAfterTheNextConnection() {
		SteppedLink old = establish("peer", PLAIN);
		this.node.stop();
		SteppedLink next = new SteppedLink("peer", PLAIN);
		this.connections.established(next);
		old.packet("", "g_any");
		assertThat(old.packet("", "snd", this.port.id(), "old")).isFalse();
		this.node.goOn();
		this.world.run();
		old.goOn();
		this.world.run();
		old.leave();
		this.world.run();
		next.packet(this.name, "newer");
		this.world.run();
		assertThat(this.seen).containsExactly("newer");
	}

}
