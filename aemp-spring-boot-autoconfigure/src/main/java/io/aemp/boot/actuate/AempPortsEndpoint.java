package io.aemp.boot.actuate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aemp.Node;
import io.aemp.PortInfo;
import io.aemp.boot.port.BeanPorts;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Shows the ports of this node. */
@Endpoint(id = "aempports")
public class AempPortsEndpoint {

	private final Node node;

	private final BeanPorts beanPorts;

	/**
	 * Creates the endpoint.
	 * @param node the node
	 * @param beanPorts finds the bean of a port
	 */
	public AempPortsEndpoint(Node node, BeanPorts beanPorts) {
		this.node = node;
		this.beanPorts = beanPorts;
	}

	/**
	 * Lists all ports.
	 * @return the ports, by ID
	 */
	@ReadOperation
	public Ports ports() {
		Map<String, Map<String, @Nullable Object>> families = this.node.database().snapshot();
		return new Ports(this.node.id(),
				this.node.ports()
					.stream()
					.sorted(Comparator.comparing(PortInfo::id))
					.map((port) -> describe(port, families))
					.toList());
	}

	private Port describe(PortInfo port, Map<String, Map<String, @Nullable Object>> families) {
		List<String> registered = families.entrySet()
			.stream()
			.filter((family) -> family.getValue().containsKey(port.id()))
			.map(Map.Entry::getKey)
			.sorted()
			.toList();
		return new Port(port.id(), this.beanPorts.beanOf(port.id()).orElse(null), port.label(), port.tags(),
				port.defaultReceiver(), registered, port.waiting(), port.received(), port.monitors());
	}

	/**
	 * The ports of a node.
	 *
	 * @param node the node ID
	 * @param ports the ports
	 */
	public record Ports(String node, List<Port> ports) implements OperationResponseBody {

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
	 * @param mailbox the number of messages that wait
	 * @param received the number of messages taken from the mailbox so far
	 * @param monitors the number of monitors of the port
	 */
	public record Port(String id, @Nullable String bean, String label, Set<String> tags, boolean defaultReceiver,
			List<String> families, int mailbox, long received, int monitors) {

	}

}
