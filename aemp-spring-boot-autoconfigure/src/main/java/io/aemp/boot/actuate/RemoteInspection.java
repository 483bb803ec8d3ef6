package io.aemp.boot.actuate;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

import io.aemp.Dispatcher;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortIds;
import io.aemp.PortOptions;
import io.aemp.Reason;
import io.aemp.boot.conversion.ElementConversion;
import io.aemp.boot.conversion.ElementReader;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.ResolvableType;

/**
 * Shows other nodes what the endpoints of this node show, if they ask for it. They call a
 * function, so the {@link io.aemp.ExecutionPolicy} decides who may ask. A port answers
 * one question after the other, on a thread that may block.
 */
@RegisterReflectionForBinding({ RemoteQuery.class, AempPortsEndpoint.Ports.class, AempFamiliesEndpoint.Families.class,
		AempNodesEndpoint.Nodes.class, AempEventsEndpoint.Events.class })
public final class RemoteInspection implements AutoCloseable {

	/** The function that other nodes call with a view and a query. */
	static final String FUNCTION = "io.aemp::inspect";

	/** The view of the hops of one message. */
	static final String HOPS = "hops";

	private final Map<String, Function<RemoteQuery, Object>> views = new TreeMap<>();

	private final Node node;

	private final ElementConversion conversion;

	private final ElementReader queries;

	private final Port port;

	private final Guard function;

	/**
	 * Begins to answer.
	 * @param node this node
	 * @param conversion writes answers as elements
	 * @param views what it shows
	 * @param events shows the last events, {@code null} if they are not kept
	 * @param hops shows the hops of messages
	 */
	public RemoteInspection(Node node, ElementConversion conversion, NodeViews views,
			@Nullable AempEventsEndpoint events, MessageHops hops) {
		this.node = node;
		this.conversion = conversion;
		this.queries = conversion.reader(ResolvableType.forClass(RemoteQuery.class));
		this.views.put("ports", (query) -> views.ports()
			.ports(query.limit(), query.offset(), query.label(), query.tag(), query.family()));
		this.views.put("families", (query) -> views.families().families(query.limit(), query.offset()));
		this.views.put("nodes", (query) -> views.nodes().nodes(query.limit(), query.offset()));
		if (events != null) {
			this.views.put("events", (query) -> events.events(query.after(), query.before(), query.limit(),
					query.kind(), query.node(), query.reason()));
		}
		this.views.put(HOPS, (query) -> hops.here(Objects.requireNonNullElse(query.message(), "")));
		this.port = node.open(PortOptions.DEFAULTS.label("inspection").dispatcher(Dispatcher.BLOCKING))
			.receive(this::answer);
		this.function = node.functions().register(FUNCTION, this::ask);
	}

	/** On the thread of a connection: what is wrong is logged, and dropped. */
	private void ask(String caller, Message arguments) {
		if (arguments.size() < 3) {
			throw new IllegalArgumentException("A question needs a view, a query and a reply port");
		}
		String reply = arguments.text(2);
		if (!PortIds.isPortId(reply) || !PortIds.nodeOf(reply).equals(caller)) {
			throw new IllegalArgumentException("'" + reply + "' is not a port of " + caller);
		}
		this.node.send(this.port.id(), arguments);
	}

	private void answer(Message question) {
		String reply = question.text(2);
		try {
			Object shown = view(question.text(0)).apply((RemoteQuery) this.queries.read(question.get(1)));
			Object element = this.conversion.writer(ResolvableType.forClass(shown.getClass())).write(shown);
			this.node.send(reply, Message.of(element));
		}
		catch (RuntimeException ex) {
			String problem = String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
			this.node.answerWithError(reply, Reason.of(Reason.BAD_MESSAGE, problem));
		}
	}

	private Function<RemoteQuery, Object> view(String name) {
		Function<RemoteQuery, Object> view = this.views.get(name);
		if (view == null) {
			throw new IllegalArgumentException(
					"Node " + this.node.id() + " shows no '" + name + "', only " + this.views.keySet());
		}
		return view;
	}

	@Override
	public void close() {
		this.function.close();
		this.port.kill();
	}

}
