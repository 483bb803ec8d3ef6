package io.aemp.cli.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.aemp.cli.command.CommandException;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes commands, node IDs, families and port IDs, as the network has them now. */
final class Completions implements Completer {

	private static final List<String> LEVELS = List.of("off", "error", "warn", "info", "debug", "trace");

	private final Shell shell;

	private final NetworkDirectory directory;

	/**
	 * Creates the completions.
	 * @param shell knows the commands and the present node
	 * @param directory knows the rest; a user waits for it at the keyboard
	 */
	Completions(Shell shell, NetworkDirectory directory) {
		this.shell = shell;
		this.directory = directory;
	}

	@Override
	public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
		of(line.words(), line.wordIndex()).forEach((text) -> candidates.add(new Candidate(text)));
	}

	/** What may stand at a place of a line; nothing if nobody answers. */
	Collection<String> of(List<String> words, int index) {
		try {
			return candidates(words, index);
		}
		catch (CommandException ex) {
			return List.of();
		}
	}

	private Collection<String> candidates(List<String> words, int index) {
		String word = words.get(index);
		if (index == 0) {
			return word.startsWith("=") ? this.directory.nodes().stream().map((node) -> "=" + node).toList()
					: this.shell.names();
		}
		if (index > 1) {
			return List.of();
		}
		return switch (words.get(0)) {
			case "peers", "ports" -> this.directory.nodes();
			case "family", "watch" -> this.directory.families();
			case "unwatch" -> this.shell.watched();
			case "log" -> LEVELS;
			case "snd", "cal", "mon", "kil" -> targets(word);
			default -> List.of();
		};
	}

	/** The ports of a node that is written already, or else nodes and the ports of the present one. */
	private Collection<String> targets(String word) {
		int mark = word.indexOf('#');
		if (mark > 0) {
			return this.directory.ports(word.substring(0, mark));
		}
		List<String> ports = presentPorts();
		if (mark == 0) {
			return ports.stream().map((port) -> port.substring(port.indexOf('#'))).toList();
		}
		List<String> targets = new ArrayList<>(this.directory.nodes());
		targets.addAll(ports);
		return targets;
	}

	/** None if the node does not tell. */
	private List<String> presentPorts() {
		try {
			return this.directory.ports(this.shell.nodeId());
		}
		catch (CommandException ex) {
			return List.of();
		}
	}

}
