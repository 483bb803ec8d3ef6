package io.aemp.simulation.contract;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Reason;
import org.jspecify.annotations.Nullable;

/** What ports, and programs outside of them, do. Each deed happens in some context. */
final class Deeds {

	private final Oracle oracle;

	private final Cast cast;

	private final Chance random;

	private final Plan plan;

	private int count;

	Deeds(Oracle oracle, Cast cast, Chance random, Plan plan) {
		this.oracle = oracle;
		this.cast = cast;
		this.random = random;
		this.plan = plan;
	}

	/** Lets somebody do something. */
	void something() {
		Member member = this.cast.someMember();
		Sender sender = this.cast.someSender(member);
		int dice = this.random.nextInt(100);
		run(sender, () -> act(sender, dice));
	}

	/** Lets a context do something when its turn comes. */
	void run(Sender sender, Runnable deed) {
		RandomGenerator branch = this.random.branch();
		sender.run(() -> this.random.within(branch, deed));
	}

	private void act(Sender sender, int dice) {
		if (this.cast.running().isEmpty() || sender.member().isClosing()) {
			return;
		}
		String port = this.cast.somePort(sender);
		if (dice < 40) {
			send(sender, port, 1 + this.random.nextInt(4));
		}
		else if (dice < 60) {
			monitor(sender, port);
			send(sender, port, this.random.nextInt(4));
		}
		else if (dice < 65) {
			closeSome(sender);
		}
		else if (dice < 69) {
			kill(sender, port);
		}
		else if (dice < 75) {
			spawn(sender);
		}
		else if (dice < 83) {
			call(sender, port);
		}
		else if (dice < 86) {
			after(sender);
		}
		else if (dice < 90) {
			this.cast.open(sender.member());
		}
		else if (dice < 92) {
			flood(sender, port);
		}
		else if (sender instanceof Actor actor && dice < 96) {
			die(actor);
		}
	}

	void send(Sender sender, String port, int messages) {
		Node node = sender.member().node();
		for (int i = 0; i < messages; i++) {
			boolean large = this.random.nextInt(this.plan.isBulky() ? 4 : this.plan.isTight() ? 3 : 10) == 0;
			Object payload = large ? "x".repeat(this.random.nextInt(this.plan.isBulky() ? 500 : 5000)) : i;
			boolean patient = this.random.nextInt(this.plan.isTight() ? 3 : 12) == 0;
			this.oracle.call(() -> {
				Message message = this.oracle.message(sender, port, payload);
				if (patient) {
					node.sendWhenWritable(port, message);
				}
				else {
					node.send(port, message);
				}
				return true;
			});
		}
	}

	/** One that takes parts, unless whole packets are large. */
	void sendLarge(Sender sender, String port) {
		String payload = "x".repeat(this.random.nextInt(this.plan.isBulky() ? 1500 : 9000));
		this.oracle.call(() -> {
			sender.member().node().send(port, this.oracle.message(sender, port, payload));
			return true;
		});
	}

	/** One that takes so long on a slow way that others would give up. */
	void sendVeryLarge(Sender sender, String port) {
		String payload = "x".repeat(this.random.nextInt(5_000, 15_000));
		this.oracle.call(() -> {
			sender.member().node().send(port, this.oracle.message(sender, port, payload));
			return true;
		});
	}

	/** Says a few things, and maybe wants to know whether they arrive. */
	void talk(Sender sender, String port) {
		run(sender, () -> {
			if (this.random.nextInt(3) == 0) {
				monitor(sender, port);
			}
			send(sender, port, this.random.nextInt(6));
		});
	}

	/** More than is good for the mailbox, the send queue or the receive window. */
	void flood(Sender sender, String port) {
		if (!this.plan.isTight() || this.random.nextInt(3) > 0) {
			send(sender, port, this.plan.isTight() ? 70 : 30);
			return;
		}
		for (int i = 0; i < 3 * Plan.MAILBOX; i++) {
			int payload = i;
			this.oracle.call(() -> {
				sender.member().node().send(port, this.oracle.message(sender, port, payload));
				return true;
			});
		}
		// if the port is here, it has taken nothing yet
		this.oracle.guarded(() -> Leftovers.checkMailboxes(sender.member()));
	}

	void monitor(Sender sender, String port) {
		switch (this.random.nextInt(8)) {
			case 0 -> monitorAndKill(sender, port);
			case 1, 2 -> monitorAndSend(sender, port);
			case 3 -> closeOnDeath(sender, port);
			default -> monitorByCallback(sender, port);
		}
	}

	private void monitorByCallback(Sender sender, String port) {
		boolean own = sender.id().equals(port);
		RandomGenerator branch = this.random.branch();
		Watch watch = this.oracle.watch(Watch.Form.CALLBACK, sender, own ? sender.member().outside() : sender, port);
		watch.guard(this.oracle.call(() -> sender.member().node().monitor(port, (reason) -> {
			if (own) {
				// what happens outside ports is nothing that the port does
				this.oracle.callback(() -> this.oracle.fired(watch, reason));
			}
			else if (sender instanceof Actor actor) {
				actor.callback(() -> this.random.within(branch, () -> told(sender, watch, reason)));
			}
			else {
				this.oracle.callback(() -> this.random.within(branch, () -> told(sender, watch, reason)));
			}
		})));
	}

