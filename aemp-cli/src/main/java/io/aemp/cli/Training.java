package io.aemp.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.cli.command.Console;
import io.aemp.cli.command.LogOutput;
import io.aemp.runtime.Nodes;

/**
 * Loads the classes that most subcommands need, so that the start script can make an
 * archive of them. Talks to a node of its own on the loopback address.
 */
final class Training {

	private static final String NODE = "training";

	private Training() {
	}

	/**
	 * Loads the classes, and ends the process.
	 * @param arguments none
	 * @throws IOException if there is no temporary file
	 */
	public static void main(String[] arguments) throws IOException {
		Aemp.configureLibraries();
		Path folder = Files.createTempDirectory("aemp");
		Path file = folder.resolve("profiles");
		PrintStream nowhere = Console.utf8(OutputStream.nullOutputStream());
		Console console = new Console(InputStream.nullInputStream(), nowhere, nowhere,
				Map.of("PERL_ANYEVENT_MP_RC", file.toString()));
		LogOutput.install(console, LogOutput.WARN);
		Aemp.run(console, "gensecret", "showprofile", NODE, "showconfig");
		Aemp.run(console, "setsecret", NODE);
		NodeConfiguration configuration = NodeConfiguration.builder()
			.nodeId(NODE)
			.binds("127.0.0.1:0")
			.secret(NODE)
			.build();
		try (Node node = Nodes.start(configuration)) {
			String port = node.open((message) -> node.send(message.text(message.size() - 1), 1)).id();
			Aemp.run(console, "setseeds", node.network().listeners().get(0));
			Aemp.run(console, "cal", port, "[1]");
			Aemp.run(console, "snd", port, port);
			Aemp.run(console, "trace", NODE);
			Aemp.run(console, "--help");
		}
		try (var files = Files.newDirectoryStream(folder)) {
			for (Path each : files) {
				Files.delete(each);
			}
		}
		Files.delete(folder);
		System.exit(0);
	}

}
