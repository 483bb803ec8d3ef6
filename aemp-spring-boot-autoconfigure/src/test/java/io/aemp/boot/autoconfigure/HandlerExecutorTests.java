package io.aemp.boot.autoconfigure;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.aemp.Dispatcher;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortOptions;
import io.aemp.Process;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.AempProcess;
import io.aemp.annotation.PortDispatcher;
import io.aemp.annotation.Receive;
import io.aemp.boot.port.AempPorts;
import io.aemp.testing.BoundedWait;
import io.micrometer.context.ContextRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/** Which threads run the methods of ports. */
class HandlerExecutorTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, TaskExecutionAutoConfiguration.class))
		.withBean("port", ThreadTeller.class);

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void threadsOfTheNodeInPlaceOfTheExecutorOfSpringBoot(boolean virtual) {
		this.runner
			.withPropertyValues("spring.task.execution.thread-name-prefix=boot-",
					"spring.threads.virtual.enabled=" + virtual)
			.run((context) -> {
				assertThat(context).hasBean("applicationTaskExecutor");
				Node node = context.getBean(Node.class);
				AempPorts ports = context.getBean(AempPorts.class);
				String pool = thread(node, Dispatcher.POOL);
				// the first calls load classes, and so may take long
				Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> thread(node, ports).equals(pool));
				for (int i = 0; i < 2; i++) {
					node.call(ports.find("port").orElseThrow().id(), "rest").get(60, TimeUnit.SECONDS);
				}
				assertThat(thread(node, ports)).isEqualTo(blockingThread(node));
			});
	}

	@Test
	void threadsOfTheNodeWhereTheExecutorOfSpringBootIsAskedForAndIsAPool() {
		this.runner.withPropertyValues("spring.task.execution.thread-name-prefix=boot-")
			.withBean("asking", AskingForTheTaskExecutor.class)
			.run((context) -> {
				Node node = context.getBean(Node.class);
				assertThat(askingThread(node, context.getBean(AempPorts.class))).isEqualTo(blockingThread(node));
			});
	}

	@Test
	void othersAnswerWhileManyBeansWaitThatHaveBegunAtTheSameTime() {
		ApplicationContextRunner crowded = this.runner;
		int count = 200;
		for (int i = 0; i < count; i++) {
			crowded = crowded.withBean("waiting" + i, Waiting.class);
		}
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch entered = new CountDownLatch(count);
		crowded.withBean(Gate.class, () -> new Gate(entered, release)).run((context) -> {
			Node node = context.getBean(Node.class);
			AempPorts ports = context.getBean(AempPorts.class);
			List<CompletableFuture<Message>> held = IntStream.range(0, count)
				.mapToObj((i) -> node.call(ports.find("waiting" + i).orElseThrow().id(), "wait"))
				.toList();
			assertThat(thread(node, ports)).isNotNull();
			BoundedWait.await(entered);
			assertThat(thread(node, ports)).isNotNull();
			assertThat(held).noneMatch(CompletableFuture::isDone);
			release.countDown();
			held.forEach(BoundedWait::get);
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
	void virtualThreadsWhereTheyAreEnabledAndAskedFor() {
		this.runner
			.withPropertyValues("spring.threads.virtual.enabled=true",
					"spring.task.execution.thread-name-prefix=virtual-")
			.withBean("asking", AskingForTheTaskExecutor.class)
			.run((context) -> assertThat(askingThread(context.getBean(Node.class), context.getBean(AempPorts.class)))
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

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void threadsOfTheNodeHaveNames() {
		this.runner.run((context) -> {
			Node node = context.getBean(Node.class);
			assertThat(blockingThread(node)).isEqualTo("aemp-" + node.id() + "-blocking-");
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { OwnExecutor.class, VirtualThreads.class, Object.class })
	void taskDecoratorsAreHonouredForEachMessage(Class<?> executors) {
		this.runner.withUserConfiguration(executors, Decorator.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String port = context.getBean(AempPorts.class).find("port").orElseThrow().id();
			CompletableFuture<Message> held = node.call(port, "hold");
			Decorator.USER.set("alice");
			CompletableFuture<Message> first = node.call(port, "user");
			Decorator.USER.set("bob");
			CompletableFuture<Message> second = node.call(port, "user");
			Decorator.USER.remove();
			context.getBean(ThreadTeller.class).release.countDown();
			held.get(60, TimeUnit.SECONDS);
			assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo(Message.of("alice"));
			assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(Message.of("bob"));
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void contextOfTheSenderIsPropagatedWhereThePropertySaysSo(boolean propagate) {
		ThreadLocal<String> user = Decorator.USER;
		ContextRegistry.getInstance().registerThreadLocalAccessor("user", user::get, user::set, user::remove);
		try {
			this.runner.withPropertyValues("spring.task.execution.propagate-context=" + propagate).run((context) -> {
				Node node = context.getBean(Node.class);
				String bean = context.getBean(AempPorts.class).find("port").orElseThrow().id();
				Port pooled = node.open(PortOptions.DEFAULTS.dispatcher(Dispatcher.POOL));
				user.set("alice");
				CompletableFuture<Message> first = node.call(bean, "user");
				CompletableFuture<String> second = pooled.callInContext(user::get);
				user.remove();
				assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo(Message.of(propagate ? "alice" : "null"));
				assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(propagate ? "alice" : null);
				assertThat(node.call(bean, "user").get(60, TimeUnit.SECONDS)).isEqualTo(Message.of("null"));
				assertThat(pooled.callInContext(user::get).get(60, TimeUnit.SECONDS)).isNull();
			});
		}
		finally {
			ContextRegistry.getInstance().removeThreadLocalAccessor("user");
			user.remove();
		}
	}

	@Test
	void processesHaveThreadsOfTheirOwn() throws Exception {
		try (URLClassLoader restart = new URLClassLoader(new URL[0], getClass().getClassLoader())) {
			this.runner.withUserConfiguration(OwnExecutor.class, Decorator.class)
				.withBean(ProcessTeller.class)
				.withClassLoader(restart)
				.run((context) -> {
					ProcessTeller teller = context.getBean(ProcessTeller.class);
					assertThat(BoundedWait.get(teller.started)).isSameAs(restart);
					Node node = context.getBean(Node.class);
					Decorator.USER.set("alice");
					node.spawn(node.id(), "tell");
					Decorator.USER.remove();
					assertThat(BoundedWait.get(teller.user)).isEqualTo("alice");
					assertThat(teller.thread).doesNotStartWith("own-");
				});
		}
	}

	@Test
	void handlersHaveTheClassLoaderOfTheApplication() throws Exception {
		try (URLClassLoader restart = new URLClassLoader(new URL[0], getClass().getClassLoader())) {
			this.runner.withClassLoader(restart)
				.run((context) -> assertThat(context.getBean(Node.class)
					.open()
					.callInContext(() -> Thread.currentThread().getContextClassLoader())
					.get(60, TimeUnit.SECONDS)).isSameAs(restart));
		}
	}

	@Test
	void anExecutorThatRunsInTheCallerLetsNoPortWaitForItself() {
		this.runner.withBean("applicationTaskExecutor", SyncTaskExecutor.class, SyncTaskExecutor::new)
			.run((context) -> {
				Node node = context.getBean(Node.class);
				String port = context.getBean(AempPorts.class).find("port").orElseThrow().id();
				CompletableFuture<Message> held = node.call(port, "hold");
				// the sender is not the one who waits
				context.getBean(ThreadTeller.class).release.countDown();
				held.get(60, TimeUnit.SECONDS);
			});
	}

	@Test
	void anExecutorThatDiscardsTasksIsRefused() {
		this.runner.withBean("applicationTaskExecutor", ThreadPoolTaskExecutor.class, () -> {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
			return executor;
		})
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContainingAll("applicationTaskExecutor", "DiscardPolicy"));
	}

	/** The name of a thread of the node that may wait, without its number. */
	private static String blockingThread(Node node) throws Exception {
		return thread(node, Dispatcher.BLOCKING);
	}

	private static String thread(Node node, Dispatcher dispatcher) throws Exception {
		return node.open(PortOptions.DEFAULTS.dispatcher(dispatcher))
			.callInContext(ThreadTeller::name)
			.get(60, TimeUnit.SECONDS);
	}

	private static String thread(Node node, AempPorts ports) throws Exception {
		return node.call(ports.find("port").orElseThrow().id(), "thread").get(60, TimeUnit.SECONDS).text(0);
	}

	private static String askingThread(Node node, AempPorts ports) throws Exception {
		return node.call(ports.find("asking").orElseThrow().id(), "thread").get(60, TimeUnit.SECONDS).text(0);
	}

	@AempPort
	static class ThreadTeller {

		private final CountDownLatch release = new CountDownLatch(1);

		@Receive("hold")
		int hold() throws InterruptedException {
			return this.release.await(60, TimeUnit.SECONDS) ? 1 : 0;
		}

		@Receive("user")
		String user() {
			return String.valueOf(Decorator.USER.get());
		}

		@Receive("thread")
		String thread() {
			return name();
		}

		/** Takes as long as a method that waits: the time alone tells one from others. */
		@Receive("rest")
		void rest() throws InterruptedException {
			Thread.sleep(5);
		}

		static String name() {
			return Thread.currentThread().getName().replaceAll("[0-9]+$", "");
		}

	}

	static class ProcessTeller {

		private final CompletableFuture<ClassLoader> started = new CompletableFuture<>();

		private final CompletableFuture<String> user = new CompletableFuture<>();

		private volatile String thread = "";

		@AempProcess
		void start(Process process) {
			this.started.complete(Thread.currentThread().getContextClassLoader());
		}

		@AempProcess("tell")
		void tell(Process process) {
			this.thread = Thread.currentThread().getName();
			this.user.complete(String.valueOf(Decorator.USER.get()));
		}

	}

	@AempPort(dispatcher = PortDispatcher.TASK_EXECUTOR)
	static class AskingForTheTaskExecutor {

		@Receive("thread")
		String thread() {
			return ThreadTeller.name();
		}

	}

	record Gate(CountDownLatch entered, CountDownLatch release) {

	}

	@AempPort
	static class Waiting {

		private final Gate gate;

		Waiting(Gate gate) {
			this.gate = gate;
		}

		@Receive("wait")
		void await() {
			this.gate.entered().countDown();
			BoundedWait.await(this.gate.release());
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

	@Configuration(proxyBeanMethods = false)
	static class VirtualThreads {

		@Bean
		SimpleAsyncTaskExecutor applicationTaskExecutor() {
			return new SimpleAsyncTaskExecutor("simple-");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Decorator {

		static final ThreadLocal<String> USER = new ThreadLocal<>();

		@Bean
		TaskDecorator userOfTheSender() {
			return (task) -> {
				String user = USER.get();
				return () -> {
					USER.set(user);
					try {
						task.run();
					}
					finally {
						USER.remove();
					}
				};
			};
		}

	}

}
