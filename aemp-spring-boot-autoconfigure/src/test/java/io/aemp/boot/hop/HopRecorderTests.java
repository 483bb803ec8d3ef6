package io.aemp.boot.hop;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.Receiver;
import io.aemp.boot.handler.HandlerName;
import io.aemp.boot.hop.Hop.Kind;
import io.aemp.boot.observation.HandlerObservations;
import io.aemp.boot.observation.SendObservations;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Which messages are followed on one node, how far, and how much of it is kept. */
class HopRecorderTests {

	private final RecentHops hops = new RecentHops();

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final SendObservations sends = new SendObservations(this::node, this.registry, null);

	private final Node node = Nodes
		.start(NodeConfiguration.builder().nodeId("test").sendInterceptor(this.sends).build());

	private final HandlerObservations handlers = new HandlerObservations(this.node, this.registry, null);

	private Node node() {
		return this.node;
	}

	@AfterEach
	void close() {
		this.node.close();
	}

	private void record() {
		this.registry.observationConfig()
			.observationHandler(new HopRecorder(this.hops, InstantSource.system(), System::nanoTime));
	}

	private String open(String label, Receiver handler) {
		return this.node.open(this.handlers.watch(new HandlerName(label, "go", label + ".go")).around(handler)).id();
	}

	@Test
	void whatIsSentBecauseOfAMessageBelongsToIt() {
		record();
		CompletableFuture<Message> arrived = new CompletableFuture<>();
		String last = open("last", (message) -> {
			arrived.complete(message);
			throw new IllegalStateException("closed");
		});
		String first = open("first", (message) -> Observation.createNotStarted("of the application", this.registry)
			.observe(() -> this.node.send(last, "go", "on")));
		this.node.send(first, this.hops.follow(Message.of("go"), "try-1"));
		BoundedWait.get(arrived);
		CompletableFuture<Object> dead = new CompletableFuture<>();
		this.node.monitor(last, dead::complete);
		BoundedWait.get(dead);
		List<Hop> hops = this.hops.of("try-1");
		assertThat(hops).extracting(Hop::kind).containsExactly(Kind.SEND, Kind.RECEIVE, Kind.SEND, Kind.RECEIVE);
		assertThat(hops).extracting(Hop::parent)
			.containsExactly("0", hops.get(0).id(), hops.get(1).id(), hops.get(2).id());
		assertThat(hops).extracting(Hop::port).containsExactly(first, first, last, last);
		assertThat(hops).extracting(Hop::label).containsExactly(null, "first", null, "last");
		assertThat(hops).extracting(Hop::tag).containsOnly("go");
		assertThat(hops).extracting(Hop::duration).doesNotContainNull();
		assertThat(hops.get(3).source()).isEqualTo("test");
		assertThat(hops.get(3).failure()).isEqualTo("IllegalStateException: closed");
		assertThat(hops.subList(0, 3)).extracting(Hop::failure).containsOnlyNulls();
		assertThat(this.hops.firsts()).containsExactly(hops.get(0));
	}

	@Test
	void aMessageThatGoesRoundIsNotFollowedForEver() {
		record();
		CompletableFuture<Message> enough = new CompletableFuture<>();
		int[] rounds = new int[1];
		String round = open("round", (message) -> {
			if (++rounds[0] == 100) {
				enough.complete(message);
			}
			else {
				this.node.send(this.node.self().id(), "go");
			}
		});
		this.node.send(round, this.hops.follow(Message.of("go"), "round"));
		BoundedWait.get(enough);
		assertThat(this.hops.of("round")).hasSize(64);
	}

	@Test
	void whereNothingIsRecordedNothingIsPassedOn() {
		this.registry.observationConfig().observationHandler((context) -> true);
		CompletableFuture<Message> arrived = new CompletableFuture<>();
		String last = open("last", arrived::complete);
		String first = open("first", (message) -> this.node.send(last, "go"));
		this.node.send(first, this.hops.follow(Message.of("go"), "try-1"));
		assertThat(BoundedWait.get(arrived).headers()).isEmpty();
		assertThat(this.hops.firsts()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "name", "name 0", "name 0 0 0", "name x 0", "name 0 -1", "name 0 100",
			"na me 0 0", "n\u00e4me 0 0", "name 00000000000000000 0", "name 0 64" })
	void whatIsNoMarkIsIgnored(String mark) {
		record();
		CompletableFuture<Message> arrived = new CompletableFuture<>();
		String port = open("last", arrived::complete);
		this.node.send(port, Message.of("go").withHeaders(Map.of(Mark.HEADER, mark)));
		assertThat(BoundedWait.get(arrived).headers()).containsExactly(Map.entry(Mark.HEADER, mark));
		assertThat(this.hops.firsts()).isEmpty();
	}

	@Test
	void marksThatAPeerInventsDisplaceOneAnother() {
		record();
		for (int i = 0; i < 100_000; i++) {
			this.sends.send("test#none", Message.of("go")
				.withHeaders(Map.of(Mark.HEADER, "invented-" + i + " " + Integer.toHexString(i) + " 1")));
		}
		assertThat(this.hops.firsts()).hasSize(RecentHops.MOST)
			.last()
			.extracting(Hop::message)
			.isEqualTo("invented-99999");
	}

	@Test
	void aNameIsShortAndPlain() {
		for (String name : List.of("", "a b", "a/b", "x".repeat(41), "n\u00e4me")) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.hops.follow(Message.of("go"), name))
				.withMessageContaining("1 to 40 letters");
		}
	}

}
