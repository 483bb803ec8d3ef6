package io.aemp.boot.test.guide.brokers;

import io.aemp.boot.client.ImportAempClients;
import io.aemp.boot.test.guide.brokers.Orders.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = { "aemp.client.orders.family=orders", "aemp.client.orders.choice=by-key" })
class OrdersTests {

	@Test
	void whatIsSentBeforeACallIsReceivedBeforeIt(@Autowired Orders orders) {
		orders.placed("ann", new Order("screws", 3));
		orders.placed("bob", new Order("nails", 7));
		orders.placed("ann", new Order("nails", 2));
		assertThat(orders.total("ann")).isEqualTo(5);
	}

	@SpringBootApplication
	@ImportAempClients(group = "orders", types = Orders.class)
	static class OrdersApplication {

	}

}
