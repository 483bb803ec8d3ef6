package io.aemp.benchmarks.subject.spring;

import java.util.concurrent.CompletableFuture;

import io.aemp.annotation.AempExchange;

/** What {@link EchoPort} answers, as an interface. */
interface EchoService {

	@AempExchange("call")
	CompletableFuture<Integer> call(int number);

	@AempExchange("order")
	CompletableFuture<Order> order(Order order);

}
