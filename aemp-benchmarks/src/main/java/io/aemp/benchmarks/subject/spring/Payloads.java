package io.aemp.benchmarks.subject.spring;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.aemp.Message;
import io.aemp.benchmarks.subject.aemp.Payload;

/**
 * Records, written and read by the caller as a user without typed clients does: as maps.
 */
public enum Payloads implements Payload {

	/** A record of three fields. */
	ORDER {
		@Override
		public Message request(int number) {
			return Message.of("order", Order.of(number).toMap());
		}

		@Override
		public int number(Message answer) {
			return Order.from(answer.map(0)).id();
		}
	},

	/** A record with two records in it. */
	SHIPMENT {
		@Override
		public Message request(int number) {
			return Message.of("shipment", Shipment.of(number).toMap());
		}

		@Override
		public int number(Message answer) {
			return Shipment.from(answer.map(0)).order().id();
		}
	},

	/** A list of 100 records. */
	ORDERS {
		@Override
		public Message request(int number) {
			List<Map<String, Object>> orders = IntStream.range(number, number + COUNT)
				.mapToObj((id) -> Order.of(id).toMap())
				.toList();
			return Message.of("orders", orders);
		}

		@Override
		public int number(Message answer) {
			List<Order> orders = answer.list(0).stream().map((order) -> Order.from((Map<?, ?>) order)).toList();
			if (orders.size() != COUNT) {
				throw new IllegalArgumentException("There are " + orders.size() + " orders");
			}
			return orders.get(0).id();
		}
	};

	private static final int COUNT = 100;

}
