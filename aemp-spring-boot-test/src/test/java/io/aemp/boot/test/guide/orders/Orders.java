package io.aemp.boot.test.guide.orders;

import java.util.concurrent.CompletableFuture;

import io.aemp.annotation.AempPort;

@AempPort(families = "orders")
class Orders implements OrderService {

	@Override
	public Money price(String article) {
		return new Money(5, "EUR");
	}

	@Override
	public CompletableFuture<Money> priceLater(String article) {
		return CompletableFuture.completedFuture(price(article));
	}

	@Override
	public void note(Order order) {
	}

}
