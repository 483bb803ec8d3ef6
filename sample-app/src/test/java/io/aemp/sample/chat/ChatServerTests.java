package io.aemp.sample.chat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.runtime.Nodes;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
	void saysGoodbyeForTheClientsOfAServerThatIsGone() {
		Client romeo = new Client("Romeo", this.server);
		Port second = server();
		awaitRelay(second, romeo);
		Client juliet = new Client("Juliet", second);
		Client nurse = new Client("Nurse", second);
		romeo.hears("Romeo (joins)", "Juliet (joins)", "Nurse (joins)");
		nurse.port.kill("tired");
		romeo.hears("Romeo (joins)", "Juliet (joins)", "Nurse (joins)", "Nurse (quits, tired)");
		juliet.hears("Juliet (joins)", "Nurse (joins)", "Nurse (quits, tired)");
		second.kill("power", "failure");
		romeo.hears("Romeo (joins)", "Juliet (joins)", "Nurse (joins)", "Nurse (quits, tired)",
				"Juliet (quits, power, failure)");
	}

	@Test
	void introducesItsClientsToAServerThatComesLater() {
		Client romeo = new Client("Romeo", this.server);
		romeo.hears("Romeo (joins)");
		Port second = server();
		Client juliet = new Client("Juliet", second);
		juliet.hears("Juliet (joins)");
		awaitRelay(this.server, juliet);
		this.server.kill("power", "failure");
		juliet.hears("Juliet (joins)", "Romeo (quits, power, failure)");
	}

	@ParameterizedTest
	@CsvSource({ "my_image_scalers,image scaler", "eg_receivers,test receiver", "sample_chat_relays,chat server" })
	void tellsWhichPortsOfTheSampleAreGone(String family, String kind) {
		Client romeo = new Client("Romeo", this.server);
		Port member = this.node.open((message) -> {
		});
		CountDownLatch monitored = new CountDownLatch(1);
		this.node.database().monitor(family, (change) -> {
			if (change.added().contains(member.id())) {
				monitored.countDown();
			}
		});
		this.node.database().register(family, member.id());
		BoundedWait.await(monitored);
		this.node.kill(member.id(), "out_of", "memory");
		String notice = "* " + kind + " " + member.id() + " is gone: ";
		await().until(() -> romeo.heard.stream().anyMatch((line) -> line.text(0).startsWith(notice)));
	}

	@Test
	void saysWhereItIsToBeFound() {
		assertThat(BoundedWait.get(this.node.database().keys(ChatServer.BRIDGE_HEADS))).containsExactly(this.node.id());
	}

	/** Until a server knows the one of a client, which the database tells it. */
	private void awaitRelay(Port server, Client client) {
		await().until(() -> {
			this.node.send(server.id(), "privmsg", "probe", "?");
			return client.heard.contains(Message.of("probe: ?"));
		});
	}

	private Port server() {
		ChatServer server = new ChatServer(this.node);
		Port port = this.node.open()
			.receive("join", (message) -> server.join(message.text(0), message.text(1)))
			.receive("privmsg", (message) -> server.privmsg(message.text(0), message.text(1)))
			.receive("relay", (message) -> server.relay(message.text(0)))
			.receive("guest", (message) -> server.guest(message.text(0), message.text(1), message.text(2)))
			.receive("guest_left", (message) -> server.guestLeft(message.text(0), message.text(1)));
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

		/** Not counting notices and probes. */
		void hears(String... lines) {
			await().untilAsserted(
					() -> assertThat(this.heard).filteredOn((line) -> !line.text(0).matches("(\\* |probe: ).*"))
						.containsExactly(Arrays.stream(lines).map(Message::of).toArray(Message[]::new)));
		}

	}

}
