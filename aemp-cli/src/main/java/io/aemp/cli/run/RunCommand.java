package io.aemp.cli.run;

import java.io.File;

import io.aemp.Values;
import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.Console;
import io.aemp.cli.command.ExitStatus;
import io.aemp.cli.command.Invocation;
import io.aemp.cli.command.Json;
import io.aemp.cli.command.Option;
import io.aemp.cli.command.Subcommand;
import io.aemp.cli.command.Subcommand.Group;
import io.aemp.cli.profile.ProfileSession;

/** The subcommand that runs a node. */
public final class RunCommand {

	private final Console console;

	private final ProfileSession session;

	/**
	 * Creates the subcommand.
	 * @param console the console that the node gets too
	 * @param session the file with the profile
	 */
	public RunCommand(Console console, ProfileSession session) {
		this.console = console;
		this.session = session;
	}

	/**
	 * The subcommand.
	 * @return its description
	 */
	public Subcommand subcommand() {
		return Subcommand.of("run", Group.OTHERS, "PROFILE|KEY|VALUE...",
				"Run a node, and start it again when it dies. Takes a profile, and pairs of key and value.", this::run)
			.with(Option.CLASS_PATH);
	}

	/**
	 * What is wrong with the settings is told before a process starts. That process reads
	 * the file, so earlier changes are saved first.
	 */
	private ExitStatus run(Invocation invocation) {
		ProfileNode.configuration(this.session, invocation);
		String classPath = invocation.options().getOrDefault(Option.CLASS_PATH, "");
		checkClassPath(classPath);
		this.session.save();
		return new Supervisor(this.console, classPath, Json.compact(invocation.arguments())).run();
	}

	/** Java leaves out what is not there, without a message. */
	private static void checkClassPath(String classPath) {
		for (String element : classPath.split(File.pathSeparator)) {
			boolean wildcard = element.equals("*") || element.endsWith(File.separator + "*");
			File file = new File(wildcard ? element.substring(0, element.length() - 1) + "." : element);
			if (!element.isEmpty() && !file.exists()) {
				throw CommandException.usage("run: --class-path: there is no file or folder '" + Values.display(element)
						+ "'. Name jars and folders with '" + File.pathSeparator + "' between them.");
			}
		}
	}

}
