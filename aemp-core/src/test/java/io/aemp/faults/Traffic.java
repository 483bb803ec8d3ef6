package io.aemp.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.aemp.FamilyChange;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortIds;
import io.aemp.Reason;

/**
 * Continuous traffic of one node: a port that receives, known to all by a family, and a
 * flow to each such port of another node.
 */
final class Traffic {

	private static final String FAMILY = "receivers";

	private final Map<String, Flow> flows = new ConcurrentHashMap<>();

	private final Map<String, Report.Got> got = new ConcurrentHashMap<>();

	private final List<String> problems = new CopyOnWriteArrayList<>();

	/** When something arrived last, by node. */
	private final Map<String, Long> heard = new ConcurrentHashMap<>();

	private final Node node;

	private final Pace pace;

	private final Consumer<String> events;

	private final Port receiver;

	private volatile boolean stopped;

	Traffic(Node node, Pace pace, Consumer<String> events) {
		this.node = node;
		this.pace = pace;
		this.events = events;
		this.receiver = node.open()
			.receive("number", (message) -> arrived(message.text(0), message.integer(1), message.integer(2)));
		node.database().register(FAMILY, this.receiver.id());
		node.database().monitor(FAMILY, this::changed);
	}

	String receiver() {
		return this.receiver.id();
	}

	private void changed(FamilyChange change) {
		change.deleted().stream().filter(this.flows::containsKey).forEach((port) -> this.flows.get(port).want(false));
		change.added()
			.stream()
			.filter((port) -> !this.node.isLocal(port))
			.forEach((port) -> this.flows.computeIfAbsent(port, this::flow).want(!this.stopped));
	}

	private Flow flow(String target) {
		return new Flow(this.node, target, this.pace, new Events());
	}

	/** Inside the receiver only. */
	private void arrived(String sender, long epoch, long number) {
		this.heard.put(PortIds.nodeOf(sender), System.nanoTime());
		Report.Got before = this.got.get(sender);
		boolean fresh = before == null || epoch > before.epoch();
		long expected = fresh ? 0 : before.count();
		if (number != expected || (before != null && epoch < before.epoch())) {
			problem("from " + sender + ": " + epoch + "/" + number + " after " + before);
		}
		this.got.put(sender, new Report.Got(this.receiver.id(), sender, epoch, number + 1,
				(before != null) ? before.total() + 1 : 1));
	}

	private void problem(String problem) {
		this.problems.add(problem);
		this.events.accept("problem " + problem);
	}

	/** Sends nothing more; what was sent still arrives. */
	void stop() {
		this.stopped = true;
		this.flows.values().forEach((flow) -> flow.want(false));
	}

	Report report() {
		List<Report.Sent> sent = new ArrayList<>();
		for (Flow flow : this.flows.values()) {
			sent.add(flow.sent().orTimeout(Jvm.PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
		}
		return new Report(sent, List.copyOf(this.got.values()), List.copyOf(this.problems));
	}

	/** What a flow tells. */
	final class Events {

		void problem(String problem) {
			Traffic.this.problem(problem);
		}

		/** A monitor fired; for how many milliseconds nothing has come from there. */
		void fired(String target, Reason reason) {
			String node = PortIds.nodeOf(target);
			Long last = Traffic.this.heard.get(node);
			long silence = (last != null) ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - last) : -1;
			Traffic.this.events
				.accept("fired " + node + " " + target + " " + silence + " " + reason.elements().toString());
		}

	}

	/**
	 * How much is sent.
	 *
	 * @param batch how many messages at a time
	 * @param pause the time from one batch to the next
	 * @param size bytes in a message
	 */
	record Pace(int batch, Duration pause, int size) {

		byte[] filler() {
			return new byte[this.size];
		}

	}

}
