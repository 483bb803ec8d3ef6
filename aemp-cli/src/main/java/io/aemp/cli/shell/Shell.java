package io.aemp.cli.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.aemp.FamilyChange;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.PortIds;
import io.aemp.Reason;
import io.aemp.Values;
import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.ExitStatus;
import io.aemp.cli.command.Json;
import io.aemp.cli.network.Deadline;
import io.aemp.cli.network.Requests;
import io.aemp.cli.network.ToolNode;
import io.aemp.cli.network.Words;
import io.aemp.logcatcher.LogCatcher;
import io.aemp.logcatcher.LogLevel;
import io.aemp.runtime.OperatorRequests;
import org.jspecify.annotations.Nullable;

/** The commands of the shell. One thread enters lines; output may come from others. */
final class Shell {

	private static final String HELP = """
			nodes                      the nodes of the network
			=NODE                      talk about another node
			peers [NODE]               the nodes that a node is connected with
			ports [NODE]               the ports of a node
			families                   the families of the database
			family FAMILY              the entries of a family
			watch FAMILY               show each change of a family
			unwatch FAMILY             show its changes no more
			snd PORT ARGUMENT...       send a message
			cal PORT ARGUMENT...       call a port, and show the answer
			mon PORT                   tell when a port dies, or a node is lost
			kil PORT REASON...         kill a port
			spawn FUNCTION ARGUMENT... create a port on the node
			log LEVEL                  show the logs of all nodes: off, error, warn, info, debug, trace
			eval EXPRESSION            have the node evaluate an expression
			exit, quit                 end the shell, like the end of the input
			A port of the node may be written as #PORT. A word that begins with [, { or " is JSON.""";

	private final ToolNode tool;

	private final Optional<Duration> timeout;

	private final Consumer<String> output;

	private final Map<String, Command> commands = new LinkedHashMap<>();

	private final Map<String, Guard> watched = new TreeMap<>();

	/** The nodes of the network, once they are known. */
	private final CompletableFuture<FamilyChange> joined = new CompletableFuture<>();

	private volatile Set<String> members = Set.of();

	private @Nullable LogCatcher log;

	private String node;

	Shell(ToolNode tool, String node, Optional<Duration> timeout, Consumer<String> output) {
		this.tool = tool;
		this.node = node;
		this.timeout = timeout;
		this.output = output;
		tool.node().database().monitorNodes((change) -> {
			this.members = change.contents().keySet();
			this.joined.complete(change);
		});
		this.commands.put("help", (words) -> print(HELP));
		this.commands.put("nodes", (words) -> nodes().forEach(this::print));
		this.commands.put("peers", (words) -> ask(words, OperatorRequests.upNodes()).forEach(this::print));
		this.commands.put("ports", (words) -> ports(words).forEach(this::print));
		this.commands.put("families", (words) -> families().forEach(this::print));
		this.commands.put("family", (words) -> family(text(words, 1, "FAMILY")));
		this.commands.put("watch", (words) -> watch(text(words, 1, "FAMILY")));
		this.commands.put("unwatch", (words) -> unwatch(text(words, 1, "FAMILY")));
		this.commands.put("snd", (words) -> print(Words.plain(requests().send(port(words), from(words, 2))).strip()));
		this.commands.put("cal", (words) -> print(Words.json(requests().call(port(words), from(words, 2)))));
		this.commands.put("mon", this::monitor);
		this.commands.put("kil", (words) -> node().kill(port(words), Reason.of(from(words, 2).toArray())));
		this.commands.put("log", (words) -> log(LogLevel.parse(text(words, 1, "LEVEL"))));
		this.commands.put("spawn",
				(words) -> print(node().spawn(this.node, text(words, 1, "FUNCTION"), Message.of(from(words, 2)))));
	}

