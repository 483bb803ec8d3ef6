package io.aemp.boot.port;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.aemp.Dispatcher;
import io.aemp.Functions.ProcessFunction;
import io.aemp.PortOptions;
import io.aemp.annotation.AempProcess;
import io.aemp.boot.handler.BeanMethod;
import io.aemp.boot.handler.BeanMethods;
import io.aemp.boot.handler.InvalidAnnotationException;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * The methods of beans that are processes: those of the application, and those to spawn.
 */
final class AnnotatedProcesses {

	private final ConfigurableBeanFactory beanFactory;

	private final BeanMethods methods;

	private final Annotations annotations;

	private final List<PortDefinition> started = new ArrayList<>();

	private final List<ProcessDefinition> spawned = new ArrayList<>();

	AnnotatedProcesses(ConfigurableBeanFactory beanFactory, BeanMethods methods, Annotations annotations) {
		this.beanFactory = beanFactory;
		this.methods = methods;
		this.annotations = annotations;
	}

	/** Those that start with the application. */
	List<PortDefinition> started() {
		return this.started;
	}

	/** Those that others start. */
	List<ProcessDefinition> spawned() {
		return this.spawned;
	}

	/**
	 * Adds a process.
	 * @param beanName the name of the bean
	 * @param type its class
	 * @param prototype whether each request for the bean gives a new instance
	 * @param annotatedMethods the annotated methods of the class
	 * @param method one of them, with the annotation
	 * @throws InvalidAnnotationException if the annotation or the method is not valid
	 */
	void add(String beanName, Class<?> type, boolean prototype, AnnotatedMethods annotatedMethods, Method method) {
		MergedAnnotation<AempProcess> merged = annotation(method);
		BeanMethod code = this.methods.createProcess(method, type);
		String place = "@AempProcess of " + code;
		AempProcess process = merged.synthesize();
		String name = this.annotations.text(process.value());
		if (name.isEmpty()) {
			requireNoName(place, process);
			requireNoInitData(place, code);
			PortOptions options = options(place, process, beanName + "." + method.getName());
			this.started.add(new PortDefinition(beanName, prototype, count(place, process), annotatedMethods, options,
					this.annotations.families(place, process.families()),
					this.annotations.familyValue(process.familyValue()),
					this.annotations.restart(place, process.restart(), prototype),
					(node, portOptions, bean) -> new StartedProcess(node, portOptions, code, bean)));
		}
		else {
			requireOnlyWhatIsSpawned(place, name, merged);
			this.spawned.add(new ProcessDefinition(name, place, options(place, process, name),
					function(beanName, prototype, code)));
		}
	}

	private static MergedAnnotation<AempProcess> annotation(Method method) {
		return MergedAnnotations.from(method, MergedAnnotations.SearchStrategy.TYPE_HIERARCHY).get(AempProcess.class);
	}

	private ProcessFunction function(String beanName, boolean prototype, BeanMethod code) {
		return (self, arguments) -> {
			Object bean = this.beanFactory.getBean(beanName);
			try {
				code.bind(self, arguments).on(bean);
			}
			finally {
				if (prototype) {
					this.beanFactory.destroyBean(beanName, bean);
				}
			}
		};
	}

	private PortOptions options(String place, AempProcess process, String label) {
		return this.annotations.options(place, this.annotations.label(process.label(), label), Dispatcher.BLOCKING,
				process.mailboxLimit());
	}

	private static int count(String place, AempProcess process) {
		if (process.processes() < 1) {
			throw new InvalidAnnotationException(place + " has 'processes = " + process.processes() + "'.",
					"Give the number of processes, 1 or more.");
		}
		return process.processes();
	}

	private static void requireNoInitData(String place, BeanMethod code) {
		if (code.takesElements()) {
			throw new InvalidAnnotationException(
					place + " has parameters for init data, which only spawned processes get, and it has no name to be"
							+ " spawned by.",
					"Use parameters of type Process and Node only, or give the annotation a name.");
		}
	}

	/** An empty name that was not meant, from a placeholder for example. */
	private static void requireNoName(String place, AempProcess process) {
		if (!process.value().isEmpty()) {
			throw new InvalidAnnotationException(
					place + " has the name '" + process.value() + "', which stands for an empty text.",
					"Give a name, or leave it out for a process that starts with the application.");
		}
	}

	private static void requireOnlyWhatIsSpawned(String place, String name, MergedAnnotation<AempProcess> annotation) {
		Stream.of("families", "familyValue", "processes", "restart")
			.filter(annotation::hasNonDefaultValue)
			.findFirst()
			.ifPresent((attribute) -> {
				throw new InvalidAnnotationException(
						place + " is spawned by the name '" + name + "' and has '" + attribute
								+ "', which only processes that start with the application have.",
						"Remove the name, or the attribute. A spawned process registers itself with"
								+ " Database.register, and the one who spawns it monitors it.");
			});
	}

}
