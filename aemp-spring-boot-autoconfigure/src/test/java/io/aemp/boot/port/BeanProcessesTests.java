package io.aemp.boot.port;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortInfo;
import io.aemp.Process;
import io.aemp.Reason;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.AempProcess;
import io.aemp.annotation.Receive;
import io.aemp.annotation.Restart;
import io.aemp.annotation.SourceNode;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.handler.MessageBindingException;
import io.aemp.boot.handler.TypedMessages;
import io.aemp.testing.BoundedWait;
import org.aopalliance.intercept.MethodInterceptor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Methods of beans that are processes, in an application context with a local node. */
@ExtendWith(OutputCaptureExtension.class)
class BeanProcessesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=test", "tag=order")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class));

	@Test
	void startsWithTheApplicationAndIsRegistered() {
		this.runner.withBean("till", Till.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String id = port(context, "till");
			assertThat(BoundedWait.get(node.database().entries("tills"))).isEqualTo(Map.of(id, 7));
			assertThat(BoundedWait.get(node.call(id, "order", "apples"))).isEqualTo(Message.of("apples", id));
			assertThat(info(node, id).label()).isEqualTo("till.sell");
			assertThat(context.getBean(AempPorts.class).portOf(context.getBean(Till.class)).id()).isEqualTo(id);
		});
	}

	@Test
	void aProcessThatThrowsIsStartedAgain(CapturedOutput output) {
		this.runner.withBean("till", Till.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String first = port(context, "till");
			CompletableFuture<Reason> death = new CompletableFuture<>();
			node.monitor(first, death::complete);
			node.send(first, "order");
			assertThat(BoundedWait.get(death)).isEqualTo(Reason.of("die", "an order of nothing"));
			String second = nextPort(context, "till", first);
			assertThat(BoundedWait.get(node.call(second, "order", "pears"))).isEqualTo(Message.of("pears", second));
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(BoundedWait.get(node.database().keys("tills"))).containsExactly(second));
			// the place in the code, since nobody else logs it
			assertThat(output).contains("of bean 'till' died, opening it again in 0 ms: die, an order of nothing")
				.contains("at " + Till.class.getName() + ".sell(");
		});
	}

	@Test
	void aProcessThatIsKilledIsStartedAgainWithoutATrace(CapturedOutput output) {
		this.runner.withBean("till", Till.class).run((context) -> {
			String first = port(context, "till");
			context.getBean(Node.class).kill(first, "broken");
			nextPort(context, "till", first);
			assertThat(output).contains("died, opening it again in 0 ms: broken")
				.doesNotContain(InterruptedException.class.getName());
		});
	}

	@Test
	void aProcessThatReturnsHasDoneItsWork() {
		this.runner.withBean("once", Once.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String id = port(context, "once");
			CompletableFuture<Reason> death = new CompletableFuture<>();
			node.monitor(id, death::complete);
			node.send(id, "finish");
			assertThat(BoundedWait.get(death)).isEqualTo(Reason.NORMAL);
			Awaitility.await().until(() -> context.getBean(AempPorts.class).find("once").isEmpty());
			assertThat(context.getBean(Once.class).runs).hasValue(1);
		});
	}

	@Test
	void aProcessThatIsToEndWithItsFirstDeath() {
		this.runner.withBean("mortal", Mortal.class).run((context) -> {
			context.getBean(Node.class).kill(port(context, "mortal"), "broken");
			Awaitility.await().until(() -> context.getBean(AempPorts.class).find("mortal").isEmpty());
		});
	}

	@Test
	void theContextInterruptsWhatWaits() {
		Waiter waiter = new Waiter();
		this.runner.withBean("waiter", Waiter.class, () -> waiter).run((context) -> {
			Node node = context.getBean(Node.class);
			String spawned = node.spawn(node.id(), "wait");
			node.send(port(context, "waiter"), "begin");
			node.send(spawned, "begin");
			BoundedWait.take(waiter.events);
			BoundedWait.take(waiter.events);
		});
		// the close of the context has waited for both
		assertThat(waiter.events).containsExactlyInAnyOrder("started ended", "spawned ended");
	}

	@Test
	void aContextThatStopsEndsWhatIsSpawnedAndStartsAfresh() {
		Waiter waiter = new Waiter();
		this.runner.withBean("waiter", Waiter.class, () -> waiter).run((context) -> {
			Node node = context.getBean(Node.class);
			String first = port(context, "waiter");
			node.send(node.spawn(node.id(), "wait"), "begin");
			assertThat(BoundedWait.take(waiter.events)).isEqualTo("spawned");
			ConfigurableApplicationContext stopped = (ConfigurableApplicationContext) context
				.getSourceApplicationContext();
			stopped.stop();
			assertThat(waiter.events).containsExactlyInAnyOrder("started ended", "spawned ended");
			waiter.events.clear();
			stopped.start();
			assertThat(port(context, "waiter")).isNotEqualTo(first);
			node.send(node.spawn(node.id(), "wait"), "begin");
			assertThat(BoundedWait.take(waiter.events)).isEqualTo("spawned");
		});
	}

	@Test
	void severalProcessesOfOneBean() {
		this.runner.withBean("workers", Workers.class).run((context) -> {
			Node node = context.getBean(Node.class);
			List<String> workers = BoundedWait.get(node.database().keys("workers")).stream().sorted().toList();
			assertThat(workers).hasSize(3);
			for (String worker : workers) {
				assertThat(BoundedWait.get(node.call(worker, "work"))).isEqualTo(Message.of(worker));
			}
			List<String> all = context.getBean(AempPorts.class)
				.portsOf(context.getBean(Workers.class))
				.stream()
				.map(Port::id)
				.toList();
			assertThat(all).hasSize(4).containsAll(workers);
			assertThat(all.stream().map((id) -> info(node, id).label()).distinct())
				.containsExactlyInAnyOrder("workers.work", "the watch");
		});
	}

	@Test
	void aBeanThatIsAPortToo() {
		this.runner.withBean("shop", Shop.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String port = BoundedWait.get(node.database().keys("shop_ports")).iterator().next();
			String process = BoundedWait.get(node.database().keys("shop_processes")).iterator().next();
			assertThat(BoundedWait.get(node.call(port, "hello"))).isEqualTo(Message.of("from the port"));
			assertThat(BoundedWait.get(node.call(process, "hello"))).isEqualTo(Message.of("from the process"));
		});
	}

	@Test
	void isSpawnedWithInitData() {
		this.runner.withBean("clerk", Clerk.class).run((context) -> {
			Node node = context.getBean(Node.class);
			Port asker = node.open((message) -> {
			});
			String id = asker
				.callInContext(() -> node.spawn(node.id(), "clerk", Map.of("what", "apples", "count", 3), 1.5))
				.get(60, TimeUnit.SECONDS);
			assertThat(BoundedWait.get(node.call(id, "bill"))).isEqualTo(Message.of("apples", 3L, 1.5, "test"));
			assertThat(info(node, id).label()).isEqualTo("clerk");
			assertThat(context.getBean(AempPorts.class).find("clerk")).isEmpty();
			node.send(id, "done");
			CompletableFuture<Reason> death = new CompletableFuture<>();
			node.monitor(node.spawn(node.id(), "clerk", "no order"), death::complete);
			assertThat(BoundedWait.get(death).text()).contains("Element 0 does not fit", "Clerk.serve")
				.doesNotContain("no order");
		});
	}

	@Test
	void eachProcessOfAPrototypeHasItsInstance() {
		this.runner.withUserConfiguration(Prototypes.class).run((context) -> {
			Node node = context.getBean(Node.class);
			Counted.created.set(0);
			Counted.destroyed.set(0);
			String one = node.spawn(node.id(), "count");
			String two = node.spawn(node.id(), "count");
			assertThat(BoundedWait.get(node.call(one, "next"))).isEqualTo(Message.of(1L));
			assertThat(BoundedWait.get(node.call(one, "next"))).isEqualTo(Message.of(2L));
			assertThat(BoundedWait.get(node.call(two, "next"))).isEqualTo(Message.of(1L));
			assertThat(Counted.created).hasValue(2);
			node.kill(one);
			Awaitility.await().untilAsserted(() -> assertThat(Counted.destroyed).hasValue(1));
			String fresh = port(context, "fresh");
			assertThat(BoundedWait.get(node.call(fresh, "next"))).isEqualTo(Message.of(1L));
			node.kill(fresh, "broken");
			String next = nextPort(context, "fresh", fresh);
			assertThat(BoundedWait.get(node.call(next, "next"))).isEqualTo(Message.of(1L));
		});
	}

	@Test
	void lazyAndProxiedBeans() {
		this.runner.withUserConfiguration(Proxies.class).run((context) -> {
			Node node = context.getBean(Node.class);
			for (String bean : List.of("lazy", "proxied")) {
				String id = port(context, bean);
				assertThat(BoundedWait.get(node.call(id, "order", "figs"))).as(bean).isEqualTo(Message.of("figs", id));
			}
			assertThat(Proxies.calls).hasValue(1);
		});
	}

	@Test
	void tooManyMessagesEndIt() {
		this.runner.withBean("deaf", Deaf.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String id = port(context, "deaf");
			CompletableFuture<Reason> death = new CompletableFuture<>();
			node.monitor(id, death::complete);
			for (int i = 0; i < 5; i++) {
				node.send(id, "noise", i);
			}
			assertThat(BoundedWait.get(death).identifier()).isEqualTo(Reason.MAILBOX_OVERFLOW);
			nextPort(context, "deaf", id);
		});
	}

	@Test
	void typedMessages() {
		this.runner.withBean("typed", Typed.class).run((context) -> {
			Node node = context.getBean(Node.class);
			String id = port(context, "typed");
			assertThat(BoundedWait.get(node.call(id, "sum",
					List.of(Map.of("what", "apples", "count", 3), Map.of("what", "pears", "count", "4")))))
				.isEqualTo(Message.of(Map.of("what", "apples and pears", "count", 7L)));
			TypedMessages messages = context.getBean(TypedMessages.class);
			assertThat(messages.read(Message.of("17"), 0, Integer.class)).isEqualTo(17);
			assertThat(messages.read(Message.of(), 0, new ParameterizedTypeReference<Optional<String>>() {
			})).isEmpty();
			assertThatExceptionOfType(MessageBindingException.class)
				.isThrownBy(() -> messages.read(Message.of("secret"), 0, Integer.class))
				.withMessageContaining("Element 0 does not fit java.lang.Integer")
				.withMessageNotContaining("secret");
			assertThatExceptionOfType(MessageBindingException.class)
				.isThrownBy(() -> messages.read(Message.of("one"), 1, Item.class))
				.withMessageContaining("Element 1")
				.withMessageContaining("missing");
			assertThatIllegalArgumentException().isThrownBy(() -> messages.read(Message.of("one"), 0, Thread.class))
				.withMessageContaining("java.lang.Thread");
		});
	}

	@Test
	void initFunctionsKnowTheNodeThatAsks() {
		this.runner.withBean("tools", Tools.class).run((context) -> {
			Node node = context.getBean(Node.class);
			node.spawn(node.id(), "tool");
			assertThat(BoundedWait.take(context.getBean(Tools.class).asked)).isEqualTo("test");
		});
	}

	private static PortInfo info(Node node, String id) {
		return node.ports().stream().filter((info) -> info.id().equals(id)).findFirst().orElseThrow();
	}

	private static String port(ApplicationContext context, String bean) {
		return context.getBean(AempPorts.class).find(bean).orElseThrow().id();
	}

	private static String nextPort(ApplicationContext context, String bean, String before) {
		AempPorts ports = context.getBean(AempPorts.class);
		Awaitility.await().until(() -> ports.find(bean).filter((port) -> !port.id().equals(before)).isPresent());
		return port(context, bean);
	}

	record Item(String what, int count) {

	}

	static class Till {

		private final Node node;

		Till(Node node) {
			this.node = node;
		}

		@AempProcess(families = "tills", familyValue = "#{3 + 4}")
		void sell(Process process) throws InterruptedException {
			while (true) {
				Message order = process.receive("order");
				if (order.isEmpty()) {
					throw new IllegalArgumentException("an order of nothing");
				}
				this.node.send(order.text(1), order.get(0), process.id());
			}
		}

	}

	static class Once {

		private final AtomicInteger runs = new AtomicInteger();

		@AempProcess
		void work(Process process) throws InterruptedException {
			this.runs.incrementAndGet();
			process.receive("finish");
		}

	}

	static class Mortal {

		@AempProcess(restart = @Restart(Restart.Policy.NEVER))
		void live(Process process) throws InterruptedException {
			process.receive();
		}

	}

	static class Waiter {

		private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

		@AempProcess
		void started(Process process) throws InterruptedException {
			await(process, "started");
		}

		@AempProcess("wait")
		void spawned(Process process) throws InterruptedException {
			await(process, "spawned");
		}

		private void await(Process process, String name) throws InterruptedException {
			try {
				process.receive("begin");
				this.events.add(name);
				// not a wait of ours
				new CountDownLatch(1).await();
			}
			finally {
				this.events.add(name + " ended");
			}
		}

	}

	static class Workers {

		@AempProcess(processes = 3, families = "workers")
		void work(Process process, Node node) throws InterruptedException {
			while (true) {
				node.send(process.receive("work").text(0), process.id());
			}
		}

		@AempProcess(label = "the watch")
		void watch(Process process) throws InterruptedException {
			process.receive();
		}

	}

	@AempPort(families = "shop_ports")
	static class Shop {

		@Receive("hello")
		String hello() {
			return "from the port";
		}

		@AempProcess(families = "shop_processes")
		void serve(Process process, Node node) throws InterruptedException {
			node.send(process.receive("hello").text(0), "from the process");
		}

	}

	static class Clerk {

		@AempProcess("clerk")
		void serve(Process process, Node node, Item item, double price, @SourceNode String source)
				throws InterruptedException {
			node.send(process.receive("bill").text(0), item.what(), (long) item.count(), price, source);
			process.receive("done");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Prototypes {

		@Bean
		@Scope("prototype")
		Counted counted() {
			return new Counted();
		}

		@Bean
		@Scope("prototype")
		Fresh fresh() {
			return new Fresh();
		}

	}

	static class Counted implements AutoCloseable {

		static final AtomicInteger created = new AtomicInteger();

		static final AtomicInteger destroyed = new AtomicInteger();

		private long count;

		Counted() {
			created.incrementAndGet();
		}

		@AempProcess("count")
		void count(Process process, Node node) throws InterruptedException {
			while (true) {
				node.send(process.receive("next").text(0), ++this.count);
			}
		}

		@Override
		public void close() {
			destroyed.incrementAndGet();
		}

	}

	static class Fresh {

		private long count;

		@AempProcess(restart = @Restart(Restart.Policy.NEW_INSTANCE))
		void count(Process process, Node node) throws InterruptedException {
			while (true) {
				node.send(process.receive("next").text(0), ++this.count);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Proxies {

		static final AtomicInteger calls = new AtomicInteger();

		@Bean
		@Lazy
		Till lazy(Node node) {
			return new Till(node);
		}

		@Bean
		Till proxied(Node node) {
			calls.set(0);
			ProxyFactory factory = new ProxyFactory(new Till(node));
			factory.setProxyTargetClass(true);
			factory.addAdvice((MethodInterceptor) (invocation) -> {
				calls.incrementAndGet();
				return invocation.proceed();
			});
			return (Till) factory.getProxy();
		}

	}

	static class Deaf {

		@AempProcess(mailboxLimit = 3)
		void wait(Process process) throws InterruptedException {
			process.receive("music");
		}

	}

	static class Typed {

		private final TypedMessages messages;

		private final Node node;

		Typed(TypedMessages messages, Node node) {
			this.messages = messages;
			this.node = node;
		}

		@AempProcess
		void sum(Process process) throws InterruptedException {
			Message request = process.receive("sum");
			List<Item> items = this.messages.read(request, 0, new ParameterizedTypeReference<>() {
			});
			Supplier<String> names = () -> String.join(" and ", items.stream().map(Item::what).toList());
			Item sum = new Item(names.get(), items.stream().mapToInt(Item::count).sum());
			this.node.send(request.text(1), this.messages.write(sum));
		}

	}

	static class Tools {

		private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

		@io.aemp.annotation.InitFunction("tool")
		void tool(Port self, @SourceNode String node) {
			self.receive((message) -> {
			});
			this.asked.add(node);
		}

	}

}
