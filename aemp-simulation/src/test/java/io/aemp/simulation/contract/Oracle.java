package io.aemp.simulation.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.aemp.Message;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.simulation.Simulation;
import org.jspecify.annotations.Nullable;

/**
 * Is told what nodes and ports do, and knows what must not happen. The first violation is
 * kept, as the nodes would take it for a fault of the application.
 */
final class Oracle {

	private final Map<String, Member> spawners = new HashMap<>();

	private final Map<String, Actor> actors = new LinkedHashMap<>();

	private final Map<String, Sender> senders = new LinkedHashMap<>();

	private final Map<String, Lane> lanes = new LinkedHashMap<>();

	private final List<Watch> watches = new ArrayList<>();

	private final Questions questions = new Questions(this);

	private final List<Replay> replays = new ArrayList<>();

	private final Set<String> portIds = new HashSet<>();

	private final Pending pending = new Pending(this);

	private final Deaths deaths = new Deaths(this);

	private final Tally tally = new Tally();

	private final Simulation simulation;

	/** Whether no connection may be lost. */
	private final boolean calm;

	/** Whether moreover everybody must find everybody in time. */
	private final boolean prompt;

	private @Nullable Violation violation;

	private boolean calling;

	Oracle(Simulation simulation, boolean calm, boolean prompt) {
		this.simulation = simulation;
		this.calm = calm;
		this.prompt = prompt;
	}

	Tally tally() {
		return this.tally;
	}

	Deaths deaths() {
		return this.deaths;
	}

	Questions questions() {
		return this.questions;
	}

	Pending pending() {
		return this.pending;
	}

	/** Whether nobody may be told of a loss. */
	boolean isPrompt() {
		return this.prompt;
	}

	void note(String subject, Supplier<String> text) {
		this.simulation.note(subject, text.get());
	}

	/** Checks something, and keeps what it throws. */
	void guarded(Runnable check) {
		try {
			check.run();
		}
		catch (Violation ex) {
			if (this.violation == null) {
				this.violation = ex;
			}
			throw ex;
		}
	}

	/** The first violation, of which others may only follow. */
	@Nullable Violation violation() {
		return this.violation;
	}

	void check() {
		if (this.violation != null) {
			throw this.violation;
		}
	}

	/** A call to a node must neither wait nor throw: C7. */
	<T> T call(Supplier<T> call) {
		boolean before = this.calling;
		this.calling = true;
		try {
			return call.get();
		}
		catch (RuntimeException ex) {
			Violation violation = new Violation("C7: a call throws " + ex, List.of());
			violation.initCause(ex);
			guarded(() -> {
				throw violation;
			});
			throw violation;
		}
		finally {
			this.calling = before;
		}
	}

	/** A callback runs. */
	void callback(Runnable task) {
		guarded(() -> {
			if (this.calling) {
				throw new Violation("C7: a callback runs within a call", List.of());
			}
			task.run();
		});
	}

	void joined(Sender outside) {
		this.senders.put(outside.id(), outside);
	}

	/** A port ID came into being: C5. */
	void named(String portId) {
		guarded(() -> {
			if (!this.portIds.add(portId)) {
				throw new Violation("C5: the port ID " + portId + " is used again", List.of(portId));
			}
		});
	}

	Actor opened(Member member, Port port) {
		Actor actor = new Actor(this, member, port);
		guarded(() -> {
			if (this.actors.putIfAbsent(port.id(), actor) != null) {
				throw new Violation("C5: the port " + port.id() + " is set up twice", List.of(port.id()));
			}
		});
		this.senders.put(port.id(), actor);
		member.add(actor);
		port.receive(actor::receive);
		note(port.id(), () -> "opened");
		return actor;
	}

	@Nullable Actor actor(String portId) {
		return this.actors.get(portId);
	}

	boolean isAlive(String portId) {
		Actor actor = this.actors.get(portId);
		return actor != null && actor.isAlive();
	}

	Lane lane(Sender sender, String port) {
		return this.lanes.computeIfAbsent(sender.id() + " " + port, (key) -> new Lane(sender, port));
	}

	Message message(Sender sender, String port, Object payload) {
		Lane lane = lane(sender, port);
		int number = lane.send(isEarly(sender, port));
		this.tally.sent++;
		note(sender.id(), () -> "sends " + number + " to " + port);
		Message message = Message.of("m", sender.id(), number, payload);
		Message whole = sender.member().node().isLocal(port) ? message.append(new Marker(number)) : message.append("");
		return whole.withHeaders(headers(sender, number));
	}

	/** Some messages have headers, some of the same line have none. */
	private static Map<String, String> headers(Sender sender, int number) {
		return (number % 3 == 0) ? Map.of("sender", sender.id(), "number", String.valueOf(number)) : Map.of();
	}

