package io.aemp.boot.port;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aemp.boot.handler.BeanMethod;
import io.aemp.boot.handler.BeanMethods;
import io.aemp.boot.handler.InvalidAnnotationException;
import io.aemp.boot.handler.PortMethods;
import io.aemp.boot.handler.PortRules;
import io.aemp.Node;
import io.aemp.PortOptions;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Init;
import io.aemp.annotation.InitFunction;
import io.aemp.annotation.Receive;
import io.aemp.annotation.Reset;
import io.aemp.annotation.Restart;
import io.aemp.annotation.SpawnablePort;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.StringUtils;

/**
 * Finds the annotated beans of an application. It inspects the types of all beans once
 * all singletons exist, and creates no bean.
 */
public final class AnnotatedBeans {

	private static final Set<Class<? extends Annotation>> PORT_METHODS = Set.of(Receive.class, Init.class, Reset.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final Node node;

	private final BeanMethods methods;

	private final PortDispatchers dispatchers;

	private final Annotations annotations;

	private final List<PortDefinition> ports = new ArrayList<>();

	private final List<SpawnDefinition> functions = new ArrayList<>();

	/**
	 * Creates the finder.
	 * @param beanFactory contains the beans
	 * @param node opens their ports
	 * @param methods makes their methods callable
	 * @param dispatchers chooses the threads for their ports
	 */
	public AnnotatedBeans(ConfigurableListableBeanFactory beanFactory, Node node, BeanMethods methods,
			PortDispatchers dispatchers) {
		this.beanFactory = beanFactory;
		this.node = node;
		this.methods = methods;
		this.dispatchers = dispatchers;
		this.annotations = new Annotations(beanFactory);
	}

	List<PortDefinition> ports() {
		return this.ports;
	}

	List<SpawnDefinition> functions() {
		return this.functions;
	}

	/**
	 * Inspects all beans.
	 * @throws InvalidAnnotationException if an annotation is not valid
	 */
	void find() {
		for (String beanName : this.beanFactory.getBeanNamesForType(Object.class)) {
			if (!ScopedProxyUtils.isScopedTarget(beanName)) {
				Class<?> type = typeOf(beanName);
				if (type != null && AnnotationUtils.isCandidateClass(type,
						List.of(AempPort.class, SpawnablePort.class, InitFunction.class, Receive.class))) {
					inspect(beanName, type);
				}
			}
		}
	}

	private @Nullable Class<?> typeOf(String beanName) {
		String target = ScopedProxyUtils.getTargetBeanName(beanName);
		return AutoProxyUtils.determineTargetClass(this.beanFactory,
				this.beanFactory.containsBean(target) ? target : beanName);
	}

	private void inspect(String beanName, Class<?> type) {
		AempPort port = AnnotatedElementUtils.findMergedAnnotation(type, AempPort.class);
		SpawnablePort spawnable = AnnotatedElementUtils.findMergedAnnotation(type, SpawnablePort.class);
		if (port != null) {
			this.ports.add(port(beanName, type, port));
		}
		if (spawnable != null) {
			this.functions.add(spawnable(beanName, type, spawnable));
		}
		if (port == null && spawnable == null) {
			requireNoPortMethods(beanName, type);
		}
		Map<Method, InitFunction> found = MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<@Nullable InitFunction>) (method) -> AnnotatedElementUtils
					.findMergedAnnotation(method, InitFunction.class));
		found.forEach((method, function) -> this.functions.add(function(beanName, type, method, function)));
	}

	private PortDefinition port(String beanName, Class<?> type, AempPort port) {
		String place = "@AempPort of " + type.getName();
		boolean prototype = isPrototype(beanName);
		Restart.Policy restart = port.restart().value();
		if (restart == Restart.Policy.NEW_INSTANCE && !prototype) {
			throw new InvalidAnnotationException(
					place + " has the restart policy NEW_INSTANCE, but there is one instance only of a bean that is"
							+ " not in prototype scope.",
					"Add @Scope(\"prototype\"), or use SAME_INSTANCE with a @Reset method.");
		}
		PortMethods portMethods = new PortMethods(type, this.methods,
				new PortRules(port.failure(), port.acknowledge(), port.strict()));
		portMethods.requireInitWithoutData();
		PortOptions options = this.annotations.options(place, orElse(port.label(), beanName),
				this.dispatchers.get(port.dispatcher()), port.mailboxLimit());
		return new PortDefinition(beanName, prototype, options, this.annotations.families(place, port.families()),
				port.familyValue().isEmpty() ? null : this.annotations.value(port.familyValue()), restart,
				this.annotations.backOff(place, port.restart()),
				this.annotations.duration(place, port.restart().stableTime()), portMethods);
	}

	private boolean isPrototype(String beanName) {
		return this.beanFactory.containsBeanDefinition(beanName) && this.beanFactory.isPrototype(beanName);
	}

	private String orElse(String attribute, String fallback) {
		String text = this.annotations.text(attribute);
		return StringUtils.hasText(text) ? text : fallback;
	}

	private SpawnDefinition spawnable(String beanName, Class<?> type, SpawnablePort spawnable) {
		String place = "@SpawnablePort of " + type.getName();
		if (!isPrototype(beanName)) {
			throw new InvalidAnnotationException(place + " is on the bean '" + beanName
					+ "', which is not in prototype scope, but each spawned port" + " needs an instance of its own.",
					"Add @Scope(\"prototype\") where the bean is defined.");
		}
		PortMethods portMethods = new PortMethods(type, this.methods,
				new PortRules(spawnable.failure(), spawnable.acknowledge(), spawnable.strict()));
		String name = this.annotations.text(spawnable.value());
		PortOptions options = this.annotations.options(place, orElse(spawnable.label(), name),
				this.dispatchers.get(spawnable.dispatcher()), spawnable.mailboxLimit());
		return new SpawnDefinition(name, place, options, (self, arguments) -> {
			Object bean = this.beanFactory.getBean(beanName);
			this.node.closeOnDeath(self.id(), () -> this.beanFactory.destroyBean(beanName, bean));
			portMethods.receive(self, () -> bean);
			portMethods.init(bean, self, arguments);
		});
	}

	private SpawnDefinition function(String beanName, Class<?> type, Method method, InitFunction function) {
		BeanMethod beanMethod = this.methods.create(method, type);
		if (!beanMethod.takesPort()) {
			throw new InvalidAnnotationException(
					"Method " + beanMethod + " is annotated with @InitFunction but has no parameter of type Port, so it"
							+ " cannot set a receiver and its ports would never exist.",
					"Add a parameter of type io.aemp.Port.");
		}
		String name = this.annotations.text(function.value());
		PortOptions options = new PortOptions(orElse(function.label(), name),
				this.dispatchers.get(function.dispatcher()), 0);
		return new SpawnDefinition(name, "@InitFunction of " + beanMethod, options,
				(self, arguments) -> beanMethod.bind(self, arguments).on(this.beanFactory.getBean(beanName)));
	}

	private static void requireNoPortMethods(String beanName, Class<?> type) {
		for (Class<? extends Annotation> annotation : PORT_METHODS) {
			Set<Method> methods = MethodIntrospector
				.selectMethods(type, (MethodIntrospector.MetadataLookup<@Nullable Boolean>) (
						method) -> AnnotatedElementUtils.hasAnnotation(method, annotation) ? Boolean.TRUE : null)
				.keySet();
			for (Method method : methods) {
				throw new InvalidAnnotationException(
						"Method " + type.getName() + "." + method.getName() + " of bean '" + beanName
								+ "' is annotated with @" + annotation.getSimpleName() + ", but its class is no port.",
						"Annotate the class with @AempPort or @SpawnablePort, or remove the annotation.");
			}
		}
	}

}
