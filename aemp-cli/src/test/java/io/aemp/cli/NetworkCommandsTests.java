package io.aemp.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.cli.CommandRun.Result;
import io.aemp.runtime.OperatorRequests;
import io.aemp.testing.BoundedWait;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The subcommands that talk to running nodes. */
class NetworkCommandsTests extends RunningNodes {

	@Test
	void sendsTextsAndJson() {
		BlockingQueue<Message> received = new LinkedBlockingQueue<>();
		Port port = this.seed.open(received::add);
		assertThat(this.aemp.run("snd", port.id(), "hello", "5", "[\"x\",1]", "\u00e9", "--flag", "-5"))
			.isEqualTo("message sent successfully \n");
		assertThat(BoundedWait.take(received))
			.isEqualTo(Message.of("hello", "5", List.of("x", 1), "\u00e9", "--flag", "-5"));
	}

	@Test
	void sendsToANodeThatIsNotTheSeed() {
		Node other = start("B");
		awaitKnown(other);
		BlockingQueue<Message> received = new LinkedBlockingQueue<>();
		Port port = other.open(received::add);
		assertThat(this.aemp.run("snd", port.id(), "x")).isEqualTo("message sent successfully \n");
		assertThat(BoundedWait.take(received)).isEqualTo(Message.of("x"));
	}

