package io.aemp.boot.test.guide.brokers;

import java.util.HashMap;
import java.util.Map;

import io.aemp.annotation.AempPort;

@AempPort(families = "orders")
class OrderListener implements Orders {

	private final Map<String, Long> totals = new HashMap<>();

	@Override
	public void placed(String customer, Order order) {
		this.totals.merge(customer, (long) order.count(), Long::sum);
	}

	@Override
	public long total(String customer) {
		return this.totals.getOrDefault(customer, 0L);
	}

}
