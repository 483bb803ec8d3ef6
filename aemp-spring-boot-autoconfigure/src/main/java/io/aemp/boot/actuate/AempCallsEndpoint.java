package io.aemp.boot.actuate;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.aemp.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Shows which ports this node waits for. */
@Endpoint(id = "aempcalls")
public class AempCallsEndpoint {

	private static final Comparator<Target> MOST_CALLS_FIRST = Comparator.comparingInt(Target::calls)
		.reversed()
		.thenComparing(Target::port);

	private final Node node;

	/**
	 * Creates the endpoint.
	 * @param node the node
	 */
	public AempCallsEndpoint(Node node) {
		this.node = node;
	}

	/**
	 * Shows the ports from which calls of this node wait for an answer, those with the
	 * most calls first.
	 * @param limit how many ports to show at most, up to 1000; {@code null} for 100
	 * @param offset how many ports to skip, {@code null} for none
	 * @return the ports
	 */
	@ReadOperation
	public Calls calls(@Nullable Integer limit, @Nullable Integer offset) {
		Page page = Page.of(limit, offset);
		Map<String, Integer> waiting = new HashMap<>();
		this.node.streamCalls().forEach((port) -> waiting.merge(port, 1, Integer::sum));
		Page.Cut<Target> cut = page.cut(MOST_CALLS_FIRST);
		waiting.forEach((port, calls) -> cut.accept(new Target(port, calls)));
		int calls = waiting.values().stream().mapToInt(Integer::intValue).sum();
		return new Calls(this.node.id(), calls, cut.total(), page.offset(), cut.elements());
	}

	/**
	 * The calls of a node that wait.
	 *
	 * @param node the node ID
	 * @param calls how many calls wait
	 * @param total how many ports they wait for
	 * @param offset how many of these come before the first one shown
	 * @param targets the ports that are shown
	 */
	public record Calls(String node, int calls, int total, int offset,
			List<Target> targets) implements OperationResponseBody {

	}

	/**
	 * A port that was called.
	 *
	 * @param port its ID
	 * @param calls how many calls wait for its answer
	 */
	public record Target(String port, int calls) {

	}

}
