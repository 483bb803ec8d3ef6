package io.aemp.simulation.contract;

import java.util.List;

import io.aemp.Message;
import io.aemp.Port;
import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/** A port that takes part, and what is known of it: C4 and C6. */
final class Actor extends Sender {

	private final Oracle oracle;

	private final Port port;

	private boolean inside;

	/** It has killed itself, or failed, in the callback at hand. */
	private boolean doomed;

	private @Nullable Reason death;

	Actor(Oracle oracle, Member member, Port port) {
		super(port.id(), member);
		this.oracle = oracle;
		this.port = port;
	}

	Port port() {
		return this.port;
	}

	@Nullable Reason death() {
		return this.death;
	}

	@Override
	boolean mayBeDead() {
		return !isAlive() || this.oracle.deaths().isDoomed(id());
	}

	@Override
	void run(Runnable task) {
		this.port.runInContext(() -> callback(task));
	}

	void receive(Message message) {
		callback(() -> this.oracle.received(this, message));
	}

	/** Every callback of the port goes through here. */
	void callback(Runnable task) {
		this.oracle.callback(() -> {
			check();
			this.inside = true;
			try {
				task.run();
			}
			finally {
				this.inside = false;
			}
		});
	}

	private void check() {
		if (!isAlive() || this.doomed) {
			throw new Violation("C6: a callback runs in the dead port " + id(), List.of(id()));
		}
		if (this.inside) {
			throw new Violation("C4: two callbacks of " + id() + " overlap", List.of(id()));
		}
		if (!member().node().self().id().equals(id())) {
			throw new Violation("C4: a callback of " + id() + " runs in " + member().node().self().id(), List.of(id()));
		}
	}

	void killSelf(Reason reason) {
		this.oracle.deaths().expect(id(), reason);
		this.doomed = true;
		this.port.kill(reason.elements().toArray());
	}

	void fail(String text) {
		this.oracle.deaths().expect(id(), Reason.of(Reason.DIE, text));
		this.doomed = true;
		throw new IllegalStateException(text);
	}

	void died(Reason reason) {
		if (!isAlive()) {
			throw new Violation("C6: " + id() + " dies twice, now of " + reason, List.of(id()));
		}
		end();
		this.death = reason;
	}

}
