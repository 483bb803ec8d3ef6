package io.aemp.boot.autoconfigure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import io.aemp.Node;
import io.aemp.boot.handler.BeanMethods;
import io.aemp.boot.port.AnnotatedBeans;
import io.aemp.boot.port.BeanPorts;
import io.aemp.boot.port.LatePortBeans;
import io.aemp.boot.port.PortDeaths;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Makes the ports of the beans of a context, or of a child that has no own factory, and
 * closes them.
 */
final class BeanPortsFactory {

	private final Node node;

	private final BeanMethods methods;

	private final PortDeaths deaths;

	private final Duration drainTimeout;

	BeanPortsFactory(Node node, BeanMethods methods, PortDeaths deaths, Duration drainTimeout) {
		this.node = node;
		this.methods = methods;
		this.deaths = deaths;
		this.drainTimeout = drainTimeout;
	}

	Node node() {
		return this.node;
	}

	BeanPorts create(ConfigurableListableBeanFactory beanFactory, LatePortBeans late) {
		AnnotatedBeans beans = new AnnotatedBeans(beanFactory, this.node, this.methods,
				HandlerExecutor.dispatchers(beanFactory), late);
		return new BeanPorts(beans, beanFactory, this.node, this.deaths, System::nanoTime);
	}

	/**
	 * Closes ports once they have answered: nobody finds them any more, but each goes on
	 * to take messages, since another one may need it for its answer.
	 * @param ports the ports of a context
	 * @param drained which ports are waited for, by their IDs; also those that others
	 * have spawned
	 * @return completes when the ports of the context are dead
	 */
	CompletableFuture<@Nullable Void> close(BeanPorts ports, Predicate<String> drained) {
		ports.withdraw();
		return this.methods.drain(drained, this.drainTimeout).thenCompose((ignored) -> ports.closeAll());
	}

}
