package io.aemp.boot.test.guide.shop;

import io.aemp.annotation.AempExchange;

public interface Prices {

	@AempExchange(value = "price", idempotent = true)
	int price(String article);

}
