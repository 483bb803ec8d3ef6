package io.aemp.boot.test.guide.grpc;

import io.aemp.annotation.AempExchange;

interface Greeter {

	@AempExchange(value = "greet", idempotent = true)
	Greeting greet(String name);

	record Greeting(String text) {

	}

}
