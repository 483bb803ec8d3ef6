package io.aemp.boot.test.guide.grpc;

import io.aemp.annotation.AempPort;

@AempPort(families = "greeters")
class GreeterPort implements Greeter {

	@Override
	public Greeting greet(String name) {
		if (name.isBlank()) {
			throw new IllegalArgumentException("a name is missing");
		}
		return new Greeting("Hello, " + name + "!");
	}

}
