package io.aemp.boot.port;

import java.util.ArrayList;
import java.util.List;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Process;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.AempProcess;
import io.aemp.annotation.Receive;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.testing.BoundedWait;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.FixedValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aop.framework.ProxyFactoryBean;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Which beans become ports, and what is said of the others. */
@ExtendWith(OutputCaptureExtension.class)
class BeanSearchTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=test")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class));

	@Test
	void beansBehindAnInterfaceAreFound() {
		this.runner.withUserConfiguration(BehindAnInterface.class)
			.run((context) -> List.of("greeter", "typed", "factory", "made", "lazy", "many")
				.forEach((bean) -> assertThat(greet(context, bean)).isEqualTo("hello")));
	}

	@Test
	void beansWhoseClassIsNotKnownAreNamed(CapturedOutput output) {
		this.runner.withUserConfiguration(Unknown.class).run((context) -> {
			assertThat(output.toString().lines().filter((line) -> line.contains("Not searched for @AempPort")))
				.singleElement()
				.satisfies((line) -> assertThat(line).contains("lazyGreeter", "newGreeter", "madeGreeter",
						"proxiedGreeter", "lazyProcess", "let its @Bean method"));
			assertThat(output).doesNotContain("has no port");
			for (String bean : List.of("lazyGreeter", "newGreeter", "madeGreeter")) {
				context.getBean(bean);
				context.getBean(bean);
				assertThat(output.toString().lines().filter((line) -> line.contains("'" + bean + "' has no port")))
					.singleElement()
					.satisfies((line) -> assertThat(line).contains(PoliteGreeter.class.getName()));
			}
			context.getBean("lazyProcess");
			assertThat(output)
				.contains("'lazyProcess' has no port, though its class " + GreetingProcess.class.getName());
		});
	}

	@Test
	void nothingIsSaidWhereEverythingIsKnown(CapturedOutput output) {
		this.runner.withUserConfiguration(BehindAnInterface.class)
			.run((context) -> assertThat(output).doesNotContain("Not searched", "has no port"));
	}

	@Test
	void aLazyClassThatCannotBeInspectedDoesNotStopTheStart(CapturedOutput output) {
		withLazy(broken(false)).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).doesNotContain("'broken' has no port");
		});
		withLazy(broken(true)).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("'broken' has no port", "missing.Type");
		});
	}

	@Test
	void aBeanThatIsNullHasNoPort() {
		this.runner.withBean("none", PoliteGreeter.class, () -> null)
			.run((context) -> assertThat(context.getBean(AempPorts.class).find("none")).isEmpty());
	}

	@Test
	void classesOfTheJdkAndOfSpringAreNotSearched() {
		assertThat(CandidateBeans.mayBeAnnotated(ArrayList.class)).isFalse();
		assertThat(CandidateBeans.mayBeAnnotated(ProxyFactoryBean.class)).isFalse();
		assertThat(CandidateBeans.mayBeAnnotated(PoliteGreeter.class)).isTrue();
	}

	/** A class with a method whose result is of a class that is missing. */
	private static Class<?> broken(boolean annotated) {
		TypeDescription missing = new ByteBuddy().subclass(Object.class)
			.name("missing.Type")
			.make()
			.getTypeDescription();
		var type = new ByteBuddy().subclass(Object.class)
			.defineMethod("odd", missing, Visibility.PUBLIC)
			.intercept(FixedValue.nullValue());
		return (annotated ? type.annotateType(AnnotationDescription.Builder.ofType(AempPort.class).build()) : type)
			.make()
			.load(BeanSearchTests.class.getClassLoader())
			.getLoaded();
	}

	private ApplicationContextRunner withLazy(Class<?> type) {
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(type);
		definition.setInstanceSupplier(Object::new);
		definition.setLazyInit(true);
		return this.runner.withInitializer(
				(context) -> ((GenericApplicationContext) context).registerBeanDefinition("broken", definition));
	}

	private static Object greet(ApplicationContext context, String bean) {
		String port = context.getBean(AempPorts.class).find(bean).orElseThrow().id();
		Message answer = BoundedWait.get(context.getBean(Node.class).call(port, "greet"));
		return answer.get(0);
	}

	interface Greeter {

		String greet();

	}

	@AempPort
	static class PoliteGreeter implements Greeter {

		@Receive("greet")
		@Override
		public String greet() {
			return "hello";
		}

	}

	static class GreetingProcess implements Greeter {

		@AempProcess
		void run(Process process) throws InterruptedException {
			process.receive();
		}

		@Override
		public String greet() {
			return "hello";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BehindAnInterface {

		@Bean
		Greeter greeter() {
			return new PoliteGreeter();
		}

		@Bean
		Object typed() {
			return new PoliteGreeter();
		}

		@Bean
		@Lazy
		PoliteGreeter lazy() {
			return new PoliteGreeter();
		}

		@Bean
		@Scope("prototype")
		PoliteGreeter many() {
			return new PoliteGreeter();
		}

		@Bean
		GreeterFactory<PoliteGreeter> factory() {
			return new GreeterFactory<>(PoliteGreeter.class);
		}

		@Bean
		ProxyFactoryBean made() {
			ProxyFactoryBean made = new ProxyFactoryBean();
			made.setTarget(new PoliteGreeter());
			made.setProxyTargetClass(true);
			return made;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Unknown {

		@Bean
		@Lazy
		Greeter lazyGreeter() {
			return new PoliteGreeter();
		}

		@Bean
		@Lazy
		Greeter lazyProcess() {
			return new GreetingProcess();
		}

		@Bean
		@Scope("prototype")
		Greeter newGreeter() {
			return new PoliteGreeter();
		}

		@Bean
		GreeterFactory<Greeter> madeGreeter() {
			return new GreeterFactory<>(Greeter.class);
		}

		@Bean
		ProxyFactoryBean proxiedGreeter() {
			ProxyFactoryBean made = new ProxyFactoryBean();
			made.setTarget(new PoliteGreeter());
			made.setInterfaces(Greeter.class);
			return made;
		}

	}

	static class GreeterFactory<T> implements FactoryBean<T> {

		private final Class<T> type;

		GreeterFactory(Class<T> type) {
			this.type = type;
		}

		@Override
		public T getObject() {
			return this.type.cast(new PoliteGreeter());
		}

		@Override
		public Class<?> getObjectType() {
			return this.type;
		}

	}

}
