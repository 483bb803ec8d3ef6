package io.aemp.cli.shell;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import io.aemp.FamilyChange;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.PortIds;
import io.aemp.Values;
import io.aemp.cli.command.CommandException;
import io.aemp.cli.command.ExitStatus;
import io.aemp.cli.network.Deadline;
import io.aemp.cli.network.Requests;
import io.aemp.cli.network.ToolNode;
import io.aemp.cli.network.Words;
import io.aemp.runtime.OperatorRequests;
import org.jspecify.annotations.Nullable;

/**
 * What there is in the network at this moment: nodes, their connections and ports,
 * families and their entries. Any thread may ask; each question waits for its answer.
 */
final class NetworkDirectory {

	/** Families whose names begin so belong to the protocol. */
	private static final String INTERNAL = "'";

	private final ToolNode tool;

	private final Optional<Duration> timeout;

	/** Completes with the first answer about the nodes. */
	private final CompletableFuture<FamilyChange> joined = new CompletableFuture<>();

	private volatile Set<String> members = Set.of();

	NetworkDirectory(ToolNode tool, Optional<Duration> timeout) {
		this.tool = tool;
		this.timeout = timeout;
		tool.node().database().monitorNodes((change) -> {
			this.members = change.contents().keySet();
			this.joined.complete(change);
		});
	}

	/** The nodes of the network, without this tool. */
	TreeSet<String> nodes() {
		await(this.joined, "no answer about the nodes");
		TreeSet<String> nodes = new TreeSet<>(this.members);
		nodes.remove(node().id());
		return nodes;
	}

	/**
	 * The nodes that a node is connected with, and the software of each. A node that does
	 * not tell of the software may tell of the nodes.
	 */
	Map<String, String> peers(String node) {
		Map<String, String> peers = new TreeMap<>();
		List<@Nullable Object> answer = answer(node, OperatorRequests.peers());
		if (isSuccess(answer)) {
			for (int i = 1; i + 1 < answer.size(); i += 2) {
				peers.put(String.valueOf(Values.text(answer.get(i))),
						Objects.requireNonNullElse(Values.text(answer.get(i + 1)), ""));
			}
		}
		else {
			ask(node, OperatorRequests.upNodes()).forEach((peer) -> peers.put(peer, ""));
		}
		return peers;
	}

	/** The port IDs of a node. */
	List<String> ports(String node) {
		String asked = PortIds.nodeOf(node);
		return ask(asked, OperatorRequests.ports()).stream()
			.filter((name) -> !name.isEmpty())
			.map((name) -> asked + "#" + name)
			.sorted()
			.toList();
	}

	/**
	 * The families that the nodes tell of. Each node knows some, and a global Perl node
	 * knows all. All are asked at once; those that do not tell are left out.
	 */
	TreeSet<String> families() {
		Message question = Message.of("eval", OperatorRequests.families());
		Set<String> nodes = nodes();
		Duration limit = tool().timeout();
		List<CompletableFuture<List<String>>> answers = nodes.stream()
			.map((each) -> node().call(each, question, limit)
				.handle((answer, failure) -> (failure == null && isSuccess(answer.toList())) ? results(answer.toList())
						: List.<String>of()))
			.toList();
		TreeSet<String> families = new TreeSet<>();
		answers.forEach((answer) -> families.addAll(answer.join()));
		families.removeIf((family) -> family.startsWith(INTERNAL));
		return families;
	}

	/** The entries of a family. */
	Map<String, @Nullable Object> entries(String family) {
		return await(node().database().entries(family), "no answer about family " + family);
	}

	private List<String> ask(String node, String expression) {
		List<@Nullable Object> answer = answer(node, expression);
		if (!isSuccess(answer)) {
			throw new CommandException(ExitStatus.FAILED, node + " does not tell: " + Words.plain(answer).strip()
					+ ". A Java node tells with OperatorRequests.answerQuestions, in Spring Boot with the property "
					+ "aemp.operator-requests.questions.");
		}
		return results(answer);
	}

	private List<@Nullable Object> answer(String node, String expression) {
		try {
			return new Requests(tool()).call(node, List.of("eval", expression));
		}
		catch (CommandException ex) {
			String hint = (ex.status() == ExitStatus.NO_ANSWER) ? ". A Perl node that is 'secure' never tells." : "";
			throw new CommandException(ex.status(), ex.getMessage() + hint);
		}
	}

	/** An answer is the text of an error, empty for none, and then the results. */
	private static boolean isSuccess(List<@Nullable Object> answer) {
		return !answer.isEmpty() && "".equals(Values.text(answer.get(0)));
	}

	private static List<String> results(List<@Nullable Object> answer) {
		return answer.stream().skip(1).map((element) -> String.valueOf(Values.text(element))).toList();
	}

	private <T> T await(CompletableFuture<T> future, String problem) {
		try {
			return new Deadline(this.timeout).await(future);
		}
		catch (TimeoutException | ExecutionException ex) {
			throw new CommandException(ExitStatus.NO_ANSWER, problem);
		}
	}

	/** The tool with the time of one question. */
	private ToolNode tool() {
		return this.tool.with(new Deadline(this.timeout));
	}

	private Node node() {
		return this.tool.node();
	}

}
