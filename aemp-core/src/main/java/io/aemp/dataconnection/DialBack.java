package io.aemp.dataconnection;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.aemp.Node;
import io.aemp.link.ByteStream;

/**
 * Dials the node that has announced a connection but cannot reach this one. Runs in the
 * port of its lifeline, and ends once: with a stream, or with a problem.
 */
final class DialBack {

	private final Node node;

	private final ConnectionParts parts;

	private final long deadline;

	private final Consumer<ByteStream> opened;

	private final Consumer<String> failed;

	private final Lifeline lifeline;

	private final AddressWalk walk;

	private boolean over;

	DialBack(Node node, ConnectionParts parts, Announcement announcement, long deadline, Consumer<ByteStream> opened,
			Consumer<String> failed) {
		this.node = node;
		this.parts = parts;
		this.deadline = deadline;
		this.opened = opened;
		this.failed = failed;
		this.lifeline = new Lifeline(node, parts.runtime(), (reason) -> {
		});
		this.walk = new AddressWalk(parts, this.lifeline, announcement.node(), announcement.id(), deadline,
				new AddressWalk.Outcome() {

					@Override
					public void opened(ByteStream stream) {
						succeed(stream);
					}

					@Override
					public void failed(List<String> problems) {
						end(problems.isEmpty() ? announcement.node() + ": no listeners found"
								: "it could not dial back (" + String.join("; ", problems) + ")");
					}

				});
	}

	void begin() {
		this.lifeline.run(this::dial);
	}

	private void dial() {
		this.node.after(Duration.ofNanos(this.deadline - this.parts.threads().nanoTime()),
				() -> end("it could not dial back in time"));
		this.walk.begin();
	}

	private void succeed(ByteStream stream) {
		stop();
		this.opened.accept(stream);
	}

	private void end(String problem) {
		if (!this.over) {
			stop();
			this.failed.accept(problem);
		}
	}

	private void stop() {
		this.over = true;
		this.walk.giveUp();
		this.lifeline.close();
	}

}
