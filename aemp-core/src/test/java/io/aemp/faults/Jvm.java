package io.aemp.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A JVM of our own, with the class path of this one. It tells what happens in lines that
 * begin with {@value #MARK}; all else that it prints is kept for failure messages. It
 * ends by itself when its input is closed, so it does not outlive this JVM.
 */
final class Jvm implements AutoCloseable {

	static final String MARK = "@";

	static final Duration PATIENCE = Duration.ofSeconds(120);

	/** For a quick start on few processors, and many of them on one machine. */
	private static final List<String> FRUGAL = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k");

	/** What the JVM of the tests was given to be quiet. */
	private static final Predicate<String> INHERITED = (option) -> option.startsWith("--enable-native-access")
			|| option.startsWith("--sun-misc-unsafe");

	private final List<Event> events = new ArrayList<>();

	private final StringBuffer log = new StringBuffer();

	private final Process process;

	private final PrintWriter input;

	private Jvm(Process process) {
		this.process = process;
		this.input = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
		Thread reader = new Thread(this::read, "lines of " + process.pid());
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Starts a JVM.
	 * @param prefix a command that runs the JVM, in a network namespace for example
	 * @param heap the size of its heap in MiB
	 */
	static Jvm start(List<String> prefix, int heap, Class<?> main, List<String> arguments) {
		List<String> command = new ArrayList<>(prefix);
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(FRUGAL);
		ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(INHERITED).forEach(command::add);
		command.addAll(List.of("-Xmx" + heap + "m", "-cp", System.getProperty("java.class.path"), main.getName()));
		command.addAll(arguments);
		try {
			return new Jvm(new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				long now = System.nanoTime();
				if (line.startsWith(MARK)) {
					add(new Event(now, line.substring(MARK.length())));
				}
				else {
					this.log.append(line).append('\n');
				}
			}
		}
		catch (IOException ex) {
			this.log.append(ex);
		}
	}

	private synchronized void add(Event event) {
		this.events.add(event);
		notifyAll();
	}

	/** How many events there are: a place to look on from. */
	synchronized int mark() {
		return this.events.size();
	}

	/** All events since a place that begin like this. */
	synchronized List<Event> events(int from, String beginning) {
		return this.events.stream().skip(from).filter((event) -> event.text().startsWith(beginning)).toList();
	}

	private List<String> story() {
		return this.events.stream()
			.map(Event::text)
			.filter((text) -> !text.startsWith("answer") && !text.startsWith("done"))
			.toList();
	}

	Event await(int from, String beginning) {
		return await(from, beginning, PATIENCE);
	}

	/** The first event since a place that begins like this. */
	synchronized Event await(int from, String beginning, Duration patience) {
		long deadline = System.nanoTime() + patience.toNanos();
		while (true) {
			List<Event> found = events(from, beginning);
			if (!found.isEmpty()) {
				return found.get(0);
			}
			long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
			if (left <= 0) {
				throw new AssertionError(this + " does not tell '" + beginning + "' but " + story() + "\n" + this.log);
			}
			try {
				wait(left);
			}
			catch (InterruptedException ex) {
				throw new AssertionError(ex);
			}
		}
	}

	/** Has a command carried out. Returns what it tells until it is done with that. */
	List<String> ask(String command) {
		int before = mark();
		this.input.println(command);
		await(before, "done " + command);
		return events(before, "answer ").stream().map((event) -> event.text().substring("answer ".length())).toList();
	}

	/** Stops all threads of the process, or lets them go on. */
	void signal(String name) {
		try {
			Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(this.process.pid())).start();
			if (kill.waitFor() != 0) {
				throw new IllegalStateException("SIG" + name + " cannot be sent to " + this);
			}
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** SIGKILL: nothing of the process runs any more. */
	void kill() {
		this.process.destroyForcibly();
	}

	void awaitEnd() {
		try {
			if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				throw new AssertionError(this + " does not end\n" + this.log);
			}
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

	@Override
	public void close() {
		kill();
		awaitEnd();
	}

	@Override
	public String toString() {
		return "JVM " + this.process.pid();
	}

	/** What the JVM told, and when this JVM heard of it. */
	record Event(long nanos, String text) {

		/** The words of the event. */
		String word(int index) {
			return this.text.split(" ", -1)[index];
		}

	}

}
