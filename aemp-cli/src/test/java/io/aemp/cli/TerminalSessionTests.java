package io.aemp.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.aemp.cli.CommandRun.Result;
import io.aemp.runtime.OperatorRequests;
import io.aemp.testing.BoundedWait;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs the session of docs/cli.md, and compares what is printed. */
class TerminalSessionTests extends RunningNodes {

	private static final Path PAGE = Path.of("..", "docs", "cli.md");

	private static final Pattern SESSION = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);

	private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

	private static final String COMMAND = "$ aemp ";

	private static final String BACKGROUND = " &";

	/** The command that runs a node. */
	private @Nullable Process process;

	private @Nullable BufferedReader processErrors;

	@AfterEach
	void endTheProcess() {
		if (this.process != null) {
			this.process.destroy();
			BoundedWait.get(this.process.onExit());
		}
	}

	@Test
	void eachCommandPrintsWhatThePageShows() throws IOException {
		OperatorRequests.answerQuestions(this.seed);
		this.seed.functions().registerEvaluation("1+1", (node) -> List.of(2));
		Matcher page = SESSION.matcher(Files.readString(PAGE));
		assertThat(page.find()).isTrue();
		String session = page.group(1);
		StringBuilder actual = new StringBuilder();
		for (String part : session.split("(?m)^(?=\\$ )")) {
			awaitEndOfEarlierCommands();
			actual.append(run(part.lines().toList()));
		}
		// blanks at the end of a line cannot be seen on a page, and ports are those that
		// are free
		assertThat(actual.toString()
			.replaceAll(" +\n", "\n")
			.replaceAll("127\\.0\\.0\\.1:(?!404)[0-9]+", "127.0.0.1:4041")).isEqualTo(session);
	}

	/** The seed knows for a moment who has just left. */
	private void awaitEndOfEarlierCommands() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(BoundedWait.SECONDS))
			.until(() -> this.seed.network().peers().stream().noneMatch((peer) -> peer.node().startsWith("aemp/")));
	}

	/**
	 * Runs a command with the lines that are typed, and returns what the terminal shows.
	 */
	private String run(List<String> lines) throws IOException {
		String command = lines.get(0);
		assertThat(command).startsWith(COMMAND);
		String line = command.substring(COMMAND.length())
			.replace("127.0.0.1:4040", address())
			.replace("127.0.0.1:4041", "127.0.0.1:0");
		if (line.endsWith(BACKGROUND)) {
			return command + "\n" + runInBackground(words(line.substring(0, line.length() - BACKGROUND.length())));
		}
		List<String> typed = lines.stream().filter(TypedLines::isTyped).toList();
		Result result = this.aemp.result((out) -> new TypedLines(typed, out), words(line));
		return command + "\n" + result.out() + result.err() + (line.startsWith("restart ") ? nextLineOfProcess() : "");
	}

	/** Starts the command, and returns the line that says that its node is up. */
	private String runInBackground(String... words) throws IOException {
		Set<String> known = ConcurrentHashMap.newKeySet();
		this.seed.database().monitorNodes((change) -> known.addAll(change.contents().keySet()));
		this.process = this.aemp.start(words);
		this.processErrors = this.process.errorReader(StandardCharsets.UTF_8);
		String line = nextLineOfProcess();
		Awaitility.await()
			.atMost(Duration.ofSeconds(BoundedWait.SECONDS))
			.until(() -> known.contains(words[words.length - 1]));
		return line;
	}

	private String nextLineOfProcess() {
		return BoundedWait.get(CompletableFuture.supplyAsync(() -> {
			try {
				return this.processErrors.readLine() + "\n";
			}
			catch (IOException ex) {
				return ex.toString();
			}
		}));
	}

	private static String[] words(String line) {
		List<String> words = new ArrayList<>();
		Matcher word = WORD.matcher(line);
		while (word.find()) {
			words.add((word.group(1) != null) ? word.group(1) : word.group(2));
		}
		return words.toArray(String[]::new);
	}

}
