package io.aemp.boot.test.stub;

import io.aemp.annotation.AempExchange;
import reactor.core.publisher.Flux;

/** What a checkout asks of orders. */
interface OrderService {

	@AempExchange("price")
	int price(String article);

	@AempExchange("place")
	void place(Order order);

	@AempExchange("open")
	Flux<Order> open();

	/** An order. */
	record Order(String article, int count) {

	}

}
