package io.aemp.boot.test.stub;

import io.aemp.annotation.AempExchange;

/** What a checkout asks of orders. */
interface OrderService {

	@AempExchange("price")
	int price(String article);

	@AempExchange("place")
	void place(Order order);

	/** An order. */
	record Order(String article, int count) {

	}

}
