package io.aemp.benchmarks.micro;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.aemp.Dispatcher;
import io.aemp.Node;
import io.aemp.NodeConfiguration;
import io.aemp.PortOptions;
import io.aemp.runtime.Nodes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Messages that wake a port, each of them, by the real threads of a node. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DispatchBenchmark {

	private static final int HOPS = 10_000;

	/** Who gives threads. */
	@Param({ "POOL", "BLOCKING", "EVENT_LOOP" })
	public Dispatcher.Kind dispatcher = Dispatcher.Kind.POOL;

	private final Node node = Nodes
		.start(NodeConfiguration.builder().nodeId("me").binds("127.0.0.1:0").secret("benchmark").build());

	private String one = "";

	private String two = "";

	private CountDownLatch end = new CountDownLatch(0);

	@Setup
	public void open() {
		PortOptions options = PortOptions.DEFAULTS.dispatcher(switch (this.dispatcher) {
			case POOL -> Dispatcher.POOL;
			case ADAPTIVE -> Dispatcher.ADAPTIVE;
			case BLOCKING -> Dispatcher.BLOCKING;
			case EVENT_LOOP -> Dispatcher.EVENT_LOOP;
			case CUSTOM -> throw new IllegalArgumentException("There is no executor");
		});
		this.one = this.node.open(options).receive((message) -> pass(this.two, message.integer(0))).id();
		this.two = this.node.open(options).receive((message) -> pass(this.one, message.integer(0))).id();
	}

	@TearDown
	public void close() {
		this.node.close();
	}

	private void pass(String port, long rest) {
		if (rest > 0) {
			this.node.send(port, rest - 1);
		}
		else {
			this.end.countDown();
		}
	}

	/** Two ports pass one message back and forth. */
	@Benchmark
	@OperationsPerInvocation(HOPS)
	public void hop() throws InterruptedException {
		this.end = new CountDownLatch(1);
		this.node.send(this.one, HOPS - 1);
		this.end.await();
	}

}
