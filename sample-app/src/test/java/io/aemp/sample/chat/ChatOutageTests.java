package io.aemp.sample.chat;

import java.time.Duration;

import io.aemp.Node;
import io.aemp.boot.port.AempPorts;
import io.aemp.boot.test.network.AempClock;
import io.aemp.boot.test.network.AempNetwork;
import io.aemp.boot.test.network.AutoConfigureAempNetwork;
import io.aemp.boot.test.probe.AempProbe;
import io.aemp.boot.test.slice.AempTest;
import io.aemp.sample.SampleApplication;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static io.aemp.boot.test.assertj.AempAssertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the chat says when a node or a server of it is lost. */
@AempTest(value = ChatServer.class, properties = "aemp.node-id=verona")
@AutoConfigureAempNetwork(clock = AempClock.Mode.MANUAL)
class ChatOutageTests {

	private static final String[] MANTUA = { "--aemp.node-id=mantua", "--spring.main.web-application-type=none" };

	@Autowired
	private AempNetwork network;

	@Autowired
	private Node node;

	@Autowired
	private ApplicationContext context;

	@Autowired
	private ChatService chat;

	@Autowired
	private AempProbe juliet;

	@Test
	void goodbyeIsSaidForThoseWhoseNodeCrashes() {
		try (ConfigurableApplicationContext mantua = this.network.run(SampleApplication.class, MANTUA)) {
			romeoJoins(mantua);
			this.network.kill("mantua");
			this.juliet.skipTo("Romeo (quits, transport_error, mantua, Connection reset by peer)");
		}
	}

	@Test
	void goodbyeIsSaidForThoseWhoseNodeIsSilent() {
		try (ConfigurableApplicationContext mantua = this.network.run(SampleApplication.class, MANTUA)) {
			romeoJoins(mantua);
			this.network.partition("verona", "mantua");
			this.network.clock().advance(Duration.ofSeconds(15));
			this.juliet.skipTo("Romeo (quits, transport_error, mantua, no sign of life for 10.5 s)");
		}
	}

	@Test
	void goodbyeIsSaidForThoseWhoseServerDies(@Autowired AempProbe nurse) {
		try (ConfigurableApplicationContext mantua = this.network.run(SampleApplication.class, MANTUA)) {
			AempProbe romeo = romeoJoins(mantua);
			this.chat.join(server(mantua), nurse.id(), "Nurse");
			this.juliet.skipTo("Nurse (joins)");
			this.node.kill(nurse.id(), "tired");
			this.juliet.skipTo("Nurse (quits, tired)");
			romeo.skipTo("Nurse (quits, tired)");
			this.node.kill(server(mantua), "power", "failure");
			this.juliet.skipTo("Romeo (quits, power, failure)");
		}
	}

	@Test
	void aServerThatComesLaterLearnsWhoIsThere() {
		this.chat.join(server(this.context), this.juliet.id(), "Juliet");
		this.juliet.skipTo("Juliet (joins)");
		try (ConfigurableApplicationContext mantua = this.network.run(SampleApplication.class, MANTUA)) {
			AempProbe romeo = romeoJoins(mantua);
			this.node.kill(server(this.context), "power", "failure");
			romeo.skipTo("Juliet (quits, power, failure)");
		}
		await().ignoreException(IllegalStateException.class).until(() -> !server(this.context).isEmpty());
	}

	private AempProbe romeoJoins(ConfigurableApplicationContext mantua) {
		await().untilAsserted(() -> assertThat(this.node).family(ChatServer.RELAYS).hasMembersOn("verona", "mantua"));
		this.chat.join(server(this.context), this.juliet.id(), "Juliet");
		this.juliet.skipTo("Juliet (joins)");
		AempProbe romeo = mantua.getBean(AempProbe.class);
		mantua.getBean(ChatService.class).join(server(mantua), romeo.id(), "Romeo");
		this.juliet.skipTo("Romeo (joins)");
		romeo.skipTo("Romeo (joins)");
		return romeo;
	}

	private static String server(ApplicationContext context) {
		return context.getBean(AempPorts.class).portOf(context.getBean(ChatServer.class)).id();
	}

}
