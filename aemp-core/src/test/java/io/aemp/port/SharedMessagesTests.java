package io.aemp.port;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.aemp.Message;
import io.aemp.PortOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A message is an entry of one mailbox only, but may be sent anywhere and often. */
class SharedMessagesTests {

	private final VirtualWorld world = new VirtualWorld();

	private final PortTable ports = this.world.ports();

	private final List<String> seen = new ArrayList<>();

	private LocalPort open(String label) {
		LocalPort port = this.ports.open(PortOptions.DEFAULTS);
		port.receive((message) -> this.seen.add(label + message));
		return port;
	}

	@Test
	void theSameMessageArrivesEverywhereInOrder() {
		List<LocalPort> all = List.of(open("a"), open("b"), open("c"));
		Message shared = Message.of("shared");
		for (int round = 0; round < 2; round++) {
			for (LocalPort port : all) {
				port.deliver(Message.of(1));
				port.deliver(shared);
				port.deliver(shared);
				port.deliver(Message.of());
				port.deliver(Message.of(2));
			}
			this.world.run();
			for (String label : List.of("a", "b", "c")) {
				assertThat(this.seen.stream().filter((entry) -> entry.startsWith(label))).containsExactly(label + "[1]",
						label + "[shared]", label + "[shared]", label + "[]", label + "[2]");
			}
			this.seen.clear();
		}
	}

	@Test
	void aReceiverPassesOnWhatItIsGiven() {
		LocalPort last = open("last");
		LocalPort first = this.ports.open(PortOptions.DEFAULTS);
		first.receive((message) -> {
			last.deliver(message);
			first.deliver(Message.of("behind"));
			first.receive((next) -> this.seen.add("first" + next));
		});
		Message message = Message.of("a", "b");
		first.deliver(message);
		first.deliver(message.from(1));
		this.world.run();
		assertThat(this.seen).containsExactlyInAnyOrder("last[a, b]", "first[b]", "first[behind]");
	}

	@Test
	void whatSomebodyElseHasKeepsItsTag() {
		LocalPort port = this.ports.open(PortOptions.DEFAULTS);
		port.receive("a", (message) -> this.seen.add(message.toString()));
		Message message = Message.of("a", "b");
		port.deliver(message);
		port.deliver(message);
		this.world.run();
		assertThat(this.seen).containsExactly("[b]", "[b]");
		assertThat(message).isEqualTo(Message.of("a", "b"));
	}

	@Test
	void whatAReceiverWasGivenNeverChanges() {
		List<Message> kept = new ArrayList<>();
		LocalPort last = this.ports.open(PortOptions.DEFAULTS);
		last.receive("b", kept::add);
		LocalPort tagged = this.ports.open(PortOptions.DEFAULTS);
		tagged.receive("a", (message) -> {
			kept.add(message);
			last.deliver(message);
		});
		LocalPort untagged = this.ports.open(PortOptions.DEFAULTS);
		untagged.receive((message) -> {
			kept.add(message);
			tagged.deliver(message);
		});
		for (LocalPort first : List.of(tagged, untagged)) {
			first.deliverOwn(Message.of("a", "b", "c"));
			this.world.run();
		}
		assertThat(kept).containsExactly(Message.of("b", "c"), Message.of("c"), Message.of("a", "b", "c"),
				Message.of("b", "c"), Message.of("c"));
	}

	@Test
	void ownMessagesLoseTheirTagWhereverTheyBegin() {
		LocalPort port = open("");
		port.receive("a", (message) -> this.seen.add("a" + message.size()));
		Object[] elements = new Object[300];
		Arrays.fill(elements, "a");
		Message whole = Message.of(elements);
		for (int i : new int[] { 1, 126, 127, 128, 129, 255, 256, 299 }) {
			port.deliverOwn(whole.from(i));
			this.world.run();
			assertThat(this.seen).containsExactly("a" + (elements.length - i - 1));
			this.seen.clear();
		}
	}

	@Test
	void emptyMessagesAreNobodysOwn() {
		LocalPort first = open("first");
		LocalPort second = open("second");
		first.deliverOwn(Message.of("before"));
		first.deliverOwn(Message.of());
		second.deliverOwn(Message.of());
		this.world.run();
		assertThat(this.seen).containsExactlyInAnyOrder("first[before]", "first[]", "second[]");
	}

	@Test
	void whereAMessageBeginsIsKeptWhileItWaits() {
		LocalPort port = open("");
		Object[] elements = new Object[600];
		for (int i = 0; i < elements.length; i++) {
			elements[i] = i;
		}
		Message whole = Message.of(elements);
		List<Message> parts = new ArrayList<>();
		for (int i : new int[] { 0, 1, 126, 127, 128, 129, 255, 256, 599, 600 }) {
			parts.add(whole.from(i));
		}
		parts.forEach(port::deliver);
		assertThat(whole.from(200).from(200).integer(0)).isEqualTo(400);
		assertThat(whole.from(255).from(1).size()).isEqualTo(344);
		for (Message part : parts) {
			assertThat(part).isEqualTo(Message.of(List.of(elements).subList(600 - part.size(), 600)));
		}
		this.world.run();
		assertThat(this.seen).containsExactlyElementsOf(parts.stream().map(Message::toString).toList());
	}

	@Test
	void manyTagsAreFoundAndRemoved() {
		LocalPort port = open("default");
		for (int i = 0; i < 20; i++) {
			String tag = "t" + i;
			port.receive(tag, (message) -> this.seen.add(tag));
		}
		assertThat(port.info().tags()).hasSize(20);
		port.receive("t3", null);
		port.receive("t19", null);
		for (String tag : List.of("t0", "t3", "t8", "t19")) {
			port.deliver(Message.of(tag));
		}
		this.world.run();
		assertThat(this.seen).containsExactly("t0", "default[t3]", "t8", "default[t19]");
		LocalPort few = this.ports.open(PortOptions.DEFAULTS);
		few.receive("a", (message) -> this.seen.add("a"))
			.receive("b", (message) -> this.seen.add("old"))
			.receive("c", (message) -> this.seen.add("c"))
			.receive("b", (message) -> this.seen.add("b"))
			.receive("a", null)
			.receive("x", null);
		assertThat(few.info().tags()).containsExactlyInAnyOrder("b", "c");
		this.seen.clear();
		few.deliver(Message.of("c"));
		few.deliver(Message.of("b"));
		this.world.run();
		assertThat(this.seen).containsExactly("c", "b");
	}

}
