package io.aemp.benchmarks.subject.grpc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.aemp.benchmarks.process.Client;
import io.aemp.benchmarks.process.NotApplicableException;
import io.aemp.benchmarks.subject.spring.Order;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Makes unary calls with a deadline, as an asynchronous stub does.
 *
 * @param application the running application
 * @param channel leads to the other one
 */
record UnaryClient(ConfigurableApplicationContext application, Channel channel) implements Client {

	private static final int DEADLINE_SECONDS = 20;

	@Override
	public CompletableFuture<Integer> ask(int number) {
		CompletableFuture<Integer> answer = new CompletableFuture<>();
		CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
		ClientCalls.asyncUnaryCall(this.channel.newCall(OrderService.METHOD, options), Order.of(number),
				new Answer(answer));
		return answer;
	}

	@Override
	public void send(int number) {
		throw new NotApplicableException("unary calls only");
	}

	@Override
	public void send(byte[] bytes) {
		throw new NotApplicableException("unary calls only");
	}

	@Override
	public void ping(int number) {
		throw new NotApplicableException("unary calls only");
	}

	@Override
	public void close() {
		this.application.close();
	}

	/** What comes back. */
	private record Answer(CompletableFuture<Integer> number) implements StreamObserver<Order> {

		@Override
		public void onNext(Order order) {
			this.number.complete(order.id());
		}

		@Override
		public void onError(Throwable failure) {
			this.number.completeExceptionally(failure);
		}

		@Override
		public void onCompleted() {
			// the answer was there before
		}

	}

}
