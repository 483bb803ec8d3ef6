package io.aemp.boot.page;

import java.util.Map;

import io.aemp.Node;
import io.aemp.boot.actuate.AempEventsEndpoint;
import io.aemp.boot.actuate.AempFamiliesEndpoint;
import io.aemp.boot.actuate.AempHopsEndpoint;
import io.aemp.boot.actuate.AempNodesEndpoint;
import io.aemp.boot.actuate.AempPortsEndpoint;
import io.aemp.boot.actuate.NodeViews;
import io.aemp.boot.actuate.OperatorAnswer;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.core.io.Resource;
import org.springframework.util.MimeType;

/**
 * Serves a page that shows the network in a browser, as this node sees it. Access has to
 * be given by {@code management.endpoint.aemp.access}: with {@code unrestricted}, the
 * page makes changes too, as far as this node allows any.
 * <p>
 * The page asks for what it shows as long as it is visible. The server remembers nothing
 * of it: where it had to stop, it goes on after the number of the last event that it has
 * seen. So a page that is closed, or does not read, costs nothing.
 */
@WebEndpoint(id = "aemp", defaultAccess = Access.NONE)
public class AempPageEndpoint {

	private static final int LIMIT = 1000;

	/** So many of the last events of each subject. */
	private static final int MOST_EVENTS = 500;

	private static final MimeType JSON = new MimeType("application", "json");

	private final Node node;

	private final NodeViews views;

	private final AempEventsEndpoint events;

	private final AempHopsEndpoint hops;

	private final HandlerTimes times;

	private final @Nullable NetworkLog log;

	private final Settings settings;

	/**
	 * Creates the endpoint.
	 * @param node the node
	 * @param views shows nodes, ports and families
	 * @param events shows events
	 * @param hops shows where messages went
	 * @param times tells how long handlers take
	 * @param log the log of the network, {@code null} if the page does not show it
	 * @param settings how the page is served
	 */
	public AempPageEndpoint(Node node, NodeViews views, AempEventsEndpoint events, AempHopsEndpoint hops,
			HandlerTimes times, @Nullable NetworkLog log, Settings settings) {
		this.node = node;
		this.views = views;
		this.events = events;
		this.hops = hops;
		this.times = times;
		this.log = log;
		this.settings = settings;
	}

	/**
	 * The page.
	 * @return its document
	 */
	@ReadOperation(produces = "text/html")
	public WebEndpointResponse<Resource> page() {
		return PageFiles.document(Map.of("path", this.settings.path(), "changes", this.settings.changes(), "follow",
				this.hops.isOn(), "log", this.log != null));
	}

	/**
	 * A file of the page, or a part of what it shows.
	 * @param name the name of the file, or {@code nodes}, {@code link}, {@code activity},
	 * {@code times}, {@code ports}, {@code families}, {@code events}, {@code messages},
	 * {@code hops} or {@code log}
	 * @param node of the link: the peer that it leads to
	 * @param label of ports: shows those with this label only
	 * @param after of events and of the log: shows those with greater numbers only
	 * @param level of the log: the least urgent level to show, {@code null} for
	 * {@code info}
	 * @param message of hops: the name under which the message is followed
	 * @return the file or the part, {@code null} if there is none with this name
	 */
	@RegisterReflectionForBinding({ AempNodesEndpoint.Nodes.class, Link.class, Activity.class,
			AempPortsEndpoint.Ports.class, AempFamiliesEndpoint.Families.class, AempEventsEndpoint.Events.class,
			AempHopsEndpoint.Messages.class, AempHopsEndpoint.Hops.class, HandlerTimes.Times.class,
			NetworkLog.Lines.class, OperatorAnswer.class })
	@ReadOperation(produces = { "application/json", "text/javascript", "text/css", "image/svg+xml" })
	public @Nullable WebEndpointResponse<?> part(@Selector String name, @Nullable String node, @Nullable String label,
			@Nullable Long after, @Nullable String level, @Nullable String message) {
		return switch (name) {
			case "nodes" -> json(this.views.nodes().nodes(LIMIT, null));
			case "link" -> json(new Link((node != null) ? this.views.nodes().node(node) : null));
			case "activity" -> json(Activity.of(this.node));
			case "times" -> json(this.times.read());
			case "ports" -> json(this.views.ports().ports(null, null, label, null, null));
			case "families" -> json(this.views.families().families(LIMIT, null));
			case "events" -> json(this.events.newest(after, MOST_EVENTS));
			case "messages" -> json(this.hops.messages());
			case "hops" -> json(this.hops.hops(required("message", message)));
			case "log" -> (this.log != null)
					? json(this.log.read((after != null) ? after : 0, (level != null) ? level : "info")) : null;
			default -> PageFiles.find(name);
		};
	}

	/**
	 * Does what the reader asks for.
	 * @param caller who asks for it
	 * @param name what to do: {@code message} sends one, {@code kill} kills a port,
	 * {@code disconnect} ends a connection, {@code drain} takes this node out of service
	 * @param port the ID of the port that gets the message or is killed
	 * @param message the elements of the message, as a list in JSON
	 * @param call whether to wait for an answer
	 * @param follow the name to follow the message under, {@code null} not to
	 * @param reason why the port is killed, {@code null} if there is nothing to say
	 * @param node the ID of the peer that the connection leads to
	 * @return what was done, or why not; {@code null} if there is nothing of this name
	 */
	@WriteOperation
	public @Nullable WebEndpointResponse<OperatorAnswer> change(SecurityContext caller, @Selector String name,
			@Nullable String port, @Nullable String message, @Nullable Boolean call, @Nullable String follow,
			@Nullable String reason, @Nullable String node) {
		return switch (name) {
			case "message" ->
				this.views.ports().send(caller, required("message", message), call, follow, required("port", port));
			case "kill" -> this.views.ports().kill(caller, reason, required("port", port));
			case "disconnect" -> this.views.nodes().disconnect(caller, required("node", node));
			case "drain" -> this.views.nodes().change(caller, null, true, null);
			default -> null;
		};
	}

	private static String required(String name, @Nullable String value) {
		if (value == null) {
			String rule = "'" + name + "' is missing";
			throw new InvalidEndpointRequestException(rule, rule);
		}
		return value;
	}

	/** An answer that has a status keeps it. */
	private static WebEndpointResponse<Object> json(WebEndpointResponse<?> answer) {
		return new WebEndpointResponse<>(answer.getBody(), answer.getStatus(), JSON);
	}

	private static WebEndpointResponse<Object> json(Object body) {
		return new WebEndpointResponse<>(body, WebEndpointResponse.STATUS_OK, JSON);
	}

	/**
	 * How the page is served.
	 *
	 * @param path the last segment of its path
	 * @param changes whether it offers changes
	 */
	public record Settings(String path, boolean changes) {

	}

	/**
	 * The link to a peer.
	 *
	 * @param link the link, {@code null} while there is none
	 */
	record Link(AempNodesEndpoint.@Nullable Peer link) implements OperationResponseBody {

	}

}