	void received(Actor actor, Message message) {
		switch (message.text(0)) {
			case "m" -> {
				Sender sender = this.senders.get(message.text(1));
				int number = (int) message.integer(2);
				this.tally.delivered++;
				note(actor.id(), () -> "receives " + number + " from " + sender);
				lane(sender, actor.id()).deliver(number);
				if (!message.headers().equals(headers(sender, number))) {
					throw new Violation("Message " + number + " arrives with headers " + message.headers(),
							List.of(sender.id(), actor.id()));
				}
				Marker.check(sender, actor, message.get(4), number);
				if (message.size() > 5) {
					actor.member().node().send(message.text(5), "answer", number);
				}
			}
			case "w" ->
				fired(this.watches.get((int) message.integer(1)), Reason.of(message.from(2).toList().toArray()));
			default -> throw new Violation("Somebody else's message arrives: " + message, List.of(actor.id()));
		}
	}

	void peerDown(Member member, String node, Reason reason) {
		note(member.host(), () -> "loses " + node + ": " + reason);
		Duration now = this.simulation.time();
		this.watches.forEach((watch) -> watch.connectionLost(member, node, reason));
		this.questions.connectionLost(member, node, reason, now);
		this.tally.losses++;
		if (member.node()
			.network()
			.peers()
			.stream()
			.anyMatch((peer) -> peer.node().equals(node) && peer.monitors() > 0)) {
			guarded(() -> {
				throw new Violation("C3: " + member + " tells that it has lost " + node + " before its monitors fire",
						List.of(member.host(), node));
			});
		}
		if (this.calm && member.isRunning()) {
			guarded(() -> {
				throw new Violation(
						"A connection is lost without a cause: " + member + " loses " + node + ": " + reason,
						List.of(member.host(), node));
			});
		}
	}

	/** A node says that it has left the network: it must have lost all its peers. */
	void left(Member member) {
		note(member.host(), () -> "has left");
		guarded(() -> {
			if (!member.node().network().peers().isEmpty()) {
				throw new Violation(member + " has left the network, but has peers " + member.node().network().peers(),
						List.of(member.host()));
			}
		});
	}

	void packetDropped(Member member, String node, String problem) {
		if (!problem.contains("no init function") && !member.isClosing()) {
			guarded(() -> {
				throw new Violation(member + " drops a packet of " + node + ": " + problem,
						List.of(member.host(), node));
			});
		}
	}

	/**
	 * Whether a port may not be there yet for somebody: only for those of the node that
	 * has named it, its spawn comes first.
	 */
	private boolean isEarly(Sender sender, String port) {
		return !this.actors.containsKey(port) && this.spawners.get(port) != sender.member();
	}

	/**
	 * Whether the port may not be there, or the answer to an earlier monitor or call of
	 * the node may be under way: it counts for all.
	 */
	private boolean isAnsweredEarly(Sender sender, String port) {
		return isEarly(sender, port)
				|| this.watches.stream()
					.anyMatch((watch) -> watch.isEarly() && watch.port().equals(port)
							&& watch.creator().member() == sender.member())
				|| this.questions.hasEarly(sender.member(), port);
	}

	/** A port is named that will be opened on another node. */
	void spawned(Member spawner, String port) {
		this.spawners.put(port, spawner);
	}

	Watch watch(Watch.Form form, Sender creator, @Nullable Sender target, String port) {
		Watch watch = new Watch(this.watches.size(), form, creator, target, port, isAnsweredEarly(creator, port));
		this.watches.add(watch);
		watch.covers(lane(creator, port));
		if (target instanceof Actor actor && target != creator) {
			watch.covers(lane(actor, port));
		}
		note(creator.id(), () -> "monitors by " + watch);
		return watch;
	}

	List<Watch> watches() {
		return this.watches;
	}

	List<Watch> watchesOf(Member member) {
		return this.watches.stream().filter((watch) -> watch.isActive() && watch.creator().member() == member).toList();
	}

	void fired(Watch watch, @Nullable Reason reason) {
		guarded(() -> {
			note(watch.port(), () -> watch + " fires: " + reason);
			this.tally.fired++;
			if (reason != null) {
				this.deaths.checkInit(watch, reason);
			}
			watch.fired(reason, this.actors.get(watch.port()), this.prompt, this.deaths.isDoomed(watch.port()));
		});
	}

	void closed(Watch watch) {
		note(watch.port(), () -> watch + " is closed");
		watch.close();
	}

	/** A call is about to be made. */
	Question question(Sender sender, String port, @Nullable Duration timeout) {
		Duration end = (timeout != null) ? this.simulation.time().plus(timeout) : null;
		return this.questions.begin(sender, port, end, isAnsweredEarly(sender, port));
	}

	Replay replay(Sender sender, String family) {
		Replay replay = new Replay(sender, family);
		this.replays.add(replay);
		return replay;
	}

	List<Replay> replays() {
		return this.replays.stream().filter(Replay::isActive).toList();
	}

	/** All is whole and quiet: what should have happened must have. */
	void checkEnd() {
		check();
		this.lanes.forEach((key, lane) -> {
			if (isAlive(lane.port())) {
				lane.checkComplete();
			}
		});
		this.watches.forEach((watch) -> watch.checkCertainty(this.actors.get(watch.port())));
		this.questions.checkEnd();
		this.pending.checkEnd();
	}

}
