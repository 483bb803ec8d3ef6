package io.aemp.boot.test.guide.shop;

import org.springframework.stereotype.Component;

@Component
class Checkout {

	private final Prices prices;

	Checkout(Prices prices) {
		this.prices = prices;
	}

	int total(String article, int count) {
		return count * this.prices.price(article);
	}

}
