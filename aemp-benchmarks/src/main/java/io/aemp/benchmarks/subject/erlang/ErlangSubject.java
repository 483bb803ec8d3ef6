package io.aemp.benchmarks.subject.erlang;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.aemp.benchmarks.process.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Erlang, where it is installed. The driver is a second one, in Erlang; it does the same
 * as that for the JVM. Only what each workload needs is started: without a network a
 * runtime, otherwise two nodes that find each other without the port mapper, which would
 * stay.
 */
public final class ErlangSubject implements Subject {

	private static final List<String> MODULES = List.of("benchmark", "benchmark_deaths", "benchmark_local",
			"benchmark_names", "benchmark_remote");

	private @Nullable Path compiled;

	@Override
	public String name() {
		return "erlang";
	}

	@Override
	public String title() {
		return "Erlang/OTP" + (isInstalled() ? " " + release() : "");
	}

	@Override
	public Side side() {
		return Side.PEER;
	}

	@Override
	public boolean isInstalled() {
		return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, "erl")));
	}

	@Override
	public List<String> command(List<String> java, List<String> arguments) {
		List<String> command = new ArrayList<>(
				List.of("erl", "-noshell", "-boot", "no_dot_erlang", "-pa", folder().toString()));
		switch (arguments.get(0)) {
			case "serve" -> command.addAll(node("server", true));
			case "connect" -> command.addAll(node("client", false));
			default -> {
				// The default has room for a quarter of a million processes.
				command.addAll(List.of("+P", "2000000"));
			}
		}
		command.addAll(List.of("-s", "benchmark", "main", "-extra"));
		command.addAll(arguments);
		return command;
	}

	private static List<String> node(String name, boolean listens) {
		// More of what a socket does not yet take is kept before senders are stopped.
		return List.of("-name", name + "@127.0.0.1", "-setcookie", "benchmark", "-start_epmd", "false", "-epmd_module",
				"benchmark_names", "-kernel", "inet_dist_use_interface", "{127,0,0,1}", "-dist_listen",
				String.valueOf(listens), "+zdbbl", "32768");
	}

	/** Where the compiled modules are, as long as this process lives. */
	private synchronized Path folder() {
		Path folder = this.compiled;
		if (folder == null) {
			folder = compile();
			this.compiled = folder;
		}
		return folder;
	}

	private static Path compile() {
		try {
			Path folder = Files.createTempDirectory("benchmark-erlang");
			folder.toFile().deleteOnExit();
			List<String> command = new ArrayList<>(List.of("erlc", "-o", folder.toString()));
			for (String module : MODULES) {
				Path source = folder.resolve(module + ".erl");
				try (InputStream text = ErlangSubject.class.getResourceAsStream(module + ".erl")) {
					Files.copy(Objects.requireNonNull(text), source);
				}
				source.toFile().deleteOnExit();
				folder.resolve(module + ".beam").toFile().deleteOnExit();
				command.add(source.toString());
			}
			run(command);
			return folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String release() {
		return run(List.of("erl", "-noshell", "-eval", "io:put_chars(erlang:system_info(otp_release)), halt()."));
	}

	private static String run(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
			if (process.waitFor() != 0) {
				throw new IllegalStateException(output);
			}
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
