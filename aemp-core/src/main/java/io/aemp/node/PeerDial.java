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
 * The attempt to reach a peer by node ID: looks up its addresses, tries one after the
 * other, and gives up if no address is known or the monitor timeout has passed. Runs on
 * the control executor, except for what transport threads call.
 */
final class PeerDial {

	private final Set<Guard> running = new LinkedHashSet<>();

	private final Peer peer;

	private final ConnectionDependencies dependencies;

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

	PeerDial(Peer peer, ConnectionDependencies dependencies, Connections connections, Executor control) {
		this.peer = peer;
		this.dependencies = dependencies;
		this.connections = connections;
		this.control = control;
		this.since = dependencies.timers().now();
		this.timeout = dependencies.timers()
			.schedule(dependencies.monitorTimeout(), () -> control.execute(() -> giveUp(timeoutMessage())));
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

	/** Starts the attempt, once the dial limiter admits it. */
	void start() {
		this.started = true;
		ask();
	}

	private void ask() {
		this.find.close();
		Guard find = this.dependencies.global().find(node(), this::found);
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
	 * Tries the next address. After the last one it starts again with the first, whose
	 * listener may be up by then. The peer may also have moved, so each further round
	 * looks up the addresses again.
	 */
	private void tryNext() {
		if (this.ended) {
			return;
		}
		if (this.pace != null) {
			this.pace.close();
		}
		this.pace = this.dependencies.timers()
			.schedule(this.dependencies.connectInterval(), () -> this.control.execute(this::tryNext));
		boolean anotherRound = this.tried && this.next == 0;
		this.tried = true;
		String address = this.addresses.get(this.next);
		Attempt attempt = new Attempt(address, this.next == this.addresses.size() - 1);
		this.next = (this.next + 1) % this.addresses.size();
		attempt.begin(this.dependencies.transport().dial(address, attempt));
		if (anotherRound) {
			ask();
		}
	}

	private void giveUp(String message) {
		if (!this.ended) {
			this.connections.unreachable(this, message);
		}
	}

	/** Stops everything: a connection is up, or the attempt has failed. */
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

	/** The attempt at one address. */
	private final class Attempt implements Transport.Dialler {

		private final String address;

		private final boolean last;

		private boolean over;

		private @Nullable Guard guard;

		private Attempt(String address, boolean last) {
			this.address = address;
			this.last = last;
		}

		private void begin(Guard guard) {
			this.guard = guard;
			if (!this.over) {
				PeerDial.this.running.add(guard);
			}
		}

		@Override
		public Transport.Verdict judge(String node, String instance, long age) {
			return PeerDial.this.connections.judge(node, instance, age);
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
				PeerDial.this.connections.idConflict().dialled(this.address, failure, message);
				// try the next address at once, unless all have just been tried
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
