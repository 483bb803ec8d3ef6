package io.aemp.cli;

import java.util.ArrayList;
import java.util.List;

import io.aemp.InvalidConfigurationException;
import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.Console;
import io.aemp.cli.command.ExitStatus;
import io.aemp.cli.command.LogOutput;
import io.aemp.cli.command.Subcommand;
import io.aemp.cli.command.Tokens;
import io.aemp.cli.network.NetworkCommands;
import io.aemp.cli.profile.ProfileCommands;
import io.aemp.cli.profile.ProfileFile;
import io.aemp.cli.profile.ProfileSession;
import io.aemp.cli.run.RunCommand;
import io.aemp.cli.shell.ShellCommand;

/** The command {@code aemp}. */
public final class Aemp {

	private Aemp() {
	}

	/**
	 * Runs the command and ends the process.
	 * @param arguments the arguments
	 */
	public static void main(String[] arguments) {
		configureLibraries();
		Console console = Console.ofProcess();
		// errors of the tool itself are told without the log
		int code = run(console, () -> LogOutput.install(console, 0), arguments);
		// connections of nodes end with the process
		Runtime.getRuntime().halt(code);
	}

	/** Leaves out of libraries what the command does not need and takes long to load. */
	static void configureLibraries() {
		System.setProperty("picocli.converters.excludes", "java\\.(sql|time)\\..*");
		// the console of JDK 22 and later is there even if nobody sits at it
		System.setProperty("jdk.console", "java.base");
		// one connection gains nothing from native code
		System.setProperty("io.netty.transport.noNative", "true");
		System.setProperty("io.netty.jfr.enabled", "false");
	}

	/**
	 * Runs the command in this process, whose log stays as it is.
	 * @param console what it reads and writes
	 * @param arguments the arguments
	 * @return the exit status
	 */
	public static int run(Console console, String... arguments) {
		return run(console, () -> {
		}, arguments);
	}

	/**
	 * Runs the command. The log is set up for subcommands that start nodes only: it takes
	 * as long as a change of the file.
	 */
	private static int run(Console console, Runnable log, String... arguments) {
		try {
			return run(console, log, List.of(arguments)).code();
		}
		catch (CommandException ex) {
			console.tell(String.valueOf(ex.getMessage()));
			return ex.status().code();
		}
		catch (InvalidConfigurationException ex) {
			console.tell(ex.setting() + ": " + ex.problem() + " " + ex.remedy());
			return ExitStatus.USAGE.code();
		}
		finally {
			console.out().flush();
		}
	}

	private static ExitStatus run(Console console, Runnable log, List<String> arguments) {
		ProfileSession session = new ProfileSession(ProfileFile.of(console.environment()));
		CommandLineParser parser = new CommandLineParser(subcommands(console, session));
		CommandLineParser.Line line = parser.parse(Tokens.of(arguments));
		if (line.text() != null) {
			((line.status() == ExitStatus.SUCCESS) ? console.out() : console.err()).print(line.text());
			return line.status();
		}
		ExitStatus status = ExitStatus.SUCCESS;
		for (CommandLineParser.Call call : line.calls()) {
			if (call.subcommand().group() != Subcommand.Group.PROFILES) {
				log.run();
			}
			status = call.subcommand().action().run(call.invocation());
			if (status != ExitStatus.SUCCESS) {
				return status;
			}
		}
		session.save();
		return status;
	}

	private static List<Subcommand> subcommands(Console console, ProfileSession session) {
		List<Subcommand> all = new ArrayList<>(new ProfileCommands(console, session).all());
		all.addAll(new NetworkCommands(console, session).all());
		all.add(new ShellCommand(console, session).subcommand());
		all.add(new RunCommand(console, session).subcommand());
		return all;
	}

}
