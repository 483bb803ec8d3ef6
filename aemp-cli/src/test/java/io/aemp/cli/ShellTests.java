package io.aemp.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.aemp.PeerInfo;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.cli.CommandRun.Result;
import io.aemp.logcatcher.LogLevel;
import io.aemp.logcatcher.LogRecord;
import io.aemp.logcatcher.LogSource;
import io.aemp.runtime.OperatorRequests;
import io.aemp.testing.BoundedWait;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The shell, with lines that do not come from a terminal. */
class ShellTests extends RunningNodes {

	private String shell(String... lines) {
		Result result = this.aemp.resultWithInput(String.join("\n", lines) + "\n", "shell", "A");
		assertThat(result.status()).isZero();
		assertThat(result.err()).isEmpty();
		return result.out();
	}

	@Test
	void sendsCallsAndKills() {
		Port port = this.seed
			.open((message) -> this.seed.send(message.text(message.size() - 1), message.get(0), message.get(1)));
		String name = port.id().substring(port.id().indexOf('#'));
		assertThat(shell("snd " + port.id() + " a b A", "cal " + name + " {\"a\": 1} \"x y\"", "cal #none 1",
				"kil " + name + " killed 3", "cal " + name + " 1 2"))
			.startsWith("message sent successfully\n{\"a\":1},\"x y\"\nerror: A#none: no_such_port")
			.containsPattern("\nerror: " + Pattern.quote(port.id()) + ": (killed, 3|no_such_port)");
	}

	@Test
	void looksIntoTheNetwork() {
		OperatorRequests.answerQuestions(this.seed);
		Port port = this.seed.open(PortOptions.DEFAULTS);
		port.receive((message) -> {
		});
		this.seed.database().register("workers", port.id(), Map.of("size", 3));
		assertThat(shell("nodes", "=", "ports", "peers", "families", "family workers", "family none")).startsWith("A\n")
			.contains("nodes: A\n", port.id() + "\n", "\naemp/", "\nworkers\n", port.id() + " = {\"size\":3}\n");
	}

	@Test
	void peersAreShownWithTheirSoftware() {
		OperatorRequests.answerQuestions(this.seed);
		PeerInfo[] tool = new PeerInfo[1];
		this.seed.functions().registerEvaluation("who", (node) -> {
			tool[0] = this.seed.network().peers().get(0);
			return List.of();
		});
		String output = shell("peers", "eval who");
		assertThat(tool[0].provider()).startsWith("aemp-").endsWith("-" + tool[0].version());
		assertThat(output).startsWith(tool[0].node() + " " + tool[0].provider() + "\n");
	}

	@Test
	void peersAreShownByNodesThatDoNotKnowTheirSoftware() {
		this.seed.functions().registerEvaluation(OperatorRequests.upNodes(), (node) -> List.of("B", "S"));
		assertThat(shell("peers")).isEqualTo("B\nS\n");
	}

	@Test
	void watchesFamiliesAndPorts() {
		Port port = this.seed.open((message) -> {
		});
		this.seed.database().set("colours", "red", 1);
		// what is told after the shell has ended is not shown
		Awaitility.await()
			.atMost(Duration.ofSeconds(BoundedWait.SECONDS))
			.until(() -> shell("watch colours", "cal A snd", "family colours", "mon #none", "cal A snd", "cal A snd"),
					(output) -> output.contains("+colours red = 1") && output.contains("A#none died: no_such_port"));
		assertThat(shell("watch colours", "unwatch colours")).doesNotContain("error");
		assertThat(port.id()).startsWith("A#");
	}

	@Test
	void showsTheLogOfOtherNodes() {
		LogSource source = LogSource.start(this.seed);
		this.seed.functions().registerEvaluation("log", (node) -> {
			source.log(new LogRecord(Instant.now(), "shop", LogLevel.INFO, "sold out"));
			return List.of(source.isWanted(LogLevel.INFO));
		});
		String[] lines = new String[200];
		Arrays.fill(lines, "eval log");
		lines[0] = "log info";
		// a record that is logged before the subscription has arrived is lost
		Awaitility.await()
			.atMost(Duration.ofSeconds(BoundedWait.SECONDS))
			.until(() -> shell(lines).matches("(?s).*info shop: \\[A[^]]*] sold out\n.*"));
		assertThat(shell("log loud")).startsWith("error: ").contains("loud");
	}

	@Test
	void spawnsAndEvaluates() {
		this.seed.functions()
			.registerInit("Echo::start",
					(self, arguments) -> self.receive((message) -> this.seed.send(message.text(0), arguments.get(0))));
		this.seed.functions().registerEvaluation("1 + 1", (node) -> List.of(2));
		assertThat(shell("eval 1 + 1", "spawn Echo::start x")).matches("2\nA#\\S+\n");
	}

	@Test
	void saysWhyNothingIsToldOrCreated() {
		assertThat(shell("ports", "peers", "ports nobody", "=#x", "spawn Nothing::here", "cal A snd", "cal A snd"))
			.startsWith("error: A does not tell: nothing is registered to be evaluated for this expression. "
					+ "A Java node tells with OperatorRequests.answerQuestions")
			.contains("aemp.operator-requests.questions.\nerror: A does not tell: ", "\nerror: nobody: ",
					"\nerror: '#x' is no node ID", " died: ");
	}

	@Test
	void aMistakeDoesNotEndTheShell() {
		assertThat(shell("nonsense", "cal", "=B", "cal #x 1", "=A", "cal A can mon1", "quit", "nonsense"))
			.startsWith("error: 'nonsense' is no command; help lists them all\nerror: cal: PORT missing\nerror: B#x: ")
			.endsWith("\n\"1\"\n");
	}

	@Test
	void theEndOfTheInputEndsTheShell() {
		assertThat(this.aemp.resultWithInput("", "shell")).isEqualTo(new Result(0, "", ""));
		assertThat(shell("help")).contains("watch FAMILY", "spawn FUNCTION");
	}

}
