package io.aemp.cli.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

import io.aemp.Message;
import io.aemp.PortDiedException;
import io.aemp.PortIds;
import io.aemp.Values;
import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.Console;
import io.aemp.cli.command.ExitStatus;
import io.aemp.cli.command.Invocation;
import io.aemp.cli.command.Json;
import io.aemp.cli.command.Option;
import io.aemp.runtime.OperatorRequests;
import org.jspecify.annotations.Nullable;

/** Asks each node that it hears of for its connections. */
final class Trace {

	private static final String TIMEOUT = "timeout";

	private final ToolNode tool;

	private final Console console;

	private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

	/** The nodes in the order of their answers. */
	private final Map<String, Answer> answered = new LinkedHashMap<>();

	private final TreeSet<String> asked = new TreeSet<>();

	Trace(ToolNode tool, Console console) {
		this.tool = tool;
		this.console = console;
	}

	ExitStatus draw(Invocation invocation) {
		String first = PortIds.nodeOf(invocation.text(0));
		boolean text = !invocation.has(Option.JSON) && !invocation.has(Option.DOT);
		if (text) {
			this.console.out().println("seed -> " + first);
		}
		ask(first);
		while (this.answered.size() < this.asked.size()) {
			Answer answer = next();
			this.answered.put(answer.node(), answer);
			if (text) {
				this.console.out().println(answer);
			}
			answer.peers().forEach(this::ask);
		}
		if (invocation.has(Option.JSON)) {
			this.console.out().println(json());
		}
		else if (invocation.has(Option.DOT)) {
			this.console.out().print(dot());
		}
		return status();
	}

	private void ask(String node) {
		if (this.asked.add(node)) {
			Message question = Message.of("eval", OperatorRequests.upNodes());
			this.tool.node()
				.call(node, question, this.tool.timeout())
				.whenComplete((answer, failure) -> this.answers
					.add((failure == null) ? read(node, answer) : new Answer(node, List.of(), problem(failure))));
		}
	}

	private Answer read(String node, Message answer) {
		List<String> texts = answer.toList().stream().map(Values::text).filter(Objects::nonNull).toList();
		String error = texts.isEmpty() ? "an empty answer" : texts.get(0);
		List<String> peers = error.isEmpty() ? texts.stream()
			.skip(1)
			.filter((peer) -> PortIds.isPeerNodeId(peer) && !peer.equals(this.tool.node().id()))
			.toList() : List.of();
		return new Answer(node, peers, error.isEmpty() ? null : error);
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

	private String json() {
		List<?> nodes = this.answered.values().stream().map((answer) -> {
			Map<String, Object> node = new LinkedHashMap<>();
			node.put("node", answer.node());
			node.put("peers", answer.peers());
			if (answer.problem() != null) {
				node.put("problem", answer.problem().strip());
			}
			return node;
		}).toList();
		return Json.compact(Map.of("nodes", nodes));
	}

	/** Each connection once, though both of its ends tell of it. */
	private String dot() {
		TreeSet<String> lines = new TreeSet<>();
		this.answered.forEach((node, answer) -> {
			lines.add("  " + Json.compact(node) + ((answer.problem() != null) ? " [style=dashed];" : ";"));
			answer.peers()
				.forEach((peer) -> lines.add("  " + Json.compact((node.compareTo(peer) < 0) ? node : peer) + " -- "
						+ Json.compact((node.compareTo(peer) < 0) ? peer : node) + ";"));
		});
		return lines.stream().collect(Collectors.joining("\n", "graph aemp {\n", "\n}\n"));
	}

	/** A node that cannot tell is no failure, but one that does not answer is. */
	private ExitStatus status() {
		boolean late = false;
		for (Answer answer : this.answered.values()) {
			String problem = answer.problem();
			if (problem != null) {
				this.console.tell(answer.node() + ": " + problem);
				late |= answer.silent();
			}
		}
		return late ? ExitStatus.NO_ANSWER : ExitStatus.SUCCESS;
	}

	/**
	 * What is known of a node.
	 *
	 * @param node its ID
	 * @param peers the nodes that it is connected with, without this tool
	 * @param problem why it did not tell; {@code null} if it did
	 */
	private record Answer(String node, List<String> peers, @Nullable String problem) {

		boolean silent() {
			return TIMEOUT.equals(this.problem);
		}

		@Override
		public String toString() {
			return silent() ? this.node + " (timeout)" : this.node + " -> " + String.join(" ", this.peers);
		}

	}

}
