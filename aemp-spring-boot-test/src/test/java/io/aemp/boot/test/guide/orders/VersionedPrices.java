package io.aemp.boot.test.guide.orders;

import io.aemp.annotation.AempPort;
import io.aemp.annotation.Receive;

@AempPort(families = "prices")
class VersionedPrices {

	// version 1: 4 cents
	@Receive("price")
	long price(String article) {
		return 4;
	}

	// version 2 and all later ones
	@Receive(value = "price", version = "2+")
	Money priceWithCurrency(String article) {
		return new Money(4, "EUR");
	}

}