	private void awaitKnown(Node node) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(BoundedWait.SECONDS))
			.until(() -> node.network().isUp("A") && this.seed.network().isUp(node.id()));
	}

	@Test
	void showsAnswersAsJson() {
		Port port = this.seed.open((message) -> this.seed.send(message.text(message.size() - 1), "re", message.get(0),
				1.5, null, List.of(1), Map.of("a", 1)));
		assertThat(this.aemp.run("cal", port.id(), "a")).isEqualTo("\"re\",\"a\",1.5,null,[1],{\"a\":1}\n");
		assertThat(this.aemp.run("cal", "A", "can", "mon1")).isEqualTo("\"1\"\n");
		assertThat(this.aemp.run("cal", "A", "snd")).isEqualTo("\n");
		assertThat(this.aemp.run("cal", "A", "time")).matches("[0-9.E]+\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "snd", "cal" })
	void aDeadPortIsTold(String command) {
		Result result = this.aemp.result(command, "A#none", "x");
		assertThat(result.status()).isEqualTo(3);
		assertThat(result.out()).isEmpty();
		assertThat(result.err()).startsWith("aemp: A#none: no_such_port").hasLineCount(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "snd", "cal", "mon", "eval", "restart" })
	void aMissingNodeIsTold(String command) {
		Result result = command.matches("mon|restart") ? this.aemp.result(command, "nobody")
				: this.aemp.result(command, "nobody", "x");
		assertThat(result.status()).isEqualTo(3);
		assertThat(result.out()).isEmpty();
		assertThat(result.err()).startsWith("aemp: nobody: ").contains("no known address").hasLineCount(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "snd A x", "cal A time", "mon A", "eval A 1+1", "trace A", "restart A", "shell" })
	void aWrongSecretIsAFailureOfTheOtherSide(String command) {
		List<String> words = new ArrayList<>(List.of("setsecret", "falsch"));
		words.addAll(List.of(command.split(" ")));
		Result result = this.aemp.result(words.toArray(String[]::new));
		assertThat(result.status()).isEqualTo(3);
		assertThat(result.out()).isEmpty();
		assertThat(result.err()).startsWith("aemp: no connection to seed " + address() + ": ")
			.contains("Compare the secret")
			.doesNotContain("falsch")
			.hasLineCount(1);
		assertThat(this.aemp.content().get("secret")).isEqualTo("geheim");
	}

	@Test
	void aDeadSeedIsTold() throws IOException {
		String free;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			free = "127.0.0.1:" + socket.getLocalPort();
		}
		Result result = this.aemp.result("setseeds", free, "cal", "--timeout", "0.1", "A", "time");
		assertThat(result.status()).isEqualTo(1);
		assertThat(result.err()).contains(free, "0.1 s").hasLineCount(1);
	}

	@Test
	void aSilentPortIsToldInTime() {
		Port silent = this.seed.open((message) -> {
		});
		Result result = this.aemp.result("cal", silent.id(), "x", "--timeout", "3");
		assertThat(result.status()).isEqualTo(1);
		assertThat(result.err()).startsWith("aemp: no answer from " + silent.id()).hasLineCount(1);
		assertThat(this.aemp.result("mon", "--timeout=0.2", silent.id()).status()).isEqualTo(1);
	}

	@Test
	void configurationComesFirst() {
		this.aemp.run("delseeds", "delsecret");
		assertThat(this.aemp.result("cal", "A", "snd").err()).contains("secret", "aemp setsecret").hasLineCount(1);
		assertThat(this.aemp.result("secret", "geheim", "cal", "A", "snd").err()).contains("aemp setseeds");
		this.aemp.run("secret", "geheim", "profile", "aemp", "seeds", address(), "cal", "A", "snd");
		assertThat(this.aemp.content().get("secret")).isEqualTo("geheim");
	}

	@Test
	void theNodeIdOfTheTopLevelIsNotThatOfTheTool() {
		this.aemp.run("setnodeid", "A", "cal", "A", "snd");
		Result own = this.aemp.result("profile", "aemp", "nodeid", "A", "cal", "A", "time");
		assertThat(own.status()).isEqualTo(2);
		assertThat(own.err()).contains("'A'", "aemp profile aemp delnodeid").hasLineCount(1);
		Result taken = this.aemp.result("profile", "aemp", "nodeid", "A", "cal", "B", "time", "--timeout", "0.5");
		assertThat(taken.status()).isEqualTo(1);
		assertThat(taken.err()).contains(address()).hasLineCount(1);
	}

	@Test
	void aMalformedTargetIsTold() {
		assertThat(this.aemp.result("cal", "#b", "x").err()).contains("'#b'", "NODE#PORT").hasLineCount(1);
	}

	@Test
	void waitsForTheDeathOfAPort() {
		Port port = this.seed.open((message) -> this.seed.self().kill("killed", 3, List.of("x")));
		CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> this.aemp.run("mon", port.id()));
		awaitMonitored(port);
		this.seed.send(port.id(), "now");
		assertThat(BoundedWait.get(output)).isEqualTo("killed 3 [\"x\"] \n");
	}

	private void awaitMonitored(Port port) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(BoundedWait.SECONDS))
			.until(() -> this.seed.ports()
				.stream()
				.anyMatch((info) -> info.id().equals(port.id()) && info.monitors() > 0));
	}

	@Test
	void aPortThatWasNeverThereIsDead() {
		assertThat(this.aemp.run("mon", "A#none")).startsWith("no_such_port ").endsWith(" \n");
	}

	@Test
	void waitsForTheLossOfANodeThatIsNotTheSeed() {
		Node other = start("B");
		awaitKnown(other);
		CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> this.aemp.run("mon", "B"));
		Awaitility.await()
			.atMost(Duration.ofSeconds(BoundedWait.SECONDS))
			.until(() -> other.network().peers().stream().anyMatch((peer) -> peer.node().startsWith("aemp/")));
		other.close();
		assertThat(BoundedWait.get(output)).startsWith("transport_error B ");
	}

	@Test
	void evaluatesExpressions() {
		this.seed.functions().registerEvaluation("1+1", (node) -> List.of(2));
		assertThat(this.aemp.run("eval", "A", "1+1")).isEqualTo("2\n");
		assertThat(this.aemp.run("eval", "A#port", "1+1")).isEqualTo("2\n");
		Result result = this.aemp.result("eval", "A", "2", "+", "2");
		assertThat(result.status()).isEqualTo(3);
		assertThat(result.err()).startsWith("aemp: A: nothing is registered").hasLineCount(1);
	}

	@Test
	void restartsANodeThatObeys() {
		CompletableFuture<String> restarted = new CompletableFuture<>();
		OperatorRequests.answerRestart(this.seed, () -> restarted.complete("yes"));
		assertThat(this.aemp.run("restart", "A")).isEqualTo("\n");
		assertThat(BoundedWait.get(restarted)).isEqualTo("yes");
	}

	@Test
	void drawsTheNetwork() {
		Node b = start("B");
		awaitKnown(b);
		OperatorRequests.answerQuestions(this.seed);
		OperatorRequests.answerQuestions(b);
		assertThat(this.aemp.run("trace", "B")).isEqualTo("seed -> B\nB -> A\nA -> B\n");
		assertThat(this.aemp.run("trace", "--json", "B"))
			.isEqualTo("{\"nodes\":[{\"node\":\"B\",\"peers\":[\"A\"]},{\"node\":\"A\",\"peers\":[\"B\"]}]}\n");
		assertThat(this.aemp.run("trace", "--dot", "B"))
			.isEqualTo("graph aemp {\n  \"A\" -- \"B\";\n  \"A\";\n  \"B\";\n}\n");
	}

	@Test
	void aNodeThatDoesNotTellIsDrawnWithoutNeighbours() {
		Result result = this.aemp.result("trace", "A");
		assertThat(result.out()).isEqualTo("seed -> A\nA -> \n");
		assertThat(result.err()).startsWith("aemp: A: nothing is registered");
		assertThat(result.status()).isZero();
	}

	@Test
	void aMissingNodeCannotBeDrawn() {
		Result result = this.aemp.result("trace", "nobody");
		assertThat(result.status()).isEqualTo(3);
		assertThat(result.err()).startsWith("aemp: nobody: ").hasLineCount(1);
	}

	@Test
	void anExpressionIsText() {
		Result result = this.aemp.result("eval", "A", "[1]");
		assertThat(result.status()).isEqualTo(2);
		assertThat(result.err()).contains("[1] is no text").hasLineCount(1);
	}

	@Test
	void aMissingArgumentIsNamed() {
		assertThat(this.aemp.result("trace"))
			.isEqualTo(new Result(2, "", "aemp: trace: NODE missing (try aemp trace --help)\n"));
		assertThat(this.aemp.result("cal").err()).contains("PORT missing");
	}

}
