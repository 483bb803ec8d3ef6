package io.aemp.boot.port;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/**
 * The bean of one port. A singleton is looked up once, when the first message needs it,
 * so that a lazy bean stays so. Any other bean is looked up each time: its scope may have
 * another instance. A scoped proxy is a singleton, which finds its target itself. Only
 * the port uses this.
 */
final class BeanReference implements Supplier<Object> {

	private final BeanFactory beanFactory;

	private final String name;

	private @Nullable Object singleton;

	/**
	 * Creates the reference.
	 * @param beanFactory has the bean
	 * @param name the name of the bean
	 */
	BeanReference(BeanFactory beanFactory, String name) {
		this.beanFactory = beanFactory;
		this.name = name;
	}

	@Override
	public Object get() {
		Object bean = this.singleton;
		if (bean == null) {
			bean = this.beanFactory.getBean(this.name);
			if (this.beanFactory.isSingleton(this.name)) {
				this.singleton = bean;
			}
		}
		return bean;
	}

}
