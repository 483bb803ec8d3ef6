package io.aemp.boot.observation;

import io.aemp.Node;
import io.aemp.Receiver;
import io.aemp.boot.handler.HandlerName;
import io.aemp.boot.handler.HandlerWatch;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes an observation of each message that a method of a bean handles. It lasts until
 * the method returns; an answer that comes later is not part of it.
 */
public final class HandlerObservations implements HandlerWatch {

	private static final ReceiveConvention DEFAULT = new DefaultReceiveConvention();

	private final Node node;

	private final ObservationRegistry registry;

	private final @Nullable ReceiveConvention convention;

	/**
	 * Creates the watch.
	 * @param node the node of the ports
	 * @param registry takes the observations; none are made if it is a no-op
	 * @param convention what the observations say, {@code null} for the default
	 */
	public HandlerObservations(Node node, ObservationRegistry registry, @Nullable ReceiveConvention convention) {
		this.node = node;
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public Watched watch(HandlerName handler) {
		return this.registry.isNoop() ? Watched.NOTHING : new Observed(handler);
	}

	/** One handler, in all ports of its class. */
	private final class Observed implements Watched {

		private final HandlerName handler;

		Observed(HandlerName handler) {
			this.handler = handler;
		}

		@Override
		public Receiver around(Receiver receiver) {
			HandlerObservations all = HandlerObservations.this;
			return (message) -> {
				Observation observation = AempObservation.RECEIVE.observation(all.convention, DEFAULT,
						() -> new ReceiveContext(this.handler, all.node.self().id(), all.node.sourceNode(), message),
						all.registry);
				observation.observeChecked(() -> receiver.receive(message));
			};
		}

		@Override
		public void failed(Exception failure) {
			// none is current when an answer fails that comes later
			Observation current = HandlerObservations.this.registry.getCurrentObservation();
			if (current != null && current.getContext() instanceof ReceiveContext) {
				current.error(failure);
			}
		}

	}

}
