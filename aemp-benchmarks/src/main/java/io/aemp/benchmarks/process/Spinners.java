package io.aemp.benchmarks.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Processes that make a {@link Load}, until this is closed. */
public final class Spinners implements AutoCloseable {

	private static final Duration START = Duration.ofSeconds(30);

	private final List<RunningProcess> processes = new ArrayList<>();

	private final Load load;

	private Spinners(Load load) {
		this.load = load;
	}

	/**
	 * Starts the processes of a load, and waits until they run.
	 * @param java the beginning of the command for a JVM
	 * @param load how many
	 * @return the running processes
	 * @throws IOException if one cannot be started
	 * @throws InterruptedException if the thread is interrupted
	 */
	static Spinners start(List<String> java, Load load) throws IOException, InterruptedException {
		Spinners spinners = new Spinners(load);
		List<String> command = new ArrayList<>(java);
		command.addAll(List.of("-XX:+UseSerialGC", Spinner.class.getName()));
		for (int i = 0; i < load.spinners(); i++) {
			RunningProcess process = new RunningProcess(command);
			spinners.processes.add(process);
			if (process.line(START).isEmpty()) {
				spinners.close();
				throw new IOException("No load: " + process.output());
			}
		}
		return spinners;
	}

	/**
	 * What they make.
	 * @return the load
	 */
	public Load load() {
		return this.load;
	}

	@Override
	public void close() {
		this.processes.forEach(RunningProcess::close);
	}

	/** Computes until its standard input ends, so not longer than whoever started it. */
	static final class Spinner {

		private static volatile long result;

		private Spinner() {
		}

		/**
		 * Spins.
		 * @param arguments none
		 */
		@SuppressWarnings("InfiniteLoopStatement")
		public static void main(String[] arguments) {
			Thread owner = new Thread(Spinner::awaitEnd, "owner");
			owner.setDaemon(true);
			owner.start();
			System.out.println("ADDRESS none");
			long value = 1;
			while (true) {
				for (int i = 0; i < 1_000_000; i++) {
					value = value * 6364136223846793005L + 1442695040888963407L;
				}
				result = value;
			}
		}

		private static void awaitEnd() {
			try {
				while (System.in.read() >= 0) {
					// until whoever started this process has ended
				}
			}
			catch (IOException ex) {
				// that is an end too
			}
			Runtime.getRuntime().halt(0);
		}

	}

}
