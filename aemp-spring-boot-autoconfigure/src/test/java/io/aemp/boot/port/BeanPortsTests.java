package io.aemp.boot.port;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.Reason;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Failure;
import io.aemp.annotation.Init;
import io.aemp.annotation.InitFunction;
import io.aemp.annotation.Receive;
import io.aemp.annotation.Reset;
import io.aemp.annotation.Restart;
import io.aemp.annotation.SpawnablePort;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import org.aopalliance.intercept.MethodInterceptor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tests for ports of beans in an application context with a local node. */
class BeanPortsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=test")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class, TaskExecutionAutoConfiguration.class));

	@Test
	void opensAPortAndRegistersIt() {
		this.runner.withBean("greeter", Greeter.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String port = context.getBean(AempPorts.class).portOf(context.getBean(Greeter.class)).id();
			assertThat(node.database().entries("greeters").get(60, TimeUnit.SECONDS))
				.isEqualTo(Map.of(port, "seven is 7"));
			assertThat(node.call(port, Message.of("greet", "Ann"), PATIENCE).get()).isEqualTo(Message.of("Hello, Ann"));
			assertThat(node.ports()).filteredOn((info) -> info.id().equals(port))
				.singleElement()
				.satisfies((info) -> assertThat(info.label()).isEqualTo("greeter port"));
		});
	}

	@Test
	void aPortThatDiesIsOpenedAgainAfterAReset() {
		this.runner.withBean("fragile", Fragile.class).run((context) -> {
			Node node = context.getBean(Node.class);
			AempPorts ports = context.getBean(AempPorts.class);
			Fragile fragile = context.getBean(Fragile.class);
			String first = ports.portOf(fragile).id();
			CompletableFuture<Reason> death = new CompletableFuture<>();
			node.monitor(first, death::complete);
			node.send(first, "fail", "broken");
			assertThat(death.get(60, TimeUnit.SECONDS)).isEqualTo(Reason.of("die", "broken"));
			String second = await(() -> ports.find("fragile").map(Port::id).filter((id) -> !id.equals(first)));
			assertThat(node.call(second, Message.of("log"), PATIENCE).get().list(0)).containsExactly("init " + first,
					"reset", "init " + second);
			Awaitility.await()
				.untilAsserted(() -> assertThat(node.database().keys("fragile").get(60, TimeUnit.SECONDS))
					.containsExactly(second));
			assertThat(context.getBean(Fragile.class)).isSameAs(fragile);
		});
	}

	@Test
	void aNormalKillFromThisNodeIsFinal() {
		this.runner.withBean("fragile", Fragile.class).run((context) -> {
			Node node = context.getBean(Node.class);
			AempPorts ports = context.getBean(AempPorts.class);
			node.kill(ports.find("fragile").orElseThrow().id());
			Awaitility.await().until(() -> ports.find("fragile").isEmpty());
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> ports.portOf(context.getBean(Fragile.class)));
			Awaitility.await()
				.untilAsserted(() -> assertThat(node.database().keys("fragile").get(60, TimeUnit.SECONDS)).isEmpty());
		});
	}

	@Test
	void failureCanKill() {
		this.runner.withBean("fragile", Fragile.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String port = context.getBean(AempPorts.class).find("fragile").orElseThrow().id();
			CompletableFuture<Message> reply = node.call(port, "fail", List.of());
			assertThatThrownBy(reply::get).cause()
				.isInstanceOfSatisfying(PortDiedException.class,
						(ex) -> assertThat(ex.reason().text()).contains("Fragile.fail", "Element 0 does not fit"));
		});
	}

	@Test
	void resultIsTheSameForAPortOfThisNodeAndWithStrictLocalSends() {
		for (String strict : List.of("false", "true")) {
			this.runner.withBean("ages", Ages.class)
				.withPropertyValues("aemp.strict-local-sends=" + strict)
				.run((context) -> assertThat(askForAge(context, "Ann"))
					.isEqualTo(Message.of(Map.of("name", "Ann", "days", 7L))));
		}
	}

	private static Message askForAge(ApplicationContext context, Object who) throws Exception {
		String port = context.getBean(AempPorts.class).find("ages").orElseThrow().id();
		return context.getBean(Node.class).call(port, Message.of("age", who), PATIENCE).get();
	}

	@Test
	void someHandlersThatWaitDoNotStopTheRest() {
		int many = 40;
		this.runner.withBean(Waiter.class).run((context) -> {
			Node node = context.getBean(Node.class);
			Waiter waiter = context.getBean(Waiter.class);
			for (int i = 0; i < many; i++) {
				node.spawn(node.id(), "wait");
			}
			assertThat(waiter.waiting.await(60, TimeUnit.SECONDS)).isTrue();
			waiter.go.countDown();
		});
	}

	@Test
	void spawnsInstancesOfPrototypes() {
		this.runner.withUserConfiguration(Sessions.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String one = node.spawn(node.id(), "my::session", "one", 1);
			String two = node.spawn(node.id(), "my::session", "two", 2);
			assertThat(node.call(one, Message.of("who"), PATIENCE).get()).isEqualTo(Message.of("one 1"));
			assertThat(node.call(two, Message.of("who"), PATIENCE).get()).isEqualTo(Message.of("two 2"));
			node.kill(one);
			Awaitility.await().untilAsserted(() -> assertThat(Session.destroyed).hasValue(1));
			CompletableFuture<Reason> death = new CompletableFuture<>();
			node.monitor(node.spawn(node.id(), "my::session", "one"), death::complete);
			assertThat(death.get(60, TimeUnit.SECONDS).text()).contains("Session.init", "needs an element 1");
		});
	}

	@Test
	void worksWithLazyPrototypeAndScopedBeans() {
		this.runner.withUserConfiguration(Scopes.class).run((context) -> {
			Node node = context.getBean(Node.class);
			AempPorts ports = context.getBean(AempPorts.class);
			assertThat(Counter.created).hasValue(1);
			for (String bean : List.of("lazy", "scoped", "prototype")) {
				String port = ports.find(bean).orElseThrow().id();
				assertThat(node.call(port, Message.of("count"), PATIENCE).get().integer(0)).isEqualTo(1);
				assertThat(node.call(port, Message.of("count"), PATIENCE).get().integer(0)).isEqualTo(2);
			}
			String first = ports.find("prototype").orElseThrow().id();
			node.kill(first, "broken");
			String second = await(() -> ports.find("prototype").map(Port::id).filter((id) -> !id.equals(first)));
			assertThat(node.call(second, Message.of("count"), PATIENCE).get().integer(0)).isEqualTo(1);
		});
	}

	@Test
	void callsMethodsThroughProxies() {
		AtomicInteger calls = new AtomicInteger();
		DefaultAdvisorAutoProxyCreator creator = new DefaultAdvisorAutoProxyCreator();
		creator.setProxyTargetClass(true);
		StaticMethodMatcherPointcutAdvisor advisor = new StaticMethodMatcherPointcutAdvisor(
				(MethodInterceptor) (invocation) -> {
					calls.incrementAndGet();
					return invocation.proceed();
				}) {

			@Override
			public boolean matches(Method method, Class<?> type) {
				return method.getName().equals("greet");
			}

		};
		this.runner.withBean(DefaultAdvisorAutoProxyCreator.class, () -> creator)
			.withBean(StaticMethodMatcherPointcutAdvisor.class, () -> advisor)
			.withBean("greeter", Greeter.class)
			.run((context) -> {
				Greeter proxy = context.getBean(Greeter.class);
				assertThat(AopUtils.isCglibProxy(proxy)).isTrue();
				Port port = context.getBean(AempPorts.class).portOf(proxy);
				Object target = AopProxyUtils.getSingletonTarget(proxy);
				assertThat(context.getBean(AempPorts.class).portOf(target)).isSameAs(port);
				assertThat(context.getBean(Node.class).call(port.id(), Message.of("greet", "Ann"), PATIENCE).get())
					.isEqualTo(Message.of("Hello, Ann"));
				assertThat(calls).hasValue(1);
			});
	}

	@Test
	void killsPortsWithAReasonWhenTheContextCloses() {
		CompletableFuture<Reason> death = new CompletableFuture<>();
		this.runner.withBean("greeter", Greeter.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String port = context.getBean(AempPorts.class).find("greeter").orElseThrow().id();
			node.monitor(port, death::complete);
			context.close();
			assertThat(death.get(60, TimeUnit.SECONDS)).isEqualTo(Reason.of("node_closed", "the application stops"));
		});
	}

	@Test
	void opensPortsAgainWhenAStoppedContextIsStarted() {
		this.runner.withBean("greeter", Greeter.class).run((context) -> {
			Node node = context.getBean(Node.class);
			AempPorts ports = context.getBean(AempPorts.class);
			String first = ports.find("greeter").orElseThrow().id();
			context.getSourceApplicationContext().stop();
			assertThat(ports.find("greeter")).isEmpty();
			context.getSourceApplicationContext().start();
			String second = ports.find("greeter").orElseThrow().id();
			assertThat(second).isNotEqualTo(first);
			assertThat(node.call(second, Message.of("greet", "Bob"), PATIENCE).get())
				.isEqualTo(Message.of("Hello, Bob"));
			Awaitility.await()
				.untilAsserted(() -> assertThat(node.database().keys("greeters").get(60, TimeUnit.SECONDS))
					.containsExactly(second));
		});
	}

	private static <T> T await(Callable<Optional<T>> condition) {
		return Awaitility.await().atMost(PATIENCE).until(condition, Optional::isPresent).orElseThrow();
	}

	@AempPort
	static class Ages {

		@Receive("age")
		Age age(Object who) {
			return new Age("Ann", 7);
		}

	}

	record Age(String name, int days) {

	}

	@AempPort(families = "${greeters.family:greeters}", familyValue = "seven is #{3 + 4}", label = "greeter port")
	static class Greeter {

		@Receive("greet")
		String greet(String name) {
			return "Hello, " + name;
		}

	}

	@AempPort(families = "fragile", failure = Failure.KILL, restart = @Restart(firstDelay = "10ms"))
	static class Fragile {

		private final List<String> log = new ArrayList<>();

		@Init
		void init(Port self) {
			this.log.add("init " + self.id());
		}

		@Reset
		void reset() {
			this.log.add("reset");
		}

		@Receive("fail")
		void fail(String text) {
			throw new IllegalStateException(text);
		}

		@Receive("log")
		List<String> log() {
			return List.copyOf(this.log);
		}

	}

	static class Waiter {

		private final CountDownLatch waiting = new CountDownLatch(40);

		private final CountDownLatch go = new CountDownLatch(1);

		@InitFunction("wait")
		void waitForIt(Port self) throws InterruptedException {
			self.receive((message) -> {
			});
			this.waiting.countDown();
			this.go.await(60, TimeUnit.SECONDS);
		}

	}

	@SpawnablePort("my::session")
	static class Session implements DisposableBean {

		static final AtomicInteger destroyed = new AtomicInteger();

		private String who = "nobody";

		@Init
		void init(String name, int number) {
			this.who = name + " " + number;
		}

		@Receive("who")
		String who() {
			return this.who;
		}

		@Override
		public void destroy() {
			destroyed.incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Sessions {

		@Bean
		@Scope("prototype")
		Session session() {
			return new Session();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Scopes {

		Scopes() {
			Counter.created.set(0);
		}

		@Bean
		@Lazy
		Counter lazy() {
			return new Counter();
		}

		@Bean
		@Scope(proxyMode = ScopedProxyMode.TARGET_CLASS)
		@Lazy
		Counter scoped() {
			return new Counter();
		}

		@Bean
		@Scope("prototype")
		NewCounter prototype() {
			return new NewCounter();
		}

	}

	@AempPort
	static class Counter {

		static final AtomicInteger created = new AtomicInteger();

		private int count;

		Counter() {
			created.incrementAndGet();
		}

		@Receive("count")
		int count() {
			return ++this.count;
		}

	}

	@AempPort(restart = @Restart(value = Restart.Policy.NEW_INSTANCE, firstDelay = "10ms"))
	static class NewCounter extends Counter {

	}

}
