package io.aemp.boot.observation;

import java.util.function.Supplier;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.SendInterceptor;
import io.aemp.boot.observation.SendContext.Operation;
import io.aemp.log.LimitedLog;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an observation of whatever is sent, called and spawned, and lets its trace travel
 * in the headers of the message. An answer is part of the call that it ends.
 */
public final class SendObservations implements SendInterceptor {

	private static final Logger logger = LoggerFactory.getLogger(SendObservations.class);

	private static final SendConvention DEFAULT = new DefaultSendConvention();

	private final Supplier<Node> node;

	private final ObservationRegistry registry;

	private final @Nullable SendConvention convention;

	private final LimitedLog unsendable = new LimitedLog();

	/**
	 * Creates the interceptor.
	 * @param node the node that sends; asked when something is sent
	 * @param registry takes the observations; none are made if it is a no-op
	 * @param convention what the observations say, {@code null} for the default
	 */
	public SendObservations(Supplier<Node> node, ObservationRegistry registry, @Nullable SendConvention convention) {
		this.node = node;
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public Message send(String port, Message message) {
		return (this.registry.isNoop() || this.node.get().isReplyPort(port)) ? message
				: observed(Operation.SEND, port, message, null);
	}

	@Override
	public Message spawn(String node, String initFunction, Message arguments) {
		return this.registry.isNoop() ? arguments : observed(Operation.SPAWN, node, arguments, initFunction);
	}

	private Message observed(Operation operation, String destination, Message message, @Nullable String initFunction) {
		Exchange exchange = begin(operation, destination, message, initFunction);
		exchange.ended(null);
		return exchange.message();
	}

	@Override
	public Exchange call(String port, Message message) {
		return this.registry.isNoop() ? SendInterceptor.super.call(port, message)
				: begin(Operation.CALL, port, message, null);
	}

	private Exchange begin(Operation operation, String destination, Message message, @Nullable String initFunction) {
		SendContext context = new SendContext(operation, destination, message, initFunction);
		Observation observation = AempObservation.SEND.observation(this.convention, DEFAULT, () -> context,
				this.registry);
		observation.start();
		return new Observed(observation, withHeaders(context));
	}

	/** What cannot accompany a message must not prevent it. */
	private Message withHeaders(SendContext context) {
		try {
			return context.sent();
		}
		catch (IllegalArgumentException ex) {
			this.unsendable
				.log((more) -> logger.warn("A trace or its baggage cannot travel{}: {}", more, ex.getMessage()));
			return context.message();
		}
	}

	/** What is sent, until it has ended. */
	private record Observed(Observation observation, Message message) implements Exchange {

		@Override
		public void ended(@Nullable Exception failure) {
			if (failure != null) {
				this.observation.error(failure);
			}
			this.observation.stop();
		}

	}

}
