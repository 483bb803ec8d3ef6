package io.aemp.benchmarks.subject.rsocket;

import io.aemp.benchmarks.subject.spring.Order;

import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.stereotype.Controller;

/** Answers requests. */
@Controller
class OrderController {

	@MessageMapping("order")
	Order order(Order order) {
		return order;
	}

}
