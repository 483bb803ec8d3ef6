package io.aemp.benchmarks.micro;

import java.util.concurrent.TimeUnit;

import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.Receiver;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Local monitors, which a port sets on another one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MonitorBenchmark {

	private final ManualNode manual = new ManualNode();

	private final Node node = this.manual.node();

	private final Receiver receiver = (message) -> {
	};

	private String lasting = "";

	private Port setting = this.node.open();

	private Port firing = this.node.open();

	private long fired;

	@Setup
	public void open() {
		this.lasting = this.node.open(this.receiver).id();
		this.setting.receive((message) -> this.node.monitor(this.lasting, this::fire).close());
		this.firing.receive((message) -> {
			Port port = this.node.open(this.receiver);
			this.node.monitor(port.id(), this::fire);
			port.kill();
		});
	}

	@TearDown
	public void close() {
		this.manual.close();
	}

	private void fire(Reason reason) {
		this.fired++;
	}

	/** A monitor that is closed again. */
	@Benchmark
	public void setAndClose() {
		this.node.send(this.setting.id());
		this.manual.run();
	}

	/** A port is opened, monitored and killed. */
	@Benchmark
	public long openAndFire() {
		this.node.send(this.firing.id());
		this.manual.run();
		return this.fired;
	}

}
