package io.aemp.global;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A connection of two simulated nodes. Each side is told of it in its own time. */
final class SimulatedConnection {

	private final Map<String, Side> sides = new TreeMap<>();

	private final Set<String> ids;

	private boolean ended;

	SimulatedConnection(SimulatedNode a, SimulatedNode b) {
		this.ids = Set.of(a.id(), b.id());
		this.sides.put(a.id(), new Side(a, b.id()));
		this.sides.put(b.id(), new Side(b, a.id()));
	}

	boolean joins(String id) {
		return this.ids.contains(id);
	}

	/** Sends to the other side. */
	void send(String from, Object[] packet) {
		if (!this.ended) {
			this.sides.values()
				.stream()
				.filter((side) -> !side.node.id().equals(from))
				.forEach((side) -> side.in(packet));
		}
	}

	/** Ends; packets under way are lost. */
	void end() {
		if (!this.ended) {
			this.ended = true;
			this.sides.values().forEach(Side::end);
		}
	}

	/** Ends because one side wants it. */
	void end(String wanting) {
		if (!this.ended) {
			end();
			List.copyOf(this.sides.get(wanting).waiting).forEach(Runnable::run);
			this.sides.get(wanting).waiting.clear();
		}
	}

	/** A side has crashed. Whether the other one need not be told. */
	boolean forget(String id) {
		this.sides.remove(id);
		return isOver();
	}

	boolean isOver() {
		return this.ended && this.sides.values().stream().allMatch((side) -> side.waiting.isEmpty());
	}

	void possible(List<Runnable> possible) {
		for (Side side : this.sides.values()) {
			if (!side.waiting.isEmpty()) {
				possible.add(() -> side.waiting.remove().run());
			}
		}
	}

	private static final class Side {

		private final SimulatedNode node;

		private final String peer;

		private final Deque<Runnable> waiting = new ArrayDeque<>();

		private boolean up;

		private Side(SimulatedNode node, String peer) {
			this.node = node;
			this.peer = peer;
			this.waiting.add(() -> {
				this.up = true;
				node.up(peer);
			});
		}

		private void in(Object[] packet) {
			this.waiting.add(() -> this.node.packet(this.peer, packet));
		}

		private void end() {
			this.waiting.clear();
			if (this.up) {
				this.waiting.add(() -> this.node.down(this.peer));
			}
		}

	}

}
