package io.aemp.cli.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes commands, node IDs, families and port IDs, as the network has them now. */
final class Completions implements Completer {

	private final Shell shell;

	Completions(Shell shell) {
		this.shell = shell;
	}

	@Override
	public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
		of(line.words(), line.wordIndex()).forEach((text) -> candidates.add(new Candidate(text)));
	}

	/** What may stand at a place of a line. */
	Collection<String> of(List<String> words, int index) {
		String word = words.get(index);
		if (index == 0) {
			return word.startsWith("=") ? this.shell.nodes().stream().map((node) -> "=" + node).toList()
					: this.shell.names();
		}
		if (index > 1) {
			return List.of();
		}
		return switch (words.get(0)) {
			case "peers", "ports" -> this.shell.nodes();
			case "family", "watch", "unwatch" -> this.shell.families();
			case "snd", "cal", "mon", "kil" -> targets();
			default -> List.of();
		};
	}

	private Collection<String> targets() {
		List<String> targets = new ArrayList<>(this.shell.nodes());
		targets.addAll(this.shell.knownPorts());
		return targets;
	}

}
