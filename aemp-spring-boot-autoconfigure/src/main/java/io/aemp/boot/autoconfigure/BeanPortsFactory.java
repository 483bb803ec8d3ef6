package io.aemp.boot.autoconfigure;

import io.aemp.Node;
import io.aemp.boot.handler.BeanMethods;
import io.aemp.boot.port.AnnotatedBeans;
import io.aemp.boot.port.BeanPorts;
import io.aemp.boot.port.LatePortBeans;
import io.aemp.boot.port.PortDeaths;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Makes the ports of the beans of a context, or of a child that has no own factory. */
final class BeanPortsFactory {

	private final Node node;

	private final BeanMethods methods;

	private final PortDeaths deaths;

	BeanPortsFactory(Node node, BeanMethods methods, PortDeaths deaths) {
		this.node = node;
		this.methods = methods;
		this.deaths = deaths;
	}

	Node node() {
		return this.node;
	}

	BeanPorts create(ConfigurableListableBeanFactory beanFactory, LatePortBeans late) {
		AnnotatedBeans beans = new AnnotatedBeans(beanFactory, this.node, this.methods,
				HandlerExecutor.dispatchers(beanFactory), late);
		return new BeanPorts(beans, beanFactory, this.node, this.deaths, System::nanoTime);
	}

}
