package io.aemp.boot.test.stub;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/** Adds the stubs of a test class to its context. */
final class StubContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		List<Stub> stubs = Stub.of(testClass);
		return stubs.isEmpty() ? null : new Customizer(stubs);
	}

	/** A context with other stubs is another context. */
	private record Customizer(List<Stub> stubs) implements ContextCustomizer {

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
			// code that was generated ahead of time has been here before
			if (context.getBeanFactory() instanceof BeanDefinitionRegistry registry
					&& !registry.containsBeanDefinition(StubPorts.BEAN_NAME)) {
				registry.registerBeanDefinition(StubPorts.BEAN_NAME, definition());
			}
		}

		/**
		 * A definition that code can repeat, which is generated ahead of time: classes of
		 * tests need not be visible there, so it has their names.
		 */
		private RootBeanDefinition definition() {
			RootBeanDefinition definition = new RootBeanDefinition(StubPorts.class);
			definition.getConstructorArgumentValues()
				.addIndexedArgumentValue(0,
						this.stubs.stream()
							.map((stub) -> stub.field().getDeclaringClass().getName())
							.distinct()
							.toArray(String[]::new));
			definition.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
			return definition;
		}

	}

}
