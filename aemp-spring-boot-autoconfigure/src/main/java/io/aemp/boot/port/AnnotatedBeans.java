package io.aemp.boot.port;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.aemp.Node;
import io.aemp.PortOptions;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.AempProcess;
import io.aemp.annotation.DataConnectionHandler;
import io.aemp.annotation.InitFunction;
import io.aemp.annotation.SpawnablePort;
import io.aemp.boot.handler.AnnotationTexts;
import io.aemp.boot.handler.BeanMethod;
import io.aemp.boot.handler.BeanMethods;
import io.aemp.boot.handler.InvalidAnnotationException;
import io.aemp.boot.handler.PortMethods;
import io.aemp.boot.handler.PortRules;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Finds the annotated beans of an application. It inspects the types of all beans once
 * all singletons exist, and creates no bean.
 */
public final class AnnotatedBeans {

	private static final Logger logger = LoggerFactory.getLogger(AnnotatedBeans.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final Node node;

	private final BeanMethods methods;

	private final PortDispatchers dispatchers;

	private final AnnotationTexts texts;

	private final Annotations annotations;

	private final LatePortBeans late;

	private final List<PortDefinition> ports = new ArrayList<>();

	private final Set<String> annotated = new HashSet<>();

	private final List<SpawnDefinition> functions = new ArrayList<>();

	private final List<ConnectionDefinition> connections = new ArrayList<>();

	private final AnnotatedProcesses processes;

	/**
	 * Creates the finder.
	 * @param beanFactory contains the beans
	 * @param node opens their ports
	 * @param methods makes their methods callable
	 * @param dispatchers chooses the threads for their ports
	 * @param late is told which beans were found
	 */
	public AnnotatedBeans(ConfigurableListableBeanFactory beanFactory, Node node, BeanMethods methods,
			PortDispatchers dispatchers, LatePortBeans late) {
		this.beanFactory = beanFactory;
		this.node = node;
		this.methods = methods;
		this.dispatchers = dispatchers;
		this.late = late;
		this.texts = new AnnotationTexts(beanFactory);
		this.annotations = new Annotations(this.texts);
		this.processes = new AnnotatedProcesses(beanFactory, methods, this.annotations);
	}

	/** The ports and processes that are opened with the application. */
	List<PortDefinition> ports() {
		return Stream.concat(this.ports.stream(), this.processes.started().stream()).toList();
	}

	List<SpawnDefinition> functions() {
		return this.functions;
	}

	List<ProcessDefinition> processes() {
		return this.processes.spawned();
	}

	List<ConnectionDefinition> connections() {
		return this.connections;
	}

	/**
	 * Inspects all beans.
	 * @throws InvalidAnnotationException if an annotation is not valid
	 */
	void find() {
		for (CandidateBeans.Candidate bean : new CandidateBeans(this.beanFactory).find()) {
			try {
				inspect(bean.beanName(), bean.type());
			}
			catch (InvalidAnnotationException ex) {
				throw ex.ofBean(bean.beanName());
			}
		}
		this.late.found(this.annotated);
	}

	private void inspect(String beanName, Class<?> type) {
		AempPort port = AnnotatedElementUtils.findMergedAnnotation(type, AempPort.class);
		SpawnablePort spawnable = AnnotatedElementUtils.findMergedAnnotation(type, SpawnablePort.class);
		boolean annotated = port != null || spawnable != null;
		if (annotated) {
			this.annotated.add(beanName);
		}
		AnnotatedMethods annotatedMethods = methods(beanName, type, annotated);
		if (annotatedMethods == null || (annotatedMethods.isEmpty() && !annotated)) {
			return;
		}
		annotatedMethods.requireNoSuspension();
		annotatedMethods.requireNothingBesidesProcesses();
		Class<?> beanClass = this.beanFactory.getType(beanName, false);
		if (beanClass != null && !beanClass.isInterface()) {
			annotatedMethods.requireInvocable(beanClass);
		}
		if (port != null) {
			this.ports.add(port(beanName, type, port, annotatedMethods));
		}
		if (spawnable != null) {
			this.functions.add(spawnable(beanName, type, spawnable));
		}
		if (!annotated) {
			annotatedMethods.requireNoReceivers(type);
		}
		annotatedMethods.methods().keySet().forEach((method) -> {
			InitFunction function = AnnotatedElementUtils.findMergedAnnotation(method, InitFunction.class);
			if (function != null) {
				this.functions.add(function(beanName, type, method, function));
			}
			DataConnectionHandler handler = AnnotatedElementUtils.findMergedAnnotation(method,
					DataConnectionHandler.class);
			if (handler != null) {
				this.connections.add(connection(beanName, type, method, handler));
			}
			if (AnnotatedElementUtils.hasAnnotation(method, AempProcess.class)) {
				this.annotated.add(beanName);
				this.processes.add(beanName, type, isPrototype(beanName), annotatedMethods, method);
			}
		});
	}

	private static @Nullable AnnotatedMethods methods(String beanName, Class<?> type, boolean annotated) {
		try {
			AnnotatedMethods methods = AnnotatedMethods.of(type);
			return annotated ? methods : methods.withoutExchanges();
		}
		catch (RuntimeException | LinkageError ex) {
			// a bean that exists was inspected by others before, so this one is lazy
			if (annotated) {
				logger.warn("Bean '{}' has no port: its class {} cannot be inspected: {}", beanName, type.getName(),
						NestedExceptionUtils.getMostSpecificCause(ex).toString());
			}
			else {
				logger.debug("Bean '{}' is not searched: its class cannot be inspected", beanName, ex);
			}
			return null;
		}
	}

	private PortDefinition port(String beanName, Class<?> type, AempPort port, AnnotatedMethods annotatedMethods) {
		String place = "@AempPort of " + type.getName();
		boolean prototype = isPrototype(beanName);
		RestartRule restart = this.annotations.restart(place, port.restart(), prototype);
		String label = this.annotations.label(port.label(), beanName);
		PortMethods portMethods = new PortMethods(type, this.methods,
				new PortRules(label, port.failure(), port.acknowledge(), port.strict(),
						this.annotations.unfinishedAnswersLimit(place, port.unfinishedAnswersLimit())),
				this.texts);
		portMethods.requireInitWithoutData();
		requireCount(place, port.ports(), portMethods, prototype);
		PortOptions options = this.annotations.options(place, label, this.dispatchers.get(port.dispatcher()),
				port.mailboxLimit());
		return new PortDefinition(beanName, prototype, port.ports(), annotatedMethods, options,
				this.annotations.families(place, port.families()), this.annotations.familyValue(port.familyValue()),
				restart, (node, portOptions, bean) -> new ReceivingPort(node.open(portOptions), portMethods, bean));
	}

	private static void requireCount(String place, int count, PortMethods methods, boolean prototype) {
		if (count < 1) {
			throw new InvalidAnnotationException(place + " has 'ports = " + count + "'.",
					"Give the number of ports, 1 or more.");
		}
		if (count > 1 && !prototype && methods.hasResets()) {
			throw new InvalidAnnotationException(
					place + " has 'ports = " + count + "' and a @Reset method. When one port dies, the method would"
							+ " reset the bean while the other ports use it.",
					"Remove the @Reset method, or add @Scope(\"prototype\"): then each port has a bean of its own.");
		}
	}

	private boolean isPrototype(String beanName) {
		return this.beanFactory.containsBeanDefinition(beanName) && this.beanFactory.isPrototype(beanName);
	}

	private SpawnDefinition spawnable(String beanName, Class<?> type, SpawnablePort spawnable) {
		String place = "@SpawnablePort of " + type.getName();
		if (!isPrototype(beanName)) {
			throw new InvalidAnnotationException(
					place + " is on the bean '" + beanName
							+ "', which is not in prototype scope, but each spawned port needs an instance of its own.",
					"Add @Scope(\"prototype\") where the bean is defined.");
		}
		String name = this.annotations.text(spawnable.value());
		String label = this.annotations.label(spawnable.label(), name);
		PortMethods portMethods = new PortMethods(type, this.methods,
				new PortRules(label, spawnable.failure(), spawnable.acknowledge(), spawnable.strict(),
						this.annotations.unfinishedAnswersLimit(place, spawnable.unfinishedAnswersLimit())),
				this.texts);
		PortOptions options = this.annotations.options(place, label, this.dispatchers.get(spawnable.dispatcher()),
				spawnable.mailboxLimit());
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
		PortOptions options = new PortOptions(this.annotations.label(function.label(), name),
				this.dispatchers.get(function.dispatcher()), 0);
		return new SpawnDefinition(name, "@InitFunction of " + beanMethod, options,
				(self, arguments) -> beanMethod.bind(self, arguments).on(this.beanFactory.getBean(beanName)));
	}

	private ConnectionDefinition connection(String beanName, Class<?> type, Method method,
			DataConnectionHandler handler) {
		BeanMethod beanMethod = this.methods.createConnectionHandler(method, type);
		return new ConnectionDefinition(this.annotations.text(handler.value()),
				"@DataConnectionHandler of " + beanMethod, (connection,
						arguments) -> beanMethod.bind(connection, arguments).on(this.beanFactory.getBean(beanName)));
	}

}
