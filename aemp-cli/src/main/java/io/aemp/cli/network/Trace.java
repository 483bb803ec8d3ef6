package io.aemp.cli.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.aemp.PortIds;
import io.aemp.cli.command.Console;
import io.aemp.cli.command.ExitStatus;
import io.aemp.cli.command.Invocation;
import io.aemp.cli.command.Json;
import io.aemp.cli.command.Option;
import io.aemp.cli.network.Topology.Answer;

/** Draws the connections of a network. */
final class Trace {

	private final ToolNode tool;

	private final Console console;

	/** The nodes in the order of their answers. */
	private final Map<String, Answer> answered = new LinkedHashMap<>();

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
		new Topology(this.tool).follow(first, (answer) -> {
			this.answered.put(answer.node(), answer);
			if (text) {
				this.console.out().println(answer);
			}
		});
		if (invocation.has(Option.JSON)) {
			this.console.out().println(json());
		}
		else if (invocation.has(Option.DOT)) {
			this.console.out().print(dot());
		}
		return status(first);
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

	/**
	 * A node that cannot tell is no failure, but one that does not answer is, and so is a
	 * first node that is not there. Others may leave meanwhile.
	 */
	private ExitStatus status(String first) {
		boolean late = false;
		boolean missing = false;
		for (Answer answer : this.answered.values()) {
			String problem = answer.problem();
			if (problem != null) {
				this.console.tell(answer.node() + ": " + problem);
				late |= answer.silent();
				missing |= answer.lost() && answer.node().equals(first);
			}
		}
		return missing ? ExitStatus.FAILED : late ? ExitStatus.NO_ANSWER : ExitStatus.SUCCESS;
	}

}
