package io.aemp.boot.test.guide.breaker;

import io.aemp.boot.client.ClientCallException;
import io.aemp.boot.test.guide.shop.Prices;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.springframework.stereotype.Component;

@Component
class CarefulCheckout {

	private final CircuitBreaker breaker = CircuitBreaker.of("prices",
			CircuitBreakerConfig.custom()
				.recordExceptions(ClientCallException.class)
				.slidingWindowSize(20)
				.minimumNumberOfCalls(5)
				.build());

	private final Prices prices;

	CarefulCheckout(Prices prices) {
		this.prices = prices;
	}

	int price(String article) {
		return this.breaker.executeSupplier(() -> this.prices.price(article));
	}

}
