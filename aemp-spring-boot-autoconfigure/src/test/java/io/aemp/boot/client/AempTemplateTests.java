package io.aemp.boot.client;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.aemp.FamilyChange;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import io.aemp.boot.port.AempPorts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Sends and calls without an interface. */
class AempTemplateTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("aemp.node-id=test")
		.withConfiguration(AutoConfigurations.of(AempAutoConfiguration.class))
		.withBean(TypedClientsTests.Orders.class);

	@Test
	void callsOnePort() {
		this.runner.run((context) -> {
			AempOperations aemp = context.getBean(AempOperations.class);
			String port = context.getBean(AempPorts.class).findAll("orders").get(0).id();
			AempOperations.CallOperations price = aemp.port(port).call("price", "screw").within(PATIENCE);
			TypedClientsTests.Money money = new TypedClientsTests.Money(5, "EUR");
			assertThat(price.as(TypedClientsTests.Money.class)).isEqualTo(money);
			assertThat(price.later(TypedClientsTests.Money.class)).succeedsWithin(PATIENCE).isEqualTo(money);
			assertThat(price.as(Message.class)).isEqualTo(Message.of(Map.of("cents", 5L, "currency", "EUR")));
			assertThat(price.as(Void.class)).isNull();
			assertThat(aemp.port(port)
				.call("all", List.of("screw"))
				.within(PATIENCE)
				.as(new ParameterizedTypeReference<List<TypedClientsTests.Order>>() {
				})).containsExactly(new TypedClientsTests.Order("screw", 1));
		});
	}

	@Test
	void callsAndSendsToAFamily() {
		this.runner.run((context) -> {
			AempOperations aemp = context.getBean(AempOperations.class);
			TypedClientsTests.Orders orders = context.getBean(TypedClientsTests.Orders.class);
			assertThat(aemp.family("orders").call("sum", 1, 2).within(PATIENCE).idempotent().as(int.class))
				.isEqualTo(3);
			assertThat(aemp.family("orders").call("sum", 1, 2).within(ChronoUnit.FOREVER.getDuration()).as(int.class))
				.isEqualTo(3);
			aemp.family("orders").send("note", new TypedClientsTests.Order("screw", 1));
			assertThat(orders.noted.poll(60, TimeUnit.SECONDS)).isEqualTo(new TypedClientsTests.Order("screw", 1));
			aemp.family("orders").sendToAll("note", new TypedClientsTests.Order("nail", 2));
			assertThat(orders.noted.poll(60, TimeUnit.SECONDS)).isEqualTo(new TypedClientsTests.Order("nail", 2));
		});
	}

	@Test
	void aRecordIsSentAlikeNearAndFar() {
		this.runner.run((context) -> {
			BlockingQueue<Message> received = new LinkedBlockingQueue<>();
			Port port = context.getBean(Node.class).open(received::add);
			context.getBean(AempOperations.class).port(port.id()).send("note", new TypedClientsTests.Order("screw", 1));
			assertThat(received.poll(60, TimeUnit.SECONDS))
				.isEqualTo(Message.of("note", Map.of("article", "screw", "count", 1L)));
		});
	}

	@Test
	void monitors() {
		this.runner.run((context) -> {
			AempOperations aemp = context.getBean(AempOperations.class);
			Port port = context.getBean(Node.class).open();
			CompletableFuture<Reason> death = new CompletableFuture<>();
			aemp.port(port.id()).monitor(death::complete);
			port.kill("gone");
			assertThat(death).succeedsWithin(PATIENCE).isEqualTo(Reason.of("gone"));
			BlockingQueue<FamilyChange> changes = new LinkedBlockingQueue<>();
			aemp.family("orders").monitor(changes::add);
			Awaitility.await()
				.atMost(PATIENCE)
				.until(() -> changes.stream().anyMatch((change) -> change.contents().size() == 1));
		});
	}

	@Test
	void failures() {
		this.runner.run((context) -> {
			AempOperations aemp = context.getBean(AempOperations.class);
			assertThatIllegalArgumentException().isThrownBy(() -> aemp.port("nobody"))
				.withMessageStartingWith("'nobody' is no port ID");
			assertThatIllegalArgumentException().isThrownBy(() -> aemp.family("1st"))
				.withMessageStartingWith("'1st' is no name of a family");
			AempOperations.CallOperations call = aemp.family("nobody").call("price", "screw");
			assertThatIllegalArgumentException().isThrownBy(() -> call.within(Duration.ZERO))
				.withMessage("A call cannot take PT0S; give a time above 0");
			assertThatIllegalArgumentException().isThrownBy(() -> call.as(Thread.class))
				.withMessageStartingWith("No answer can be read as java.lang.Thread: ");
			assertThatThrownBy(() -> call.within(Duration.ofMillis(20)).as(String.class))
				.isInstanceOf(NoMemberException.class)
				.hasMessageContaining("price: the family 'nobody' has no member within PT0.02S")
				.hasMessageEndingWith("correct the name of the family, or raise the time limit.");
			Port silent = context.getBean(Node.class).open((message) -> {
			});
			assertThatThrownBy(
					() -> aemp.port(silent.id()).call("price").within(Duration.ofMillis(20)).as(String.class))
				.isInstanceOf(ClientCallException.class)
				.hasCauseInstanceOf(TimeoutException.class);
		});
	}

}
