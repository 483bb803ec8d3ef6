package io.aemp.dataconnection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import io.aemp.Guard;
import io.aemp.link.ByteStream;
import io.aemp.link.Streams;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the addresses of a node, and tries them for a stream, one after the other,
 * because the node expects the ID only once. Each one gets its share of the time that is
 * left. In the port of a lifeline.
 */
final class AddressWalk {

	private final List<String> problems = new ArrayList<>();

	private final Queue<String> waiting = new ArrayDeque<>();

	private final ConnectionParts parts;

	private final Lifeline lifeline;

	private final String node;

	private final String id;

	private final long deadline;

	private final Outcome outcome;

	private int tries;

	private boolean found;

	private boolean over;

	private Guard lookup = () -> {
	};

	private Guard running = () -> {
	};

	/**
	 * Creates the attempt.
	 * @param parts the other parts of the node
	 * @param lifeline its port runs all steps
	 * @param node the node to reach
	 * @param id what it expects
	 * @param deadline when the time is over, by the clock of the node
	 * @param outcome receives the outcome
	 */
	AddressWalk(ConnectionParts parts, Lifeline lifeline, String node, String id, long deadline, Outcome outcome) {
		this.parts = parts;
		this.lifeline = lifeline;
		this.node = node;
		this.id = id;
		this.deadline = deadline;
		this.outcome = outcome;
	}

	void begin() {
		this.lookup = this.parts.lookup().find(this.node, (addresses) -> this.lifeline.run(() -> found(addresses)));
	}

	private void found(@Nullable List<String> addresses) {
		if (this.over || this.found) {
			return;
		}
		this.found = true;
		List<String> known = (addresses != null) ? addresses : List.of();
		this.outcome.found(known);
		this.waiting.addAll(known);
		next();
	}

	private void next() {
		this.running.close();
		String address = this.waiting.poll();
		if (address == null) {
			this.outcome.failed(this.problems);
			return;
		}
		// one share remains for what comes when all have failed
		long nanos = (this.deadline - this.parts.threads().nanoTime()) / (this.waiting.size() + 2);
		int number = ++this.tries;
		Duration share = Duration.ofNanos(Math.max(1, nanos));
		this.running = this.parts.streams()
			.dial(new Streams.Target(address, this.node, this.id, share), new Try(address, number));
	}

	/** Ends without an outcome; a stream that comes nevertheless is aborted. */
	void giveUp() {
		this.over = true;
		this.lookup.close();
		this.running.close();
	}

	private void opened(ByteStream stream) {
		if (this.over) {
			stream.abort();
		}
		else {
			this.outcome.opened(stream);
		}
	}

	private void failed(int number, String problem) {
		if (!this.over && number == this.tries) {
			this.problems.add(problem);
			next();
		}
	}

	/** Receives the outcome. */
	interface Outcome {

		/**
		 * The addresses are known, and are tried now.
		 * @param addresses none if there are none
		 */
		default void found(List<String> addresses) {
		}

		/**
		 * The stream is there.
		 * @param stream the stream
		 */
		void opened(ByteStream stream);

		/**
		 * No address was of any use.
		 * @param problems each address and its problem; none if there is no address
		 */
		void failed(List<String> problems);

	}

	private final class Try implements Streams.Dialler {

		private final String address;

		private final int number;

		private Try(String address, int number) {
			this.address = address;
			this.number = number;
		}

		@Override
		public void opened(ByteStream stream) {
			if (!AddressWalk.this.lifeline.run(() -> AddressWalk.this.opened(stream))) {
				stream.abort();
			}
		}

		@Override
		public void failed(String problem) {
			AddressWalk.this.lifeline.run(() -> AddressWalk.this.failed(this.number, this.address + ": " + problem));
		}

	}

}
