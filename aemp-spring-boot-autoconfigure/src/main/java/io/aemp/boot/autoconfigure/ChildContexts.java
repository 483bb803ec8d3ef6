package io.aemp.boot.autoconfigure;

import io.aemp.boot.listener.ChildFamilyListeners;
import io.aemp.boot.port.BeanPorts;
import io.aemp.boot.port.LatePortBeans;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * The ports and the family listeners of beans in child contexts without an
 * auto-configuration of their own. The events of a child reach its parents; the nearest
 * one that is auto-configured opens the ports. From then on they are a phase of the
 * child's own lifecycle, with its limit for the time that a stop may take.
 */
final class ChildContexts implements ApplicationListener<ContextRefreshedEvent> {

	private static final String PHASE = "aempChildLifecycle";

	private final ApplicationContext context;

	private final BeanPortsFactory factory;

	ChildContexts(ApplicationContext context, BeanPortsFactory factory) {
		this.context = context;
		this.factory = factory;
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		if (event.getApplicationContext() instanceof AbstractApplicationContext child && isMine(child)
				&& !child.getBeanFactory().containsSingleton(PHASE)) {
			LifecyclePhase phase = phase(child);
			child.getBeanFactory().registerSingleton(PHASE, phase);
			phase.start();
		}
	}

	private LifecyclePhase phase(AbstractApplicationContext child) {
		BeanPorts ports = this.factory.create(child.getBeanFactory(), new LatePortBeans());
		ports.afterSingletonsInstantiated();
		ChildFamilyListeners listeners = new ChildFamilyListeners(this.factory.node(), child);
		return new LifecyclePhase(LifecyclePhase.PORTS, () -> {
			listeners.start();
			ports.open();
		}, () -> {
			listeners.stop();
			return this.factory.close(ports, (port) -> ports.beanOf(port).isPresent());
		});
	}

	/** Whether this is the nearest context with ports above a child that has none. */
	private boolean isMine(ApplicationContext child) {
		ApplicationContext nearest = child;
		while (nearest != null && nearest.getBeanNamesForType(BeanPorts.class).length == 0) {
			nearest = nearest.getParent();
		}
		return nearest == this.context && nearest != child;
	}

}
