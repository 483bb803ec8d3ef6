package io.aemp.benchmarks.process;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The processor time of all processes that take part, of whatever kind they are. */
final class Processors {

	private final List<ProcessHandle> processes;

	private Processors(List<ProcessHandle> processes) {
		this.processes = processes;
	}

	/** Of this process, and of those with the given IDs. */
	static Processors of(long... others) {
		return new Processors(Stream
			.concat(Stream.of(ProcessHandle.current()),
					LongStream.of(others).mapToObj((pid) -> ProcessHandle.of(pid).orElseThrow()))
			.toList());
	}

	/** The seconds that they have used. */
	double seconds() {
		return this.processes.stream()
			.mapToDouble((process) -> process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9)
			.sum();
	}

}
