package io.aemp.boot.port;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.aemp.annotation.AempPort;
import io.aemp.annotation.SpawnablePort;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Warns of beans that turn out to be annotated only when they are created, after the
 * search: lazy beans, prototypes and products of factories whose definitions name an
 * interface. They have no ports.
 */
public final class LatePortBeans implements BeanPostProcessor, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(LatePortBeans.class);

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	/** Prototypes of one class may be many, and to look for methods takes long. */
	private final Map<Class<?>, Boolean> ports = new ConcurrentHashMap<>();

	private volatile @Nullable Set<String> found;

	/**
	 * The search is over.
	 * @param beanNames the names of the annotated beans that it has found
	 */
	void found(Set<String> beanNames) {
		this.found = beanNames;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		Set<String> names = this.found;
		if (names != null && !names.contains(beanName) && !ScopedProxyUtils.isScopedTarget(beanName)) {
			Class<?> type = AopProxyUtils.ultimateTargetClass(bean);
			if (this.ports.computeIfAbsent(type, LatePortBeans::isPort) && this.warned.add(beanName)) {
				logger.warn("Bean '{}' has no port, though its class {} is annotated: the bean did not exist when the"
						+ " application started, and its definition does not name the class. Let its @Bean method"
						+ " return the class itself", beanName, type.getName());
			}
		}
		return bean;
	}

	private static boolean isPort(Class<?> type) {
		return CandidateBeans.mayBeAnnotated(type) && (AnnotatedElementUtils.hasAnnotation(type, AempPort.class)
				|| AnnotatedElementUtils.hasAnnotation(type, SpawnablePort.class)
				|| AnnotatedMethods.haveProcess(type));
	}

	/** Before the post-processors that make proxies. */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
