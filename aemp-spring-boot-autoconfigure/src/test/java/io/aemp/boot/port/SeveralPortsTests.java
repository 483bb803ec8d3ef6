package io.aemp.boot.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.PortDiedException;
import io.aemp.annotation.AempPort;
import io.aemp.annotation.Init;
import io.aemp.annotation.Receive;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.testing.BoundedWait;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tests for {@link AempPort#ports()}, and for calls to a port that dies. */
class SeveralPortsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=test")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class));

	@Test
	void allPortsOfABeanAreInItsFamiliesAndWorkAtTheSameTime() {
		this.runner.withBean("workers", Workers.class).run((context) -> {
			Node node = context.getBean(Node.class);
			AempPorts ports = context.getBean(AempPorts.class);
			Workers workers = context.getBean(Workers.class);
			List<String> ids = ports.portsOf(workers).stream().map(Port::id).toList();
			assertThat(ids).hasSize(3).doesNotHaveDuplicates();
			assertThat(ports.findAll("workers")).extracting(Port::id).isEqualTo(ids);
			assertThat(ids).contains(ports.portOf(workers).id(), ports.find("workers").orElseThrow().id());
			Awaitility.await()
				.untilAsserted(() -> assertThat(BoundedWait.get(node.database().keys("workers")))
					.containsExactlyInAnyOrderElementsOf(ids));
			assertThat(workers.inits).containsExactlyInAnyOrderElementsOf(ids);
			List<CompletableFuture<Message>> answers = ids.stream().map((id) -> node.call(id, "work")).toList();
			BoundedWait.await(workers.working);
			workers.go.countDown();
			answers.forEach((answer) -> assertThat(BoundedWait.get(answer)).isEqualTo(Message.of("done")));
		});
	}

	@Test
	void onePortDiesAloneAndComesBackAtOnce() {
		this.runner.withBean("workers", Workers.class).run((context) -> {
			Node node = context.getBean(Node.class);
			AempPorts ports = context.getBean(AempPorts.class);
			List<String> before = ports.findAll("workers").stream().map(Port::id).toList();
			node.kill(before.get(0), "broken");
			Awaitility.await()
				.untilAsserted(() -> assertThat(ports.findAll("workers")).hasSize(3)
					.extracting(Port::id)
					.doesNotContain(before.get(0))
					.containsAll(before.subList(1, 3)));
		});
	}

	@Test
	void aPrototypeHasAnInstanceForEachPort() {
		this.runner.withUserConfiguration(Counters.class).run((context) -> {
			Node node = context.getBean(Node.class);
			List<Port> ports = context.getBean(AempPorts.class).findAll("counters");
			assertThat(ports).hasSize(2);
			ports
				.forEach((port) -> assertThat(BoundedWait.get(node.call(port.id(), "count"))).isEqualTo(Message.of(1)));
		});
	}

	@Test
	void queuedCallsFailAtOnceWithTheReasonOfTheDeath() {
		int many = 100;
		this.runner.withBean("workers", Workers.class).run((context) -> {
			Node node = context.getBean(Node.class);
			AempPorts ports = context.getBean(AempPorts.class);
			String port = ports.find("workers").orElseThrow().id();
			CountDownLatch go = new CountDownLatch(1);
			ports.find("workers").orElseThrow().execute(() -> {
				try {
					go.await(60, TimeUnit.SECONDS);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				throw new IllegalStateException("worn out");
			});
			List<CompletableFuture<Message>> calls = new ArrayList<>();
			for (int i = 0; i < many; i++) {
				calls.add((i % 2 == 0) ? node.call(port, "work")
						: node.call(port, Message.of("work"), java.time.Duration.ofHours(1)));
			}
			go.countDown();
			for (CompletableFuture<Message> call : calls) {
				assertThatThrownBy(() -> call.get(60, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
					.cause()
					.isInstanceOfSatisfying(PortDiedException.class,
							(ex) -> assertThat(ex.reason().elements()).containsExactly("die", "worn out"));
			}
			Awaitility.await()
				.untilAsserted(() -> assertThat(BoundedWait.get(node.database().keys("workers"))).hasSize(3)
					.doesNotContain(port));
			assertThatThrownBy(() -> node.call(port, "work").get(60, TimeUnit.SECONDS)).cause()
				.isInstanceOf(PortDiedException.class);
		});
	}

	@AempPort(ports = 3, families = "workers")
	static class Workers {

		private final Set<String> inits = ConcurrentHashMap.newKeySet();

		private final CountDownLatch working = new CountDownLatch(3);

		private final CountDownLatch go = new CountDownLatch(1);

		@Init
		void init(Port self) {
			this.inits.add(self.id());
		}

		@Receive("work")
		String work() throws InterruptedException {
			this.working.countDown();
			this.go.await(60, TimeUnit.SECONDS);
			return "done";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Counters {

		@Bean
		@Scope("prototype")
		Counter counters() {
			return new Counter();
		}

	}

	@AempPort(ports = 2)
	static class Counter {

		private int count;

		@Receive("count")
		int count() {
			return ++this.count;
		}

	}

}
