package io.aemp.faults;

import java.time.Duration;
import java.util.List;

/** A node in a JVM of its own. */
final class ForkedNode implements AutoCloseable {

	/** Enough for a few thousand messages a second. */
	private static final int HEAP = 48;

	private final Jvm jvm;

	private final String id;

	private ForkedNode(Jvm jvm, String id) {
		this.jvm = jvm;
		this.id = id;
	}

	/** Begins to start a node; others can be started at the same time. */
	static ForkedNode start(Settings settings) {
		return start(List.of(), settings);
	}

	static ForkedNode start(List<String> prefix, Settings settings) {
		return new ForkedNode(Jvm.start(prefix, HEAP, Worker.class, settings.arguments()), settings.id());
	}

	String id() {
		return this.id;
	}

	Jvm jvm() {
		return this.jvm;
	}

	/** Waits until the node listens. Returns where. */
	String address() {
		return this.jvm.await(0, "ready ").word(1);
	}

	/** Begins to send to all others, and to receive. Returns the port that receives. */
	String traffic() {
		return this.jvm.ask("traffic").get(0);
	}

	void stopTraffic() {
		this.jvm.ask("stop");
	}

	Report report() {
		return Report.parse(this.jvm.ask("report"));
	}

	/** Monitors a port or a node, and tells when that fires. */
	void watch(String port) {
		this.jvm.ask("watch " + port);
	}

	boolean isUp(String node) {
		return this.jvm.ask("up " + node).equals(List.of("true"));
	}

	/** For how long this node has not heard of another one; for ever if that is lost. */
	Duration silence(String node) {
		return Duration.ofMillis(Long.parseLong(this.jvm.ask("silence " + node).get(0)));
	}

	/** Begins to receive at most so many messages a second. Returns the port. */
	String receive(int rate) {
		return this.jvm.ask("receive " + rate).get(0);
	}

	/** Begins to send so many messages a second, if the other node lets it. */
	void send(String port, int rate, int size) {
		this.jvm.ask("send " + port + " " + rate + " " + size);
	}

	void stopSending() {
		this.jvm.ask("stop-sending");
	}

	Overload.Measurement measure() {
		return Overload.Measurement.parse(this.jvm.ask("measure").get(0));
	}

	/** Ends the node in good order, and the process. */
	void shutDown() {
		this.jvm.ask("close");
		close();
	}

	@Override
	public void close() {
		this.jvm.close();
	}

	@Override
	public String toString() {
		return this.id + " in " + this.jvm;
	}

}
