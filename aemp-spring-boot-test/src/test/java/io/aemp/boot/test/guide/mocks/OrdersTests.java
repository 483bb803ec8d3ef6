package io.aemp.boot.test.guide.mocks;

import io.aemp.Node;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.mockito.Mockito.verify;

@SpringBootTest
class OrdersTests {

	@MockitoBean
	Node node;

	@Autowired
	Orders orders;

	@Test
	void tellsTheWarehouse() {
		this.orders.place("screws");
		verify(this.node).send("warehouse#1", "pack", "screws");
	}

}
