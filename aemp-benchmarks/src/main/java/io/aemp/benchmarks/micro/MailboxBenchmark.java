package io.aemp.benchmarks.micro;

import java.util.concurrent.TimeUnit;

import io.aemp.Message;
import io.aemp.Node;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A message into a mailbox and out of it again, without another thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MailboxBenchmark {

	private static final int BURST = 64;

	private final ManualNode manual = new ManualNode();

	private final Node node = this.manual.node();

	private final Message message = Message.of("tick", 1);

	private String standard = "";

	private String tagged = "";

	private String first = "";

	private long received;

	@Setup
	public void open() {
		this.standard = this.node.open((message) -> this.received++).id();
		this.tagged = this.node.open().receive("tick", (message) -> this.received++).id();
		this.first = this.node.open((message) -> this.node.send(this.standard, message)).id();
	}

	@TearDown
	public void close() {
		this.manual.close();
	}

	/** The port is idle, and is scheduled each time. */
	@Benchmark
	public long single() {
		this.node.send(this.standard, this.message);
		this.manual.run();
		return this.received;
	}

	/** Many messages wait and are taken together. */
	@Benchmark
	@OperationsPerInvocation(BURST)
	public long burst() {
		return burst(this.standard);
	}

	/** A receiver is chosen by the tag. */
	@Benchmark
	@OperationsPerInvocation(BURST)
	public long tagged() {
		return burst(this.tagged);
	}

	/** A port sends what it receives to another one. */
	@Benchmark
	@OperationsPerInvocation(BURST)
	public long passedOn() {
		return burst(this.first);
	}

	private long burst(String port) {
		for (int i = 0; i < BURST; i++) {
			this.node.send(port, this.message);
		}
		this.manual.run();
		return this.received;
	}

}