	/** What the action itself sends goes through, and a new monitor vouches for it. */
	private void told(Sender sender, Watch watch, Reason reason) {
		this.oracle.fired(watch, reason);
		if (sender.isAlive() && !sender.member().isClosing() && this.random.nextInt(3) > 0) {
			if (this.random.nextBoolean()) {
				monitor(sender, watch.port());
			}
			send(sender, watch.port(), 1 + this.random.nextInt(2));
		}
	}

	private void monitorAndKill(Sender sender, String port) {
		Actor target = target(sender);
		if (target != null) {
			Watch watch = this.oracle.watch(Watch.Form.KILL, sender, target, port);
			Node node = sender.member().node();
			watch.guard(this.oracle
				.call(() -> (target == sender) ? node.killOnDeath(port) : node.killOnDeath(port, target.id())));
		}
	}

	private void monitorAndSend(Sender sender, String port) {
		Actor target = target(sender);
		if (target != null) {
			Watch watch = this.oracle.watch(Watch.Form.MESSAGE, sender, target, port);
			watch.guard(
					this.oracle.call(() -> sender.member().node().sendOnDeath(port, target.id(), "w", watch.number())));
		}
	}

	private void closeOnDeath(Sender sender, String port) {
		Watch watch = this.oracle.watch(Watch.Form.GUARD, sender, sender.member().outside(), port);
		watch.guard(this.oracle.call(() -> sender.member()
			.node()
			.closeOnDeath(port, () -> this.oracle.callback(() -> this.oracle.fired(watch, null)))));
	}

	/** A port of the same node: the sender itself, or another one. */
	private @Nullable Actor target(Sender sender) {
		if (sender instanceof Actor actor && this.random.nextBoolean()) {
			return actor;
		}
		List<Actor> alive = sender.member().actors().stream().filter(Sender::isAlive).toList();
		return alive.isEmpty() ? null : this.cast.some(alive);
	}

	private void closeSome(Sender sender) {
		List<Watch> watches = this.oracle.watchesOf(sender.member());
		if (!watches.isEmpty()) {
			this.oracle.closed(this.cast.some(watches));
		}
	}

	void kill(Sender sender, String port) {
		Reason reason = this.oracle.deaths().kill(sender, port);
		if (sender.id().equals(port) && sender instanceof Actor actor) {
			actor.killSelf(reason);
			return;
		}
		this.oracle.call(() -> {
			sender.member().node().kill(port, reason);
			return true;
		});
	}

	private void spawn(Sender sender) {
		Member there = this.cast.someMember();
		String function = switch (this.random.nextInt(10)) {
			case 0 -> "missing";
			case 1 -> "failing";
			default -> "actor";
		};
		Node node = sender.member().node();
		String port = this.oracle.call(() -> node.spawn(there.node().id(), function, "data"));
		this.oracle.spawned(sender.member(), port);
		this.cast.named(port);
		if (this.random.nextInt(3) > 0) {
			monitor(sender, port);
		}
		send(sender, port, this.random.nextInt(3));
	}

	private void call(Sender sender, String port) {
		Duration timeout = this.random.nextBoolean() ? Duration.ofMillis(this.random.nextInt(20_000)) : null;
		Node node = sender.member().node();
		Question question = this.oracle.question(sender, port, timeout);
		Consumer<Message> answered = (answer) -> inContext(sender, () -> this.oracle.questions().answered(question));
		Consumer<Exception> failed = (failure) -> inContext(sender,
				() -> this.oracle.questions().failed(question, failure));
		this.oracle.call(() -> {
			Message message = this.oracle.message(sender, port, "call");
			return (timeout != null) ? node.call(port, message, timeout, answered, failed)
					: node.call(port, message, answered, failed);
		});
	}

	private void after(Sender sender) {
		String what = "timer " + this.count++;
		this.oracle.pending().begins(what, sender);
		Guard guard = this.oracle.call(() -> sender.member()
			.node()
			.after(Duration.ofMillis(this.random.nextInt(3000)),
					() -> inContext(sender, () -> this.oracle.pending().ends(what))));
		if (this.random.nextInt(4) == 0) {
			guard.close();
			this.oracle.pending().ends(what);
		}
	}

	private void inContext(Sender sender, Runnable task) {
		if (sender instanceof Actor actor) {
			actor.callback(task);
		}
		else {
			this.oracle.callback(task);
		}
	}

	private void die(Actor actor) {
		String text = "death " + this.count++;
		switch (this.random.nextInt(3)) {
			case 0 -> actor.killSelf(Reason.NORMAL);
			case 1 -> actor.killSelf(Reason.of("own", text));
			default -> actor.fail(text);
		}
	}

}
