package io.aemp.boot.port;

import java.util.List;

import io.aemp.DataConnection;
import io.aemp.Port;
import io.aemp.Process;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.AempProcess;
import io.aemp.annotation.DataConnectionHandler;
import io.aemp.annotation.Receive;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.aot.AotServices;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.javapoet.ClassName;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests for {@link AnnotatedMethodsAotProcessor}. */
class AnnotatedMethodsAotProcessorTests {

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	@Test
	void givesHintsForMethodsAndWhatIsBound() {
		BeanRegistrationAotContribution contribution = process(Bean.class);
		assertThat(contribution).isNotNull();
		DefaultGenerationContext context = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get(Bean.class)), new InMemoryGeneratedFiles(), new RuntimeHints());
		contribution.applyTo(context, null);
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Bean.class, "scale"))
			.accepts(context.getRuntimeHints());
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Bean.class, "take"))
			.accepts(context.getRuntimeHints());
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(Bean.class, "wait"))
			.accepts(context.getRuntimeHints());
		assertThat(RuntimeHintsPredicates.reflection().onType(Job.class)).accepts(context.getRuntimeHints());
		assertThat(RuntimeHintsPredicates.reflection().onType(Process.class).negate())
			.accepts(context.getRuntimeHints());
		assertThat(RuntimeHintsPredicates.reflection().onType(Order.class)).accepts(context.getRuntimeHints());
		assertThat(RuntimeHintsPredicates.reflection().onType(DataConnection.class).negate())
			.accepts(context.getRuntimeHints());
		assertThat(RuntimeHintsPredicates.reflection().onType(Size.class)).accepts(context.getRuntimeHints());
		assertThat(RuntimeHintsPredicates.reflection().onType(Image.class)).accepts(context.getRuntimeHints());
		assertThat(RuntimeHintsPredicates.reflection().onType(Entry.class)).accepts(context.getRuntimeHints());
		assertThat(RuntimeHintsPredicates.reflection().onType(Port.class).negate()).accepts(context.getRuntimeHints());
	}

	@Test
	void leavesOtherBeansAlone() {
		assertThat(process(String.class)).isNull();
	}

	@Test
	void isFoundBySpring() {
		assertThat(AotServices.factories().load(BeanRegistrationAotProcessor.class))
			.hasAtLeastOneElementOfType(AnnotatedMethodsAotProcessor.class);
	}

	private BeanRegistrationAotContribution process(Class<?> type) {
		this.beanFactory.registerBeanDefinition("bean", new RootBeanDefinition(type));
		return new AnnotatedMethodsAotProcessor().processAheadOfTime(RegisteredBean.of(this.beanFactory, "bean"));
	}

	@AempPort
	static class Bean {

		@Receive("scale")
		Image scale(Port self, List<Size> sizes) {
			return new Image(new byte[0]);
		}

		@Receive("entries")
		Flux<Entry> entries() {
			return Flux.empty();
		}

		@AempProcess("wait")
		void wait(Process process, Job job) {
		}

		@DataConnectionHandler("take")
		void take(DataConnection connection, Order order) {
		}

	}

	record Job(String what) {

	}

	record Entry(long cents) {

	}

	record Order(String what) {

	}

	record Size(int width, int height) {

	}

	record Image(byte[] bytes) {

	}

}
