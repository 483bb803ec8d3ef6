package io.aemp.boot.autoconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.aemp.Dispatcher;
import io.aemp.Node;
import io.aemp.PortOptions;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;
import io.aemp.boot.port.AempPorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/** Which threads run the methods of ports. */
class HandlerExecutorTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, TaskExecutionAutoConfiguration.class))
		.withBean("port", ThreadTeller.class);

	@Test
	void threadsOfTheNodeInPlaceOfTheExecutorOfSpringBoot() {
		this.runner.withPropertyValues("spring.task.execution.thread-name-prefix=boot-").run((context) -> {
			assertThat(context).hasBean("applicationTaskExecutor");
			Node node = context.getBean(Node.class);
			assertThat(thread(node, context.getBean(AempPorts.class))).isEqualTo(blockingThread(node));
		});
	}

	@Test
	void theExecutorOfTheApplication() {
		this.runner.withUserConfiguration(OwnExecutor.class)
			.run((context) -> assertThat(thread(context.getBean(Node.class), context.getBean(AempPorts.class)))
				.startsWith("own-"));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void virtualThreadsWhereTheyAreEnabled() {
		this.runner
			.withPropertyValues("spring.threads.virtual.enabled=true",
					"spring.task.execution.thread-name-prefix=virtual-")
			.run((context) -> assertThat(thread(context.getBean(Node.class), context.getBean(AempPorts.class)))
				.startsWith("virtual-"));
	}

	@Test
	void portsEndAlsoWhenTheExecutorRefusesTasksAlready() {
		CompletableFuture<Object> death = new CompletableFuture<>();
		this.runner.withUserConfiguration(OwnExecutor.class).run((context) -> {
			Node node = context.getBean(Node.class);
			node.monitor(context.getBean(AempPorts.class).find("port").orElseThrow().id(), death::complete);
			context.close();
			assertThat(death.get(60, TimeUnit.SECONDS)).hasToString("node_closed, the application stops");
		});
	}

	/** The name of a thread of the node that may wait, without its number. */
	private static String blockingThread(Node node) throws Exception {
		return node.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.BLOCKING))
			.callInContext(ThreadTeller::name)
			.get(60, TimeUnit.SECONDS);
	}

	private static String thread(Node node, AempPorts ports) throws Exception {
		return node.call(ports.find("port").orElseThrow().id(), "thread").get(60, TimeUnit.SECONDS).text(0);
	}

	@AempPort
	static class ThreadTeller {

		@Receive("thread")
		String thread() {
			return name();
		}

		static String name() {
			return Thread.currentThread().getName().replaceAll("[0-9]+$", "");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnExecutor {

		@Bean
		ThreadPoolTaskExecutor applicationTaskExecutor() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setThreadNamePrefix("own-");
			return executor;
		}

	}

}
