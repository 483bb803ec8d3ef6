package io.aemp.benchmarks.subject.vertx;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

import io.aemp.benchmarks.process.LocalSystem;
import io.aemp.benchmarks.subject.message.Message;
import io.aemp.benchmarks.subject.message.Numbered;
import io.aemp.benchmarks.subject.message.Tag;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;

/**
 * Local consumers. One thread opens them all, so Vert.x gives them all the same event
 * loop: the fastest way for most workloads, because nobody has to be woken.
 */
final class VertxLocalSystem implements LocalSystem {

	private static final Handler<io.vertx.core.eventbus.Message<Message>> IDLE = (delivery) -> {
	};

	private final Vertx vertx;

	private final EventBus bus;

	private final AtomicInteger addresses = new AtomicInteger();

	VertxLocalSystem(Vertx vertx) {
		this.vertx = vertx;
		this.bus = vertx.eventBus();
	}

	@Override
	public IntConsumer open(IntConsumer receiver) {
		String address = nextAddress();
		this.bus.<Numbered>localConsumer(address, (delivery) -> {
			Numbered message = delivery.body();
			if (message.tag().equals(Tag.ADD)) {
				receiver.accept((int) message.number());
			}
		});
		return (number) -> this.bus.send(address, new Numbered(Tag.ADD, number));
	}

	@Override
	public Object openIdle() {
		return this.bus.localConsumer(nextAddress(), IDLE);
	}

	@Override
	public void kill(Object reference) {
		((MessageConsumer<?>) reference).unregister();
	}

	@Override
	public void kill(Object reference, Runnable action) {
		((MessageConsumer<?>) reference).unregister().onComplete((result) -> action.run());
	}

	@Override
	public void close() {
		this.vertx.close();
	}

	private String nextAddress() {
		return "port" + this.addresses.incrementAndGet();
	}

}
