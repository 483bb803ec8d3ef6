package io.aemp.cli.network;

import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

import io.aemp.Message;
import io.aemp.PortDiedException;
import io.aemp.PortIds;
import io.aemp.Values;
import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.ExitStatus;
import io.aemp.runtime.OperatorRequests;
import org.jspecify.annotations.Nullable;

/** Asks a node for its connections, and then each node that it hears of. */
final class Topology {

	private static final String TIMEOUT = "timeout";

	private final ToolNode tool;

	private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

	private final TreeSet<String> asked = new TreeSet<>();

	/**
	 * Creates the question.
	 * @param tool the node that asks
	 */
	Topology(ToolNode tool) {
		this.tool = tool;
	}

	/**
	 * Asks, and returns when all nodes have answered or are given up.
	 * @param first the node to ask first
	 * @param taker takes what each node says, in the order of the answers
	 */
	void follow(String first, Consumer<Answer> taker) {
		ask(first);
		for (int answered = 0; answered < this.asked.size(); answered++) {
			Answer answer = next();
			taker.accept(answer);
			answer.peers().forEach(this::ask);
		}
	}

	private void ask(String node) {
		if (this.asked.add(node)) {
			Message question = Message.of("eval", OperatorRequests.upNodes());
			this.tool.node()
				.call(node, question, this.tool.timeout())
				.whenComplete((answer, failure) -> this.answers.add((failure == null) ? read(node, answer)
						: new Answer(node, List.of(), problem(failure), failure instanceof PortDiedException)));
		}
	}

	private Answer read(String node, Message answer) {
		List<String> texts = answer.toList().stream().map(Values::text).filter(Objects::nonNull).toList();
		String error = texts.isEmpty() ? "an empty answer" : texts.get(0);
		List<String> peers = error.isEmpty() ? texts.stream()
			.skip(1)
			.filter((peer) -> PortIds.isPeerNodeId(peer) && !peer.equals(this.tool.node().id()))
			.toList() : List.of();
		return new Answer(node, peers, error.isEmpty() ? null : error, false);
	}

	private static String problem(Throwable failure) {
		return (failure instanceof PortDiedException died) ? died.reason().text() : TIMEOUT;
	}

	private Answer next() {
		try {
			return this.answers.take();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CommandException(ExitStatus.NO_ANSWER, "interrupted");
		}
	}

	/**
	 * What is known of a node.
	 *
	 * @param node its ID
	 * @param peers the nodes that it is connected with, without this tool
	 * @param problem why it did not tell; {@code null} if it did
	 * @param lost whether it could not be reached
	 */
	record Answer(String node, List<String> peers, @Nullable String problem, boolean lost) {

		/** Whether the node has not answered in time. */
		boolean silent() {
			return TIMEOUT.equals(this.problem);
		}

		@Override
		public String toString() {
			return silent() ? this.node + " (timeout)" : this.node + " -> " + String.join(" ", this.peers);
		}

	}

}
