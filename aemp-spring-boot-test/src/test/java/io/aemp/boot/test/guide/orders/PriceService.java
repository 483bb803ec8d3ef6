package io.aemp.boot.test.guide.orders;

import io.aemp.annotation.AempExchange;

interface PriceService {

	@AempExchange(value = "price", version = "2")
	Money price(String article);

}
