package io.aemp.boot.test.guide.orders;

import java.util.concurrent.CompletableFuture;

import io.aemp.annotation.AempExchange;

interface OrderService {

	@AempExchange(value = "price", idempotent = true)
	Money price(String article);

	@AempExchange(value = "price", idempotent = true)
	CompletableFuture<Money> priceLater(String article);

	@AempExchange("note")
	void note(Order order);

}
