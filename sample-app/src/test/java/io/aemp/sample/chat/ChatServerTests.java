package io.aemp.sample.chat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Tests for {@link ChatServer}. */
class ChatServerTests {

	private final Node node = Nodes.local();

	private final Port server = server();

	@AfterEach
	void close() {
		this.node.close();
	}

	@Test
	void tellsEverybodyWhatHappens() {
		Client romeo = new Client("Romeo", this.server);
		romeo.hears("Romeo (joins)");
		Client juliet = new Client("Juliet", this.server);
		this.node.send(this.server.id(), "privmsg", "Juliet", "Wherefore art thou?");
		romeo.hears("Romeo (joins)", "Juliet (joins)", "Juliet: Wherefore art thou?");
		juliet.hears("Juliet (joins)", "Juliet: Wherefore art thou?");
	}

	@Test
	void tellsWhyAClientQuits() {
		Client romeo = new Client("Romeo", this.server);
		Client juliet = new Client("Juliet", this.server);
		romeo.hears("Romeo (joins)", "Juliet (joins)");
		juliet.port.kill("dagger", "she is dead", 14);
		romeo.hears("Romeo (joins)", "Juliet (joins)", "Juliet (quits, dagger, she is dead, 14)");
		romeo.port.kill();
		Client nurse = new Client("Nurse", this.server);
		nurse.hears("Nurse (joins)");
	}

	@Test
	void takesBytesAsLatin1() {
		Client romeo = new Client("Roméo", this.server);
		this.node.send(this.server.id(), "privmsg", "Zo\u00eb".getBytes(StandardCharsets.ISO_8859_1),
				"\u00e9".getBytes(StandardCharsets.ISO_8859_1));
		romeo.hears("Roméo (joins)", "Zo\u00eb: \u00e9");
	}

	@Test
	void hearsAClientThatJoinsAgainOnce() {
		Client client = new Client("Romeo", this.server);
		this.node.send(this.server.id(), "join", client.port.id(), "Romeo Montague");
		client.hears("Romeo (joins)", "Romeo Montague (joins)");
		Client juliet = new Client("Juliet", this.server);
		juliet.hears("Juliet (joins)");
		client.port.kill();
		juliet.hears("Juliet (joins)", "Romeo Montague (quits, normal)");
	}

	@Test
	void ignoresAClientThatIsNoPort() {
		this.node.send(this.server.id(), "join", "no port", "Mercutio");
		new Client("Romeo", this.server).hears("Romeo (joins)");
	}

	@Test
	void relaysBetweenServersWithoutLoopsAndDuplicates() {
		Port second = server();
		Port third = server();
		await().until(() -> BoundedWait.get(this.node.database().keys(ChatServer.RELAYS)).size() == 3);
		Client romeo = new Client("Romeo", this.server);
		romeo.hears("Romeo (joins)");
		Client juliet = new Client("Juliet", second);
		romeo.hears("Romeo (joins)", "Juliet (joins)");
		this.node.send(third.id(), "privmsg", "Nurse", "Madam!");
		romeo.hears("Romeo (joins)", "Juliet (joins)", "Nurse: Madam!");
		juliet.hears("Juliet (joins)", "Nurse: Madam!");
		romeo.port.kill("poison");
		juliet.hears("Juliet (joins)", "Nurse: Madam!", "Romeo (quits, poison)");
	}

	@Test
	void saysWhereItIsToBeFound() {
		assertThat(BoundedWait.get(this.node.database().keys(ChatServer.BRIDGE_HEADS))).containsExactly(this.node.id());
	}

	private Port server() {
		ChatServer server = new ChatServer(this.node);
		Port port = this.node.open()
			.receive("join", (message) -> server.join(message.text(0), message.text(1)))
			.receive("privmsg", (message) -> server.privmsg(message.text(0), message.text(1)))
			.receive("relay", (message) -> server.relay(message.text(0)));
		BoundedWait.get(port.runInContext(server::open));
		this.node.database().register(ChatServer.RELAYS, port.id());
		return port;
	}

	/** Somebody in the chat. */
	private final class Client {

		private final List<Message> heard = new CopyOnWriteArrayList<>();

		private final Port port = ChatServerTests.this.node.open(this.heard::add);

		Client(String nick, Port server) {
			ChatServerTests.this.node.send(server.id(), "join", this.port.id(), nick);
		}

		void hears(String... lines) {
			await().untilAsserted(() -> assertThat(this.heard)
				.containsExactly(Arrays.stream(lines).map(Message::of).toArray(Message[]::new)));
		}

	}

}
