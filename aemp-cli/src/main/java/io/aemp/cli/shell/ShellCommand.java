package io.aemp.cli.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.aemp.cli.command.Console;
import io.aemp.cli.command.ExitStatus;
import io.aemp.cli.command.Invocation;
import io.aemp.cli.command.Option;
import io.aemp.cli.command.Subcommand;
import io.aemp.cli.command.Subcommand.Group;
import io.aemp.cli.network.Deadline;
import io.aemp.cli.network.ToolNode;
import io.aemp.cli.profile.ProfileSession;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The subcommand that reads commands: from a terminal, or from any other input. */
public final class ShellCommand {

	private static final String GREETING = "Commands go to the nodes of the network; help lists them, exit ends the shell.";

	/** A node that does not answer must not block the keyboard. */
	private static final Optional<Duration> COMPLETION_TIMEOUT = Optional.of(Duration.ofSeconds(1));

	private static final String HISTORY = ".aemp-history";

	private final Console console;

	private final ProfileSession session;

	/**
	 * Creates the subcommand.
	 * @param console what the shell reads and writes
	 * @param session the file with the profile {@code aemp}
	 */
	public ShellCommand(Console console, ProfileSession session) {
		this.console = console;
		this.session = session;
	}

	/**
	 * The subcommand.
	 * @return its description
	 */
	public Subcommand subcommand() {
		return Subcommand.of("shell", Group.NETWORK, "NODE...", "Read commands, until the end of the input.", this::run)
			.with(Option.TIMEOUT);
	}

	private ExitStatus run(Invocation invocation) {
		Optional<Duration> timeout = invocation.timeout(Deadline.PRESET);
		try (ToolNode tool = ToolNode.join(this.session, new Deadline(timeout))) {
			String node = invocation.arguments().isEmpty() ? tool.seed() : invocation.text(0);
			if (this.console.in() == System.in && System.console() != null) {
				readTerminal(tool, node, timeout);
			}
			else {
				try (Shell shell = new Shell(tool, node, timeout, this.console.out()::println)) {
					readLines(shell);
				}
			}
			return ExitStatus.SUCCESS;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void readLines(Shell shell) throws IOException {
		BufferedReader lines = new BufferedReader(new InputStreamReader(this.console.in(), StandardCharsets.UTF_8));
		String line = lines.readLine();
		while (line != null && shell.enter(line)) {
			line = lines.readLine();
		}
	}

	private void readTerminal(ToolNode tool, String node, Optional<Duration> timeout) throws IOException {
		LineReader[] reader = new LineReader[1];
		try (Terminal terminal = TerminalBuilder.builder().system(true).build();
				Shell shell = new Shell(tool, node, timeout, (line) -> reader[0].printAbove(line))) {
			reader[0] = LineReaderBuilder.builder()
				.terminal(terminal)
				.parser(new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]))
				.completer(new Completions(shell, new NetworkDirectory(tool, COMPLETION_TIMEOUT)))
				.variable(LineReader.HISTORY_FILE, history())
				.option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
				.build();
			reader[0].printAbove(GREETING);
			boolean more = true;
			while (more) {
				more = enter(shell, reader[0]);
			}
		}
	}

	private static boolean enter(Shell shell, LineReader reader) {
		try {
			return shell.enter(reader.readLine(shell.nodeId() + "> "));
		}
		catch (UserInterruptException ex) {
			// the line is given up, not the shell
			return true;
		}
		catch (EndOfFileException ex) {
			return false;
		}
	}

	private Path history() {
		return Path.of(this.console.environment().getOrDefault("HOME", "."), HISTORY);
	}

}
