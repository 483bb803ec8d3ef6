package io.aemp.boot.client;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.aemp.FamilyChange;
import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.PortIds;
import io.aemp.Reason;
import io.aemp.Values;
import io.aemp.boot.conversion.ElementConversion;
import io.aemp.boot.conversion.ElementWriter;
import io.aemp.boot.port.FamilyNames;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/** {@link AempOperations} of a node. */
public final class AempTemplate implements AempOperations, AutoCloseable {

	private final Node node;

	private final TypedAnswers answers;

	private final ElementWriter writer;

	private final Duration timeout;

	private final TimeLimits limits;

	/** One for each family that the application has named. */
	private final Map<String, ClientGroup> families = new ConcurrentHashMap<>();

	/**
	 * Creates the template.
	 * @param node sends and calls
	 * @param conversion converts elements
	 * @param timeout how long a call may take that sets no limit itself
	 * @param limits the time limits, the same object as for all handlers and clients
	 */
	public AempTemplate(Node node, ElementConversion conversion, Duration timeout, TimeLimits limits) {
		this.node = node;
		this.answers = new TypedAnswers(conversion);
		this.writer = conversion.writer(ResolvableType.forClass(Object.class));
		this.timeout = timeout;
		this.limits = limits;
	}

	@Override
	public PortOperations port(String portId) {
		if (!PortIds.isPortId(portId)) {
			throw new IllegalArgumentException("'" + Values.display(portId)
					+ "' is no port ID; take it from the database, from a message or from Port.id()");
		}
		return new OnePort(group(null), portId);
	}

	@Override
	public FamilyOperations family(String family) {
		if (!FamilyNames.isValid(family)) {
			throw new IllegalArgumentException(
					"'" + Values.display(family) + "' is no name of a family: it " + FamilyNames.RULE);
		}
		return new OneFamily(this.families.computeIfAbsent(family, this::group), family);
	}

	private ClientGroup group(@Nullable String family) {
		return ClientGroup.of(null, new ClientSettings(family, this.timeout, MemberChoice.ANY), this.node, this.limits);
	}

	/** Ends the monitors of the families. */
	@Override
	public void close() {
		this.families.values().forEach(ClientGroup::close);
	}

	private Message message(String tag, @Nullable Object[] elements) {
		@Nullable Object[] written = new Object[elements.length + 1];
		written[0] = tag;
		for (int i = 0; i < elements.length; i++) {
			written[i + 1] = this.writer.write(elements[i]);
		}
		return Message.of(written);
	}

	/** What ports and families have in common. */
	private class Addressed implements Operations {

		private final ClientGroup group;

		private final @Nullable String port;

		Addressed(ClientGroup group, @Nullable String port) {
			this.group = group;
			this.port = port;
		}

		@Override
		public void send(String tag, @Nullable Object... elements) {
			new WaitingCalls(this.group, new CallRules(tag, false)).send(request(tag, elements));
		}

		@Override
		public CallOperations call(String tag, @Nullable Object... elements) {
			return new PreparedCall(this.group, new CallRules(tag, false), request(tag, elements),
					AempTemplate.this.answers);
		}

		private ClientRequest request(String tag, @Nullable Object[] elements) {
			return new ClientRequest(message(tag, elements), this.port, null);
		}

	}

	private final class OnePort extends Addressed implements PortOperations {

		private final String portId;

		OnePort(ClientGroup group, String portId) {
			super(group, portId);
			this.portId = portId;
		}

		@Override
		public Guard monitor(Consumer<Reason> callback) {
			return AempTemplate.this.node.monitor(this.portId, callback);
		}

	}

	private final class OneFamily extends Addressed implements FamilyOperations {

		private final String family;

		OneFamily(ClientGroup group, String family) {
			super(group, null);
			this.family = family;
		}

		@Override
		public void sendToAll(String tag, @Nullable Object... elements) {
			AempTemplate.this.node.database().sendToAll(this.family, message(tag, elements));
		}

		@Override
		public Guard monitor(Consumer<FamilyChange> callback) {
			return AempTemplate.this.node.database().monitor(this.family, callback);
		}

	}

}
