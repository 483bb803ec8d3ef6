package io.aemp.node;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

import io.aemp.Guard;
import io.aemp.link.Link;
import io.aemp.link.Transport;
import org.jspecify.annotations.Nullable;

/**
 * The attempt to reach a peer by name: asks where it listens, tries one address after the
 * other, and gives up in the end. On the control executor, except for what transport
 * threads call.
 */
final class PeerDial {

	private final Set<Guard> running = new LinkedHashSet<>();

	private final Peer peer;

	private final ConnectionDependencies setup;

	private final Connections connections;

	private final Executor control;

	private final Instant since;

	private final Guard timeout;

	private Guard find = () -> {
	};

	private @Nullable Guard pace;

	private List<String> addresses = List.of();

	private int next;

	private boolean started;

	private boolean tried;

	private boolean ended;

	PeerDial(Peer peer, ConnectionDependencies setup, Connections connections, Executor control) {
		this.peer = peer;
		this.setup = setup;
		this.connections = connections;
		this.control = control;
		this.since = setup.timers().now();
		this.timeout = setup.timers()
			.schedule(setup.monitorTimeout(), () -> control.execute(() -> giveUp(timeoutMessage())));
	}

	private String timeoutMessage() {
		return (this.started && this.addresses.isEmpty()) ? "no known address" : "connect timeout";
	}

	Peer peer() {
		return this.peer;
	}

	String node() {
		return this.peer.node();
	}

	Instant since() {
		return this.since;
	}

	/** Its turn has come. */
	void start() {
		this.started = true;
		ask();
	}

	private void ask() {
		this.find.close();
		Guard find = this.setup.global().find(node(), this::found);
		this.find = find;
		if (this.ended) {
			find.close();
		}
	}

	private void found(@Nullable List<String> addresses) {
		if (this.ended) {
			return;
		}
		if (addresses != null && !addresses.isEmpty() && !addresses.equals(this.addresses)) {
			this.addresses = List.copyOf(addresses);
			this.next = 0;
			tryNext();
		}
		else if (this.addresses.isEmpty()) {
			giveUp("no known address");
		}
	}

	/**
	 * Tries the next address; after the last one the first again, as it may be up by
	 * then. The peer may have moved too, so each further round begins with the question
	 * where it listens now.
	 */
	private void tryNext() {
		if (this.ended) {
			return;
		}
		if (this.pace != null) {
			this.pace.close();
		}
		this.pace = this.setup.timers()
			.schedule(this.setup.connectInterval(), () -> this.control.execute(this::tryNext));
		boolean anotherRound = this.tried && this.next == 0;
		this.tried = true;
		Attempt attempt = new Attempt(this.next == this.addresses.size() - 1);
		String address = this.addresses.get(this.next);
		this.next = (this.next + 1) % this.addresses.size();
		attempt.begin(this.setup.transport().dial(address, attempt));
		if (anotherRound) {
			ask();
		}
	}

	private void giveUp(String message) {
		if (!this.ended) {
			this.connections.unreachable(this, message);
		}
	}

	/** Stops everything; a connection is up, or there will be none. */
	void end() {
		this.ended = true;
		this.timeout.close();
		this.find.close();
		if (this.pace != null) {
			this.pace.close();
		}
		this.running.forEach(Guard::close);
		this.running.clear();
	}

	/** One address. */
	private final class Attempt implements Transport.Dialler {

		private final boolean last;

		private boolean over;

		private @Nullable Guard guard;

		private Attempt(boolean last) {
			this.last = last;
		}

		private void begin(Guard guard) {
			this.guard = guard;
			if (!this.over) {
				PeerDial.this.running.add(guard);
			}
		}

		@Override
		public Transport.Verdict judge(String node, long age) {
			return PeerDial.this.connections.judge(node, age);
		}

		@Override
		public void established(Link link) {
			PeerDial.this.connections.established(link);
			PeerDial.this.control.execute(this::end);
		}

		@Override
		public void failed(Transport.Failure failure, String node, String message) {
			PeerDial.this.control.execute(() -> {
				end();
				// no need to wait for the next turn, unless all addresses have just been
				// tried
				if (!this.last) {
					tryNext();
				}
			});
		}

		private void end() {
			this.over = true;
			if (this.guard != null) {
				PeerDial.this.running.remove(this.guard);
			}
		}

	}

}
