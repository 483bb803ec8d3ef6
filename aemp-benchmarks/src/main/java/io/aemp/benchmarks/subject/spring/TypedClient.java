package io.aemp.benchmarks.subject.spring;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

import io.aemp.benchmarks.process.Client;
import io.aemp.benchmarks.process.NotApplicableException;
import org.springframework.context.ConfigurableApplicationContext;

/** Calls by a typed client, which takes the members of a family. */
final class TypedClient implements Client {

	private final ConfigurableApplicationContext application;

	private final EchoService service;

	private final BiFunction<EchoService, Integer, CompletableFuture<Integer>> call;

	TypedClient(ConfigurableApplicationContext application,
			BiFunction<EchoService, Integer, CompletableFuture<Integer>> call) {
		this.application = application;
		this.service = application.getBean(EchoService.class);
		this.call = call;
		// the family is known before anything is measured
		ask(0).join();
	}

	@Override
	public CompletableFuture<Integer> ask(int number) {
		return this.call.apply(this.service, number);
	}

	@Override
	public void send(int number) {
		throw new NotApplicableException("calls only");
	}

	@Override
	public void send(byte[] bytes) {
		throw new NotApplicableException("calls only");
	}

	@Override
	public void ping(int number) {
		throw new NotApplicableException("calls only");
	}

	@Override
	public void close() {
		this.application.close();
	}

}
