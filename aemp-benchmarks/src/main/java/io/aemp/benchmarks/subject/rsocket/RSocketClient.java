package io.aemp.benchmarks.subject.rsocket;

import java.util.concurrent.CompletableFuture;

import io.aemp.benchmarks.process.Client;
import io.aemp.benchmarks.process.NotApplicableException;
import io.aemp.benchmarks.subject.spring.Order;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.messaging.rsocket.RSocketRequester;

/**
 * Makes requests.
 *
 * @param application the running application
 * @param requester has a connection
 */
record RSocketClient(ConfigurableApplicationContext application, RSocketRequester requester) implements Client {

	@Override
	public CompletableFuture<Integer> ask(int number) {
		return this.requester.route("order").data(Order.of(number)).retrieveMono(Order.class).map(Order::id).toFuture();
	}

	@Override
	public void send(int number) {
		throw new NotApplicableException("requests only");
	}

	@Override
	public void send(byte[] bytes) {
		throw new NotApplicableException("requests only");
	}

	@Override
	public void ping(int number) {
		throw new NotApplicableException("requests only");
	}

	@Override
	public void close() {
		this.requester.dispose();
		this.application.close();
	}

}
