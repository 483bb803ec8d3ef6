package io.aemp.sample.chat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.boot.port.AempPorts;
import io.aemp.boot.test.network.AempNetwork;
import io.aemp.boot.test.probe.AempProbe;
import io.aemp.boot.test.slice.AempTest;
import io.aemp.sample.SampleApplication;
import io.aemp.testing.BoundedWait;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static io.aemp.boot.test.assertj.AempAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Three chat servers, each on a node of its own, and clients of all of them. */
@AempTest(value = ChatServer.class, properties = "aemp.node-id=verona")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatServerTests {

	@Autowired
	private Node node;

	@Autowired
	private ChatService chat;

	private String verona;

	private String mantua;

	private String padua;

	@BeforeAll
	void findServers(@Autowired ApplicationContext context, @Autowired AempNetwork network) {
		this.verona = server(context);
		this.mantua = server(start(network, "mantua"));
		this.padua = server(start(network, "padua"));
	}

	private static ApplicationContext start(AempNetwork network, String nodeId) {
		return network.run(SampleApplication.class, "--aemp.node-id=" + nodeId,
				"--spring.main.web-application-type=none");
	}

	private static String server(ApplicationContext context) {
		return context.getBean(AempPorts.class).portOf(context.getBean(ChatServer.class)).id();
	}

	@Test
	void tellsEverybodyWhatHappens(@Autowired AempProbe romeo, @Autowired AempProbe juliet) {
		join(romeo, this.verona, "Romeo");
		join(juliet, this.verona, "Juliet");
		romeo.expect("Juliet (joins)");
		this.chat.privmsg(this.verona, "Juliet", "Wherefore art thou?");
		romeo.expect("Juliet: Wherefore art thou?");
		juliet.expect("Juliet: Wherefore art thou?");
	}

	@Test
	void tellsWhyAClientQuits(@Autowired AempProbe romeo, @Autowired AempProbe juliet, @Autowired AempProbe nurse) {
		join(romeo, this.verona, "Romeo");
		join(juliet, this.verona, "Juliet");
		romeo.expect("Juliet (joins)");
		this.node.kill(juliet.id(), "dagger", "she is dead", 14);
		romeo.expect("Juliet (quits, dagger, she is dead, 14)");
		romeo.close();
		join(nurse, this.verona, "Nurse");
	}

	@Test
	void takesBytesAsLatin1(@Autowired AempProbe romeo) {
		join(romeo, this.verona, "Roméo");
		this.node.send(this.verona, "privmsg", "Zoë".getBytes(StandardCharsets.ISO_8859_1),
				"é".getBytes(StandardCharsets.ISO_8859_1));
		romeo.expect("Zoë: é");
	}

	@Test
	void hearsAClientThatJoinsAgainOnce(@Autowired AempProbe romeo, @Autowired AempProbe juliet) {
		join(romeo, this.verona, "Romeo");
		join(romeo, this.verona, "Romeo Montague");
		join(juliet, this.verona, "Juliet");
		romeo.expect("Juliet (joins)");
		romeo.close();
		juliet.expect("Romeo Montague (quits, normal)");
		juliet.expectNothing();
	}

	@Test
	void ignoresAClientThatIsNoPort(@Autowired AempProbe romeo) {
		this.chat.join(this.verona, "no port", "Mercutio");
		join(romeo, this.verona, "Romeo");
	}

	@Test
	void relaysBetweenServersWithoutLoopsAndDuplicates(@Autowired AempProbe romeo, @Autowired AempProbe juliet) {
		join(romeo, this.verona, "Romeo");
		join(juliet, this.mantua, "Juliet");
		awaitRelay(this.mantua, romeo);
		awaitRelay(this.padua, romeo);
		awaitRelay(this.padua, juliet);
		awaitRelay(this.verona, juliet);
		this.chat.privmsg(this.padua, "Nurse", "Madam!");
		assertThat(nextLine(romeo)).isEqualTo("Nurse: Madam!");
		assertThat(nextLine(juliet)).isEqualTo("Nurse: Madam!");
		this.node.kill(romeo.id(), "poison");
		assertThat(nextLine(juliet)).isEqualTo("Romeo (quits, poison)");
		juliet.expectNothing();
	}

	/** Until a server knows the one of a client, which the database tells it. */
	private void awaitRelay(String server, AempProbe client) {
		Guard echo = this.node.every(Duration.ofMillis(50), () -> this.chat.privmsg(server, "Echo", server));
		client.skipTo("Echo: " + server);
		echo.close();
	}

	private static String nextLine(AempProbe client) {
		String line = client.expect().text(0);
		return line.startsWith("Echo: ") ? nextLine(client) : line;
	}

	@ParameterizedTest
	@CsvSource({ "my_image_scalers,image scaler", "eg_receivers,test receiver", "sample_chat_relays,chat server" })
	void tellsWhichPortsOfTheSampleAreGone(String family, String kind, @Autowired AempProbe romeo) {
		join(romeo, this.verona, "Romeo");
		Port member = this.node.open((message) -> {
		});
		CountDownLatch known = new CountDownLatch(1);
		this.node.database().monitor(family, (change) -> {
			if (change.added().contains(member.id())) {
				known.countDown();
			}
		});
		this.node.database().register(family, member.id());
		BoundedWait.await(known);
		member.kill("out_of", "memory");
		assertThat(romeo.expect().text(0)).startsWith("* " + kind + " " + member.id() + " is gone: ");
	}

	@Test
	void saysWhereItIsToBeFound() {
		await().untilAsserted(
				() -> assertThat(this.node).family(ChatServer.BRIDGE_HEADS).hasMembers("verona", "mantua", "padua"));
	}

	private void join(AempProbe client, String server, String nick) {
		this.chat.join(server, client.id(), nick);
		client.expect(nick + " (joins)");
	}

}
