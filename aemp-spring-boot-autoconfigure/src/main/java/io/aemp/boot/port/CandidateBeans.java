package io.aemp.boot.port;

import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import io.aemp.annotation.AempPort;
import io.aemp.annotation.AempProcess;
import io.aemp.annotation.DataConnectionHandler;
import io.aemp.annotation.InitFunction;
import io.aemp.annotation.Receive;
import io.aemp.annotation.SpawnablePort;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.SpringProxy;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyFactoryBean;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * The beans whose classes may have annotations of aemp. Creates no bean, and looks into
 * no class of the JDK or of Spring.
 */
final class CandidateBeans {

	private static final Logger logger = LoggerFactory.getLogger(CandidateBeans.class);

	/**
	 * The class of the object that stands for {@code null}; Spring keeps it to itself.
	 */
	private static final String NULL_BEAN = "org.springframework.beans.factory.support.NullBean";

	/** How many names a log line has at most. */
	private static final int MAX_NAMES = 20;

	private final ConfigurableListableBeanFactory beanFactory;

	CandidateBeans(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Lists the candidates. Logs the names of those whose class is not known, since they
	 * do not exist yet and their definitions name no class.
	 * @return names of beans and their classes
	 */
	List<Candidate> find() {
		List<Candidate> found = new ArrayList<>();
		List<String> unknown = new ArrayList<>();
		Iterator<String> names = this.beanFactory.getBeanNamesIterator();
		while (names.hasNext()) {
			String name = names.next();
			if (!ScopedProxyUtils.isScopedTarget(name) && !isAbstract(name) && !isNull(name)) {
				add(name, found, unknown);
				if (isFactoryBean(name)) {
					add(BeanFactory.FACTORY_BEAN_PREFIX + name, found, unknown);
				}
			}
		}
		if (!unknown.isEmpty()) {
			logger.info(
					"Not searched for @AempPort, because they do not exist yet and their definitions do not name a"
							+ " class: {}. To make a port of one, let its @Bean method return the class itself",
					(unknown.size() <= MAX_NAMES) ? unknown
							: unknown.subList(0, MAX_NAMES) + " and " + (unknown.size() - MAX_NAMES) + " more");
		}
		return found;
	}

	/**
	 * Whether a class may have the annotations: those of the JDK and of Spring cannot.
	 */
	static boolean mayBeAnnotated(Class<?> type) {
		String name = type.getName();
		boolean ofSpring = name.startsWith("org.springframework.") && !name.startsWith("org.springframework.samples.");
		return !ofSpring && AnnotationUtils.isCandidateClass(type, List.of(AempPort.class, SpawnablePort.class,
				AempProcess.class, InitFunction.class, Receive.class, DataConnectionHandler.class));
	}

	private void add(String name, List<Candidate> found, List<String> unknown) {
		Class<?> type;
		try {
			type = typeOf(name);
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("The class of bean '{}' cannot be loaded", name, ex);
			return;
		}
		boolean open = type == null || isOpen(type);
		if (open && !exists(name) && isOfTheApplication(name) && (type == null || mayBeAnnotated(type))) {
			unknown.add(name);
		}
		if (type != null && mayBeAnnotated(type)) {
			found.add(new Candidate(name, type));
		}
	}

	/** Whether a bean may be of a subclass that is annotated, though its type is not. */
	private static boolean isOpen(Class<?> type) {
		boolean open = Modifier.isAbstract(type.getModifiers()) || Proxy.isProxyClass(type);
		return open && !AnnotatedElementUtils.hasAnnotation(type, AempPort.class)
				&& !AnnotatedElementUtils.hasAnnotation(type, SpawnablePort.class);
	}

	private boolean exists(String name) {
		return this.beanFactory.containsSingleton(name) && !isFactoryBean(name);
	}

	private @Nullable Class<?> typeOf(String beanName) {
		String scoped = ScopedProxyUtils.getTargetBeanName(beanName);
		String name = this.beanFactory.containsBean(scoped) ? scoped : beanName;
		Class<?> type = isFactoryBean(name) ? this.beanFactory.getType(name, false)
				: AutoProxyUtils.determineTargetClass(this.beanFactory, name);
		if (type != null && isProxy(type) && exists(name)) {
			return AopProxyUtils.ultimateTargetClass(this.beanFactory.getBean(name));
		}
		return type;
	}

	private static boolean isProxy(Class<?> type) {
		return Proxy.isProxyClass(type) || SpringProxy.class.isAssignableFrom(type);
	}

	/** Whether a {@code @Bean} method has returned {@code null}. */
	private boolean isNull(String name) {
		Object bean = this.beanFactory.getSingleton(name);
		return bean != null && NULL_BEAN.equals(bean.getClass().getName());
	}

	private boolean isAbstract(String name) {
		return this.beanFactory.containsBeanDefinition(name)
				&& this.beanFactory.getMergedBeanDefinition(name).isAbstract();
	}

	private boolean isFactoryBean(String name) {
		try {
			return this.beanFactory.isFactoryBean(name);
		}
		catch (RuntimeException | LinkageError ex) {
			return false;
		}
	}

	/**
	 * Whether a bean comes from the application, not from a factory of Spring or of
	 * clients.
	 */
	private boolean isOfTheApplication(String name) {
		try {
			Class<?> factory = isFactoryBean(name)
					? this.beanFactory.getType(BeanFactory.FACTORY_BEAN_PREFIX + name, false) : null;
			boolean client = factory != null && factory.getName().startsWith("io.aemp.boot.client.");
			return factory == null || mayBeAnnotated(factory) && !client
					|| ProxyFactoryBean.class.isAssignableFrom(factory);
		}
		catch (RuntimeException | LinkageError ex) {
			return false;
		}
	}

	/**
	 * A bean that may be annotated.
	 *
	 * @param beanName its name
	 * @param type its class; the class behind a proxy
	 */
	record Candidate(String beanName, Class<?> type) {

	}

}
