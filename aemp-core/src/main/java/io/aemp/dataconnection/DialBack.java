package io.aemp.dataconnection;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.link.ByteStream;
import org.jspecify.annotations.Nullable;

/**
 * Dials the node that has announced a connection but cannot reach this one. Runs in the
 * port of its lifeline, and ends once: with a stream, or with a problem.
 */
final class DialBack {

	private final Node node;

	private final Announcement announcement;

	private final ConnectionParts parts;

	private final long deadline;

	private final Consumer<ByteStream> opened;

	private final Consumer<String> failed;

	private final Lifeline lifeline;

	private Guard lookup = () -> {
	};

	private @Nullable AddressWalk walk;

	private boolean over;

	DialBack(Node node, ConnectionParts parts, Announcement announcement, long deadline, Consumer<ByteStream> opened,
			Consumer<String> failed) {
		this.node = node;
		this.announcement = announcement;
		this.parts = parts;
		this.deadline = deadline;
		this.opened = opened;
		this.failed = failed;
		this.lifeline = new Lifeline(node, parts.runtime(), (reason) -> {
		});
	}

	void begin() {
		this.lifeline.run(this::lookUp);
	}

	private void lookUp() {
		this.node.after(Duration.ofNanos(this.deadline - this.parts.threads().nanoTime()),
				() -> end("it could not dial back in time"));
		this.lookup = this.parts.lookup()
			.find(this.announcement.node(), (addresses) -> this.lifeline.run(() -> found(addresses)));
	}

	private void found(@Nullable List<String> addresses) {
		if (this.over || this.walk != null) {
			return;
		}
		if (addresses == null || addresses.isEmpty()) {
			end(this.announcement.node() + ": no listeners found");
			return;
		}
		this.walk = new AddressWalk(this.parts, this.lifeline, this.announcement.node(), this.announcement.id(),
				addresses, this.deadline, new AddressWalk.Outcome() {

					@Override
					public void opened(ByteStream stream) {
						succeed(stream);
					}

					@Override
					public void failed(List<String> problems) {
						end("it could not dial back (" + String.join("; ", problems) + ")");
					}

				});
		this.walk.next();
	}

	private void succeed(ByteStream stream) {
		if (this.over) {
			stream.abort();
			return;
		}
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
		this.lookup.close();
		if (this.walk != null) {
			this.walk.giveUp();
		}
		this.lifeline.close();
	}

}
