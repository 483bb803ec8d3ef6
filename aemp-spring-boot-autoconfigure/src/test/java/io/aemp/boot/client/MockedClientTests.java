package io.aemp.boot.client;

import io.aemp.annotation.AempExchange;
import io.aemp.annotation.AempPort;
import io.aemp.boot.autoconfigure.AempAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;

/** A test replaces a client by a mock, though a port implements the interface too. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "aemp.node-id=test", "aemp.client.orders.family=orders" })
class MockedClientTests {

	@MockitoBean
	private Orders orders;

	@Autowired
	private Customer customer;

	@Test
	void theMockIsInjected() {
		BDDMockito.given(this.orders.price("screw")).willReturn("mocked");
		assertThat(this.customer.orders.price("screw")).isEqualTo("mocked");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AempAutoConfiguration.class)
	@ImportAempClients(group = "orders", types = Orders.class)
	@Import({ OrdersPort.class, Customer.class })
	static class Application {

	}

	interface Orders {

		@AempExchange("price")
		String price(String article);

	}

	@AempPort(families = "orders")
	static class OrdersPort implements Orders {

		@Override
		public String price(String article) {
			return "of the port";
		}

	}

	record Customer(Orders orders) {

	}

}
