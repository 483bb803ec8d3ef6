package io.aemp.boot.test.guide.orders;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.aemp.Guard;
import io.aemp.Message;
import io.aemp.Node;
import io.aemp.Port;
import io.aemp.Reason;
import io.aemp.boot.client.AempClients;
import io.aemp.boot.client.AempOperations;
import io.aemp.boot.port.AempPorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(properties = { "aemp.client.orders.family=orders", "aemp.client.orders.choice=least-busy",
		"aemp.client.prices.family=prices", "aemp.client.old-prices.family=old_prices" })
@ExtendWith(OutputCaptureExtension.class)
class TypedClientsTests {

	@Test
	void aClient(@Autowired OrderService orders) {
		assertThat(orders.price("screw")).isEqualTo(new Money(5, "EUR"));
		assertThat(orders.priceLater("screw")).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(new Money(5, "EUR"));
		orders.note(new Order("screw", 3));
	}

	@Test
	void versions(@Autowired AempClients clients, @Autowired Node node) {
		assertThat(clients.create("prices", PriceService.class).price("screw")).isEqualTo(new Money(4, "EUR"));
		Port old = node.open()
			.receive("price", (message) -> node.send(message.text(1), 4))
			.receive((message) -> node.kill(message.text(2), Reason.BAD_MESSAGE, "unknown tag"));
		node.database().register("old_prices", old.id());
		assertThat(clients.create("old-prices", PatientPriceService.class).price("screw")).isEqualTo(4L);
	}

	@Test
	void withoutAnInterface(@Autowired AempOperations aemp, @Autowired AempPorts ports, CapturedOutput output) {
		String portId = ports.find("orders").orElseThrow().id();
		Money price = aemp.family("orders").call("price", "screw").within(Duration.ofSeconds(10)).as(Money.class);
		CompletableFuture<Money> later = aemp.port(portId).call("price", "nail").later(Money.class);
		aemp.port(portId).send("note", new Order("screw", 3));
		aemp.family("orders").sendToAll("note", new Order("screw", 3));
		Guard monitor = aemp.port(portId).monitor((reason) -> System.out.println("gone: " + reason));
		assertThat(price).isEqualTo(new Money(5, "EUR"));
		assertThat(later).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(new Money(5, "EUR"));
		monitor.close();
	}

}