	/** The node of which the lines speak. */
	String nodeId() {
		return this.node;
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
			print("nodes: " + String.join(" ", nodes()));
			return;
		}
		if (line.startsWith("=")) {
			this.node = line.substring(1).strip();
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

	/** The nodes of the network, without this tool. */
	TreeSet<String> nodes() {
		await(this.joined, "no answer about the nodes");
		TreeSet<String> nodes = new TreeSet<>(this.members);
		nodes.remove(node().id());
		return nodes;
	}

	private <T> T await(CompletableFuture<T> future, String problem) {
		try {
			return new Deadline(this.timeout).await(future);
		}
		catch (TimeoutException | ExecutionException ex) {
			throw new CommandException(ExitStatus.NO_ANSWER, problem);
		}
	}

	/** Each node knows some families, and a global Perl node knows all. */
	TreeSet<String> families() {
		TreeSet<String> families = new TreeSet<>();
		for (String each : nodes()) {
			try {
				new Requests(fresh()).evaluate(each, OperatorRequests.families())
					.forEach((family) -> families.add(String.valueOf(Values.text(family))));
			}
			catch (CommandException ex) {
				// a node that does not tell, or another tool
			}
		}
		families.removeIf((family) -> family.startsWith("'"));
		return families;
	}

	/** The port IDs of a node. */
	private List<String> ports(List<@Nullable Object> words) {
		String asked = target(words);
		return ask(words, OperatorRequests.ports()).stream()
			.filter((name) -> !name.isEmpty())
			.map((name) -> PortIds.nodeOf(asked) + "#" + name)
			.sorted()
			.toList();
	}

	/** The port IDs of the present node; none if it does not tell. */
	List<String> knownPorts() {
		try {
			return ports(List.of("ports"));
		}
		catch (CommandException ex) {
			return List.of();
		}
	}

	private List<String> ask(List<@Nullable Object> words, String expression) {
		return requests().evaluate(target(words), expression)
			.stream()
			.map((element) -> String.valueOf(Values.text(element)))
			.sorted()
			.toList();
	}

	private String target(List<@Nullable Object> words) {
		return (words.size() > 1) ? text(words, 1, "NODE") : this.node;
	}

	private void family(String family) {
		Map<String, @Nullable Object> entries = await(node().database().entries(family),
				"no answer about family " + family);
		new TreeMap<>(entries).forEach((subkey, value) -> print(subkey + " = " + Json.compact(value)));
	}

	private void log(LogLevel level) {
		if (this.log == null) {
			this.log = LogCatcher.start(node(), level,
					(record) -> print(record.entry().level().name().toLowerCase(Locale.ROOT) + " "
							+ record.entry().logger() + ": " + record.text()));
		}
		else {
			this.log.level(level);
		}
	}

	private void watch(String family) {
		this.watched.computeIfAbsent(family, (name) -> node().database().monitor(name, this::changed));
	}

	private void unwatch(String family) {
		Guard guard = this.watched.remove(family);
		if (guard != null) {
			guard.close();
		}
	}

	private void changed(FamilyChange change) {
		change.added().forEach((subkey) -> changed("+", change, subkey));
		change.changed().forEach((subkey) -> changed("*", change, subkey));
		change.deleted().forEach((subkey) -> print("-" + change.family() + " " + subkey));
	}

	private void changed(String mark, FamilyChange change, String subkey) {
		print(mark + change.family() + " " + subkey + " = " + Json.compact(change.contents().get(subkey)));
	}

	private void monitor(List<@Nullable Object> words) {
		String port = port(words);
		node().monitor(port, (reason) -> print(port + " died: " + Words.plain(reason.elements()).strip()));
	}

	private Node node() {
		return this.tool.node();
	}

	private ToolNode fresh() {
		return this.tool.with(new Deadline(this.timeout));
	}

	private Requests requests() {
		return new Requests(fresh());
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

	private void print(String line) {
		this.output.accept(line);
	}

	private interface Command {

		void run(List<@Nullable Object> words);

	}

}
