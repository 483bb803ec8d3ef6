package io.aemp.boot.autoconfigure;

import io.aemp.Node;
import io.aemp.boot.listener.NodeEvents;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * Publishes the events of a context's node. The listeners of a parent context hear of
 * them too, unless they hear of the same node from the parent itself: they would be told
 * twice.
 */
final class ContextEvents implements ApplicationEventPublisher {

	private final ApplicationContext context;

	private final Node node;

	private final boolean here;

	ContextEvents(ApplicationContext context, ContextNode node) {
		this.context = context;
		this.node = node.node();
		ApplicationContext parent = context.getParent();
		this.here = !node.isOwn() && parent != null
				&& BeanFactoryUtils.beanNamesForTypeIncludingAncestors(parent, NodeEvents.class).length > 0;
	}

	/** The node whose events these are. */
	Node node() {
		return this.node;
	}

	@Override
	public void publishEvent(Object event) {
		if (this.here) {
			this.context
				.getBean(AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME,
						ApplicationEventMulticaster.class)
				.multicastEvent(new PayloadApplicationEvent<>(this.context, event));
		}
		else {
			this.context.publishEvent(event);
		}
	}

}
