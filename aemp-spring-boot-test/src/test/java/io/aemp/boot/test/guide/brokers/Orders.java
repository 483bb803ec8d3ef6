package io.aemp.boot.test.guide.brokers;

import io.aemp.annotation.AempExchange;
import io.aemp.annotation.MemberKey;

interface Orders {

	@AempExchange("placed")
	void placed(@MemberKey String customer, Order order);

	@AempExchange("total")
	long total(@MemberKey String customer);

	record Order(String article, int count) {

	}

}
