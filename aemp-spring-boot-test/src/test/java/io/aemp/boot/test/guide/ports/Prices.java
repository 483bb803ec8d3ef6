package io.aemp.boot.test.guide.ports;

import java.util.HashMap;
import java.util.Map;

import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;

@AempPort(families = "shop_prices")
class Prices {

	private final Map<String, Price> prices = new HashMap<>();

	@Receive("set")
	void set(String article, Price price) {
		this.prices.put(article, price);
	}

	@Receive("get")
	Price get(String article) {
		return this.prices.get(article);
	}

	record Price(long cents, String currency) {

	}

}
