package io.aemp.boot.actuate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.aemp.Node;
import io.aemp.PortInfo;
import io.aemp.boot.handler.BeanMethods;
import io.aemp.boot.handler.ReceiverInfo;
import io.aemp.boot.handler.UnfinishedAnswers;
import io.aemp.boot.port.BeanPorts;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** Shows the ports of this node, kills them, and sends to them. */
@Endpoint(id = "aempports")
public class AempPortsEndpoint {

	private final Node node;

	private final BeanPorts beanPorts;

	private final BeanMethods beanMethods;

	private final PortChanges changes;

	/**
	 * Creates the endpoint.
	 * @param node the node
	 * @param beanPorts finds the bean of a port
	 * @param beanMethods knows the methods of a port, and counts what they could not
	 * process
	 * @param changes does to ports what operators ask for
	 */
	public AempPortsEndpoint(Node node, BeanPorts beanPorts, BeanMethods beanMethods, PortChanges changes) {
		this.node = node;
		this.beanPorts = beanPorts;
		this.beanMethods = beanMethods;
		this.changes = changes;
	}

	/**
	 * Lists ports, by ID. Without filters, these are all ports of the node.
	 * @param limit how many to show at most, up to 1000; {@code null} for 100
	 * @param offset how many to skip, {@code null} for none
	 * @param label shows ports with this label only
	 * @param tag shows ports only that have a receiver for this tag
	 * @param family shows ports only that are registered in this family
	 * @return the ports
	 */
	@ReadOperation
	public Ports ports(@Nullable Integer limit, @Nullable Integer offset, @Nullable String label, @Nullable String tag,
			@Nullable String family) {
		Page page = Page.of(limit, offset);
		Map<String, Map<String, @Nullable Object>> families = this.node.database().snapshot();
		Map<String, @Nullable Object> members = (family != null) ? families.getOrDefault(family, Map.of()) : Map.of();
		Page.Cut<PortInfo> cut = page.cut(Comparator.comparing(PortInfo::id));
		this.node.streamPorts()
			.filter((port) -> (label == null || label.equals(port.label()))
					&& (tag == null || port.tags().contains(tag)) && (family == null || members.containsKey(port.id())))
			.forEach(cut);
		return new Ports(this.node.id(), cut.total(), page.offset(),
				cut.elements().stream().map((port) -> describe(port, families)).toList());
	}

	/**
	 * Shows one port.
	 * @param id the port ID, in which slashes may be written as such
	 * @return the port, {@code null} if it does not live on this node
	 */
	@ReadOperation
	public @Nullable Port port(@Selector(match = Match.ALL_REMAINING) String... id) {
		String port = String.join("/", id);
		return this.node.streamPorts()
			.filter((known) -> known.id().equals(port))
			.findFirst()
			.map((known) -> describe(known, this.node.database().snapshot()))
			.orElse(null);
	}

	/**
	 * Kills a port. The port of a bean is opened again, as its annotation says.
	 * @param caller who asks for it
	 * @param reason why, for the log and for monitors; {@code null} if there is nothing
	 * to say
	 * @param id the port ID, in which slashes may be written as such
	 * @return what was done, or why not
	 */
	@DeleteOperation
	public WebEndpointResponse<OperatorAnswer> kill(SecurityContext caller, @Nullable String reason,
			@Selector(match = Match.ALL_REMAINING) String... id) {
		return this.changes.kill(caller, reason, String.join("/", id));
	}

	/**
	 * Sends a message to a port, to try it.
	 * @param caller who asks for it
	 * @param message the elements, as a list in JSON
	 * @param call whether to wait for an answer, five seconds at most; {@code null} not
	 * to
	 * @param follow a name of 1 to 40 letters, digits or {@code _ . -}, under which
	 * {@code aemphops} shows where the message went; {@code null} not to follow it
	 * @param id the port ID, in which slashes may be written as such
	 * @return what was done, or why not; and the answer
	 */
	@WriteOperation
	public WebEndpointResponse<OperatorAnswer> send(SecurityContext caller, String message, @Nullable Boolean call,
			@Nullable String follow, @Selector(match = Match.ALL_REMAINING) String... id) {
		return this.changes.send(caller, message, Boolean.TRUE.equals(call), follow, String.join("/", id));
	}

	private Port describe(PortInfo port, Map<String, Map<String, @Nullable Object>> families) {
		List<String> registered = families.entrySet()
			.stream()
			.filter((family) -> family.getValue().containsKey(port.id()))
			.map(Map.Entry::getKey)
			.sorted()
			.toList();
		UnfinishedAnswers unfinished = this.beanMethods.unfinishedAnswers(port.id());
		return new Port(port.id(), this.beanPorts.beanOf(port.id()).orElse(null), port.label(),
				new TreeSet<>(port.tags()), port.defaultReceiver(), registered, port.paused(), port.waiting(),
				port.received(), port.monitors(), this.beanMethods.failedMessages(port.id()),
				(unfinished != null) ? unfinished.count() : null, (unfinished != null) ? unfinished.limit() : null,
				this.beanMethods.receivers(port.id()));
	}

	/**
	 * The ports of a node.
	 *
	 * @param node the node ID
	 * @param total how many ports there are to which the filters apply
	 * @param offset how many of them come before the first one shown
	 * @param ports the ports that are shown
	 */
	public record Ports(String node, int total, int offset, List<Port> ports) implements OperationResponseBody {

	}

	/**
	 * A port.
	 *
	 * @param id the port ID
	 * @param bean the name of its bean, {@code null} if it has none
	 * @param label its display name
	 * @param tags the tags that have a receiver
	 * @param defaultReceiver whether there is a default receiver
	 * @param families the families that it is registered in
	 * @param paused whether it takes no messages at present
	 * @param mailbox the number of messages that wait
	 * @param received the number of messages taken from the mailbox so far
	 * @param monitors the number of monitors of the port
	 * @param failures the number of messages that it could not process
	 * @param unfinishedAnswers the number of answers that are not there yet, because a
	 * method has returned something that completes later; {@code null} if it has no bean
	 * @param unfinishedAnswersLimit with how many of them it is paused
	 * @param methods the methods of its bean that receive messages, one entry for each
	 * tag
	 */
	public record Port(String id, @Nullable String bean, String label, Set<String> tags, boolean defaultReceiver,
			List<String> families, boolean paused, int mailbox, long received, int monitors, long failures,
			@Nullable Integer unfinishedAnswers, @Nullable Integer unfinishedAnswersLimit, List<ReceiverInfo> methods) {

	}

}
