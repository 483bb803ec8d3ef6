package io.aemp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.aemp.cli.CommandRun.Result;
import io.aemp.runtime.OperatorRequests;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs the session of docs/cli.md, and compares what is printed. */
class TerminalSessionTests extends RunningNodes {

	private static final Path PAGE = Path.of("..", "docs", "cli.md");

	private static final Pattern SESSION = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);

	private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

	@Test
	void eachCommandPrintsWhatThePageShows() throws IOException {
		OperatorRequests.answerQuestions(this.seed);
		this.seed.functions().registerEvaluation("1+1", (node) -> List.of(2));
		Matcher session = SESSION.matcher(Files.readString(PAGE));
		assertThat(session.find()).isTrue();
		StringBuilder actual = new StringBuilder();
		session.group(1).lines().filter((line) -> line.startsWith("$ aemp ")).forEach((line) -> {
			Result result = this.aemp.result(words(line.substring("$ aemp ".length())));
			actual.append(line).append('\n').append(result.out()).append(result.err());
		});
		// blanks at the end of a line cannot be seen on a page
		assertThat(actual.toString().replaceAll(" +\n", "\n")).isEqualTo(session.group(1));
	}

	private String[] words(String line) {
		List<String> words = new ArrayList<>();
		Matcher word = WORD.matcher(line.replace("127.0.0.1:4040", address()));
		while (word.find()) {
			words.add((word.group(1) != null) ? word.group(1) : word.group(2));
		}
		return words.toArray(String[]::new);
	}

}
