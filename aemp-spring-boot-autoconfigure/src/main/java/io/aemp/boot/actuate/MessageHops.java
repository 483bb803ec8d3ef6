package io.aemp.boot.actuate;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.PortIds;
import io.aemp.boot.conversion.ElementConversion;
import io.aemp.boot.conversion.ElementReader;
import io.aemp.boot.hop.Hop;
import io.aemp.boot.hop.RecentHops;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.core.ResolvableType;
import org.springframework.util.function.SingletonSupplier;

/**
 * Follows messages that operators try, and finds their hops on this node and, if these
 * permit it, on all nodes that they have come to. Any thread.
 */
@RegisterReflectionForBinding({ RemoteQuery.class, NodeHops.class })
public final class MessageHops {

	private static final String REMEDY = "Set 'aemp.observe-messages' to true, and 'aemp.operations.changes' or "
			+ "'aemp.operations.inspection'; 'spring-boot-starter-actuator' brings the ObservationRegistry that it needs";

	private static final Duration LONGEST = Duration.ofSeconds(2);

	private static final Duration SHORTEST = Duration.ofMillis(1);

	/** Hops tell what nodes to ask, and some of them come from other nodes. */
	private static final int MOST_NODES = 50;

	private final Node node;

	/** Made when somebody asks: most nodes follow no messages. */
	private final Supplier<OtherNodes> others;

	private final Supplier<ElementReader> answers;

	private final @Nullable RecentHops recent;

	private final LongSupplier nanoTime;

	private final Duration longest;

	/**
	 * Creates the search for hops.
	 * @param node this node
	 * @param conversion writes questions and reads answers
	 * @param recent the hops of this node, {@code null} if none are recorded
	 * @param nanoTime a monotonic clock, in nanoseconds
	 */
	public MessageHops(Node node, ElementConversion conversion, @Nullable RecentHops recent, LongSupplier nanoTime) {
		this(node, conversion, recent, nanoTime, LONGEST);
	}

	/**
	 * Creates the search for hops.
	 * @param longest how long to wait for the answers of other nodes
	 */
	MessageHops(Node node, ElementConversion conversion, @Nullable RecentHops recent, LongSupplier nanoTime,
			Duration longest) {
		this.node = node;
		this.others = SingletonSupplier.of(() -> new OtherNodes(node, conversion));
		this.answers = SingletonSupplier.of(() -> conversion.reader(ResolvableType.forClass(NodeHops.class)));
		this.recent = recent;
		this.nanoTime = nanoTime;
		this.longest = longest;
	}

	/**
	 * Whether messages are followed here.
	 * @return {@code false} if nothing is recorded
	 */
	public boolean isOn() {
		return this.recent != null;
	}

	/** Marks a message to be followed. */
	Message follow(Message message, String name) {
		try {
			return recorded().follow(message, name);
		}
		catch (IllegalArgumentException ex) {
			throw new RefusedRequestException(WebEndpointResponse.STATUS_BAD_REQUEST,
					"'follow' is '" + name + "', which is no name for a message", String.valueOf(ex.getMessage()));
		}
	}

	/** The first hop of each message that is followed. */
	List<Hop> firsts() {
		return recorded().firsts();
	}

	private RecentHops recorded() {
		if (this.recent == null) {
			throw new RefusedRequestException(OperatorChanges.CONFLICT, problem(), REMEDY);
		}
		return this.recent;
	}

	private String problem() {
		return "Node '" + this.node.id() + "' follows no messages";
	}

	/** The hops of a message on this node, or why it has none. */
	NodeHops here(String message) {
		return (this.recent != null) ? new NodeHops(this.node.id(), this.recent.of(message), null, null)
				: new NodeHops(this.node.id(), List.of(), problem(), REMEDY);
	}

	/**
	 * The hops of a message on this node, and on those that are named by hops, as far as
	 * these answer in time.
	 * @throws RefusedRequestException if none are recorded here
	 */
	List<NodeHops> everywhere(String message) {
		recorded();
		return new Search(message).find();
	}

	/** Looks for the hops of one message. */
	private final class Search {

		private final Map<String, NodeHops> found = new LinkedHashMap<>();

		private final Set<String> asked = new HashSet<>();

		private final BlockingQueue<OtherNodes.Asked> answered = new LinkedBlockingQueue<>();

		private final String message;

		private final long start = MessageHops.this.nanoTime.getAsLong();

		Search(String message) {
			this.message = message;
		}

		List<NodeHops> find() {
			NodeHops here = here(this.message);
			this.asked.add(here.node());
			take(here);
			try {
				while (this.found.size() < this.asked.size()) {
					take(read(this.answered.take()));
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return List.copyOf(this.found.values());
		}

		private void take(NodeHops hops) {
			this.found.put(hops.node(), hops);
			hops.hops()
				.stream()
				.flatMap((hop) -> Stream.of(PortIds.nodeOf(hop.port()), Objects.requireNonNullElse(hop.source(), "")))
				.filter(PortIds::isPeerNodeId)
				.forEach(this::ask);
		}

		private void ask(String other) {
			if (this.asked.size() < MOST_NODES && this.asked.add(other)) {
				Duration left = MessageHops.this.longest.minusNanos(MessageHops.this.nanoTime.getAsLong() - this.start);
				OtherNodes.Asked question = MessageHops.this.others.get()
					.ask(other, RemoteInspection.HOPS, RemoteQuery.hops(this.message),
							(left.compareTo(SHORTEST) > 0) ? left : SHORTEST);
				question.future().whenComplete((answer, failure) -> this.answered.add(question));
			}
		}

		/** Another node may tell anything. */
		private NodeHops read(OtherNodes.Asked question) {
			try {
				NodeHops told = (NodeHops) Objects
					.requireNonNull(MessageHops.this.answers.get().read(question.answer()));
				return new NodeHops(question.node(), told.hops().stream().limit(RecentHops.MOST).toList(),
						told.problem(), told.remedy());
			}
			catch (RefusedRequestException ex) {
				return new NodeHops(question.node(), List.of(), ex.getMessage(), ex.remedy());
			}
			catch (RuntimeException ex) {
				return new NodeHops(question.node(), List.of(), "Its answer has another form",
						"Let all nodes have the same version of this library");
			}
		}

	}

}
