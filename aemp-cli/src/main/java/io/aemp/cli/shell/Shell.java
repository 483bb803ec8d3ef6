package io.aemp.cli.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.aemp.Message;
import io.aemp.PortIds;
import io.aemp.Reason;
import io.aemp.Values;
import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.Json;
import io.aemp.cli.network.Deadline;
import io.aemp.cli.network.Requests;
import io.aemp.cli.network.ToolNode;
import io.aemp.cli.network.Words;
import io.aemp.logcatcher.LogLevel;
import org.jspecify.annotations.Nullable;

/** The commands of the shell. One thread enters lines; output may come from others. */
final class Shell implements AutoCloseable {

	private static final String HELP = """
			nodes                      the nodes of the network
			=NODE                      talk about another node
			peers [NODE]               the nodes that a node is connected with, and their software
			ports [NODE]               the ports of a node
			families                   the families of the database
			family FAMILY              the entries of a family
			watch FAMILY               show each change of a family
			unwatch FAMILY             show its changes no more
			snd PORT ARGUMENT...       send a message
			cal PORT ARGUMENT...       call a port, and show the answer
			mon PORT                   tell when a port dies, or a node is lost
			kil PORT REASON...         kill a port
			spawn FUNCTION ARGUMENT... create a port on the node, and tell when it dies
			log LEVEL                  show the logs of all nodes: off, error, warn, info, debug, trace
			eval EXPRESSION            have the node evaluate an expression
			exit, quit                 end the shell, like the end of the input
			A port of the node may be written as #PORT. A word that begins with [, { or " is JSON.""";

	private final ToolNode tool;

	private final Optional<Duration> timeout;

	private final Consumer<String> output;

	private final Map<String, Command> commands = new LinkedHashMap<>();

	private final NetworkDirectory directory;

	private final LiveOutput live;

	private String node;

	Shell(ToolNode tool, String node, Optional<Duration> timeout, Consumer<String> output) {
		this.tool = tool;
		this.node = node;
		this.timeout = timeout;
		this.output = output;
		this.directory = new NetworkDirectory(tool, timeout);
		this.live = new LiveOutput(tool.node(), output);
		addQueries();
		addRequests();
		this.commands.put("watch", (words) -> this.live.watch(text(words, 1, "FAMILY")));
		this.commands.put("unwatch", (words) -> this.live.unwatch(text(words, 1, "FAMILY")));
		this.commands.put("mon", (words) -> this.live.monitor(port(words)));
		this.commands.put("log", (words) -> this.live.log(LogLevel.parse(text(words, 1, "LEVEL"))));
	}

	private void addQueries() {
		this.commands.put("help", (words) -> print(HELP));
		this.commands.put("nodes", (words) -> this.directory.nodes().forEach(this::print));
		this.commands.put("peers", (words) -> this.directory.peers(target(words))
			.forEach((peer, software) -> print((peer + " " + Values.display(software)).strip())));
		this.commands.put("ports", (words) -> this.directory.ports(target(words)).forEach(this::print));
		this.commands.put("families", (words) -> this.directory.families().forEach(this::print));
		this.commands.put("family", (words) -> new TreeMap<>(this.directory.entries(text(words, 1, "FAMILY")))
			.forEach((subkey, value) -> print(subkey + " = " + Json.compact(value))));
	}

	private void addRequests() {
		this.commands.put("snd", (words) -> print(Words.plain(requests().send(port(words), from(words, 2))).strip()));
		this.commands.put("cal", (words) -> print(Words.json(requests().call(port(words), from(words, 2)))));
		this.commands.put("kil", (words) -> this.tool.node().kill(port(words), Reason.of(from(words, 2).toArray())));
		this.commands.put("spawn", this::spawn);
	}

	/** The node of which the lines speak. */
	String nodeId() {
		return this.node;
	}

	/** The families whose changes are shown. */
	List<String> watched() {
		return this.live.watched();
	}

	/** The names of the commands. */
	List<String> names() {
		List<String> names = new ArrayList<>(this.commands.keySet());
		names.addAll(List.of("eval", "exit", "quit"));
		return names;
	}

	/** Does what a line says. Returns whether more lines may follow. */
	boolean enter(String line) {
		String stripped = line.strip();
		if (stripped.equals("exit") || stripped.equals("quit")) {
			return false;
		}
		try {
			run(stripped);
		}
		catch (CommandException | IllegalArgumentException ex) {
			print("error: " + ex.getMessage());
		}
		return true;
	}

	private void run(String line) {
		if (line.isEmpty()) {
			return;
		}
		if (line.equals("=")) {
			print("nodes: " + String.join(" ", this.directory.nodes()));
			return;
		}
		if (line.startsWith("=")) {
			this.node = nodeId(line.substring(1).strip());
			return;
		}
		if (line.startsWith("eval ")) {
			print(Words.json(requests().evaluate(this.node, line.substring("eval ".length()).strip())));
			return;
		}
		List<@Nullable Object> words = ShellWords.of(line);
		Command command = this.commands.get(String.valueOf(words.get(0)));
		if (command == null) {
			throw CommandException.usage("'" + Values.display(words.get(0)) + "' is no command; help lists them all");
		}
		command.run(words);
	}

	/** The node of an ID; that of a port counts too. */
	private static String nodeId(String text) {
		String id = PortIds.nodeOf(text);
		if (!PortIds.isPeerNodeId(id)) {
			throw CommandException.usage("'" + Values.display(text) + "' is no node ID. The command nodes lists them.");
		}
		return id;
	}

	/** A function that fails kills the port, which is all that its caller hears. */
	private void spawn(List<@Nullable Object> words) {
		String port = this.tool.node().spawn(this.node, text(words, 1, "FUNCTION"), Message.of(from(words, 2)));
		print(port);
		this.live.monitor(port);
	}

	private Requests requests() {
		return new Requests(this.tool.with(new Deadline(this.timeout)));
	}

	private String target(List<@Nullable Object> words) {
		return (words.size() > 1) ? nodeId(text(words, 1, "NODE")) : this.node;
	}

	/** A port ID; the present node may be left out. */
	private String port(List<@Nullable Object> words) {
		String port = text(words, 1, "PORT");
		return port.startsWith("#") ? this.node + port : port;
	}

	private static String text(List<@Nullable Object> words, int index, String name) {
		String text = (index < words.size()) ? Values.text(words.get(index)) : null;
		if (text == null || text.isEmpty()) {
			throw CommandException.usage(words.get(0) + ": " + name + " missing");
		}
		return text;
	}

	private static List<@Nullable Object> from(List<@Nullable Object> words, int index) {
		return words.subList(Math.min(index, words.size()), words.size());
	}

	@Override
	public void close() {
		this.live.close();
	}

	private void print(String line) {
		this.output.accept(line);
	}

	private interface Command {

		void run(List<@Nullable Object> words);

	}

}
