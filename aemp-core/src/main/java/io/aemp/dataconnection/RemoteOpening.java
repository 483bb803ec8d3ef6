package io.aemp.dataconnection;

import java.util.List;

import io.aemp.DataConnectionException;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Reason;
import io.aemp.link.ByteStream;

/**
 * Opens a data connection to another node: announces it, waits until that has arrived,
 * tries the addresses of the node, and at last asks the node to dial. Runs in the port of
 * its lifeline.
 */
final class RemoteOpening {

	private final Opening opening;

	private final Request request;

	private final Node node;

	private final Expected expected;

	private final String id;

	/** What the attempt waits for; becomes part of the message if it takes too long. */
	private String waitsFor = "it has not confirmed the request";

	private boolean confirmed;

	private boolean over;

	private Guard monitor = () -> {
	};

	private final AddressWalk walk;

	RemoteOpening(Opening opening, Node node, ConnectionParts parts, Expected expected, String id) {
		this.opening = opening;
		this.request = opening.request();
		this.node = node;
		this.expected = expected;
		this.id = id;
		long deadline = parts.threads().nanoTime() + this.request.timeout().toNanos();
		this.walk = new AddressWalk(parts, opening.lifeline(), this.request.node(), id, deadline,
				new AddressWalk.Outcome() {

					@Override
					public void found(List<String> addresses) {
						RemoteOpening.this.waitsFor = "it does not answer at " + addresses;
					}

					@Override
					public void opened(ByteStream stream) {
						succeed(stream);
					}

					@Override
					public void failed(List<String> problems) {
						askToDial(problems.isEmpty() ? "it has no listeners" : String.join("; ", problems));
					}

				});
	}

	void begin() {
		String port = this.opening.lifeline().port().id();
		this.opening.lifeline().port().receive((message) -> confirmed());
		this.node.after(this.request.timeout(), this::timeOut);
		this.monitor = this.node.monitor(this.request.node(), this::lost);
		this.node.send(this.request.node(),
				Message.of(Announcements.EXPECT, this.id, port, this.request.seconds(), this.request.function())
					.append(this.request.arguments().toList().toArray()));
		this.node.send(this.request.node(), "snd", port);
		// whatever ends the attempt, nobody is to come any more
		this.opening.future().whenComplete((connection, failure) -> this.expected.claim(this.request.node(), this.id));
	}

	private void timeOut() {
		end(this.request.failure(this.request.node() + ": unable to establish connection within "
				+ this.request.seconds() + " seconds: " + this.waitsFor));
	}

	private void lost(Reason reason) {
		end(new DataConnectionException(this.request.node(), reason));
	}

	private void end(DataConnectionException failure) {
		if (!this.over) {
			stop();
			this.opening.fail(failure);
		}
	}

	private void stop() {
		this.over = true;
		this.monitor.close();
		this.walk.giveUp();
	}

	private void confirmed() {
		if (!this.confirmed && !this.over) {
			this.confirmed = true;
			this.waitsFor = "its addresses are not known yet";
			this.walk.begin();
		}
	}

	private void succeed(ByteStream stream) {
		if (this.over) {
			stream.abort();
			return;
		}
		stop();
		this.opening.succeed(stream);
	}

	/** The last resort: a node of this library dials back, a Perl node says why not. */
	private void askToDial(String problem) {
		if (this.over) {
			return;
		}
		this.opening.explain(problem);
		if (this.node.network().listeners().isEmpty()) {
			end(this.request.failure(this.request.node() + ": cannot be reached (" + problem
					+ "), and could not dial back, since this node has no listeners; give one of the two an address in 'binds'"));
			return;
		}
		this.waitsFor = "this node cannot reach it (" + problem + "), and it has not dialled back";
		this.expected.add(this.request.node(), this.id, (stream) -> {
			if (!this.opening.lifeline().run(() -> succeed(stream))) {
				stream.abort();
			}
		});
		this.node.send(this.request.node(), Announcements.CONNECT, this.id, this.node.id());
	}

}
