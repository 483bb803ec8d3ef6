package io.aemp.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** A process that is measured, and what it prints. */
public final class RunningProcess implements AutoCloseable {

	private static final int LINES = 40;

	private static final Pattern PROTOCOL = Pattern.compile("(ADDRESS|RESULT|NOT-APPLICABLE)( .*)?");

	private final Process process;

	private final CompletableFuture<String> told = new CompletableFuture<>();

	private final Deque<String> output = new ArrayDeque<>();

	private final Thread reader = new Thread(this::read, "output");

	/**
	 * Starts a process.
	 * @param command the command
	 * @throws IOException if that fails
	 */
	public RunningProcess(List<String> command) throws IOException {
		this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		this.reader.setDaemon(true);
		this.reader.start();
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * Waits for the line of the protocol that it prints, see {@link Subject}.
	 * @param patience how long
	 * @return the line, empty if there is none in time
	 * @throws InterruptedException if the thread is interrupted
	 */
	public String line(Duration patience) throws InterruptedException {
		try {
			return this.told.get(patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			return "";
		}
	}

	/**
	 * Waits until it has ended by itself.
	 * @param patience how long
	 * @return whether it has
	 * @throws InterruptedException if the thread is interrupted
	 */
	public boolean end(Duration patience) throws InterruptedException {
		return this.process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * The last lines of what it has printed.
	 * @return lines
	 */
	public String output() {
		synchronized (this.output) {
			return String.join("\n", this.output);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		this.process.onExit().join();
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				keep(line);
				if (PROTOCOL.matcher(line).matches()) {
					this.told.complete(line);
				}
			}
		}
		catch (IOException | UncheckedIOException ex) {
			keep(ex.toString());
		}
		this.told.complete("");
	}

	private void keep(String line) {
		synchronized (this.output) {
			this.output.addLast(line);
			if (this.output.size() > LINES) {
				this.output.removeFirst();
			}
		}
	}

}
