package io.aemp.boot.test.guide.orders;

import io.aemp.annotation.AempExchange;

interface PatientPriceService {

	// a number from an old member, a map from a new one
	@AempExchange(value = "price", version = "2", lowestVersion = "1")
	Object price(String article);

}
