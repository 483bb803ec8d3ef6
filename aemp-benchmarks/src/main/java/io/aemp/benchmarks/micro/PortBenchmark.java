package io.aemp.benchmarks.micro;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Receiver;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** To find, to open and to kill a port among others. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PortBenchmark {

	/** How many others there are. */
	@Param({ "1", "100000" })
	public int others = 1;

	private final ManualNode manual = new ManualNode();

	private final Node node = this.manual.node();

	private final Receiver receiver = (message) -> {
	};

	private String[] ids = {};

	private int next;

	@Setup
	public void open() {
		this.ids = new String[this.others];
		for (int i = 0; i < this.others; i++) {
			this.ids[i] = this.node.open(this.receiver).id();
		}
	}

	@TearDown
	public void close() {
		this.manual.close();
	}

	@Benchmark
	public Optional<Port> find() {
		// far apart, so that no cache helps more than it would
		this.next = (this.next + 7919) % this.ids.length;
		return this.node.port(this.ids[this.next]);
	}

	@Benchmark
	public Port openAndKill() {
		Port port = this.node.open(this.receiver);
		port.kill();
		this.manual.run();
		return port;
	}

}
