package io.aemp.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.aemp.FamilyChange;
import io.aemp.Guard;
import io.aemp.Node;
import io.aemp.cli.command.Json;
import io.aemp.cli.network.Words;
import io.aemp.logcatcher.LogCatcher;
import io.aemp.logcatcher.LogLevel;
import org.jspecify.annotations.Nullable;

/**
 * What the shell prints when it happens: changes of families, deaths, logs. The thread of
 * the shell subscribes; threads of the node print.
 */
final class LiveOutput implements AutoCloseable {

	private final Node node;

	private final Consumer<String> output;

	private final Map<String, Guard> watched = new TreeMap<>();

	private final List<Guard> monitors = new ArrayList<>();

	private @Nullable LogCatcher log;

	LiveOutput(Node node, Consumer<String> output) {
		this.node = node;
		this.output = output;
	}

	/** Shows what a family holds, and each change. */
	void watch(String family) {
		this.watched.computeIfAbsent(family, (name) -> this.node.database().monitor(name, this::changed));
	}

	/** Shows the changes of a family no more. */
	void unwatch(String family) {
		Guard guard = this.watched.remove(family);
		if (guard != null) {
			guard.close();
		}
	}

	/** The families that are watched. */
	List<String> watched() {
		return List.copyOf(this.watched.keySet());
	}

	private void changed(FamilyChange change) {
		change.added().forEach((subkey) -> changed("+", change, subkey));
		change.changed().forEach((subkey) -> changed("*", change, subkey));
		change.deleted().forEach((subkey) -> this.output.accept("-" + change.family() + " " + subkey));
	}

	private void changed(String mark, FamilyChange change, String subkey) {
		this.output
			.accept(mark + change.family() + " " + subkey + " = " + Json.compact(change.contents().get(subkey)));
	}

	/** Tells when a port dies or a node is lost. */
	void monitor(String port) {
		this.monitors.add(this.node.monitor(port,
				(reason) -> this.output.accept(port + " died: " + Words.plain(reason.elements()).strip())));
	}

	/** Shows what the other nodes log. */
	void log(LogLevel level) {
		if (this.log == null) {
			this.log = LogCatcher.start(this.node, level,
					(record) -> this.output.accept(record.entry().level().name().toLowerCase(Locale.ROOT) + " "
							+ record.entry().logger() + ": " + record.text()));
		}
		else {
			this.log.level(level);
		}
	}

	/** Ends all subscriptions: that the tool leaves the network is nobody's death. */
	@Override
	public void close() {
		this.watched.values().forEach(Guard::close);
		this.monitors.forEach(Guard::close);
		if (this.log != null) {
			this.log.close();
		}
	}

}
