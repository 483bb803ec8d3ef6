package io.aemp.boot.autoconfigure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

import io.aemp.Message;
import io.aemp.SendInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/**
 * Stands for all beans that take part in sends, in their order. They are created with the
 * first send: they may want the node.
 */
final class SendInterceptors implements SendInterceptor {

	private final Supplier<List<SendInterceptor>> interceptors;

	SendInterceptors(Supplier<List<SendInterceptor>> interceptors) {
		this.interceptors = SingletonSupplier.of(interceptors);
	}

	@Override
	public Message send(String port, Message message) {
		Message sent = message;
		for (SendInterceptor interceptor : this.interceptors.get()) {
			sent = interceptor.send(port, sent);
		}
		return sent;
	}

	@Override
	public Message spawn(String node, String initFunction, Message arguments) {
		Message sent = arguments;
		for (SendInterceptor interceptor : this.interceptors.get()) {
			sent = interceptor.spawn(node, initFunction, sent);
		}
		return sent;
	}

	@Override
	public Exchange call(String port, Message message) {
		List<Exchange> exchanges = new ArrayList<>();
		Message sent = message;
		for (SendInterceptor interceptor : this.interceptors.get()) {
			Exchange exchange = interceptor.call(port, sent);
			sent = exchange.message();
			exchanges.add(exchange);
		}
		Collections.reverse(exchanges);
		return new Nested(sent, exchanges);
	}

	/**
	 * A call in which several take part.
	 *
	 * @param message what is sent in the end
	 * @param exchanges of those who take part, the last one first
	 */
	private record Nested(Message message, List<Exchange> exchanges) implements Exchange {

		@Override
		public void ended(@Nullable Exception failure) {
			this.exchanges.forEach((exchange) -> exchange.ended(failure));
		}

	}

}
