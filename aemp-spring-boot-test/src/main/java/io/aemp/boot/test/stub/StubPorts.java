package io.aemp.boot.test.stub;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aemp.Dispatcher;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.annotation.Failure;
import io.aemp.boot.autoconfigure.AempProperties;
import io.aemp.boot.autoconfigure.ClientProperties;
import io.aemp.boot.handler.AnnotationTexts;
import io.aemp.boot.handler.BeanMethods;
import io.aemp.boot.handler.PortMethods;
import io.aemp.boot.handler.PortRules;
import org.mockito.Mockito;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/** The mocks of a context, and their ports. */
final class StubPorts implements SmartInitializingSingleton {

	static final String BEAN_NAME = StubPorts.class.getName();

	private static final Logger logger = LoggerFactory.getLogger(StubPorts.class);

	private static final String LABEL = "stub";

	/** The defaults of {@link io.aemp.annotation.AempPort}. */
	private static final PortRules RULES = new PortRules(LABEL, Failure.ANSWER, true, false, 0);

	private final Map<Stub, Object> mocks = new LinkedHashMap<>();

	private final ConfigurableBeanFactory beanFactory;

	/**
	 * Makes the mocks.
	 * @param testClasses the names of the classes that declare stubs
	 * @param beanFactory the beans of the context
	 */
	StubPorts(String[] testClasses, ConfigurableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
		Stream.of(testClasses)
			.map((name) -> ClassUtils.resolveClassName(name, beanFactory.getBeanClassLoader()))
			.flatMap((type) -> Stub.declaredBy(type).stream())
			.forEach((stub) -> this.mocks.put(stub, Mockito.mock(stub.type())));
	}

	@Override
	public void afterSingletonsInstantiated() {
		Node node = this.beanFactory.getBean(Node.class);
		BeanMethods methods = this.beanFactory.getBean(BeanMethods.class);
		AnnotationTexts texts = new AnnotationTexts(this.beanFactory);
		this.mocks.forEach((stub, mock) -> {
			PortMethods receivers = new PortMethods(stub.type(), methods, RULES, texts);
			Port port = node.open(PortOptions.DEFAULTS.label(LABEL).dispatcher(Dispatcher.ADAPTIVE));
			receivers.receive(port, () -> mock);
			node.database().register(stub.family(), port.id());
		});
		warnOfUnknownFamilies();
	}

	/** A warning only, since code may ask for families that no client has. */
	private void warnOfUnknownFamilies() {
		Set<String> families = this.beanFactory.getBeanProvider(AempProperties.class)
			.stream()
			.flatMap((properties) -> properties.getClient().values().stream())
			.map(ClientProperties::family)
			.filter(StringUtils::hasText)
			.collect(Collectors.toCollection(TreeSet::new));
		this.mocks.keySet()
			.stream()
			.filter((stub) -> !families.isEmpty() && !families.contains(stub.family()))
			.forEach((stub) -> logger.warn(
					"{} is a member of the family '{}', but no client asks that family: theirs are"
							+ " {}. Correct the name, if a client is to find the mock",
					stub.place(), stub.family(), families));
	}

	/** Gives an instance of a test class the mocks of its own fields. */
	void inject(Object testInstance) {
		this.mocks.forEach((stub, mock) -> {
			if (stub.field().getDeclaringClass().isInstance(testInstance)) {
				stub.inject(testInstance, mock);
			}
		});
	}

	void reset() {
		this.mocks.values().forEach((mock) -> Mockito.reset(mock));
	}

}
