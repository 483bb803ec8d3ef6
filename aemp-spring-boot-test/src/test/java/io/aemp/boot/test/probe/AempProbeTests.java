package io.aemp.boot.test.probe;

import java.time.Duration;

import io.aemp.Database;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.boot.test.app.TestApplication;
import io.aemp.boot.test.app.Uppers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static io.aemp.boot.test.assertj.AempAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

@SpringBootTest(classes = TestApplication.class, properties = { "aemp-test.probe.quiet=10ms" })
class AempProbeTests {

	@Autowired
	private Node node;

	@Autowired
	private AempProbe probe;

	@Test
	void messagesAndDeathsAreTakenInTheirOrder(@Autowired AempProbe other) {
		assertThat(other.id()).isNotEqualTo(this.probe.id());
		Port port = this.node.open();
		this.probe.monitor(port.id());
		this.node.send(this.probe.id(), "first", 1, 2L);
		Message message = this.probe.expect("first", 1L);
		assertThat(message).hasElements("first", 1, 2);
		port.kill("done", "all of it");
		assertThat(this.probe.expectDeath("done")).hasTextContaining("all");
		this.probe.expectNothing();
	}

	@Test
	void othersAreSkipped() {
		this.node.send(this.probe.id(), "noise", 1);
		this.node.send(this.probe.id(), "noise", 2);
		this.node.send(this.probe.id(), "signal", 3);
		assertThat(this.probe.skipTo("signal")).hasElements("signal", 3);
		this.probe.expectNothing();
	}

	@Test
	void portOfABeanAnswers(@Autowired Database database) {
		await().until(() -> !database.keys(Uppers.FAMILY).join().isEmpty());
		this.probe.ask(database.keys(Uppers.FAMILY).join().get(0), "upper", "abc");
		this.probe.expect("ABC");
	}

	@Test
	void memberOfAFamilyAnswers(@Autowired AempProbe other) {
		try (AempProbe member = other.join("stubs")) {
			await().untilAsserted(() -> assertThat(this.node).family("stubs").hasMembers(member.id()));
			this.probe.ask(member.id(), "question");
			member.expect("question");
			member.reply("answer", 42);
			this.probe.expect("answer", 42);
		}
		await().untilAsserted(() -> assertThat(this.node).family("stubs").isEmpty());
	}

	@Test
	void errorAnswersArriveAndTheProbeLivesOn(@Autowired AempProbe other) {
		this.probe.ask(other.id(), "question");
		other.expect("question");
		other.replyWithError("sold_out", "no screws left");
		assertThat(this.probe.expectErrorAnswer("sold_out")).hasTextContaining("screws");
		this.probe.ask(other.id(), "another one");
		other.expect("another one");
		other.reply("yes");
		this.probe.expect("yes");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> {
			this.node.kill(this.probe.id(), "meant", "for an answer");
			this.probe.expect("a message");
		}).withMessageContaining("but there was an error answer: ").withMessageContaining("meant");
	}

	@Test
	void complaintsTellWhatWasThere() {
		AempProbe impatient = new AempProbe(this.node, Duration.ofMillis(10), Duration.ofMillis(10));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> impatient.expect("one"))
			.withMessageMatching(
					"Expected a message that begins with \\[\"?one\"?], but nothing arrived within PT0.01S");
		this.node.send(this.probe.id(), "one");
		this.node.send(this.probe.id(), "two");
		this.probe.expect("one");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.probe.expectDeath())
			.withMessageStartingWith("Expected a death, but there was [")
			.withMessageContaining("two")
			.withMessageContaining("; before that: [");
		this.node.send(this.probe.id(), "three");
		await()
			.untilAsserted(() -> assertThatExceptionOfType(AssertionError.class).isThrownBy(this.probe::expectNothing)
				.withMessageStartingWith("Expected nothing, but there was ["));
		assertThatIllegalStateException().isThrownBy(() -> impatient.reply("what?"))
			.withMessage("There is nothing to answer: expect a message first");
	}

}
