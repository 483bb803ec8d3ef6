package io.aemp.boot.autoconfigure;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.aemp.boot.port.BeanPorts;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.ContextStartedEvent;
import org.springframework.context.event.ContextStoppedEvent;

/**
 * The ports of beans in child contexts without an auto-configuration of their own. The
 * events of a child reach its parents; the nearest one that is auto-configured opens the
 * ports.
 */
final class ChildContexts implements ApplicationListener<ApplicationContextEvent> {

	/** How long the last callbacks of a child may take, as it closes meanwhile. */
	private static final long PATIENCE_SECONDS = 10;

	private final Map<ApplicationContext, BeanPorts> children = new ConcurrentHashMap<>();

	private final ApplicationContext context;

	private final Function<ConfigurableListableBeanFactory, BeanPorts> factory;

	ChildContexts(ApplicationContext context, Function<ConfigurableListableBeanFactory, BeanPorts> factory) {
		this.context = context;
		this.factory = factory;
	}

	@Override
	public void onApplicationEvent(ApplicationContextEvent event) {
		ApplicationContext child = event.getApplicationContext();
		if (event instanceof ContextRefreshedEvent) {
			if (isMine(child) && child instanceof ConfigurableApplicationContext configurable) {
				BeanPorts ports = this.factory.apply(configurable.getBeanFactory());
				ports.afterSingletonsInstantiated();
				this.children.put(child, ports);
				ports.open();
			}
		}
		else if (event instanceof ContextClosedEvent) {
			close(this.children.remove(child));
		}
		else if (event instanceof ContextStoppedEvent) {
			close(this.children.get(child));
		}
		else if (event instanceof ContextStartedEvent) {
			BeanPorts ports = this.children.get(child);
			if (ports != null) {
				ports.open();
			}
		}
	}

	/** Whether this is the nearest context with ports above a child that has none. */
	private boolean isMine(ApplicationContext child) {
		ApplicationContext nearest = child;
		while (nearest != null && nearest.getBeanNamesForType(BeanPorts.class).length == 0) {
			nearest = nearest.getParent();
		}
		return nearest == this.context && nearest != child;
	}

	private static void close(@Nullable BeanPorts ports) {
		if (ports != null) {
			CompletableFuture<?> closed = ports.closeAll();
			// without an exception: what has not ended by then is given up with the node
			closed.completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
		}
	}

}
