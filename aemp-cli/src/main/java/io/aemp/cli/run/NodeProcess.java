package io.aemp.cli.run;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.Set;

import io.aemp.InvalidConfigurationException;
import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.Console;
import io.aemp.cli.command.ExitStatus;
import io.aemp.cli.command.Invocation;
import io.aemp.cli.command.LogOutput;
import io.aemp.cli.command.Tokens;
import io.aemp.cli.profile.ProfileFile;
import io.aemp.cli.profile.ProfileSession;
import io.aemp.runtime.ManagedNode;

/**
 * The process of a node. It ends with its supervisor: the standard input is a pipe from
 * there.
 */
public final class NodeProcess {

	/** The process has ended in order to be started again. */
	static final int RESTART = 75;

	private NodeProcess() {
	}

	/**
	 * Starts a node, and ends when the standard input does.
	 * @param arguments one JSON array with the arguments of {@code aemp run}
	 * @throws IOException if the standard input fails
	 */
	public static void main(String[] arguments) throws IOException {
		Console console = Console.ofProcess();
		LogOutput.install(console, LogOutput.WARN);
		ManagedNode node = start(console, Tokens.of(List.of(arguments)));
		Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node), "aemp-close"));
		System.in.transferTo(OutputStream.nullOutputStream());
		Runtime.getRuntime().exit(0);
	}

	private static ManagedNode start(Console console, Tokens tokens) {
		try {
			ProfileSession session = new ProfileSession(ProfileFile.of(console.environment()));
			Invocation invocation = new Invocation("run", tokens.texts().stream().map(tokens::value).toList(), Set.of(),
					Map.of());
			ManagedNode node = ProfileNode.start(console, session, invocation, NodeProcess::restart);
			console.tell("run: node " + node.id() + " is up and listens on " + listeners(node));
			return node;
		}
		catch (RuntimeException | ServiceConfigurationError | LinkageError ex) {
			console.tell(problem(ex));
		}
		Runtime.getRuntime().halt(ExitStatus.USAGE.code());
		throw new IllegalStateException("the process goes on after its end");
	}

	private static String problem(Throwable failure) {
		if (failure instanceof CommandException told) {
			return String.valueOf(told.getMessage());
		}
		if (failure instanceof InvalidConfigurationException wrong) {
			return "run: " + wrong.setting() + ": " + wrong.problem() + " " + wrong.remedy();
		}
		return (failure instanceof Error)
				? "run: the class path lacks something: " + failure + ". Correct --class-path, or the jar there."
				: "run: the node cannot be started: " + failure;
	}

	private static String listeners(ManagedNode node) {
		List<String> listeners = node.network().listeners();
		return listeners.isEmpty() ? "nothing: no other node can dial it" : String.join(", ", listeners);
	}

	/** The answer must leave before the process ends. */
	private static void restart() {
		Thread thread = new Thread(() -> Runtime.getRuntime().exit(RESTART), "aemp-restart");
		thread.start();
	}

	private static void close(ManagedNode node) {
		node.withdraw();
		node.killPorts();
		node.close();
	}

}
